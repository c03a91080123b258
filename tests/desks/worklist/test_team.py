"""The team page: load, deadlines missed, time per step; figures by hand, queries fixed."""

import pytest
from django.test import Client

from exportctl.core.queries.reference import calendar_of
from exportctl.desks.worklist.queries import processing_times, team
from licensing.actions.absences import enter_absence
from licensing.actions.conflicts import declare_conflict
from licensing.actions.urgency import set_urgent
from licensing.models import AuthorisationRequest
from tests import factories
from tests.factories import AT, DAY, HOUR, make_officer, organisation
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return organisation("authority", "DE")


@pytest.fixture
def german():
    return calendar_of("DE")


def rows(authority, german, at):
    return {row.officer: row for row in team.load(authority, calendar=german, at=at)}


def test_each_officer_s_desk_is_counted(authority, german):
    officer, colleague = make_officer(), make_officer()
    request = factories.make_taken_request(officer)
    factories.make_taken_request(officer, item={**factories.NOTIFICATION["item"], "model": "B"})
    request.refresh_from_db()

    today = rows(authority, german, AT)
    near = rows(authority, german, AT + (request.due_on - AT.date() - DAY))
    after = rows(authority, german, AT + (request.due_on - AT.date() + DAY))

    assert (today[officer].open, today[officer].due_soon, today[officer].overdue) == (2, 0, 0)
    assert (near[officer].due_soon, near[officer].overdue) == (2, 0)
    assert (after[officer].due_soon, after[officer].overdue) == (0, 2)
    assert (today[colleague].open, today[colleague].to_approve) == (0, 0)


def test_the_week_counts_what_the_lists_behind_its_numbers_show(authority, german, product_clock):
    officer, colleague = make_officer(), make_officer()
    old, new = factories.make_taken_request(officer, at=AT - 10 * DAY), factories.make_taken_request(officer)
    asked = make_taken_individual(officer, location="FR")
    set_urgent(request_id=new.pk, due_on=(AT + DAY).date(), reason="Rescue.", actor=officer, at=AT + HOUR)
    days = {"from_on": AT.date(), "until_on": (AT + DAY).date(), "deputy": officer}
    enter_absence(authority=authority, actor=colleague, at=AT, **days)
    hidden = factories.make_taken_request(officer)
    declare_conflict(request_id=hidden.pk, reason="", actor=colleague, at=AT + HOUR)

    week = team.week(officer, authority, calendar=german, at=AT + HOUR)

    assert (week.since.isoformat(), week.arrived) == ("2026-10-30", 3)
    assert (week.due, week.urgent, week.silent, week.away) == (0, 1, 1, 1)
    assert team.week(colleague, authority, calendar=german, at=AT + HOUR).arrived == 2
    assert team.week(officer, authority, calendar=german, at=AT + 60 * DAY).due == 4
    product_clock.at = AT + HOUR
    browser = Client()
    browser.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    page = browser.get("/team").content.decode()
    assert "Arrived since" in page
    listed = browser.get("/worklist?view=all&since=2026-10-30").content.decode()
    assert (f"Tick {asked.reference}" in listed, f"Tick {old.reference}" in listed) == (True, False)


def test_a_waiting_proposal_is_for_everybody_but_who_made_it(authority, german):
    officer, colleague = make_officer(), make_officer()
    factories.make_proposal(factories.make_taken_request(officer))

    found = rows(authority, german, AT + 2 * DAY)

    assert (found[officer].to_approve, found[colleague].to_approve) == (0, 1)


def test_another_authority_s_cases_are_in_no_figure(authority, german):
    factories.make_taken_request(make_officer("FR"), exporter=factories.make_exporter("FR"))

    assert team.load(authority, calendar=german, at=AT) == []
    assert team.late(make_officer(), authority, calendar=german, at=AT + 90 * DAY) == []


def test_what_is_overdue_and_what_was_decided_late_are_both_missed(authority, german):
    request = factories.make_taken_request()
    late = request.submitted_at + 60 * DAY

    (running,) = team.late(make_officer(), authority, calendar=german, at=late)
    factories.approve(factories.make_proposal(request, at=late), at=late + HOUR)
    (decided,) = team.late(make_officer(), authority, calendar=german, at=late + DAY)

    assert (running.is_open, decided.is_open) == (True, False)
    assert running.days == decided.days > 0
    assert running.due_on == decided.due_on


def test_a_decision_in_time_is_not_late_however_long_the_exporter_took(authority, german):
    request = factories.make_taken_request()
    asked = factories.ask(request, at=AT + DAY)
    factories.answer(asked, at=AT + 80 * DAY)
    request.refresh_from_db()
    factories.approve(factories.make_proposal(request, at=AT + 82 * DAY), at=AT + 82 * DAY + HOUR)

    assert team.late(make_officer(), authority, calendar=german, at=AT + 83 * DAY) == []


def test_time_per_step_is_counted_in_working_days_by_the_month_of_the_decision(authority, german):
    # Submitted and taken on Tuesday 3 November; proposed on Monday 9, approved on Wednesday 11.
    for model in ("A", "B", "C"):
        item = {**factories.NOTIFICATION["item"], "model": model}
        request = factories.make_taken_request(item=item)
        proposal = factories.make_proposal(request, at=AT + 6 * DAY)
        factories.approve(proposal, at=AT + 8 * DAY)

    (month,) = processing_times.pace(authority, calendar=german, at=AT + 10 * DAY)

    assert (month.month.year, month.month.month, month.cases) == (2026, 11, 3)
    assert [step.median for step in month.steps] == [0, 4, 2, 6]
    assert [step.ninetieth for step in month.steps] == [0, 4, 2, 6]


def test_the_page_shows_an_officer_the_team_and_enters_an_absence(authority, product_clock):
    officer, colleague = make_officer(), make_officer()
    factories.make_taken_request(officer)
    browser = Client()
    browser.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    days = {"from_on": "2026-11-10", "until_on": "2026-11-12", "deputy": str(colleague.pk)}

    wrong = browser.post("/team", {**days, "until_on": "2026-11-09"})
    right = browser.post("/team", days)

    assert wrong.status_code == 422
    assert "before the first" in wrong.content.decode()
    assert right.status_code == 302
    assert f"{colleague} stands in" in browser.get("/team").content.decode()


def test_a_deputy_finds_the_cases_among_their_own(authority, product_clock):
    officer, deputy = make_officer(), make_officer()
    request = factories.make_taken_request(officer)
    browser, stranger = Client(), Client()
    browser.force_login(deputy, "allauth.account.auth_backends.AuthenticationBackend")
    stranger.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    before = browser.get("/worklist?view=mine").content.decode()
    today = {"from_on": "2026-11-08", "until_on": "2026-11-12", "deputy": str(deputy.pk)}

    stranger.post("/team", today)

    after = browser.get("/worklist?view=mine").content.decode()
    assert request.reference not in before
    assert request.reference in after
    assert browser.get(f"/cases/{request.reference}/propose").status_code == 200


def test_the_page_costs_the_same_with_one_case_and_with_many(authority, german, django_assert_num_queries):
    def ask_all():
        team.load(authority, calendar=german, at=AT + DAY)
        team.late(officer, authority, calendar=german, at=AT + 90 * DAY)
        processing_times.pace(authority, calendar=german, at=AT + DAY)

    officer = make_officer()
    factories.make_taken_request(officer)
    ask_all()  # reads the officer's seats, once a request
    with django_assert_num_queries(8):
        ask_all()
    for model in "ABCDE":
        item = {**factories.NOTIFICATION["item"], "model": model}
        factories.make_taken_request(officer, item=item)

    with django_assert_num_queries(8):
        ask_all()
    assert AuthorisationRequest.objects.count() == 6
