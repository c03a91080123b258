"""A conflict of interest hides a case from one officer everywhere, until a colleague lifts it."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from exportctl.core.actions.notices import deliver_notice
from exportctl.core.errors import FourEyes, NotFound, WrongStatus
from exportctl.core.models import AuditEvent, Notice, User
from exportctl.core.queries.notices import inbox
from exportctl.desks.worklist.queries.worklist import cases_of
from licensing.actions import proposals
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.conflicts import declare_conflict, lift_conflict
from licensing.actions.remedies import propose_outcome
from licensing.models import AuthorisationRequest, Conflict
from licensing.queries.conflicts import if_declared
from notifications.actions.withdrawals import propose_withdrawal
from notifications.models import CatchAllNotification, ObjectionProcedure
from tests import factories
from tests.factories import AT, DAY, HOUR, machine
from tests.licensing.granted import make_authorisation
from tests.licensing.test_remedies import lodge

pytestmark = pytest.mark.django_db
LATER = AT + 3 * DAY


def step_back(request, officer, **words):
    said = {"reason": "My brother works there.", "at": LATER, **words}
    return declare_conflict(request_id=request.pk, actor=officer, **said)


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_every_door_to_the_case_is_closed_to_the_officer_and_to_nobody_else():
    colleague = factories.make_officer()
    approval = factories.make_refusal()
    procedure = ObjectionProcedure.objects.get(reference=approval.procedure)
    request, officer = procedure.request, procedure.request.assigned_to

    step_back(request, officer)

    for model in (AuthorisationRequest, CatchAllNotification, ObjectionProcedure):
        assert not model.objects.visible_to(officer).exists(), model
        assert model.objects.visible_to(colleague).exists(), model
        reader = request.submitted_by
        assert model.objects.visible_to(reader).exists() or model is ObjectionProcedure
    assert ObjectionProcedure.objects.visible_to(factories.make_delegate("FR")).exists()


def test_pages_lists_and_interfaces_answer_as_if_the_case_were_not_there():
    request = factories.make_taken_request()
    officer = request.assigned_to
    browser, caller = signed_in(officer), machine(officer)
    step_back(request, officer)

    for tab in (
        "",
        "/conversation",
        "/due-diligence",
        "/documents",
        "/decision",
        "/history",
        "/conflict",
        "/propose",
    ):
        assert browser.get(f"/cases/{request.reference}{tab}").status_code == 404, tab
    for view in ("open", "all", "mine"):
        assert request.reference not in browser.get(f"/worklist?view={view}").content.decode()
    assert not cases_of(officer).exists()
    assert caller.get(f"/api/v1/requests/{request.reference}").status_code == 404
    assert request.reference not in json.dumps(caller.get("/api/v1/requests").json())
    assert request.reference not in json.dumps(caller.get("/api/v1/events?after=0").json())


def test_no_notice_about_the_case_reaches_the_officer_while_colleagues_get_theirs(mailoutbox):
    colleague = factories.make_officer()
    request = factories.make_taken_request()
    officer = request.assigned_to
    other = factories.make_submitted_request()
    assert request.reference in inbox(officer).values_list("reference", flat=True)

    step_back(request, officer)

    heard = set(inbox(officer).values_list("reference", flat=True))
    assert heard == {other.reference}
    told = Notice.objects.get(kind="conflict_declared")
    assert told in inbox(colleague)
    deliver_notice(notice_id=told.pk, at=LATER, machine_at=LATER)
    written_to = [address for mail in mailoutbox for address in mail.to]
    assert colleague.email in written_to
    assert officer.email not in written_to


def test_the_case_is_free_again_and_the_unapproved_proposal_goes_back():
    proposal = factories.make_proposal()
    officer = proposal.proposed_by

    step_back(proposal.request, officer)

    proposal.refresh_from_db()
    proposal.request.refresh_from_db()
    assert (proposal.status, proposal.request.status) == ("returned", "under_review")
    assert proposal.request.assigned_to is None


def test_a_proposal_of_a_colleague_stands():
    proposal = factories.make_proposal()

    step_back(proposal.request, factories.make_officer())

    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    assert AuthorisationRequest.objects.get(pk=proposal.request_id).assigned_to == proposal.proposed_by


def test_an_act_prepared_before_the_declaration_finds_no_case():
    proposal = factories.make_proposal()
    second = factories.make_officer()
    step_back(proposal.request, second)

    with pytest.raises(NotFound):
        proposals.return_proposal(
            request_id=proposal.request_id, proposal_id=proposal.pk, comment="x", actor=second, at=LATER
        )
    with pytest.raises(NotFound):
        factories.approve(proposal, by=second, at=LATER)


def test_a_colleague_lifts_it_and_the_case_is_there_again():
    request = factories.make_taken_request()
    officer, colleague = request.assigned_to, factories.make_officer()
    conflict = step_back(request, officer)

    lift_conflict(request_id=request.pk, conflict_id=conflict.pk, actor=colleague, at=LATER + HOUR)

    assert AuthorisationRequest.objects.visible_to(officer).exists()
    assert Conflict.objects.get().lifted_by == colleague
    assert step_back(request, officer, at=LATER + DAY).pk != conflict.pk


def test_nobody_lifts_their_own():
    request = factories.make_taken_request()
    conflict = step_back(request, request.assigned_to)
    own = {"request_id": request.pk, "conflict_id": conflict.pk, "at": LATER + HOUR}

    with pytest.raises((FourEyes, NotFound)):
        lift_conflict(actor=request.assigned_to, **own)
    with pytest.raises(IntegrityError, match="conflict_four_eyes"), transaction.atomic():
        Conflict.objects.update(lifted_by=request.assigned_to, lifted_at=LATER)


def test_the_trail_says_that_somebody_stepped_back_and_not_why():
    request = factories.make_taken_request()

    step_back(request, request.assigned_to, reason="CANARY-reason")

    event = AuditEvent.objects.get(event="declare_conflict")
    assert (event.object_id, event.actor) == (request.pk, request.assigned_to)
    assert "CANARY" not in str(AuditEvent.objects.values_list("facts", flat=True))


def test_the_exporter_learns_nothing_of_it():
    request = factories.make_taken_request()
    step_back(request, request.assigned_to, reason="CANARY-reason")
    exporter = signed_in(request.submitted_by)

    for tab in ("", "/flags", "/documents", "/questions", "/decision", "/history"):
        page = exporter.get(f"/cases/{request.reference}{tab}").content.decode()
        assert "CANARY" not in page
        assert "conflict of interest" not in page.lower()
    assert exporter.get(f"/cases/{request.reference}/conflict").status_code == 404


def test_the_page_says_what_follows_and_a_colleague_reads_why():
    request = factories.make_taken_request()
    officer, colleague = signed_in(request.assigned_to), signed_in(factories.make_officer())
    page = officer.get(f"/cases/{request.reference}/conflict").content.decode()
    assert "hidden from you" in page

    answer = officer.post(f"/cases/{request.reference}/conflict", {"reason": "A cousin."})

    assert answer["Location"] == "/worklist"
    assert "stepped back" in officer.get("/worklist").content.decode()
    conflict = Conflict.objects.get()
    assert "declared a conflict of interest" in colleague.get(f"/cases/{request.reference}").content.decode()
    lifting = f"/cases/{request.reference}/conflicts/{conflict.pk}/lift"
    assert "A cousin." in colleague.get(lifting).content.decode()
    assert colleague.post(lifting, {"sure": "1"}).status_code == 302
    assert officer.get(f"/cases/{request.reference}").status_code == 200


def test_what_the_officer_proposed_about_an_authorisation_or_a_remedy_of_the_case_does_not_stand():
    authorisation, officer = make_authorisation(conditions=["Report."]), factories.make_officer()
    change = propose_change(
        authorisation_id=authorisation.pk, event="suspend", grounds="Why.", actor=officer, at=LATER
    )
    remedy = lodge(authorisation.request, by=officer, at=LATER)
    said = {"decided_on": LATER.date().isoformat(), "grounds": "Unlawful."}
    outcome = propose_outcome(remedy_id=remedy.pk, outcome="annulled", actor=officer, at=LATER, **said)
    assert "put forward" in "".join(if_declared(authorisation.request, officer))

    step_back(authorisation.request, officer)

    for act in (change, outcome):
        act.refresh_from_db()
        assert act.status == "discarded"
    second = factories.make_officer()
    with pytest.raises(WrongStatus):
        approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=second, at=LATER + HOUR)
    assert "put forward" not in "".join(if_declared(authorisation.request, second))


def test_a_withdrawal_that_the_officer_proposed_does_not_stand():
    approval = factories.make_refusal()
    procedure = ObjectionProcedure.objects.get(reference=approval.procedure)
    officer, at = procedure.request.assigned_to, procedure.opened_at + HOUR
    withdrawal = propose_withdrawal(procedure_id=procedure.pk, grounds="New facts.", actor=officer, at=at)
    assert "put forward" in "".join(if_declared(procedure.request, officer))

    step_back(procedure.request, officer, at=at + HOUR)

    withdrawal.refresh_from_db()
    assert withdrawal.status == "discarded"
