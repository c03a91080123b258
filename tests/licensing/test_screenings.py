"""The screening question: what is answered to which line, by hand-written tables."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from controllist.rules.annex import ANNEX_I, ANNEX_IV
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.keys import issue_key
from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models import ScreeningCount, ScreeningLog
from tests.controllist.listing import AGREEMENT, CLOSED, PARLIAMENT, agreed, make_entry, make_state
from tests.factories import machine, make_customs

pytestmark = pytest.mark.django_db
SCREENINGS = "/api/v1/screenings"


def screen(client: Client, *lines: dict, **headers: str) -> dict:
    body = {"lines": [{"id": str(number), **line} for number, line in enumerate(lines, start=1)]}
    answer = client.post(SCREENINGS, body, content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def result_of(client: Client, line: dict, **headers: str) -> dict:
    return screen(client, line, **headers)["results"][0]


@pytest.fixture
def listed():
    """CS-0001 binds everywhere (in a demonstration), CS-0002 for Kazakhstan alone."""
    make_entry()
    make_entry(
        name="Keystroke capture implant",
        manufacturer="Société Œil",
        models=["Écran-3", "Écran 4"],
        functions=["intrusion_software"],
        description="Records what a person types, installed remotely and without notice.",
        cn_code="85234910",
        by=agreed("KZ"),
    )


HALO = {"manufacturer": "Vexor Labs", "model": "Halo LX"}
IMPLANT = {"manufacturer": "société ŒIL", "model": "écran 3"}
REQUIRED, POSSIBLE, NOT_LISTED = "authorisation_required", "possible_match", "not_listed"


@pytest.mark.parametrize(
    ("line", "verdict", "codes", "basis", "regime", "in_force"),
    [
        # maker and model, however they are written
        (HALO, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "AE"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        (
            {"manufacturer": "VEXOR-labs", "model": "halo/lx"},
            REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False,
        ),
        # the model alone, or of another maker
        ({"model": "Halo LX"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "manufacturer": "Other"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        # similar: the model, the name, the words
        ({**HALO, "model": "Halo LX2"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({"name": "mobile location gateway"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        (
            {"name": "Part", "description": "for the HALO-LX"},
            POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False,
        ),
        (
            {"name": "Tool", "description": "records what a person types, without notice, remotely"},
            POSSIBLE, ["CS-0002"], "eu_list", AGREEMENT, True,
        ),
        # whatever the maker's legal form
        ({**HALO, "manufacturer": "Vexor Labs Ltd."}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        # nothing like it; another number of the series is another item
        ({**IMPLANT, "model": "écran 5"}, NOT_LISTED, [], None, None, None),
        ({"name": "Office chair, blue", "manufacturer": "Vexor Labs"}, NOT_LISTED, [], None, None, None),
        ({"name": "Steel bolts M8", "cn_code": "85176200"}, NOT_LISTED, [], None, None, None),
        # by agreement: for its destination alone
        ({**IMPLANT, "destination": "KZ"}, REQUIRED, ["CS-0002"], "eu_list", AGREEMENT, True),
        ({**IMPLANT, "destination": "AE"}, POSSIBLE, ["CS-0002"], "eu_list", AGREEMENT, True),
        (IMPLANT, POSSIBLE, ["CS-0002"], "eu_list", AGREEMENT, True),
        # inside the Union nothing is exported
        ({**HALO, "destination": "FR"}, NOT_LISTED, [], None, None, None),
        ({**HALO, "destination": "AX"}, NOT_LISTED, [], None, None, None),
        ({**HALO, "destination": "GB"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({"control_entry": "5A002.a", "destination": "DE"}, NOT_LISTED, [], None, None, None),
        (
            {"control_entry": "5A004.a", "destination": "DE"},
            REQUIRED, ["5A004.a"], "annex_iv", ANNEX_IV, True,
        ),
        (
            {"control_entry": "5A004.a.2", "destination": "DE"},
            REQUIRED, ["5A004.a.2"], "annex_iv", ANNEX_IV, True,
        ),
        ({"control_entry": "5A004.b", "destination": "DE"}, NOT_LISTED, [], None, None, None),
        (
            {"control_entry": "5D002.c.3.a", "destination": "DE"},
            REQUIRED, ["5D002.c.3.a"], "annex_iv", ANNEX_IV, True,
        ),
        ({"control_entry": "5D002.c.3.b", "destination": "DE"}, NOT_LISTED, [], None, None, None),
        (
            {"control_entry": "5D002.c.3", "destination": "DE"},
            POSSIBLE, ["5D002.c.3"], "annex_iv", ANNEX_IV, True,
        ),
        (
            {"control_entry": "5E002.a", "destination": "DE"},
            POSSIBLE, ["5E002.a"], "annex_iv", ANNEX_IV, True,
        ),
        ({"control_entry": "5A004", "destination": "DE"}, POSSIBLE, ["5A004"], "annex_iv", ANNEX_IV, True),
        # the declarant's own word
        ({"control_entry": "5A002.a"}, REQUIRED, ["5A002.a"], "annex_i", ANNEX_I, True),
        ({"control_entry": "4A506.", "destination": "IN"}, REQUIRED, ["4A506"], "annex_i", ANNEX_I, True),
        (
            {**HALO, "control_entry": "5A001.f.2"},
            REQUIRED, ["5A001.f.2", "CS-0001"], "annex_i", ANNEX_I, True,
        ),
        ({"control_entry": "CS-0001"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({"control_entry": "5a001 f2"}, REQUIRED, ["5A001.f.2"], "annex_i", ANNEX_I, True),
        ({"control_entry": "5\u0410001.f.2"}, REQUIRED, ["5A001.f.2"], "annex_i", ANNEX_I, True),
        ({"control_entry": "5a004 a", "destination": "DE"}, REQUIRED, ["5A004.a"], "annex_iv", ANNEX_IV, True),
        ({"control_entry": "cs 1"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({"control_entry": "CS-9999"}, POSSIBLE, [], "eu_list", None, None),
        # customs' own codes, and parts of states outside the customs territory
        ({**HALO, "destination": "XC"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "XL"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "XS"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "XI"}, NOT_LISTED, [], None, None, None),
        ({**HALO, "destination": "ae"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "ES"}, NOT_LISTED, [], None, None, None),
        ({**HALO, "destination": "ES", "territory": "ceuta"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "DE", "territory": "buesingen"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "destination": "IT", "territory": "livigno"}, REQUIRED, ["CS-0001"], "eu_list", PARLIAMENT, False),
        # on another keyboard: near, never the same
        ({"manufacturer": "Societe OEil", "model": "Ecran 3"}, POSSIBLE, ["CS-0002"], "eu_list", AGREEMENT, True),
        ({**HALO, "model": "\u041d\u0430lo LX"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({**HALO, "model": "Ha1o LX"}, POSSIBLE, ["CS-0001"], "eu_list", PARLIAMENT, False),
        ({"name": "Ecran 4"}, POSSIBLE, ["CS-0002"], "eu_list", AGREEMENT, True),
    ],
)  # fmt: skip
def test_the_verdict_follows_from_the_line(client, listed, line, verdict, codes, basis, regime, in_force):
    result = result_of(client, line)

    assert result["verdict"] == verdict
    assert [entry["code"] for entry in result["entries"]] == codes
    assert (result["legal_basis"], result["regime"], result["in_force"]) == (basis, regime, in_force)
    assert result["authorisation"] is None
    assert all(0 < entry["score"] <= 1 and entry["why"] for entry in result["entries"])


@pytest.mark.parametrize(
    ("binds", "halo", "implant"),
    [
        ("true", REQUIRED, REQUIRED),
        ("1", REQUIRED, REQUIRED),
        ("0", POSSIBLE, REQUIRED),
        ("false", POSSIBLE, REQUIRED),
        ("", POSSIBLE, REQUIRED),  # not set, and no demonstration
    ],
)
def test_a_regime_that_is_not_law_binds_only_where_it_is_set_to(
    client, listed, settings, binds, halo, implant
):
    settings.LIST_BINDS = binds

    results = screen(client, HALO, {**IMPLANT, "destination": "KZ"})["results"]

    assert [result["verdict"] for result in results] == [halo, implant]
    if halo == POSSIBLE:
        assert results[0]["entries"][0] == {
            "code": "CS-0001",
            "score": 1.0,
            "why": "Maker and model are the same. "
            "Entry CS-0001 lists this item under rules that are not in force and do not bind here: it is a hint.",
        }


def test_a_demonstration_binds_unless_set_otherwise(client, listed, settings, monkeypatch):
    settings.LIST_BINDS = ""
    monkeypatch.setattr("exportctl.core.clock.is_demonstration", lambda: True)

    assert result_of(client, HALO)["verdict"] == REQUIRED


def test_the_answer_names_the_edition_and_keeps_ids_and_order(client, listed):
    body = {"lines": [{"id": "b", "name": "chair"}, {"id": 7, **HALO}, {"id": "b", **HALO}]}

    answer = client.post(SCREENINGS, body, content_type="application/json").json()

    assert answer["edition"] == 2
    assert [result["id"] for result in answer["results"]] == ["b", 7, "b"]


def test_the_reasons_are_in_the_callers_language(client, listed):
    line = {"model": "Halo LX", "manufacturer": "Other", "name": "gateway for mobile location"}

    assert result_of(client, line)["entries"][0]["why"] == (
        "The model is the same: “Halo LX”. The name is similar; words in both: gateway, mobile, location."
        " The maker is another: Vexor Labs."
    )


def test_the_same_question_has_the_same_answer(client, listed):
    lines = [HALO, {"name": "mobile location gateway"}, {"description": "types", "name": "Écran"}]

    first, second = screen(client, *lines), screen(client, *lines)

    assert first["receipt"]["digest"] == second["receipt"]["digest"]  # the rest of it bears the instant
    assert {**first, "receipt": None} == {**second, "receipt": None}


def test_the_next_question_after_a_listing_knows_it(client, listed):
    line = {"manufacturer": "Optikon", "model": "Gaze 4"}
    assert result_of(client, line)["verdict"] == NOT_LISTED

    make_entry(manufacturer="Optikon", models=["Gaze 4"])

    assert result_of(client, line)["verdict"] == REQUIRED


def test_better_matches_come_first_and_five_are_enough(client):
    for letter in "ABCDEFGH":
        make_entry(models=[f"Halo LX-{letter}"])

    entries = result_of(client, {"manufacturer": "Vexor Labs", "model": "Halo LX-F"})["entries"]

    assert [entries[0]["code"], entries[0]["score"]] == ["CS-0006", 1.0]
    assert len(entries) == 5
    assert [entry["score"] for entry in entries] == sorted((e["score"] for e in entries), reverse=True)


# --- What was sent -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""),
        ({}, "/lines"),
        ({"lines": None}, "/lines"),
        ({"lines": []}, "/lines"),
        ({"lines": {}}, "/lines"),
        ({"lines": ["x"]}, "/lines/0"),
        ({"lines": [{"name": "x"}]}, "/lines/0/id"),
        ({"lines": [{"id": "", "name": "x"}]}, "/lines/0/id"),
        ({"lines": [{"id": True, "name": "x"}]}, "/lines/0/id"),
        ({"lines": [{"id": "1"}]}, "/lines/0/model"),
        ({"lines": [{"id": "1", "manufacturer": "x", "description": "y"}]}, "/lines/0/model"),
        ({"lines": [{"id": "1", "name": "x"}, {"id": "2", "name": 5}]}, "/lines/1/name"),
        ({"lines": [{"id": "1", "name": "x", "destination": "ZZ"}]}, "/lines/0/destination"),
        ({"lines": [{"id": "1", "name": "x", "destination": "EL"}]}, "/lines/0/destination"),
        ({"lines": [{"id": "1", "name": "x", "cn_code": "8517"}]}, "/lines/0/cn_code"),
        ({"lines": [{"id": "1", "name": "x", "quantity": "many"}]}, "/lines/0/quantity"),
        ({"lines": [{"id": "1", "name": "x", "unit": "boxes"}]}, "/lines/0/unit"),
        ({"lines": [{"id": "1", "name": "a\x00b"}]}, "/lines/0/name"),
        ({"lines": [{"id": "1", "name": "x", "colour": "red"}]}, "/lines/0/colour"),
        ({"lines": [{"id": str(n), "name": "x"} for n in range(1001)]}, "/lines"),
    ],
)
def test_one_bad_line_makes_the_whole_call_wrong(client, body, pointer):
    answer = client.post(SCREENINGS, body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not ScreeningCount.objects.exists()


def test_what_is_not_json_is_malformed(client):
    assert client.post(SCREENINGS, "{", content_type="application/json").status_code == 400


def test_a_line_may_carry_everything_the_contract_names(client, listed):
    line = {
        **HALO,
        "name": "Gateway",
        "description": "",
        "cn_code": "8517 62 00",
        "control_entry": None,
        "destination": "AE",
        "exporter_eori": "DE123456789012345",
        "authorisation": "DE-A-2026-00001",
        "quantity": "2.50",
        "unit": "pieces",
    }

    assert result_of(client, line)["verdict"] == REQUIRED


# --- What is kept ------------------------------------------------------------------------------


@pytest.fixture
def key() -> str:
    state = make_state("DE", "Germany")
    fields = {"kind": "customs", "name": "Customs", "short_name": "Customs", "language": "de"}
    office = Organisation.objects.create(member_state=state, **fields)
    user = create_account(email="customs@demo.example", name="C. Toms", at=CLOSED)
    seat = grant_seat(user=user, permission=Permission.CHECK_SHIPMENTS, organisation=office, at=CLOSED)
    return issue_key(user=user, seat_id=seat.pk, name="test", at=CLOSED).secret


def test_anonymous_questions_are_only_counted(client, listed):
    screen(client, HALO, HALO, {"name": "chair"})
    screen(client, HALO)

    assert dict(ScreeningCount.objects.values_list("verdict", "count")) == {REQUIRED: 3, NOT_LISTED: 1}
    assert not ScreeningLog.objects.exists()


def test_questions_with_a_key_are_logged_by_hash(client, listed, key):
    screen(client, HALO, {"name": "chair"}, Authorization=f"Bearer {key}")

    (row,) = ScreeningLog.objects.all()
    assert (row.verdicts, row.edition, row.user.email) == ([REQUIRED, NOT_LISTED], 2, "customs@demo.example")
    assert len(set(row.line_hashes)) == 2
    assert all(len(each) == 64 for each in row.line_hashes)
    assert not ScreeningCount.objects.exists()


def test_a_wrong_key_is_refused_instead_of_answered_as_anonymous(client, listed):
    body = {"lines": [{"id": "1", **HALO}]}

    answer = client.post(
        SCREENINGS, body, content_type="application/json", headers={"Authorization": "Bearer no"}
    )

    assert answer.status_code == 401


def test_a_retry_with_its_key_is_answered_once(client, listed, key):
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "one"}

    first = screen(client, HALO, **headers)
    make_entry(models=["Later"])

    assert screen(client, HALO, **headers) == first
    assert ScreeningLog.objects.count() == 1
    assert screen(client, HALO, **{"Idempotency-Key": "one"})["edition"] == 3  # anonymous: nothing to replay


@pytest.mark.parametrize("with_key", [False, True])
def test_a_thousand_lines_cost_the_queries_of_one(client, listed, key, with_key):
    headers = {"Authorization": f"Bearer {key}"} if with_key else {}
    screen(client, HALO, **headers)
    counts = []
    for size in (1, 50, 1000):
        lines = [{"name": f"Part {number}"} for number in range(size)]
        with CaptureQueriesContext(connection) as queries:
            screen(client, *lines, **headers)
        counts.append(len(queries))

    assert len(set(counts)) == 1, counts
    # The instant, the law, the edition and what is kept; with a key also who asks, the seat and what is known of them.
    assert counts[0] <= (7 if with_key else 4)


@pytest.mark.parametrize(
    ("line", "pointer", "hint"),
    [
        ({"control_entry": "10A001"}, "/lines/0/control_entry", "5A001.f.2"),
        ({"control_entry": "ML5", "name": "Sight"}, "/lines/0/control_entry", "CS-0042"),
        ({"model": "X", "destination": "EL"}, "/lines/0/destination", "GR"),
        ({"model": "X", "destination": "uk"}, "/lines/0/destination", "GB"),
        ({"model": "X", "destination": "XX"}, "/lines/0/destination", "AD"),
        ({"model": "X", "destination": "FR", "territory": "ceuta"}, "/lines/0/territory", "ceuta (ES)"),
        ({"model": "X", "territory": "ceuta"}, "/lines/0/territory", "ceuta (ES)"),
        ({"model": "X", "destination": "ES", "territory": "ibiza"}, "/lines/0/territory", "ceuta"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(client, line, pointer, hint):
    answer = client.post(SCREENINGS, {"lines": [{"id": "1", **line}]}, content_type="application/json")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert hint in answer.json()["errors"][0]["detail"]


# --- one bad line


@pytest.mark.django_db
@pytest.mark.parametrize("with_key", [False, True])
def test_a_bad_line_is_answered_by_itself_where_that_is_asked_for(with_key):
    calls = machine(make_customs()) if with_key else APIClient()
    good = {"id": "1", "model": "Kettle 12", "destination": "AE"}
    lines = [{"id": "0", "model": "Kettle", "destination": "??"}, good, {"id": 7}, None, {"id": True}]

    answer = calls.post(f"{SCREENINGS}?on_error=line", {"lines": lines}, format="json").json()
    failed = calls.post(SCREENINGS, {"lines": lines[:2]}, format="json")

    assert [result["verdict"] for result in answer["results"]] == ["error", "not_listed", *["error"] * 3]
    assert [result["id"] for result in answer["results"]] == ["0", "1", 7, "", ""]
    assert answer["results"][0]["errors"] == failed.json()["errors"]
    assert [error["pointer"] for error in answer["results"][2]["errors"]] == ["/lines/2/model"]
    assert answer["results"][3]["entries"] == []
    assert "errors" not in answer["results"][1]
    assert failed.status_code == 422


@pytest.mark.django_db
def test_nothing_but_bad_lines_is_an_answer_and_no_line_at_all_is_none():
    def ask(lines, mode="line"):
        return APIClient().post(f"{SCREENINGS}?on_error={mode}", {"lines": lines}, format="json")

    assert ask([None]).json()["results"][0]["verdict"] == "error"
    assert ask([{"id": "1"}] * 1001).status_code == 422
    assert ask("x").status_code == 422
    assert ask([], mode="perhaps").json()["errors"][0]["pointer"] == "/on_error"


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["fail", "line"])
@pytest.mark.parametrize("odd", ["\ud800", 10**40])
@pytest.mark.parametrize("member", ["id", "destination", "unit", "\ud800"])
def test_what_no_answer_can_quote_in_utf_8_is_quoted_all_the_same(member, odd, mode):
    """Half of a surrogate pair, a number without end: JSON has them, and an answer that names them has to be one."""
    body = json.dumps({"lines": [{"id": "1", "model": "X", member: odd}]})

    answer = APIClient().post(f"{SCREENINGS}?on_error={mode}", body, content_type="application/json")

    assert answer.status_code == (422 if mode == "fail" else 200)
    assert answer.json()


@pytest.mark.django_db
@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=0.1", "nonsense"])
def test_whatever_is_accepted_the_answer_is_json(accept):
    answer = APIClient().get("/api/v1/control-list", headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
