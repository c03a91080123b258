"""The list for machines: whole, never paged, with tags and proofs."""

import json

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from controllist.queries.published import whole_list
from tests.controllist.listing import PARLIAMENT, agreed, make_entry

pytestmark = pytest.mark.django_db
LIST = "/api/v1/control-list"


def test_an_empty_list_is_edition_zero(client: Client):
    assert client.get(LIST).json() == {"edition": 0, "entries": []}


def test_an_entry_is_shown_as_the_contract_says(client: Client):
    make_entry()

    answer = client.get(LIST).json()

    assert answer["edition"] == 1
    assert answer["entries"] == [client.get(f"{LIST}/CS-0001").json()]
    assert answer["entries"][0] == {
        "code": "CS-0001",
        "name": "Mobile location gateway using SS7 and Diameter signalling",
        "manufacturer": "Vexor Labs",
        "models": ["Halo LX"],
        "functions": ["phone_location"],
        "description": "Obtains the position of a subscriber without that person's knowledge.",
        "cn_code": "85176200",
        "listed_on": "2026-04-20",
        "effective_from": "2026-04-20T21:00:00Z",
        "edition": 1,
        "status": "listed",
        "rule_set": "qualified_majority_objection",
        "regime": PARLIAMENT,
        "in_force": False,
        "destination": None,
        "change": "listing",
        "sequence": 1,
        "changed_at": "2026-04-20T21:00:00Z",
        "delisted_at": None,
        "ground": "human_rights_violations",
        "change_ground": None,
        "legal_act": {"kind": "procedure_outcome", "reference": "IT 2026-04-20"},
        "reason": None,
        "scope": "every_export",
        "destinations": [],
        "notifying_state": "IT",
        "procedure_opened_at": "2026-03-03T21:00:00Z",
        "procedure_closed_at": "2026-04-20T21:00:00Z",
        "publication": None,
        "reviewed_at": None,
        "authentic_language": "en",
        "translations": {},
    }


def test_the_list_is_never_paged_and_says_what_binds_where(client: Client):
    for number in range(60):
        make_entry(models=[f"Model {number}"])
    make_entry(models=["Agreed"], by=agreed("KZ"))

    entries = client.get(LIST + "?limit=5").json()["entries"]

    assert [entry["edition"] for entry in entries] == list(range(1, 62))
    assert (entries[-1]["destination"], entries[-1]["in_force"]) == ("KZ", True)


def test_since_gives_only_what_changed_later(client: Client):
    for number in range(3):
        make_entry(models=[f"Model {number}"])

    assert [entry["code"] for entry in client.get(f"{LIST}?since=1").json()["entries"]] == [
        "CS-0002",
        "CS-0003",
    ]
    assert client.get(f"{LIST}?since=3").json() == {"edition": 3, "entries": []}
    assert client.get(f"{LIST}?since=0").json() == client.get(LIST).json()


@pytest.mark.parametrize("asked", ["x", "-1", "1.5", "", "９", "9" * 5000])
def test_a_wrong_edition_is_named(client: Client, asked: str):
    answer = client.get(LIST, {"since": asked})

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == "/since"


@pytest.mark.parametrize("path", ["", "?since=0", "/CS-0001", "/CS-0001/proof"])
def test_the_tag_answers_304_until_the_list_changes(client: Client, path: str):
    make_entry()
    first = client.get(LIST + path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"

    again = client.get(LIST + path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)

    make_entry(models=["Halo MX"])
    changed = client.get(LIST + path, headers={"If-None-Match": tag})
    assert changed.status_code == (304 if path == "/CS-0001" else 200)


def test_an_unchanged_list_costs_one_query(client: Client):
    make_entry()
    tag = client.get(LIST).headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304

    assert len(queries) == 1


def test_two_lists_of_the_same_length_have_different_tags(client: Client):
    """What a process holds is told apart by the log's root, not by the edition alone."""
    make_entry(name="Then")
    point = transaction.savepoint()
    make_entry(name="Never was")
    assert b"Never was" in whole_list()
    transaction.savepoint_rollback(point)
    make_entry(name="After")

    names = [entry["name"] for entry in client.get(LIST).json()["entries"]]
    assert names == ["Then", "After"]


def test_unknown_codes_are_problems(client: Client):
    for path in ("/CS-0001", "/CS-0001/proof", "/nothing", "/%00"):
        answer = client.get(LIST + path)
        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"


def test_the_proof_has_what_the_contract_names(client: Client):
    make_entry()

    proof = client.get(f"{LIST}/CS-0001/proof").json()

    named = "leaf leaf_index tree_size audit_path root_hash salts checkpoint entry signature"
    assert set(named.split()) <= proof.keys()
    assert set(proof["salts"]) == {"name", "manufacturer", "models", "description"}
    assert (proof["leaf_index"], proof["tree_size"], proof["audit_path"]) == (0, 1, [])
    assert proof["entry"] == client.get(f"{LIST}/CS-0001").json()
    assert json.loads(bytes.fromhex(proof["leaf"]))["code"] == "CS-0001"


def test_the_schema_says_what_is_answered(client: Client):
    paths = client.get("/api/v1/schema").json()["paths"]

    answered = paths["/api/v1/control-list"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert answered["type"] == "object"
    assert set(answered["properties"]["entries"]["items"]["properties"]) >= {"code", "regime", "in_force"}
    assert "requestBody" in paths["/api/v1/screenings"]["post"]
