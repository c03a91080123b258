"""No cluster runs here: the manifests are held against the schemas of their kinds, and against docker-compose.yml."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from exportctl.local.home import ROOT
from exportctl.local.instance import VARIABLES
from tests.local.test_compose import SERVICES

KUBERNETES = "1.34"
FOLDER = ROOT / "deploy" / "kubernetes"
OPERATOR = json.loads(Path(__file__).with_name("cloudnativepg.json").read_text(encoding="utf-8"))
MANIFESTS = [
    each
    for file in sorted(FOLDER.glob("*.yaml"))
    for each in yaml.safe_load_all(file.read_text(encoding="utf-8"))
]
PODS = {
    each["metadata"]["name"]: each["spec"]["template"]
    for each in MANIFESTS
    if each["kind"] in ("Deployment", "StatefulSet", "Job")
}
OWN = {
    "exportctl-web",
    "exportctl-worker",
    "exportctl-jobs",
    "exportctl-files",
    "exportctl-beat",
    "exportctl-sealer",
}
POLICIES = [each for each in MANIFESTS if each["kind"] == "NetworkPolicy"]


def name_of(manifest: dict[str, Any]) -> str:
    return f"{manifest['kind']} {manifest['metadata']['name']}"


def only(kind: str) -> dict[str, Any]:
    (manifest,) = (each for each in MANIFESTS if each["kind"] == kind)
    return manifest


@pytest.mark.parametrize("manifest", MANIFESTS, ids=name_of)
def test_each_is_what_its_kind_takes(manifest):
    if manifest["apiVersion"].startswith("postgresql.cnpg.io/"):
        schema = {**OPERATOR[manifest["kind"]], "$defs": OPERATOR["$defs"]}
        jsonschema.Draft202012Validator(schema).validate(manifest["spec"])
    else:
        kubernetes_validate.validate(manifest, KUBERNETES, strict=True)
    assert manifest["kind"] == "Namespace" or manifest["metadata"]["namespace"] == "exportctl"


@pytest.mark.parametrize("name", PODS)
def test_each_pod_is_confined(name):
    pod = PODS[name]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert container["resources"]["limits"]["memory"]
        assert name == "exportctl-migrate" or container["livenessProbe"]


def test_only_the_migrations_know_the_owners_password():
    knowing = set()
    for name, template in PODS.items():
        for volume in template["spec"].get("volumes", []):
            secret = volume.get("secret", {})
            keys = {item["key"] for item in secret.get("items", [])}
            if secret.get("secretName") == "exportctl" and (not keys or "database_owner_url" in keys):
                knowing.add(name)
    assert knowing == {"exportctl-migrate"}


def test_no_secret_is_written_down():
    assert not [each for each in MANIFESTS if each["kind"] == "Secret"]
    for name, value in only("ConfigMap")["data"].items():
        assert not re.search("(PASSWORD|SECRET.*|_URL)$", name.removesuffix("_FILE")) or (
            name == "BASE_URL" or value.startswith("/run/secrets/")
        )
        assert {name, name.removesuffix("_FILE")} & (VARIABLES | {"WEB_WORKERS"})


def test_the_web_is_asked_what_its_settings_allow():
    probes = PODS["exportctl-web"]["spec"]["containers"][0]
    asked = [probes[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")]
    assert [each["path"] for each in asked] == ["/livez", "/livez", "/readyz"]
    allowed = only("ConfigMap")["data"]["ALLOWED_HOSTS"].split(",")
    assert all(each["httpHeaders"][0]["value"] in allowed for each in asked)


def test_the_workers_take_what_those_of_compose_take():
    def queues(commands):
        found = [re.search(r"--queues=(\S+)", " ".join(command)) for command in commands]
        return sorted(queue for each in found if each for queue in each[1].split(","))

    commands = [PODS[name]["spec"]["containers"][0].get("command", []) for name in OWN]
    assert queues(commands) == queues(service.get("command", []) for service in SERVICES.values())
    assert PODS["exportctl-sealer"]["spec"]["containers"][0]["command"] == SERVICES["sealer"]["command"]


def test_a_commit_has_two_copies_and_what_needs_a_session_goes_past_the_pool():
    cluster, pool = only("Cluster")["spec"], only("Pooler")["spec"]
    assert cluster["instances"] >= 3
    assert cluster["postgresql"]["synchronous"]["dataDurability"] == "required"
    assert cluster["postgresql"]["parameters"]["synchronous_commit"] == "on"
    assert pool["pgbouncer"]["poolMode"] == "transaction"
    assert "DATABASE_DIRECT_URL_FILE" in only("ConfigMap")["data"]
    connections = pool["instances"] * int(pool["pgbouncer"]["parameters"]["default_pool_size"])
    assert connections < int(cluster["postgresql"]["parameters"]["max_connections"]) / 2


def test_the_roles_are_those_of_the_embedded_server():
    statements = (ROOT / "exportctl" / "local" / "roles.sql").read_text(encoding="utf-8")
    made = only("Cluster")["spec"]["bootstrap"]["initdb"]
    for statement in (*made["postInitSQL"], *made["postInitApplicationSQL"]):
        assert statement in statements


def test_whoever_is_spread_survives_the_loss_of_a_node():
    spared = {
        each["spec"]["selector"]["matchLabels"]["app"]
        for each in MANIFESTS
        if each["kind"] == "PodDisruptionBudget"
    }
    assert spared == OWN - {"exportctl-sealer"}
    for manifest in MANIFESTS:
        if manifest["kind"] == "PodDisruptionBudget":
            (deployment,) = (
                each
                for each in MANIFESTS
                if each["kind"] == "Deployment" and name_of(each).endswith(f" {manifest['metadata']['name']}")
            )
            assert manifest["spec"]["minAvailable"] < deployment["spec"]["replicas"]


def test_every_label_of_a_policy_is_some_pods():
    labels = {pair for template in PODS.values() for pair in template["metadata"]["labels"].items()}
    labels |= {("cnpg.io/cluster", only("Cluster")["metadata"]["name"])}
    labels |= {*only("Pooler")["spec"]["template"]["metadata"]["labels"].items()}

    def selected(value):
        if isinstance(value, dict):
            for name, inner in value.items():
                if name == "podSelector":
                    yield from inner.get("matchLabels", {}).items()
                yield from selected(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from selected(inner)

    assert {pair for policy in POLICIES for pair in selected(policy)} <= labels
    assert POLICIES[0]["spec"]["podSelector"] == {}  # whatever is not allowed is not
