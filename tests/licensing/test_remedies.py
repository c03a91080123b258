"""A remedy is recorded, its outcome carried out by two officers, and what it annulled counts no more."""

from datetime import timedelta

import pytest
from django.test import Client

from controllist.models import ControlListEntry
from exportctl.core.errors import Forbidden, FourEyes, Invalid, NotFound, Pending, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.queries.todos import todos
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.effective_days import begin_due_acts
from licensing.actions.letter_services import record_service, send_letter
from licensing.actions.remedies import approve_outcome, discard_outcome, lodge_remedy, propose_outcome
from licensing.errors import NotValid
from licensing.models import Authorisation, Denial, Document, RemedyOutcome
from licensing.queries.effective_days import acts_ahead, acts_to_come
from licensing.queries.remedies import contestable_acts, remedies_of
from licensing.queries.verification import faults
from licensing.queries.write_offs import steps_of
from licensing.rules.write_offs import status_on
from notifications.actions.closing import close_procedure
from tests.factories import (
    AT,
    DAY,
    machine,
    make_commissioner,
    make_customs,
    make_filer,
    make_officer,
    make_procedure,
)
from tests.licensing.granted import make_authorisation, mrn, write_off

pytestmark = pytest.mark.django_db


def lodge(request, act=None, *, at=AT + 2 * DAY, by=None, **said):
    given = {
        "kind": "court",
        "body": "Administrative Court",
        "lodged_on": at.date().isoformat(),
        "lodged_by": "The exporter",
        "suspensive": False,
        **said,
    }
    about = str((act or contestable_acts(request)[0]).pk)
    return lodge_remedy(request_id=request.pk, about=about, actor=by or make_officer(), at=at, **given)


def end(remedy, outcome, *, at=AT + 3 * DAY):
    said = {"decided_on": at.date().isoformat(), "grounds": "The reasons do not carry it."}
    ended = propose_outcome(remedy_id=remedy.pk, outcome=outcome, actor=make_officer(), at=at, **said)
    approve_outcome(remedy_id=remedy.pk, outcome_id=ended.pk, actor=make_officer(), at=at)
    remedy.refresh_from_db()
    return ended


def revoked(authorisation, event="revoke"):
    change = propose_change(
        authorisation_id=authorisation.pk, event=event, grounds="Why.", actor=make_officer(), at=AT + DAY
    )
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY)
    return Authorisation.objects.with_balances().get(pk=authorisation.pk)


def test_a_remedy_needs_an_act_that_burdens_a_day_that_has_come_and_an_officer():
    authorisation = make_authorisation()
    request = authorisation.request
    assert contestable_acts(request) == []
    revoked(authorisation)
    (act,) = contestable_acts(request)

    with pytest.raises(Invalid):
        lodge(request, act, lodged_on="2026-11-01")
    with pytest.raises(Invalid):
        lodge(request, act, lodged_on="2026-12-24")
    with pytest.raises((Forbidden, NotFound)):
        lodge(request, act, by=make_filer(authorisation.holder))
    remedy = lodge(request, act)

    assert remedy.status == "open"
    assert [entry.timeliness for entry in remedies_of(request, at=AT + 2 * DAY)] == ["not_served"]
    assert Notice.objects.get(kind="remedy_lodged").organisation == authorisation.holder.organisation


def test_two_officers_carry_an_outcome_out_and_one_waits_at_a_time():
    authorisation = revoked(make_authorisation())
    remedy, officer = lodge(authorisation.request), make_officer()
    said = {"outcome": "upheld", "decided_on": "2026-11-06", "grounds": "It stands.", "at": AT + 3 * DAY}
    ended = propose_outcome(remedy_id=remedy.pk, actor=officer, **said)
    for user, is_told in ((make_officer(), True), (officer, False)):
        waiting = {each.kind.code for each in todos(user, at=AT + 3 * DAY)}
        assert ("approve_remedy_outcome" in waiting) is is_told
    with pytest.raises(Pending):
        propose_outcome(remedy_id=remedy.pk, actor=make_officer(), **said)
    with pytest.raises(FourEyes):
        approve_outcome(remedy_id=remedy.pk, outcome_id=ended.pk, actor=officer, at=AT + 3 * DAY)
    discard_outcome(remedy_id=remedy.pk, outcome_id=ended.pk, actor=officer, at=AT + 3 * DAY)

    end(remedy, "upheld")

    assert remedy.status == "upheld"
    assert Authorisation.objects.get().status == "revoked"
    assert AuditEvent.objects.about(remedy).last().event == "upheld"
    with pytest.raises(WrongStatus):
        propose_outcome(remedy_id=remedy.pk, actor=officer, **said)


@pytest.mark.parametrize("event", ["suspend", "revoke", "annul"])
def test_what_a_court_annuls_was_never_done_to_the_authorisation(event):
    authorisation, customs = revoked(make_authorisation(), event), make_customs()
    with pytest.raises(NotValid):
        write_off(authorisation, mrn=mrn(1), by=customs, at=AT + 2 * DAY)

    end(lodge(authorisation.request), "annulled")

    restored = Authorisation.objects.with_balances().get()
    assert restored.status == "valid"
    assert status_on(steps_of(restored), (AT + 2 * DAY).date()) == "valid"
    assert write_off(restored, mrn=mrn(1), by=customs, at=AT + 4 * DAY).created
    assert set(Denial.objects.values_list("status", flat=True)) == {"revoked"}
    assert Notice.objects.filter(kind="authorisation_restored").exists()
    letters = Document.objects.filter(kind="decision_letter", facts__letter="remedy_letter")
    assert letters.get().about == RemedyOutcome.objects.get().pk
    assert [fault for fault in faults() if restored.reference in fault] == []


def test_an_annulled_grant_ends_every_number_that_stands_on_it():
    authorisation = make_authorisation(conditions=["Report each delivery."])
    change = propose_change(
        authorisation_id=authorisation.pk, event="reissue", grounds="Lost.", actor=make_officer(), at=AT + DAY
    )
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY)

    end(lodge(authorisation.request), "annulled")

    read = dict(Authorisation.objects.values_list("predecessor__reference", "status"))
    assert read == {None: "replaced", authorisation.reference: "annulled"}


def test_an_annulled_refusal_ends_the_open_procedure_and_the_case_is_decided_anew():
    procedure = make_procedure()
    request, at = procedure.request, procedure.opened_at + timedelta(hours=1)

    end(lodge(request, at=at), "annulled", at=at + timedelta(hours=1))

    request.refresh_from_db()
    procedure.refresh_from_db()
    assert (request.status, request.decided_at, procedure.status) == ("under_review", None, "withdrawn")
    assert not Denial.objects.valid().exists()
    assert {"remedy_ended", "refusal_withdrawn"} <= set(Notice.objects.values_list("kind", flat=True))


def test_an_entry_that_rests_on_an_annulled_refusal_is_reviewed():
    procedure = make_procedure()
    close_procedure(procedure_id=procedure.pk, at=procedure.closes_at)
    entry, commission = ControlListEntry.objects.get(), make_commissioner()
    at = procedure.closes_at + DAY

    end(lodge(procedure.request, at=at), "annulled", at=at + DAY)

    assert Notice.objects.get(kind="entry_review_due").reference == entry.code
    waiting = [each for each in todos(commission, at=at + DAY) if each.kind.code == "review_entry"]
    assert [each.reference for each in waiting] == [entry.code]


@pytest.mark.parametrize("event", ["suspend", "revoke", "annul"])
def test_a_remedy_with_suspensive_effect_is_seen_by_customs_and_ends_with_it(event):
    authorisation, customs = revoked(make_authorisation(), event), make_customs()
    remedy = lodge(authorisation.request, suspensive=True)
    stayed = Authorisation.objects.with_balances().get()
    assert stayed.status == "valid"
    assert write_off(stayed, mrn=mrn(1), by=customs, at=AT + 3 * DAY).created
    assert Denial.objects.valid().exists()  # the act itself stands, and so does what was told of it
    assert Notice.objects.filter(kind="authorisation_stayed").exists()

    ended = end(remedy, "upheld")

    resumed = Authorisation.objects.with_balances().get()
    assert resumed.status == {"suspend": "suspended", "revoke": "revoked", "annul": "annulled"}[event]
    assert RemedyOutcome.objects.get(pk=ended.pk).effect == "resume"
    with pytest.raises(NotValid):
        write_off(resumed, mrn=mrn(2), by=customs, at=AT + 4 * DAY)


def test_what_was_suspended_before_its_revocation_is_suspended_again_and_success_needs_no_second_act():
    authorisation = revoked(revoked(make_authorisation(), "suspend"), "revoke")
    act = next(each for each in contestable_acts(authorisation.request) if each.change.event == "revoke")
    remedy = lodge(authorisation.request, act, suspensive=True)
    assert Authorisation.objects.get().status == "suspended"

    ended = end(remedy, "annulled")

    assert RemedyOutcome.objects.get(pk=ended.pk).effect == "restore"
    assert Authorisation.objects.get().status == "suspended"
    assert {"revoke"} == set(Denial.objects.exclude(status="valid").values_list("act", flat=True)) - {
        "suspend"
    }


def test_an_outcome_that_comes_too_late_says_that_nothing_was_carried_out():
    authorisation = revoked(make_authorisation(), "suspend")
    remedy = lodge(authorisation.request)
    revoked(authorisation, "reinstate")

    ended = end(remedy, "annulled")

    assert RemedyOutcome.objects.get(pk=ended.pk).effect == "overtaken"
    read = Authorisation.objects.get()
    assert read.status == "valid"
    assert status_on(steps_of(read), AT.date() + DAY) == "valid"  # the days before as the judgment says


def test_an_act_counts_from_its_day_also_while_no_worker_runs():
    authorisation, customs = make_authorisation(), make_customs()
    day = (AT + 5 * DAY).date()
    terms = {
        "holds_from": "day",
        "holds_on": day.isoformat(),
        "hearing": {"waived": "The holder asked for it."},
    }
    said = {"authorisation_id": authorisation.pk, "grounds": "Why.", **terms}
    change = propose_change(event="revoke", actor=make_officer(), at=AT, **said)
    with pytest.raises(Invalid):  # it would count before it was approved
        approve_change(
            authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + 6 * DAY
        )
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT)
    browser = Client()
    browser.force_login(
        make_filer(authorisation.holder), "allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "Decided, and counts later" in browser.get(authorisation.get_absolute_url()).content.decode()
    ahead = Authorisation.objects.with_balances().get()
    assert (ahead.status, Denial.objects.get().act) == ("valid", "revoke")
    assert write_off(ahead, mrn=mrn(1), by=customs, at=AT + 4 * DAY).created
    with pytest.raises(NotValid):
        write_off(ahead, mrn=mrn(2), by=customs, at=AT + 5 * DAY)

    begin_due_acts(at=AT + 4 * DAY)
    assert Authorisation.objects.get().status == "valid"
    begin_due_acts(at=AT + 6 * DAY)
    begin_due_acts(at=AT + 6 * DAY)

    assert Authorisation.objects.get().status == "revoked"
    assert Authorisation.objects.get().steps.latest("pk").on == day
    assert Notice.objects.filter(kind="authorisation_act_begun").count() == 1


def test_of_two_remedies_the_act_counts_again_with_the_last_and_what_the_court_annuls_was_never_done():
    authorisation, customs = revoked(make_authorisation()), make_customs()
    objection = lodge(authorisation.request, kind="objection", suspensive=True)
    beside = lodge(authorisation.request, suspensive=True)
    first = end(objection, "upheld")
    assert RemedyOutcome.objects.get(pk=first.pk).effect == "none"
    assert Authorisation.objects.get().status == "valid"  # the other one suspends it still
    end(beside, "withdrawn", at=AT + 4 * DAY)
    assert Authorisation.objects.get().status == "revoked"

    action = lodge(authorisation.request, suspensive=True, at=AT + 5 * DAY)
    assert Authorisation.objects.get().status == "valid"
    end(action, "upheld", at=AT + 6 * DAY)
    ended = end(lodge(authorisation.request, at=AT + 7 * DAY), "annulled", at=AT + 8 * DAY)

    assert RemedyOutcome.objects.get(pk=ended.pk).effect == "restore"
    restored = Authorisation.objects.with_balances().get()
    assert restored.status == "valid"
    assert {status_on(steps_of(restored), (AT + days * DAY).date()) for days in range(10)} == {"valid"}
    assert write_off(restored, mrn=mrn(1), by=customs, at=AT + 8 * DAY).created


def test_an_annulled_act_leaves_what_was_told_of_another():
    authorisation = revoked(make_authorisation(), "suspend")
    remedy = lodge(authorisation.request, suspensive=True)
    revoked(authorisation)

    end(remedy, "annulled")

    assert Authorisation.objects.get().status == "revoked"
    assert [each.act for each in Denial.objects.valid()] == ["revoke"]


def test_no_other_number_escapes_an_act_that_is_decided_and_counts_later():
    authorisation, at = make_authorisation(), AT + DAY
    said = {"authorisation_id": authorisation.pk, "grounds": "Why.", "at": at}
    ahead = propose_change(
        event="revoke",
        holds_from="day",
        holds_on=(AT + 5 * DAY).date().isoformat(),
        hearing={"waived": "The holder asked for it."},
        actor=make_officer(),
        **said,
    )
    approve_change(authorisation_id=authorisation.pk, change_id=ahead.pk, actor=make_officer(), at=at)

    for event, terms in (("renew", {"valid_until": "2029-05-31"}), ("reissue", {})):
        with pytest.raises(WrongStatus):
            propose_change(event=event, actor=make_officer(), **said, **terms)

    begin_due_acts(at=AT + 6 * DAY)
    assert Authorisation.objects.get().status == "revoked"


def test_while_a_remedy_suspends_its_revocation_no_other_number_takes_its_place():
    authorisation = revoked(make_authorisation())
    remedy = lodge(authorisation.request, suspensive=True)
    said = {"authorisation_id": authorisation.pk, "grounds": "Why.", "actor": make_officer()}
    assert Authorisation.objects.get().status == "valid"

    for event, terms in (("renew", {"valid_until": "2029-05-31"}), ("reissue", {})):
        with pytest.raises(WrongStatus, match="A remedy suspends"):
            propose_change(event=event, at=AT + 3 * DAY, **said, **terms)
    longer = propose_change(event="extend", valid_until="2029-05-31", at=AT + 3 * DAY, **said)
    approve_change(  # the number stays, so that the end of the remedy reaches it
        authorisation_id=authorisation.pk, change_id=longer.pk, actor=make_officer(), at=AT + 3 * DAY
    )

    end(remedy, "upheld", at=AT + 4 * DAY)

    assert Authorisation.objects.get().status == "revoked"


@pytest.mark.parametrize(
    ("event", "status"), [("revoke", "valid"), ("suspend", "valid"), ("annul", "annulled")]
)
def test_an_act_that_would_count_after_the_last_day_begins_only_where_it_counts_backward(event, status):
    authorisation = make_authorisation()
    last = authorisation.valid_until
    after = (last - AT.date()) + DAY
    hearing = {} if event == "suspend" else {"hearing": {"waived": "The holder asked for it."}}
    said = {"authorisation_id": authorisation.pk, "holds_from": "service", "grounds": "Why.", **hearing}
    change = propose_change(event=event, actor=make_officer(), at=AT, **said)
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT)
    letter = Document.objects.get(about=change.pk)
    ids = {"request_id": authorisation.request.pk, "letter_id": letter.pk, "actor": make_officer()}
    send_letter(way="by_hand", addressee="The holder", sent_on=last, at=AT + after - DAY, **ids)
    assert [each.pk for each in acts_to_come(authorisation, on=last)] == [change.pk]
    record_service(served_on=last + DAY, at=AT + after, **ids)

    begin_due_acts(at=AT + after + DAY)

    assert Authorisation.objects.get().status == status
    assert bool(Notice.objects.filter(kind="authorisation_act_begun")) is (status != "valid")


def test_a_suspension_that_was_ahead_adds_nothing_to_one_that_was_quicker_and_ends_with_it():
    authorisation = make_authorisation()
    ahead = propose_change(
        authorisation_id=authorisation.pk,
        event="suspend",
        grounds="Why.",
        holds_from="day",
        holds_on=(AT + 3 * DAY).date().isoformat(),
        actor=make_officer(),
        at=AT,
    )
    approve_change(authorisation_id=authorisation.pk, change_id=ahead.pk, actor=make_officer(), at=AT)
    assert acts_ahead(authorisation).get() == ahead
    revoked(authorisation, "suspend")
    assert not acts_ahead(authorisation).exists()  # nothing counts later than what counts now

    begin_due_acts(at=AT + 4 * DAY)  # no worker stumbles over it
    revoked(authorisation, "reinstate")
    begin_due_acts(at=AT + 5 * DAY)

    assert Authorisation.objects.get().status == "valid"


def test_over_rest_a_machine_learns_what_can_be_contested_and_lodges_against_it(product_clock):
    authorisation = revoked(make_authorisation())
    request, officer = authorisation.case, make_officer()
    product_clock.at = AT + 3 * DAY
    address = f"/api/v1/requests/{request.reference}/remedies"
    (act,) = machine(officer).get(address).json()["contestable"]
    assert (act["what"], act["authorisation"]) == ("revoke", authorisation.reference)

    body = {"about": act["id"], "kind": "objection", "body": "BAFA", "lodged_by": "Aquila Systems GmbH"}
    lodged = machine(officer).post(
        address, {**body, "lodged_on": (AT + 2 * DAY).date().isoformat(), "suspensive": False}
    )
    assert (lodged.status_code, lodged.json().get("about")) == (201, act["id"]), lodged.json()
