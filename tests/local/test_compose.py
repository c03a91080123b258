"""No container engine runs here: the files of production are read and checked as far as reading goes."""

import importlib.util
import re

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from exportctl.core.rules.uploads import LARGEST_BYTES
from exportctl.local.home import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
PRODUCT = {"migrate", "web", "worker", "letters", "files", "beat", "sealer"}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_services_are_those_of_the_handbook():
    assert SERVICES.keys() == PRODUCT | {"proxy", "database", "broker", "scanner", "mail"}
    assert SERVICES["beat"]["deploy"]["replicas"] == 2
    assert SERVICES["database"]["image"].startswith("postgres:18")
    assert "container_name" not in SERVICES["worker"]  # it would forbid a second one


def test_no_letter_makes_a_closing_or_a_mail_late():
    """Letters that are set and catalogues that are screened take a processor for long."""
    queues = {
        name: re.findall("--queues=(.*)", " ".join(service.get("command", [])))
        for name, service in SERVICES.items()
    }
    of = {
        queue: name
        for name, found in queues.items()
        for each in found
        for queue in each.split()[0].split(",")
    }
    assert of == {
        "default": "worker",
        "notify": "worker",
        "pdf": "letters",
        "jobs": "letters",
        "files": "files",
    }


def test_files_are_checked_where_they_hold_up_nothing_else():
    queues = {name: " ".join(service.get("command", [])) for name, service in SERVICES.items()}
    assert [name for name, command in queues.items() if "files" in command] == ["files"]
    assert SERVICES["files"]["mem_limit"] == "1536m"


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_confined(name):
    service = SERVICES[name]
    user = service["user"].split(":")[0]

    assert user.isdigit()
    assert user != "0"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["healthcheck"]


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_are_files(name):
    service = SERVICES[name]
    for variable, value in service.get("environment", {}).items():
        if variable.endswith("_FILE"):
            assert value.removeprefix("/run/secrets/") in service["secrets"]
        elif variable != "BASE_URL":
            assert not re.search("PASSWORD|SECRET|_URL$", variable), f"{variable} is no file"
    assert set(service.get("secrets", [])) <= COMPOSE["secrets"].keys()


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"migrate"}))
def test_what_ends_is_started_again_until_somebody_stops_it(name):
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_only_the_migrations_know_the_owners_password():
    knowing = {
        name for name, service in SERVICES.items() if "database_owner_url" in service.get("secrets", [])
    }
    assert knowing == {"migrate"}


def test_the_database_can_be_reached_from_inside_alone():
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy", "mail"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["mail"]["ports"])


def test_whom_a_service_waits_for_has_a_health_check():
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "disable" not in SERVICES[name]["healthcheck"]


def test_the_database_is_made_as_by_run():
    from exportctl.local import postgres

    source = (ROOT / "exportctl" / "local" / "postgres.py").read_text(encoding="utf-8")
    for argument in SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"].split():
        assert f'"{argument}"' in source
    assert any(
        volume.startswith("./exportctl/local/roles.sql:") for volume in SERVICES["database"]["volumes"]
    )
    assert postgres.ROLES_SQL.exists()


def test_every_file_that_is_mounted_exists():
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


def test_every_variable_is_explained():
    used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    offered = set(
        re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert used == offered


def test_the_image_runs_as_nobody_in_particular_and_copies_what_exists():
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    final = DOCKERFILE.split("\nFROM ")[-1]
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", final, re.MULTILINE):
        assert all((ROOT / source).exists() for source in sources.split())


def test_the_image_has_the_libraries_that_run_installs():
    packages = re.search(r"PDF_PACKAGES = \((.+)\)", (ROOT / "run").read_text(encoding="utf-8")).group(1)
    assert all(package in DOCKERFILE for package in re.findall(r'"(.+?)"', packages))


def test_made_secrets_fit_together_and_are_kept(tmp_path):
    spec = importlib.util.spec_from_file_location("make_secrets", ROOT / "deploy" / "make_secrets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    module.main(tmp_path / "secrets")
    made = {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    module.main(tmp_path / "secrets")

    assert made == {file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()}
    assert made.keys() | {"certificate", "certificate_key"} == COMPOSE["secrets"].keys()
    assert f":{made['database_app_password']}@database" in made["database_url"]
    assert isinstance(load_pem_private_key(made["signing_key"].encode(), None), Ed25519PrivateKey)


def test_the_proxy_believes_no_client_and_lets_five_of_the_largest_files_pass():
    proxy = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", proxy)[1])

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy
    assert "proxy_add_x_forwarded_for" not in proxy
    assert megabytes * 1024 * 1024 > 5 * LARGEST_BYTES
    assert "--timeout=60" in DOCKERFILE
    assert "proxy_read_timeout 60s;" in proxy
