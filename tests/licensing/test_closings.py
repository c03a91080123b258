"""An authority ends a case without a decision: over the action, over REST, on the pages of both sides."""

import pytest
from django.test import Client

from exportctl.core.errors import FourEyes, Invalid, NotFound, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.queries.todos import todos
from licensing import letters
from licensing.actions import closings, requests
from licensing.actions.conflicts import declare_conflict
from licensing.actions.pending_acts import approve_pending_act, perform
from licensing.errors import NotAssigned, SecondOfficerNeeded
from licensing.models import AuthorisationRequest, Closing, Decision, Document, PendingAct
from licensing.queries.decision_clock import clock_of
from licensing.queries.pending_acts import pending_acts_of
from licensing.rules.pending_acts import SoloAct
from notifications.models import ObjectionProcedure
from tests import factories
from tests.factories import AT, DAY, HOUR, machine
from tests.requesting import make_individual_request, make_taken_individual

pytestmark = pytest.mark.django_db


def put_forward(
    request, actor, *, at=AT + 3 * DAY, because="not_admissible", detail="No item is named.", **named
):
    given = {"because": because, "detail": detail, **named}
    return perform(act=SoloAct.CLOSE_REQUEST, about=request.pk, given=given, actor=actor, at=at)


def close(request, actor, *, at=AT + 3 * DAY, **given):
    """As `actor` wrote it, and another officer carried it out."""
    waits = put_forward(request, actor, at=at, **given)
    approve_pending_act(
        pending_id=waits.pk, actor=factories.make_officer(request.authority.member_state_id), at=at
    )
    return Closing.objects.get(request=request)


def test_closing_ends_proposal_and_clock_tells_the_exporter_and_decides_nothing():
    proposal = factories.make_proposal()
    request = proposal.request

    close(request, request.assigned_to)

    request.refresh_from_db()
    proposal.refresh_from_db()
    assert (request.status, request.closed_because, request.due_on) == ("withdrawn", "not_admissible", None)
    assert (request.get_status_display(), proposal.status) == ("Closed without a decision", "withdrawn")
    frozen = clock_of(request, at=AT + 3 * DAY)
    assert clock_of(request, at=AT + 60 * DAY).days_used == frozen.days_used
    assert not Decision.objects.exists()
    assert not ObjectionProcedure.objects.exists()
    assert AuditEvent.objects.about(request).last().facts["because"] == "not_admissible"
    assert Notice.objects.get(kind="request_closed").organisation == request.exporter.organisation
    (waiting,) = todos(request.submitted_by, at=AT + 3 * DAY)
    assert waiting.kind.code == "read_closing"
    with pytest.raises(WrongStatus):
        close(request, request.assigned_to)
    with pytest.raises(WrongStatus):
        requests.withdraw_request(request_id=request.pk, actor=request.submitted_by, at=AT + 4 * DAY)


def test_the_letter_is_the_authoritys_with_ground_explanation_and_its_remedy():
    factories.make_letterhead(
        factories.organisation("authority"),
        remedy_body="Verwaltungsgericht Köln",
        confirmed_by="Referat 5",
        confirmed_on=AT.date(),
    )
    request = make_individual_request(factories.make_exporter(language="fr"))

    closing = close(request, factories.make_officer(), because="general_authorisation", code="EU001")

    owed = Document.objects.get(about=closing.pk)
    assert (owed.kind, owed.language, owed.get_kind_display()) == (
        *("decision_letter", request.authority.language),
        "Letter on the closing",
    )
    letter = letters._letter_of(owed)
    shown = letters.render_to_string(f"letters/{letter.kind}.html", letters._context(letter, "en"))
    assert "information about the law, no permit" in shown
    for words in ("EU001", "No item is named.", letter.letterhead.remedy_body):
        assert words in shown
    assert letter.data["because"] == "general_authorisation"


def test_whoever_has_the_case_closes_it_or_anybody_while_nobody_has():
    officer, colleague = factories.make_officer(), factories.make_officer()
    taken = make_taken_individual(officer)
    with pytest.raises(NotAssigned):
        close(taken, colleague)
    declare_conflict(request_id=taken.pk, reason="", actor=officer, at=AT + DAY)
    with pytest.raises(NotFound):
        close(taken, officer)

    close(taken, colleague)

    assert Closing.objects.get(request=taken).closed_by != colleague


def test_a_duplicate_is_of_another_case_of_the_same_exporter():
    exporter, officer = factories.make_exporter(), factories.make_officer()
    first, second = (make_individual_request(exporter, at=AT + n * HOUR) for n in range(2))
    elsewhere = make_individual_request(factories.make_exporter(name="Other GmbH"))
    for wrong in (second, elsewhere):
        with pytest.raises(Invalid):
            close(second, officer, because="duplicate", duplicate_of=wrong.reference)

    closing = close(second, officer, because="duplicate", duplicate_of=first.reference)

    assert closing.duplicate_of == first
    with pytest.raises(Invalid):  # it ended itself
        close(first, officer, because="duplicate", duplicate_of=second.reference)


def test_over_rest_it_is_withdrawn_with_what_closed_it():
    request = factories.make_submitted_request()
    officer, exporter = machine(factories.make_officer()), machine(request.submitted_by)
    path = f"/api/v1/requests/{request.reference}"
    lacking = officer.post(f"{path}/close", {"because": "not_competent", "detail": "Passed on."})
    assert (lacking.status_code, lacking.json()["errors"][0]["pointer"]) == (422, "/passed_on_to")
    assert exporter.post(f"{path}/close", {}).status_code == 403

    body = {"because": "not_competent", "detail": "Yours is another state.", "passed_on_to": "BAFA"}
    waits = officer.post(f"{path}/close", body)

    assert (waits.status_code, waits.json()["status"]) == (202, "proposed")
    assert exporter.get(path).json()["status"] == "submitted"
    approval = f"/api/v1/pending-acts/{waits.json()['id']}/approve"
    assert officer.post(approval).status_code == 403
    assert machine(factories.make_officer()).post(approval).status_code == 200
    shown = exporter.get(path).json()
    assert (shown["status"], shown["closed_because"], shown["closing"]["passed_on_to"]) == (
        *("withdrawn", "not_competent"),
        "BAFA",
    )
    assert officer.post(f"{path}/close", body).json()["code"] == "wrong_status"
    assert len(officer.get("/api/v1/requests?status=withdrawn").json()["results"]) == 1


def test_both_sides_read_it_as_closed_and_never_as_withdrawn(client: Client):
    request = factories.make_submitted_request()
    officer = factories.make_officer()
    client.force_login(officer)
    page = f"/cases/{request.reference}"
    assert client.get(f"{page}/close").status_code == 200
    lacking = client.post(f"{page}/close", {"because": "no_answer", "detail": "You were asked."})
    assert "Give the day on which the exporter was warned." in lacking.content.decode()
    # What was typed for a ground that is not chosen stays out.
    sent = {"because": "another_list", "list": "ML11", "code": "EU001", "detail": "It is military."}
    assert client.post(f"{page}/close", sent).status_code == 302
    assert "it waits for a second officer" in client.get(f"{page}/decision").content.decode()
    waiting = client.get(f"{page}/close").content.decode()
    assert "it waits for a second officer" in waiting
    assert "Put it to a second officer" not in waiting
    assert client.post(f"{page}/close", sent).status_code == 422
    second = factories.make_officer()
    client.force_login(second)
    assert "it takes two officers" in client.get(page).content.decode()
    waits = PendingAct.objects.pending().get()
    assert client.post(f"/team/acts/{waits.pk}", {"sure": "on"}).status_code == 302

    closed = AuthorisationRequest.objects.get(pk=request.pk)
    assert (closed.closing.list, closed.closing.code) == ("ML11", "")
    assert request.reference in client.get("/worklist?view=all&status=closed").content.decode()
    assert request.reference not in client.get("/worklist?view=all&status=withdrawn").content.decode()
    for reader in (officer, request.submitted_by):
        client.force_login(reader)
        shown = client.get(f"{page}/decision").content.decode()
        assert "Closed without a decision" in shown
        assert "It is military." in shown
        assert "Withdrawn" not in shown
        assert (
            "Case closed by the authority without a decision"
            in client.get(f"{page}/history").content.decode()
        )
    assert request.reference in client.get("/cases?view=closed").content.decode()
    assert request.reference not in client.get("/cases?view=withdrawn").content.decode()


def test_nobody_closes_alone_and_whoever_stepped_back_neither_reads_nor_carries_it_out():
    officer, biased = factories.make_officer(), factories.make_officer()
    taken = make_taken_individual(officer)
    with pytest.raises(SecondOfficerNeeded):
        closings.close_request(
            request_id=taken.pk, because="not_admissible", detail="No item.", actor=officer, at=AT + DAY
        )
    declare_conflict(request_id=taken.pk, reason="", actor=biased, at=AT + DAY)
    waits = put_forward(taken, officer)
    with pytest.raises(FourEyes):
        approve_pending_act(pending_id=waits.pk, actor=officer, at=AT + 3 * DAY)
    with pytest.raises(NotFound):
        approve_pending_act(pending_id=waits.pk, actor=biased, at=AT + 3 * DAY)

    assert not pending_acts_of(taken.authority, reader=biased).exists()
    assert not [each for each in todos(biased, at=AT + 3 * DAY) if each.kind.code == "approve_pending_act"]
    requests.withdraw_request(request_id=taken.pk, actor=taken.submitted_by, at=AT + 4 * DAY)
    colleague = factories.make_officer()
    assert not [each for each in todos(colleague, at=AT + 5 * DAY) if each.kind.code == "approve_pending_act"]
