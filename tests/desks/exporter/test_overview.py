"""What an exporter is greeted with, and the list of everything sent."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.actions.mailing import read_inbox
from exportctl.core.models import File
from exportctl.desks.case.presenters.progress import stage
from exportctl.desks.exporter.presenters.overview import needs, news
from exportctl.desks.exporter.queries.cases import SORTS, VIEWS, cases
from exportctl.desks.exporter.views.cases import PAGE
from licensing.actions.answer_extensions import ask_answer_extension
from licensing.actions.drafts import add_attachment
from licensing.models import AuthorisationRequest, Exporter
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


@pytest.fixture
def browser(filer, client: Client) -> Client:
    client.force_login(filer, BACKEND)
    return client


def asked(exporter, filer, **fields):
    request = factories.make_taken_request(exporter=exporter, by=filer, **fields)
    return factories.ask(request, at=AT + DAY)


def decided(exporter, filer, outcome="grant", **fields) -> AuthorisationRequest:
    request = factories.make_taken_request(exporter=exporter, by=filer, **fields)
    factories.approve(factories.make_proposal(request, outcome=outcome))
    return cases(filer).get(pk=request.pk)


def item(name: str, model: str) -> dict:
    return {"item": {**factories.NOTIFICATION["item"], "name": name, "model": model}}


def stage_of(request, filer, at):
    return stage(cases(filer).get(pk=request.pk), at=at)


def test_a_question_says_how_many_working_days_are_left_and_when_it_is_late(exporter, filer):
    question = asked(exporter, filer)  # due on Wednesday 18 November 2026

    [early] = needs(filer, at=AT + DAY)
    [last] = needs(filer, at=AT + 15 * DAY)
    [late] = needs(filer, at=AT + 17 * DAY)

    assert question.due_on.isoformat() == "2026-11-18"
    assert (early.word, early.kind) == ("10 working days left", "waiting")
    assert (last.word, last.kind) == ("today", "soon")
    assert (late.word, late.kind) == ("2 working days late", "flag")
    assert "Who runs it?" in early.note


def test_an_answered_question_needs_nobody(exporter, filer):
    factories.answer(asked(exporter, filer), at=AT + 2 * DAY, by=filer)

    assert needs(filer, at=AT + 2 * DAY) == []


def test_drafts_come_last_and_say_how_far_they_are(exporter, filer):
    factories.make_notification(exporter, by=filer)
    asked(exporter, filer)

    first, draft = needs(filer, at=AT + DAY)

    assert first.action == "Answer the question"
    assert (draft.done, draft.total, draft.action) == (5, 7, "Check and send")


def test_a_rejected_file_of_a_draft_is_told(exporter, filer):
    draft = factories.make_notification(exporter, by=filer)
    paper = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
    made = add_attachment(
        model=type(draft), draft_id=draft.pk, uploaded=paper, question="", actor=filer, at=AT
    )
    reject(made.file)

    assert [need.word for need in needs(filer, at=AT + DAY)] == ["File rejected", ""]


def reject(file: File) -> None:
    from exportctl.core.rules.files import FILE, Event
    from exportctl.core.transitions import transition

    transition(file, Event.REJECT, machine=FILE, actor=None, at=AT, changes={"finding": "infected"})


def test_a_decision_waits_to_be_read_until_the_inbox_was_looked_at(exporter, filer):
    decided(exporter, filer)

    [need] = needs(filer, at=AT + 2 * DAY)
    much_later = needs(filer, at=AT + 60 * DAY)
    read_inbox(user=filer, at=AT + 2 * DAY)

    assert (need.word, need.action) == ("Granted", "Read the decision")
    assert much_later == []
    assert needs(filer, at=AT + 3 * DAY) == []


def test_another_exporters_cases_need_nobody_here(exporter, filer):
    asked(factories.make_exporter(name="Other GmbH"), None)

    assert needs(filer, at=AT + DAY) == []
    assert news(filer) == []


def test_messages_are_new_until_the_inbox_was_looked_at(exporter, filer):
    asked(exporter, filer)
    assert [message.subject for message in news(filer)] == ["your case is under review"]

    assert {message.is_new for message in news(filer)} == {True}
    read_inbox(user=filer, at=AT + 30 * DAY)
    assert {message.is_new for message in news(filer)} == {False}


def test_each_stage_says_who_acts_and_by_when(exporter, filer):
    sent = factories.make_submitted_request(exporter, by=filer, **item("Sent", "A"))
    question = asked(exporter, filer, **item("Asked", "B"))
    granted = decided(exporter, filer, **item("Granted", "C"))
    refused = decided(exporter, filer, outcome="refuse", **item("Refused", "D"))

    at = AT + 5 * DAY
    assert stage_of(sent, filer, at).line.startswith("BAFA decides by ")
    assert stage_of(question.request, filer, at).line == "you answer by 18 Nov"
    wish = {"request_id": question.request_id, "information_id": question.pk, "reason": "A fair."}
    ask_answer_extension(**wish, due_on=question.due_on + timedelta(days=7), actor=filer, at=AT + 2 * DAY)
    assert stage_of(question.request, filer, at).line == "more time asked for, until 25 Nov"
    assert stage_of(granted, filer, at).line == "decided 4 Nov 2026"
    before, after = stage_of(refused, filer, at), stage_of(refused, filer, at + 90 * DAY)
    assert before.line.startswith("With the Member States until ")
    assert (before.step, before.total) == (4, 5)
    assert after.line == "the Member States’ positions are being counted"


def test_the_exporter_is_not_told_that_a_decision_is_proposed(exporter, filer):
    request = factories.make_taken_request(exporter=exporter, by=filer)
    before = stage_of(request, filer, AT + DAY)
    factories.make_proposal(request)

    assert stage_of(request, filer, AT + DAY) == before


def test_the_overview_of_somebody_new_says_how_to_begin(browser):
    page = browser.get("/overview").content.decode()

    assert "Nothing waits for you" in page
    assert "Nothing sent yet." in page
    assert "New notification" in page


def test_every_view_holds_what_its_count_says(browser, exporter, filer):
    factories.make_notification(exporter, by=filer)
    asked(exporter, filer)
    decided(exporter, filer, outcome="refuse", **item("Refused", "D"))

    shown = {view: browser.get("/cases", {"view": view}) for view in VIEWS}

    counts = {view.key: view.count for view in shown["sent"].context["views"]}
    assert counts == {
        "sent": 2, "you": 1, "authority": 0, "states": 1, "decided": 1, "withdrawn": 0, "closed": 0,
        "drafts": 1,
    }  # fmt: skip
    for view, response in shown.items():
        assert len(response.context["rows"]) + len(response.context["drafts"]) == counts[view]


def test_words_find_reference_item_and_end_user(browser, exporter, filer):
    request = factories.make_submitted_request(exporter, by=filer)

    for words in (request.reference, "simulator", "public order", request.notification.reference):
        assert len(browser.get("/cases", {"q": words}).context["rows"]) == 1
    assert "Nothing here fits" in browser.get("/cases", {"q": "submarine"}).content.decode()


def test_columns_sort_both_ways(browser, exporter, filer):
    for number, name in enumerate(["beta", "Alpha", "gamma"]):
        factories.make_submitted_request(exporter, by=filer, at=AT + number * HOUR, **item(name, name))

    def names(sort):
        rows = browser.get("/cases", {"sort": sort}).context["rows"]
        return [row.case.line.name for row in rows]

    assert names("item") == ["Alpha", "beta", "gamma"]
    assert names("-item") == ["gamma", "beta", "Alpha"]
    assert names("-sent") == names("nonsense") == ["gamma", "Alpha", "beta"]
    assert all(names(column) for column in SORTS)


def test_the_table_to_take_away_holds_no_formula(browser, exporter, filer):
    factories.make_submitted_request(exporter, by=filer, **item("=cmd|' /C calc'!A0", "A"))

    response = browser.get("/cases", {"export": "csv"})

    [row] = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["item"] == "'=cmd|' /C calc'!A0"
    assert (row["status"], row["functions"]) == ("submitted", "phone_interception; phone_location")


def test_drafts_can_be_taken_away_too(browser, exporter, filer):
    draft = factories.make_notification(exporter, by=filer)

    [row] = csv.DictReader(
        io.StringIO(browser.get("/cases?view=drafts&export=csv").content.decode("utf-8-sig"))
    )

    assert (row["notification"], row["reference"]) == (draft.reference, "")


def test_a_long_list_has_pages_that_keep_what_was_asked(browser, exporter, filer):
    for number in range(26):
        given = item("Halo", f"M{number}")
        factories.make_submitted_request(exporter, by=filer, at=AT + timedelta(minutes=number), **given)

    first = browser.get("/cases", {"q": "Halo", "sort": "item"}).context
    link = first["list_page"].next
    second = browser.get(f"/cases{link}").context
    by_number = browser.get("/cases?q=Halo&sort=item&page=2").context

    assert link.startswith("?q=Halo&sort=item&page=2&after=")
    assert [len(page["rows"]) for page in (first, second, by_number)] == [PAGE, 26 - PAGE, 26 - PAGE]
    assert second["list_page"].label == f"{PAGE + 1}–26 of 26"
    assert second["rows"][0].case == by_number["rows"][0].case
    assert second["list_page"].previous == "?q=Halo&sort=item"


def test_the_table_leaves_as_xlsx_too(browser, exporter, filer):
    factories.make_submitted_request(exporter, by=filer)

    response = browser.get("/cases", {"export": "xlsx", "view": "sent"})

    assert response["Content-Disposition"] == 'attachment; filename="notifications-sent.xlsx"'
    assert response.content.startswith(b"PK")


def test_who_cannot_send_yet_reads_it_before_beginning(browser, exporter):
    assert "You cannot send yet." not in browser.get("/overview").text

    Exporter.objects.filter(pk=exporter.pk).update(is_approved=False)
    draft = factories.make_notification(exporter)

    for path in ("/overview", draft.get_absolute_url()):
        page = browser.get(path).text
        assert "You cannot send yet." in page
        assert 'href="/company"' in page
