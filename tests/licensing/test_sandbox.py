"""Customs' systems are tried out at the addresses of the real calls, and nothing that is real notices."""

import shlex
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.keys import issue_key
from exportctl.core.actions.seats import NewPerson, settle
from exportctl.core.models import AuditEvent, MemberState, Notice, Seat
from exportctl.core.rules.permissions import Permission
from licensing.actions.sandbox import sweep_sandboxes
from licensing.api import schemas
from licensing.models import Authorisation, CustomsHold, CustomsMessage, SandboxEvent, WriteOff
from licensing.rules.sandbox import HOLDS, SANDBOX, STATE, reference_of
from tests.factories import SEATED, make_customs, make_integrator, make_key, organisation
from tests.house.architecture import ROOT
from tests.licensing.granted import make_authorisation

pytestmark = pytest.mark.django_db
BODY = {"line": 1, "quantity": "60", "unit": "pieces", "customs_office": "DE004851"}
MRN = "26DEABCDEFGHJKLM0"
VALID, HELD = reference_of(1), reference_of(11)
REFUSED = {
    2: "expired",
    3: "suspended",
    4: "revoked",
    5: "annulled",
    6: "surrendered",
    7: "replaced",
    10: "valid",
}


class Caller(Client):
    def __init__(self, user):
        super().__init__(headers={"Authorization": f"Bearer {make_key(user)}"})

    def ask(self, address, body=None):
        method = self.get if body is None else self.post
        answer = method(f"/api/v1{address}", body or None, content_type="application/json")
        assert answer.json().get("sandbox", True) is True
        return answer.status_code, answer.json()

    def write_off(self, number, mrn=MRN + "1", dry="", **changes):
        return self.ask(
            f"/authorisations/{reference_of(number)}/write-offs{dry}", {**BODY, "mrn": mrn, **changes}
        )


def test_a_system_is_tried_out_on_every_status():
    caller = Caller(make_integrator())

    _status, listed = caller.ask("/authorisations")
    standings = {row["reference"]: row["status"] for row in listed["results"]}
    refusals = {number: caller.write_off(number)[1] for number in (*REFUSED, 9, 12, 13, 14, 15)}
    before = (clock.now() - timedelta(days=60)).date().isoformat()

    assert set(standings.values()) == {*schemas.AUTHORISATION["properties"]["status"]["enum"]}
    assert all(
        set(schemas.AUTHORISATION["required"]) <= set(row) and row["sandbox"] for row in listed["results"]
    )
    assert {n: refusals[n].get("authorisation_status") for n in REFUSED} == REFUSED
    assert refusals[12]["code"] == "not_valid"
    assert {refusals[n]["code"] for n in (9, 15)} == {"quantity_exceeded"}
    assert refusals[15]["left"] == "1"
    assert all(problem.get("sandbox") for problem in refusals.values())
    assert (refusals[13]["left"], refusals[14]["left"]) == (None, None)
    assert caller.write_off(3, mrn=MRN + "2", accepted_on=before)[0] == 201
    assert caller.write_off(5, mrn=MRN + "2", accepted_on=before)[0] == 409
    assert caller.ask("/authorisations?status=suspended")[1]["results"][0]["reference"] == reference_of(3)


def test_what_is_written_off_in_the_sandbox_is_reversed_told_and_gone_next_day():
    caller, other = Caller(make_integrator()), Caller(make_integrator())
    real = make_authorisation()
    trail, notices = AuditEvent.objects.count(), Notice.objects.count()

    first = caller.write_off(1)
    again, dry = caller.write_off(1), caller.write_off(1, mrn=MRN + "2", dry="?dry_run=true", quantity="40")
    another, too_much = caller.write_off(1, quantity="1"), caller.write_off(1, mrn=MRN + "3")
    strange = caller.write_off(1, mrn=MRN + "4", exporter_eori="DE123456789012")
    by_value = caller.write_off(1, mrn=MRN + "5", line=2, quantity="1", unit="sets")
    many = caller.ask(
        "/write-offs", {"lines": [{**BODY, "mrn": MRN + "6", "authorisation": VALID.lower()}, 7]}
    )
    left = caller.ask(f"/authorisations/{VALID}")[1]["lines"][0]["left"]
    back = caller.ask(f"/write-offs/{first[1]['id']}/reversal", {"reason": "x"})
    ledger = caller.ask(f"/authorisations/{VALID}/ledger")[1]["results"]
    events = caller.ask("/events")[1]["results"]
    messages = caller.ask("/customs-messages?status=refused")[1]["results"]

    assert (first[0], first[1]["left"], first[1]["sandbox"]) == (201, "40", True)
    assert (again[0], again[1]["id"]) == (200, first[1]["id"])
    assert (dry[0], dry[1]["id"], dry[1]["left"]) == (200, None, "0")
    assert [each[1]["code"] for each in (another, too_much, strange)] == [
        "already_written_off",
        "quantity_exceeded",
        "not_for_this",
    ]
    assert (by_value[0], by_value[1]["errors"][0]["pointer"]) == (422, "/value")
    assert [each["status"] for each in many[1]["results"]] == [409, 422]
    assert (left, back[0], back[1]["left"]) == ("40", 200, "100")
    assert ledger[0]["reversed_at"] is not None
    assert [event["type"] for event in events] == ["write_off.recorded", "write_off.reversed"]
    assert len(messages) == 4

    assert caller.ask(f"/authorisations/{real.reference}")[0] == 404
    assert other.ask(f"/authorisations/{VALID}/ledger")[1]["results"] == []
    assert other.ask("/customs-messages")[1]["results"] == []
    assert (WriteOff.objects.count(), CustomsHold.objects.count(), Authorisation.objects.count()) == (0, 0, 1)
    assert (AuditEvent.objects.count(), Notice.objects.count()) == (trail, notices)
    assert CustomsMessage.objects.filter(office__kind="customs").count() == 0

    SandboxEvent.objects.update(on=clock.now().date() - timedelta(days=3))  # the days pass
    assert caller.ask(f"/authorisations/{VALID}")[1]["lines"][0]["left"] == "100"
    assert sweep_sandboxes(before=clock.now().date() - timedelta(days=1)) == 2
    caller.write_off(1)
    assert caller.ask("/sandbox/reset", {"x": 1})[0] == 200
    assert caller.ask(f"/authorisations/{VALID}")[1]["lines"][0]["left"] == "100"


def test_in_the_sandbox_customs_hold_and_play_the_authority():
    caller, customs = (
        Caller(make_integrator()),
        Client(headers={"Authorization": f"Bearer {make_key(make_customs())}"}),
    )
    hold = {
        "mrn": MRN + "9",
        "authorisation": HELD,
        "ground": "article_4",
        "reason": "x",
        "customs_office": "DE1",
    }

    placed = caller.ask("/customs-holds", hold)
    address = f"/customs-holds/{placed[1]['id']}"
    twice, stopped = caller.ask("/customs-holds", hold), caller.write_off(11, mrn=MRN + "9")
    longer = caller.ask(f"{address}/extend", {"reason": "x"})
    bare = caller.ask(f"{address}/reply", {"release": False})
    kept = caller.ask(f"{address}/reply", {"release": False, "act": "suspend"})
    over = caller.ask(f"{address}/reply", {"release": True})
    fixed = {row["mrn"]: row["status"] for row in caller.ask("/customs-holds?limit=100")[1]["results"]}

    assert (placed[0], placed[1]["status"], placed[1]["authority"]) == (201, "open", STATE)
    assert set(schemas.HOLD["required"]) <= set(placed[1])
    assert (twice[0], twice[1]["id"]) == (200, placed[1]["id"])
    assert stopped[1]["code"] == "held"
    assert longer[1]["due_on"] > placed[1]["due_on"]
    assert (bare[0], kept[1]["status"], over[0]) == (422, "not_released", 409)
    assert {each.mrn: each.status.value for each in HOLDS.values()}.items() <= fixed.items()
    assert caller.write_off(11, mrn="00XXSANDBOXOPEN001")[1]["code"] == "held"
    assert caller.write_off(11, mrn="00XXSANDBOXMUTE001")[0] == 201

    real = customs.get(f"/api/v1/authorisations/{VALID}")
    assert (real.status_code, "sandbox" in real.json()["detail"]) == (404, True)
    assert customs.post("/api/v1/sandbox/reset", content_type="application/json").status_code == 403
    anybody = Client().get("/api/v1/sandbox").json()
    assert [row["reference"] for row in anybody["authorisations"]] == [*SANDBOX]


def test_beyond_the_years_whose_holidays_are_held_the_sandbox_answers_as_the_real_calls_do(product_clock):
    product_clock.at = datetime(2030, 12, 27, 9, tzinfo=UTC)
    caller = Caller(make_integrator())
    hold = {"mrn": MRN + "9", "ground": "article_4", "reason": "x", "customs_office": "DE1"}

    placed = caller.ask("/customs-holds", hold)
    longer = caller.ask(f"/customs-holds/{placed[1]['id']}/extend", {"reason": "x"})
    stopped = caller.write_off(1, mrn=MRN + "9")

    assert (placed[0], placed[1]["due_on"], longer[1]["due_on"]) == (201, None, None)
    assert (stopped[1]["code"], stopped[1]["due_on"]) == ("held", None)
    assert caller.write_off(1)[0] == 201


def curls():
    """Every call of the page for integrators: address, body, method."""
    text = (ROOT / "docs" / "customs.md").read_text(encoding="utf-8").replace("\\\n", "")
    for line in (line for line in text.splitlines() if line.startswith("curl ")):
        words = shlex.split(line)
        body = words[words.index("-d") + 1] if "-d" in words else None
        yield words[-1].removeprefix("$API"), body, "POST" if body or "POST" in words else "GET"


def test_the_examples_for_integrators_answer_what_their_page_says():
    client = Client(headers={"Authorization": f"Bearer {make_key(make_integrator())}"})
    answers, ids = [], {}

    for address, body, method in curls():
        path = "/api/v1" + address.replace("$ID", ids.get("id", ""))
        send = client.post if method == "POST" else client.get
        answers.append(
            send(path, body or ("" if method == "POST" else None), content_type="application/json")
        )
        ids |= {"id": answers[-1].json().get("id") or ids.get("id", "")}

    assert [answer.status_code for answer in answers] == [200, 200, 201, 200, 409, 201, 200, 200]
    assert all(answer.json()["sandbox"] for answer in answers)


def test_no_state_can_issue_what_the_sandbox_shows():
    assert not MemberState.objects.filter(code=STATE).exists()
    assert all(len(mrn) == 18 and mrn[2:4] == STATE for mrn in HOLDS)
    assert SANDBOX[VALID].lines[0].balance(Decimal(60)).left == 40


def test_an_account_of_two_states_counts_its_writes_and_its_reads_by_the_state_of_the_key(product_clock):
    """Half past midnight in Germany, half past eleven the evening before in Portugal."""
    product_clock.at = datetime(2026, 11, 5, 23, 30, tzinfo=UTC)
    seats = [(Permission.TRY_OUT, organisation("sandbox", state)) for state in ("DE", "PT")]
    (user,) = settle(people=[NewPerson("two@demo.example", "Two", tuple(seats))], at=SEATED)
    german, portuguese = (
        Client(
            headers={"Authorization": f"Bearer {issue_key(user=user, name='K', at=SEATED, **seat).secret}"}
        )
        for seat in Seat.objects.filter(user=user)
        .order_by("content_object__member_state")
        .values(seat_id=F("pk"))
    )

    def ask(caller, address, body):
        answer = caller.post(f"/api/v1{address}", body, content_type="application/json")
        return answer.status_code, answer.json()

    address = f"/authorisations/{VALID}/write-offs"
    assert ask(german, address, {**BODY, "mrn": MRN + "1"})[0] == 201  # its place is opened for Germany
    status, written = ask(portuguese, address, {**BODY, "mrn": MRN + "2", "quantity": "1"})
    read = portuguese.get(f"/api/v1/authorisations/{VALID}/ledger").json()

    assert (status, SandboxEvent.objects.latest("pk").on.isoformat()) == (201, "2026-11-05")
    assert [row["id"] for row in read["results"]] == [written["id"]]
