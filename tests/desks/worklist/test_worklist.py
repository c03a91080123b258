"""The worklist: views, filters, sorts, several cases at once, saved views, files."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from exportctl.core import clock
from exportctl.core.access import organisation_ids_of
from exportctl.core.actions.seats import NewPerson, settle
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.desks.worklist.queries import worklist as queries
from exportctl.desks.worklist.queries.filters import SORTS, VIEWS, WorklistFilter
from exportctl.desks.worklist.queries.worklist import Near, narrowed, ordered
from licensing.actions.assignments import assign_requests
from licensing.actions.tags import tag_requests
from licensing.actions.worklist_settings import save_view
from licensing.models import AuthorisationRequest, DeskSettings, SavedView
from tests import factories
from tests.factories import AT, DAY, HOUR, NOTIFICATION

pytestmark = pytest.mark.django_db
NOWHERE = Near({}, AT)
HANDLE = Permission.HANDLE


def browser(user):
    made = Client()
    made.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return made


def found(user, **asked):
    filters = WorklistFilter.read(asked)
    cases = ordered(narrowed(user, filters, near=NOWHERE), filters)
    return [case.reference for case in cases]


def test_every_number_is_that_of_its_list_whoever_asks_and_however_it_is_narrowed():
    """The statement is kept for all whose seats and saved views are alike."""
    officer, colleague = factories.make_officer(), factories.make_officer()
    abroad = factories.make_officer("FR")
    factories.make_submitted_request(item=item(functions=["phone_location"]))
    taken = factories.make_taken_request(officer, at=AT)
    factories.make_taken_request(colleague, at=AT + DAY, item=item(functions=["phone_interception"]))
    tag_requests(request_ids=[taken.pk], label="Golf", actor=officer, at=AT + DAY)
    asked = (
        {"view": "open", "function": "phone_interception"},
        {"view": "mine", "tag": "Golf"},
        {"view": "open", "tag": "Botschaft"},
        {"view": "open", "tag": "100%s %%"},
        {"view": "open", "assignee": str(colleague.pk)},
        {"view": "open", "assignee": "me"},
        {"view": "open", "since": f"{AT + DAY:%Y-%m-%d}"},
        {"view": "all", "q": "mast"},
    )

    for reader in (officer, colleague, abroad, officer):
        for at in (AT + 2 * DAY, AT + 2 * DAY + HOUR / 2):
            near = Near(dict.fromkeys(organisation_ids_of(reader, HANDLE), (AT + 3 * DAY).date()), at)
            for each in map(WorklistFilter.read, asked):
                counted = queries.counts(reader, each, {"kept": each.but(view="open")}, near=near)
                assert counted.shown == narrowed(reader, each, near=near).count()
                assert counted.saved["kept"] == narrowed(reader, each.but(view="open"), near=near).count()
                assert counted.views == {
                    view: narrowed(reader, WorklistFilter(view=view), near=near).count() for view in VIEWS
                }


def item(**words):
    return {**NOTIFICATION["item"], **words}


def test_each_view_holds_what_its_name_says():
    officer, colleague = factories.make_officer(), factories.make_officer()
    new = factories.make_submitted_request()
    mine = factories.make_taken_request(officer)
    asked = factories.make_taken_request(officer)
    factories.ask(asked, at=AT + DAY)
    proposed = factories.make_proposal(factories.make_taken_request(colleague)).request
    refused = factories.make_procedure(item=item(model="NW-9")).request

    views = {
        view: set(found(officer, view=view))
        for view in ("unassigned", "mine", "waiting", "approve", "procedure")
    }

    assert views == {
        "unassigned": {new.reference},
        "mine": {mine.reference, asked.reference},
        "waiting": {asked.reference},
        "approve": {proposed.reference},
        "procedure": {refused.reference},
    }
    assert len(found(officer, view="all")) == 5
    assert refused.reference not in found(officer, view="open")


def test_due_soon_means_three_working_days_of_the_authority_not_five_days_of_the_calendar():
    officer = factories.make_officer()
    request = factories.make_submitted_request()
    page = browser(officer)
    today = clock.now().date()
    for days, expected in ((0, True), (30, False)):
        AuthorisationRequest.objects.update(due_on=date.fromordinal(today.toordinal() + days))
        answer = page.get("/worklist?view=due")
        rows = answer.content.decode().partition("<tbody")[2]  # above it the next step may name any case
        assert (request.reference in rows) is expected


def test_the_near_days_end_later_over_a_weekend_and_a_holiday():
    from exportctl.core.queries.reference import calendar_of

    authority = factories.organisation("authority", "DE")
    calendars = {authority.pk: calendar_of("DE")}

    # Thursday 24 December 2026: Friday and Saturday are Christmas, so Monday to Wednesday count.
    near = Near.of(calendars, factories.make_officer(), at=AT.replace(month=12, day=24))

    assert near.days == {authority.pk: date(2026, 12, 30)}


def test_of_two_authorities_each_case_has_its_place_among_those_of_its_own():
    both = tuple((HANDLE, factories.organisation("authority", state)) for state in ("DE", "FR"))
    (officer,) = settle(people=[NewPerson("both@demo.example", "B. Both", both)], at=factories.SEATED)
    cases = [factories.make_submitted_request(factories.make_exporter(state)) for state in ("DE", "FR")]
    AuthorisationRequest.objects.update(due_on=AT.date())

    for case in cases:
        near = Near({case.authority_id: AT.date()}, AT + 2 * DAY, officer)
        place = queries.place_of(case.reference, officer, WorklistFilter(view="due"), near=near)
        assert (place.number, place.of) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"destination": "EG"}, {"Egypt"}),
        ({"function": "traffic_analysis"}, {"Egypt"}),
        ({"exporter": "borealis"}, {"Egypt"}),
        ({"tag": "Embassy"}, {"Emirates"}),
        ({"assignee": "me"}, {"Emirates"}),
        ({"assignee": "nobody"}, {"Egypt"}),
        ({"flags": "1"}, {"Egypt", "Emirates"}),
        ({"flags": "9"}, set()),
        ({"status": "under_review"}, {"Emirates"}),
        ({"kind": "notification"}, {"Egypt", "Emirates"}),
        ({"kind": "individual"}, set()),
        ({"since": "2026-11-04"}, {"Egypt"}),
        ({"until": "2026-11-03"}, {"Emirates"}),
        ({"q": "emirat corniche"}, {"Egypt", "Emirates"} - {"Egypt"}),
        ({"q": "***"}, set()),
        ({"destination": "EG", "assignee": "me"}, set()),
    ],
)
def test_a_filter_leaves_what_it_names(asked, kept):
    officer = factories.make_officer()
    egypt = factories.make_submitted_request(
        factories.make_exporter(name="Borealis Optik GmbH"),
        item=item(name="Egypt", functions=["traffic_analysis"]),
        destination="EG",
        end_user={**NOTIFICATION["end_user"], "address": "1 Nile Street", "country": "EG"},
        at=AT + 2 * DAY,
    )
    emirates = factories.make_taken_request(officer, item=item(name="Emirates"))
    tag_requests(request_ids=[emirates.pk], label="embassy", actor=officer, at=AT + DAY)

    names = {egypt.reference: "Egypt", emirates.reference: "Emirates"}
    assert {names[reference] for reference in found(officer, **asked)} == kept


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("reference", "A"),
        ("item", "A"),
        ("exporter", "B"),
        ("destination", "B"),
        ("submitted", "A"),
        ("stage", "A"),
    ],
)
def test_every_column_sorts_both_ways(sort, first):
    officer = factories.make_officer()
    a = factories.make_submitted_request(
        factories.make_exporter(name="Zenit GmbH"), item=item(name="Antenna"), destination="QA"
    )
    b = factories.make_taken_request(
        officer,
        exporter=factories.make_exporter(name="Aquila GmbH"),
        item=item(name="Beacon"),
        destination="AE",
        at=AT + DAY,
    )
    rows = [a.reference, b.reference] if first == "A" else [b.reference, a.reference]

    assert found(officer, sort=sort) == rows
    assert found(officer, sort=sort, order="desc") == rows[::-1]


def test_the_pages_of_every_sort_hold_each_case_once(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    officer = factories.make_officer()
    exporters = [factories.make_exporter(name=name) for name in ("Zenit GmbH", "Aquila GmbH")]
    for count in range(5):
        case = factories.make_submitted_request(
            exporters[count % 2],
            item=item(name="AB"[count % 2], model=f"M-{count}"),
            destination=["QA", "AE"][count % 2],
            at=AT + count * HOUR,
        )
    factories.ask(factories.make_taken_request(officer, item=item(model="M-9")), at=AT + DAY)
    AuthorisationRequest.objects.filter(pk=case.pk).update(due_on=None)
    page = browser(officer)

    for sort in [f"{sign}{sort}" for sort in SORTS for sign in ("", "-")]:
        address, references = f"?view=all&sort={sort}", []
        while address:
            shown = page.get(f"/worklist{address}").context
            references += [row.case.reference for row in shown["rows"]]
            address = shown["list_page"].next

        assert references == found(officer, view="all", sort=sort), sort
        assert len(references) == 6, sort


def test_a_sort_saved_before_sorts_had_a_minus_is_read_as_it_was_meant():
    assert WorklistFilter.read_query("view=all&sort=item&order=desc").query == "view=all&sort=-item"
    assert WorklistFilter.read({"order": "desc"}).sort == "-clock"


def test_the_page_says_how_it_is_sorted_and_narrowed():
    officer = factories.make_officer()
    factories.make_submitted_request()

    text = browser(officer).get("/worklist?sort=item&order=desc&destination=AE").content.decode()

    assert 'aria-sort="descending"' in text
    assert "Destination: United Arab Emirates" in text
    assert "1 of 1 case" in text


def test_nothing_in_an_address_breaks_the_page():
    officer = factories.make_officer()
    page = browser(officer)

    for query in [
        "page=9999999",
        "flags=-1",
        "since=2026-02-31",
        "until=9999-12-31",
        "since=0001-01-01",
        "assignee=x",
        "q=%27%5C",
        "saved=x",
        "sort=x",
        "order=desc",
        "after=x:y",
    ]:
        assert page.get(f"/worklist?{query}").status_code == 200, query


def test_ticked_cases_are_assigned_together_and_the_way_back_keeps_the_filters():
    officer, colleague = factories.make_officer(), factories.make_officer()
    one, two = factories.make_submitted_request(), factories.make_taken_request(officer)
    sent = {"case": [one.reference, two.reference], "act": "assign", "assignee": str(colleague.pk)}

    answer = browser(officer).post("/worklist/bulk", {**sent, "back": "view=all&flags=1"}, follow=True)

    assert set(AuthorisationRequest.objects.values_list("assigned_to", flat=True)) == {colleague.pk}
    assert answer.request["QUERY_STRING"] == "view=all&flags=1"
    assert f"{colleague.name} has 2 cases now." in answer.content.decode()


def test_an_error_keeps_what_was_ticked_and_typed():
    officer = factories.make_officer()
    request = factories.make_submitted_request()

    sent = {"case": request.reference, "act": "tag", "label": "x" * 41, "back": ""}
    answer = browser(officer).post("/worklist/bulk", sent)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "A tag has at most 40 characters" in text
    assert f'value="{request.reference}" aria-label="Tick {request.reference}" checked' in text
    assert "x" * 41 in text


def test_other_authorities_cases_cannot_be_ticked():
    request = factories.make_submitted_request()

    answer = browser(factories.make_officer("FR")).post(
        "/worklist/bulk", {"case": request.reference, "act": "mine", "back": ""}
    )

    assert answer.status_code == 422
    request.refresh_from_db()
    assert request.assigned_to is None


def test_columns_density_and_keys_are_kept_for_the_person():
    officer = factories.make_officer()
    request = factories.make_submitted_request()
    tag_requests(request_ids=[request.pk], label="embassy", actor=officer, at=AT + HOUR)
    page = browser(officer)

    page.post("/worklist/settings", {"columns": ["tags"], "density": "comfortable", "back": "view=all"})

    kept = DeskSettings.objects.get(user=officer)
    assert (kept.columns, kept.density, kept.keys) == (["tags"], "comfortable", False)
    text = page.get("/worklist").content.decode()
    assert "data-keys>" not in text
    assert "embassy" in text
    assert 'class="w-clock"' not in text


def test_a_saved_view_is_found_again_shared_renamed_and_deleted():
    officer, colleague = factories.make_officer(), factories.make_officer()
    factories.make_submitted_request()
    page, other = browser(officer), browser(colleague)

    page.post("/worklist/views", {"name": "Gulf", "back": "view=all&destination=AE"})

    view = SavedView.objects.get()
    assert (view.owner, view.query, view.is_shared) == (officer, "view=all&destination=AE", False)
    assert "Gulf" not in other.get("/worklist").content.decode()
    assert other.get(f"/worklist/views/{view.pk}").status_code == 404

    page.post(f"/worklist/views/{view.pk}", {"name": "The Gulf", "is_shared": "on"})
    assert "The Gulf" in other.get("/worklist").content.decode()
    assert other.post(f"/worklist/views/{view.pk}", {"delete": "yes"}).status_code == 404

    page.post(f"/worklist/views/{view.pk}", {"delete": "yes", "name": "The Gulf"})
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused_and_a_second_of_the_same_name_replaces_the_first():
    officer = factories.make_officer()
    page = browser(officer)

    assert page.post("/worklist/views", {"name": " ", "back": ""}).status_code == 422
    page.post("/worklist/views", {"name": "Gulf", "back": "destination=AE"})
    page.post("/worklist/views", {"name": "gulf", "back": "destination=QA"})

    assert SavedView.objects.get().query == "destination=QA"


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x" * 61},
        {"name": "a\0b"},
        {"name": "Gulf", "back": f"q={'字' * 100}&tag={'字' * 100}&exporter={'字' * 100}"},
    ],
)
def test_a_view_that_cannot_be_kept_is_said_on_the_page(given):
    page = browser(factories.make_officer())

    assert page.post("/worklist/views", {"back": "", **given}).status_code == 422
    assert not SavedView.objects.exists()


def test_a_foreign_authoritys_shared_view_is_not_shown():
    officer, foreigner = factories.make_officer(), factories.make_officer("FR")
    save_view(
        authority_id=factories.organisation("authority", "FR").pk,
        name="Golfe",
        query="",
        columns=[],
        is_shared=True,
        actor=foreigner,
        at=AT,
    )

    assert "Golfe" not in browser(officer).get("/worklist").content.decode()


def test_the_file_holds_the_filtered_rows_with_words_and_codes():
    officer = factories.make_officer()
    request = factories.make_submitted_request(item=item(name="=HYPERLINK(1)"))
    factories.make_submitted_request(destination="EG")

    answer = browser(officer).get("/worklist/export.csv?destination=AE")

    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert len(rows) == 1
    line = dict(zip(head, rows[0], strict=True))
    assert line["Reference"] == request.reference
    assert line["Item"] == "'=HYPERLINK(1)"
    assert (line["To"], line["Country code"], line["Stage code"]) == (
        "United Arab Emirates",
        "AE",
        "submitted",
    )


def test_the_workbook_is_a_workbook_and_other_forms_are_nowhere():
    officer = factories.make_officer()
    factories.make_submitted_request()
    page = browser(officer)

    assert page.get("/worklist/export.xlsx").content.startswith(b"PK")
    assert page.get("/worklist/export.exe").status_code == 404


def test_a_peek_shows_the_case_on_a_few_lines():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)

    text = browser(officer).get(f"/cases/{request.reference}/peek").content.decode()

    for words in ("Directorate of Public Order", "bulk identification", "Cell site simulator", "Case taken"):
        assert words in text


def test_the_exporters_history_does_not_tell_of_assignments():
    exporter = factories.make_exporter()
    filer, officer, colleague = (
        factories.make_filer(exporter),
        factories.make_officer(),
        factories.make_officer(),
    )
    request = factories.make_taken_request(officer, exporter=exporter, by=filer)
    assign_requests(request_ids=[request.pk], assignee=colleague, actor=officer, at=AT + DAY)

    assert "Assigned" in browser(officer).get(f"/cases/{request.reference}/history").content.decode()
    assert "Assigned" not in browser(filer).get(f"/cases/{request.reference}/history").content.decode()


def test_search_marks_what_it_found_and_offers_the_word_that_was_meant():
    officer = factories.make_officer()
    request = factories.make_submitted_request()
    page = browser(officer)

    text = page.get("/search?q=SIMUL").content.decode()
    assert request.reference in text
    assert "<mark>simulator</mark>" in text
    assert "?q=simulator" in page.get("/search?q=simulater").content.decode()


def test_the_case_page_shows_its_tags_to_officers_alone_and_gives_the_case_to_who_asks():
    exporter = factories.make_exporter()
    filer, officer, colleague = (
        factories.make_filer(exporter),
        factories.make_officer(),
        factories.make_officer(),
    )
    request = factories.make_taken_request(officer, exporter=exporter, by=filer)
    tag_requests(request_ids=[request.pk], label="embassy", actor=officer, at=AT + DAY)
    page = request.get_absolute_url()

    assert "embassy" in browser(colleague).get(page).content.decode()
    assert "embassy" not in browser(filer).get(page).content.decode()

    sent = {"case": request.reference, "act": "mine", "then": "case"}
    answer = browser(colleague).post("/worklist/bulk", sent)
    request.refresh_from_db()
    assert (answer["Location"], request.assigned_to) == (page, colleague)


def test_a_case_opened_from_a_list_knows_its_place_in_it_and_the_next_one():
    officer = factories.make_officer()
    first, second, last = (
        factories.make_taken_request(officer, item=item(model=f"NW-{n}")) for n in range(3)
    )
    desk = browser(officer)

    before = desk.get(f"/cases/{first.reference}").content.decode()
    desk.get("/worklist?view=mine&sort=reference")
    pages = [desk.get(f"/cases/{case.reference}").content.decode() for case in (first, second, last)]

    assert 'rel="next"' not in before
    assert ["1 of 3" in pages[0], "2 of 3" in pages[1], "3 of 3" in pages[2]] == [True] * 3
    assert f'<a href="/cases/{second.reference}" rel="next">' in pages[0]
    assert f'<a href="/cases/{last.reference}" rel="next">' in pages[1]
    assert 'rel="next"' not in pages[2]


def test_a_list_that_was_made_up_harms_no_case_page():
    officer = factories.make_officer()
    case = factories.make_taken_request(officer)
    desk = browser(officer)
    desk.cookies["worklist"] = "view=%00&sort=%27&since=x&flags=-1&saved=1"

    assert desk.get(f"/cases/{case.reference}").status_code == 200


def test_the_select_of_phones_leads_to_the_list_that_it_names_and_nowhere_else():
    officer = factories.make_officer()
    save_view(
        authority_id=factories.organisation("authority").pk,
        name="Gulf",
        query="view=all&destination=AE",
        columns=[],
        is_shared=False,
        actor=officer,
        at=AT,
    )
    stored = SavedView.objects.get()
    desk = browser(officer)

    page = desk.get("/worklist").content.decode()
    chosen = desk.get("/worklist", {"list": f"view=all&destination=AE&saved={stored.pk}"})
    made_up = desk.get("/worklist", {"list": "//evil.example/?view=mine"})

    assert f'saved={stored.pk}">Gulf' in page
    assert chosen["Location"] == f"/worklist?view=all&destination=AE&saved={stored.pk}"
    assert made_up["Location"].startswith("/worklist")


def test_a_late_decision_of_a_colleague_is_said_to_everybody_but_them():
    officer, colleague = factories.make_officer(), factories.make_officer()
    case = factories.make_taken_request(colleague)
    AuthorisationRequest.objects.update(due_on=clock.now().date() - 9 * DAY)
    words = f"1 decision of your authority is late: {colleague.name} has it."

    assert words in browser(officer).get("/worklist").content.decode()
    assert words not in browser(officer).get("/worklist?view=due").content.decode()
    assert words not in browser(colleague).get("/worklist").content.decode()

    factories.make_submitted_request()
    AuthorisationRequest.objects.update(due_on=clock.now().date() - 9 * DAY)
    assert "2 decisions of your authority are late." in browser(officer).get("/worklist").content.decode()
    assert case.reference in browser(officer).get("/worklist?view=due").content.decode()


def test_the_clock_of_an_urgent_case_runs_to_the_day_by_which_it_is_urgent():
    from exportctl.core.queries.reference import calendar_of
    from licensing.queries.decision_clock import chip, pressing_chip

    case = factories.make_taken_request()
    case.urgent_on = case.due_on - 10 * DAY
    named = {"calendar": calendar_of("DE"), "at": AT + DAY}

    assert chip(case, **named).due_on == case.due_on
    assert pressing_chip(case, **named).due_on == case.urgent_on
    case.urgent_on = case.due_on + 10 * DAY
    assert pressing_chip(case, **named) == chip(case, **named)
