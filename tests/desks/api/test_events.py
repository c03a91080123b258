"""The feed: sealed events alone, in one order, each reader's own."""

import pytest

from exportctl.core import clock
from exportctl.core.actions.audit import seal
from exportctl.core.models import AuditLeaf
from licensing.actions.customs_enquiries import answer_enquiry
from notifications.actions.closing import close_due
from notifications.actions.positions import record_position
from tests.factories import (
    machine,
    make_customs,
    make_delegate,
    make_exporter,
    make_filer,
    make_officer,
    make_procedure,
)
from tests.licensing.enquiring import make_enquiry
from tests.licensing.granted import MRN


def read(caller, **asked):
    answer = caller.get("/api/v1/events", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()


def types(caller):
    return [event["type"] for event in read(caller)["results"]]


def test_each_reads_what_they_may_know_in_one_order(cloned_database, product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    filer = make_filer(procedure.request.exporter)
    record_position(
        procedure_id=procedure.pk, actor=delegate, stance="object", grounds=["other"], reason="Too wide."
    )
    close_due(at=procedure.closes_at)
    unsealed = types(machine(delegate))
    seal(at=clock.machine_now())

    exporter, states = read(machine(filer))["results"], read(machine(delegate))["results"]

    assert unsealed == []
    assert [event["type"] for event in states] == [
        "procedure.opened",
        "position.recorded",
        "procedure.closed",
        "list.changed",
    ]
    assert states[1]["data"] == {"state": "FR", "sequence": 1, "stance": "object"}
    assert states[2]["data"] == {"status": "closed", "outcome": "listed"}
    # Sent, taken, decided; that a decision was proposed is told inside the authority alone.
    assert [event["type"] for event in exporter] == [
        "request.changed",
        "notification.submitted",
        "request.changed",
        "decision.made",
        "list.changed",
    ]
    assert exporter[3]["subject"] == procedure.request.reference
    assert exporter[3]["data"] == {"status": "refused", "outcome": "refuse", "legal_basis": "human_rights"}
    assert states[-1] == exporter[-1]  # the same event has the same id for everybody
    assert exporter[-1]["data"] == {"status": "listed", "edition": 1}  # of which procedure, nobody is told
    assert [event["id"] for event in exporter] == sorted({event["id"] for event in exporter})
    officers = types(machine(make_officer()))
    known = {event["id"]: event["type"] for event in exporter + states}
    assert sorted(officers) == sorted([*known.values(), "request.changed"])  # the proposal
    assert types(machine(make_customs())) == ["list.changed"]
    assert types(machine(make_filer(make_exporter("FR", name="Boréale SAS")))) == ["list.changed"]


def test_a_reader_goes_on_where_it_stopped(cloned_database, product_clock):
    delegate = make_delegate("FR")
    procedure = make_procedure()
    for _ in range(4):
        record_position(procedure_id=procedure.pk, actor=delegate, stance="agree")
    seal(at=clock.machine_now())
    caller = machine(delegate)

    seen, after = [], 0
    while after is not None:
        page = read(caller, after=after, limit=2)
        seen += page["results"]
        after = page["next"]

    assert seen == read(caller)["results"]
    assert len(seen) == 5
    assert seen[1]["id"] > AuditLeaf.objects.count()  # a number, but not a count of what happens elsewhere
    assert read(caller, after=seen[-1]["id"]) == {"results": [], "next": None}


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 30])
def test_an_id_that_is_none_is_refused(after):
    answer = machine(make_delegate("FR")).get("/api/v1/events", {"after": after})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/after")


@pytest.mark.django_db
def test_the_feed_needs_a_key():
    assert machine().get("/api/v1/events").status_code == 401


def test_customs_hear_that_their_enquiry_is_answered_and_nobody_else_does(cloned_database, product_clock):
    enquiry = make_enquiry(at=clock.now(), mrn=MRN)
    given = {"answer": "It is not listed.", "actor": make_officer(), "at": clock.now()}
    answer_enquiry(enquiry_id=enquiry.pk, **given)
    seal(at=clock.machine_now())

    (event,) = read(machine(enquiry.asked_by))["results"]

    assert (event["type"], event["subject"]) == ("customs_enquiry.answered", enquiry.reference)
    assert event["data"] == {"status": "answered", "mrn": MRN, "authorisation": None}
    assert types(machine(make_customs("FR"))) == []
    assert types(machine(make_filer(make_exporter()))) == []
