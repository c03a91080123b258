"""Authorisations and write-offs over REST, in the contract's shapes and the order of its errors."""

from uuid import uuid4

import pytest

from exportctl.core import clock
from tests.factories import (
    DAY,
    machine,
    make_customs,
    make_delegate,
    make_exporter,
    make_filer,
    make_officer,
)
from tests.licensing.granted import MRN, make_authorisation, mrn, write_off_body

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def authorisation():
    return make_authorisation(at=clock.now() - DAY)


def at(authorisation, rest=""):
    return f"{API}/authorisations/{authorisation.reference}{rest}"


def post(user, path, body=None):
    return machine(user).post(path, body)


def test_an_authorisation_has_the_contracts_members(authorisation):
    answer = machine(make_officer()).get(at(authorisation)).json()

    assert answer["lines"] == [
        {
            "line": 1,
            "name": "Network encryptor",
            "control_entry": "5A002.a",
            "cn_code": "85176200",
            "description": "Encrypts a link of 10 Gbit/s.",
            "unit": "pieces",
            "granted": "100",
            "written_off": "0",
            "moved": "0",
            "left": "100",
            "value_granted": None,
            "value_written_off": None,
            "value_left": None,
            "currency": "EUR",
        }
    ]
    wanted = {"version": 1, "kind": "individual", "status": "valid", "customs_document_code": "X060"}
    assert {name: answer[name] for name in wanted} == wanted
    assert answer["destinations"] == ["IN"]
    assert answer["holder"] == {
        "name": authorisation.holder.legal_name,
        "eori": authorisation.holder.eori,
    }
    assert answer["request"] == authorisation.request.reference


def test_customs_read_parties_and_no_case(authorisation):
    answer = machine(make_customs("FR")).get(at(authorisation)).json()

    assert (answer["request"], answer["end_user"]["name"]) == (None, "State Hospitals Trust")


def test_strangers_get_404_and_anybody_without_a_key_401(authorisation):
    for stranger in (make_filer(), make_officer("FR"), make_delegate()):
        assert machine(stranger).get(at(authorisation)).status_code == 404
    assert machine().get(at(authorisation)).status_code == 401


def test_the_list_is_what_the_caller_sees(authorisation):
    def listed(user, query=""):
        return [
            each["reference"] for each in machine(user).get(f"{API}/authorisations{query}").json()["results"]
        ]

    customs = make_customs()
    assert listed(make_officer()) == [authorisation.reference]
    assert listed(make_officer(), "?status=suspended,expired") == []
    assert listed(customs) == []
    assert listed(customs, f"?eori={authorisation.holder.eori}") == [authorisation.reference]
    assert listed(make_filer(authorisation.holder), "?status=valid") == [authorisation.reference]
    assert machine(make_delegate()).get(f"{API}/authorisations").status_code == 403


def test_changed_since_tells_of_balances_too(authorisation):
    client, after = machine(make_officer()), clock.now()
    path = f"{API}/authorisations?changed_since={after.isoformat().replace('+', '%2B')}"

    assert client.get(path).json()["results"] == []
    post(make_customs(), at(authorisation, "/write-offs"), write_off_body())
    assert [each["lines"][0]["left"] for each in client.get(path).json()["results"]] == ["99"]
    assert client.get(f"{API}/authorisations?changed_since=yesterday").status_code == 422


def test_a_write_off_is_created_once_and_answered_again(authorisation):
    customs = make_customs()

    first = post(customs, at(authorisation, "/write-offs"), write_off_body("40"))
    again = post(customs, at(authorisation, "/write-offs"), write_off_body("40"))

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json() == {
        "id": first.json()["id"],
        "line": 1,
        "quantity": "40",
        "left": "60",
        "value_left": None,
    }


def test_a_dry_run_answers_200_with_no_id(authorisation):
    customs, path = make_customs(), at(authorisation, "/write-offs?dry_run=true")

    dry = post(customs, path, write_off_body("40"))

    assert (dry.status_code, dry.json()["id"], dry.json()["left"]) == (200, None, "60")
    assert post(customs, path, write_off_body("101")).json()["code"] == "quantity_exceeded"
    assert machine(customs).get(at(authorisation)).json()["lines"][0]["left"] == "100"
    assert post(customs, at(authorisation, "/write-offs?dry_run=maybe"), write_off_body()).status_code == 422


@pytest.mark.parametrize(
    ("said", "status", "code", "extra"),
    [
        ({"mrn": "26DE"}, 422, "invalid", {}),
        ({"quantity": "0"}, 422, "invalid", {}),
        ({"line": 7}, 422, "invalid", {}),
        ({"customs_office": ""}, 422, "invalid", {}),
        ({"destination": "CN"}, 409, "not_for_this", {}),
        ({"exporter_eori": "FR1"}, 409, "not_for_this", {}),
        ({"accepted_on": "2020-01-01", "unit": "kg"}, 409, "not_valid", {"authorisation_status": "valid"}),
        ({"unit": "kg", "quantity": "101"}, 409, "wrong_unit", {"unit": "pieces"}),
        ({"quantity": "101"}, 409, "quantity_exceeded", {"left": "100"}),
    ],
)
def test_what_is_refused_says_why(authorisation, said, status, code, extra):
    answer = post(make_customs(), at(authorisation, "/write-offs"), write_off_body(**said))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert {name: answer.json()[name] for name in extra} == extra


def test_the_order_is_404_403_422(authorisation):
    path, broken = at(authorisation, "/write-offs"), {"mrn": "x"}

    assert post(make_filer(), path, broken).status_code == 404
    assert post(make_officer(), path, broken).status_code == 403
    assert post(make_customs(), path, broken).status_code == 422


def test_a_reversal_frees_the_pair_and_a_second_is_200(authorisation):
    customs = make_customs()
    taken = post(customs, at(authorisation, "/write-offs"), write_off_body("40")).json()["id"]
    path = f"{API}/write-offs/{taken}/reversal"

    first, again = post(customs, path), post(customs, path)

    assert (first.status_code, again.status_code, first.json()["left"]) == (200, 200, "100")
    assert first.json() == again.json()
    assert post(customs, at(authorisation, "/write-offs"), write_off_body("41")).status_code == 201
    assert post(make_customs("FR"), path).status_code == 404
    assert post(make_officer(), path).status_code == 403
    assert post(customs, f"{API}/write-offs/{uuid4()}/reversal").status_code == 404


def test_the_ledger_is_the_holders(authorisation):
    customs = make_customs()
    post(customs, at(authorisation, "/write-offs"), write_off_body("40"))
    post(make_customs("FR"), at(authorisation, "/write-offs"), write_off_body("2", mrn=mrn(2)))

    (second, first) = (
        machine(make_filer(authorisation.holder)).get(at(authorisation, "/ledger")).json()["results"]
    )

    assert (first["mrn"], first["left"], second["left"]) == (MRN, "60", "58")
    own = machine(customs).get(at(authorisation, "/ledger")).json()["results"]
    assert [entry["mrn"] for entry in own] == [MRN]


@pytest.mark.parametrize(
    ("event", "status"), [("suspend", "suspended"), ("revoke", "revoked"), ("annul", "annulled")]
)
def test_two_officers_act_on_it(authorisation, event, status):
    first, second = make_officer(), make_officer()
    path = at(authorisation, f"/{event}")

    proposed = post(first, path, {"grounds": "The end user passes the goods on."})
    assert (proposed.status_code, proposed.json()["status"]) == (200, "proposed")
    approve = f"{path}/{proposed.json()['id']}/approve"
    assert post(first, approve).json()["code"] == "four_eyes"
    assert post(second, path, {"grounds": "Again."}).json()["code"] == "pending"
    done = post(second, approve)

    assert (done.status_code, done.json()["status"]) == (200, status)
    assert post(second, approve).json()["code"] == "wrong_status"
    refused = post(make_customs(), at(authorisation, "/write-offs"), write_off_body()).json()
    assert (refused["code"], refused["authorisation_status"]) == ("not_valid", status)


def test_grounds_are_needed_and_a_reinstatement_needs_a_suspension(authorisation):
    officer = make_officer()

    assert post(officer, at(authorisation, "/suspend"), {}).json()["errors"][0]["pointer"] == "/grounds"
    refused = post(officer, at(authorisation, "/reinstate"), {"grounds": "Cleared."})
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_status")


def test_only_its_authority_acts_on_it(authorisation):
    body = {"grounds": "Why not."}

    assert post(make_filer(authorisation.holder), at(authorisation, "/suspend"), body).status_code == 403
    assert post(make_customs(), at(authorisation, "/suspend"), body).status_code == 403
    assert post(make_officer("FR"), at(authorisation, "/suspend"), body).status_code == 404


def test_a_proposal_of_one_act_is_not_approved_as_another(authorisation):
    proposed = post(make_officer(), at(authorisation, "/suspend"), {"grounds": "Why."}).json()["id"]

    assert post(make_officer(), at(authorisation, f"/annul/{proposed}/approve")).status_code == 404
    discarded = post(make_officer(), at(authorisation, f"/suspend/{proposed}/discard"))
    assert discarded.json() == {"id": proposed, "status": "discarded"}


def test_a_replay_with_an_idempotency_key_is_the_first_answer(authorisation):
    client = machine(make_customs())
    path, headers = at(authorisation, "/write-offs"), {"Idempotency-Key": "a"}

    first = client.post(path, write_off_body(), headers=headers)
    again = client.post(path, write_off_body(), headers=headers)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content


def test_the_exporters_own_company_writes_nothing_off(authorisation):
    exporter = make_exporter()
    mine = make_authorisation(exporter, at=clock.now() - DAY)

    assert post(make_filer(exporter), at(mine, "/write-offs"), write_off_body()).status_code == 403


def test_an_amendment_asked_for_by_its_holder_is_proposed_and_approved_with_its_terms(authorisation):
    holder = make_filer(authorisation.holder)
    wish = {"kind": "amend", "reason": "Twenty more."}
    asked = post(holder, at(authorisation, "/change-requests"), wish)
    assert asked.status_code == 201
    terms = {"lines": [{"line": 1, "quantity": "120"}], "change_request": asked.json()["id"]}

    refused = post(make_officer(), at(authorisation, "/amend"), {"grounds": "It fits."})
    proposed = post(make_officer(), at(authorisation, "/amend"), {"grounds": "It fits.", **terms})
    approve = at(authorisation, f"/amend/{proposed.json()['id']}/approve")
    approved = post(make_officer(), approve).json()

    assert (refused.status_code, proposed.status_code) == (422, 200)
    assert (approved["version"], approved["lines"][0]["granted"]) == (2, "120")
    versions = machine(make_customs()).get(at(authorisation, "/versions")).json()["results"]
    assert [each["change"] for each in versions] == ["amend", None]
    assert versions[0]["differences"] == [
        {"member": "quantity", "line": 1, "before": "100 pieces", "after": "120 pieces"}
    ]
    wishes = machine(holder).get(at(authorisation, "/change-requests")).json()["results"]
    assert [each["status"] for each in wishes] == ["carried_out"]


def test_a_renewal_says_what_stands_in_its_place(authorisation):
    terms = {"grounds": "As before.", "valid_until": "2029-05-31"}
    proposed = post(make_officer(), at(authorisation, "/renew"), terms).json()
    old = post(make_officer(), at(authorisation, f"/renew/{proposed['id']}/approve")).json()

    assert (old["status"], old["lines"][0]["left"], old["lines"][0]["moved"]) == ("replaced", "0", "100")
    (number,) = old["replaced_by"]
    new = machine(make_filer(authorisation.holder)).get(f"{API}/authorisations/{number}").json()
    assert (new["replaces"], new["valid_until"], new["lines"][0]["granted"]) == (
        authorisation.reference,
        "2029-05-31",
        "100",
    )


def test_its_holder_gives_it_back_once_and_nobody_else():
    authorisation = make_authorisation()
    holder, page = machine(make_filer(authorisation.holder)), at(authorisation, "/surrender")
    assert machine(make_officer()).post(page).status_code == 403
    assert machine(make_customs()).post(page).status_code == 403

    given_back = holder.post(page, {"reason": "The project is over."})

    assert (given_back.status_code, given_back.json()["status"]) == (200, "surrendered")
    assert holder.post(page).status_code == 409
