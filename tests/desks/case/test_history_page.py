"""The history of a case as a page: what happened, in its order, for the reader who asks."""

import pytest
from django.test import Client

from exportctl.core.models import AuditEvent
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.queries.cases import find_case
from exportctl.desks.oversight.presenters.activity import acts
from licensing.actions.advice import record_advice
from licensing.actions.assignments import assign_requests
from licensing.actions.notes import strike_note, write_note
from tests import factories
from tests.factories import AT, DAY
from tests.licensing.test_consultations import ON, advise, again, ask, attach, draft

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_the_history_tab_tells_what_happened_on_the_case():
    officer = factories.make_officer()
    case = factories.make_taken_request(officer)
    factories.ask(case, at=AT + DAY)
    client = Client()
    client.force_login(officer, BACKEND)

    page = client.get(f"/cases/{case.reference}/history").content.decode()

    assert page.count('<td data-label="What" class="card-title">') >= 3  # submitted, taken, asked
    assert "Question to the exporter; the clock stands still" in page


def told(user, case):
    return {(line.what, line.detail): line for line in history(find_case(user, case.reference, at=AT + DAY))}


def test_the_history_tells_the_consultation_and_whom_a_case_was_given_to_and_the_exporter_none_of_it():
    officer, colleague = factories.make_officer(), factories.make_officer()
    case = factories.make_taken_request(officer)
    draft(case)
    paper = attach(case)
    asked = ask(case, documents=[paper.pk])
    advise(asked, stance="objection", text="No judge.")
    asked = again(case, asked)
    record_advice(
        request_id=case.pk,
        consultation_id=asked.pk,
        stance="no_objection",
        text="",
        given_by="X",
        actor=officer,
        at=ON,
    )
    given = {"request_ids": [case.pk], "at": ON}
    assign_requests(assignee=colleague, actor=officer, **given)
    assign_requests(assignee=None, actor=colleague, **given)
    assign_requests(assignee=officer, actor=colleague, **given)

    lines = told(officer, case)
    by = {}
    for (what, detail), line in lines.items():
        by.setdefault(what, []).append((detail, line.who))

    ((shared, who),) = by["Another body asked for advice"]
    assert "Foreign ministry" in shared
    assert "About version 1 of the conditions." in shared
    assert "1 document is shared." in shared
    assert "They may see: the item, the draft conditions." in shared
    assert str(officer) in who
    assert by["Advice given through the body’s own link"] == [
        ("Foreign ministry. Objects.", "Foreign ministry")
    ]
    assert len(by["Body asked again"]) == 1
    assert "No objection." in by["Advice recorded by an officer for the body"][0][0]
    assert [detail for detail, _who in by["Assigned"]] == [
        f"From {officer} to {colleague}.",
        f"Taken away from {colleague}: nobody has it.",
        f"To {officer}.",
    ]
    exporters = {what for what, _detail in told(case.submitted_by, case)}
    assert exporters == {
        "Case opened",
        "Notification sent; the decision clock starts on the next working day",
    } | {"Case taken; the review begins"}


def test_who_did_what_says_it_when_a_case_was_given_to_nobody():
    officer = factories.make_officer()
    case = factories.make_taken_request(officer)
    assign_requests(request_ids=[case.pk], assignee=None, actor=officer, at=ON)

    (line,) = acts(AuditEvent.objects.filter(event="assign"), reader=officer)

    assert str(line.words) == "Gave a case back: nobody has it"


def test_a_notes_own_words_stand_in_the_history_of_who_may_read_notes():
    officer = factories.make_officer()
    case = factories.make_taken_request(officer)
    note = write_note(request_id=case.pk, text="Ask the embassy.\nBefore May.", actor=officer, at=ON)
    strike_note(note_id=note.pk, actor=officer, at=ON)

    words = [detail for _what, detail in told(factories.make_officer(), case) if "embassy" in detail]
    assert words == ["“Ask the embassy.\nBefore May.”"] * 2
    assert "embassy" not in str(told(case.submitted_by, case))
