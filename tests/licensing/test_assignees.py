"""A case is its assignee's only while they may handle it; afterwards it is nobody's, on every list and interface."""

from datetime import timedelta

import pytest
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.people import remove_person
from exportctl.core.actions.seats import grant_seat, remove_seat
from exportctl.core.models import Notice, Seat, User
from exportctl.core.rules.permissions import Permission
from exportctl.desks.worklist.queries import team
from exportctl.desks.worklist.queries.filters import WorklistFilter
from exportctl.desks.worklist.queries.worklist import Near, counts, narrowed
from licensing.actions.assignments import tell_seats_run_out
from licensing.actions.requests import take_request
from licensing.errors import Taken
from licensing.models import AuthorisationRequest
from tests import factories
from tests.factories import SEATED, machine, make_officer, organisation, seated

pytestmark = pytest.mark.django_db

ENDS = ("removed", "run out", "switched off")


def leave(officer: User, how: str) -> None:
    seat = Seat.objects.get(user=officer)
    if how == "removed":
        remove_seat(seat_id=seat.pk, at=clock.now())
    elif how == "run out":
        Seat.objects.filter(pk=seat.pk).update(ends_at=clock.now() - timedelta(minutes=1))
    else:
        User.objects.filter(pk=officer.pk).update(is_active=False)


@pytest.fixture
def colleague() -> User:
    return make_officer()


@pytest.fixture(params=ENDS)
def case(request: pytest.FixtureRequest) -> AuthorisationRequest:
    """A case under review whose officer has left."""
    officer = make_officer()
    case = factories.make_taken_request(officer)
    leave(officer, request.param)
    return case


def references(user: User, **asked: str) -> list[str]:
    near = Near({}, clock.now())
    rows = narrowed(user, WorklistFilter.read(asked), near=near)
    return list(rows.values_list("reference", flat=True))


def test_it_is_unassigned_in_views_filters_and_numbers(case, colleague):
    now = clock.now()
    filters = WorklistFilter.read({"view": "unassigned"})
    authority = organisation("authority", "DE")

    assert references(colleague, view="unassigned") == [case.reference]
    assert references(colleague, view="open", assignee="nobody") == [case.reference]
    assert references(colleague, view="open", assignee=str(case.assigned_to_id)) == []
    assert counts(colleague, filters, {}, near=Near({}, now)).views["unassigned"] == 1
    assert team.unassigned(authority, at=now) == 1


def test_pages_tables_and_rest_name_nobody(case, colleague):
    browser = Client()
    browser.force_login(colleague)
    gone = str(case.assigned_to)

    assert machine(colleague).get(f"/api/v1/requests/{case.reference}").json()["assigned_to"] is None
    assert "<dd>–</dd>" in browser.get(f"/cases/{case.reference}/peek").content.decode()
    assert gone not in browser.get("/worklist?export=csv&view=open").content.decode()


def test_a_colleague_takes_it(case, colleague):
    take_request(request_id=case.pk, actor=colleague, at=clock.now())

    assert AuthorisationRequest.objects.get(pk=case.pk).assigned_to == colleague
    assert references(colleague, view="mine") == [case.reference]


def test_what_a_present_colleague_has_is_not_taken(colleague):
    case = factories.make_taken_request(make_officer())

    with pytest.raises(Taken):
        take_request(request_id=case.pk, actor=colleague, at=clock.now())


def test_an_officer_of_another_authority_alone_has_no_case_here(colleague):
    """A seat elsewhere is no seat here."""
    officer = make_officer()
    case = factories.make_taken_request(officer)
    elsewhere = organisation("authority", "FR")
    grant_seat(
        user=officer, permission=Permission.HANDLE, organisation=elsewhere, at=SEATED, starts_at=SEATED
    )
    remove_seat(seat_id=Seat.objects.get(user=officer, content_object=case.authority).pk, at=clock.now())

    assert references(colleague, view="unassigned") == [case.reference]


def test_who_handled_a_decided_case_stays_on_record():
    officer, second = make_officer(), make_officer()
    case = factories.make_taken_request(officer)
    factories.approve(factories.make_proposal(case), by=second)
    leave(officer, "removed")

    rows = AuthorisationRequest.objects.filter(pk=case.pk).with_assignee(at=clock.now())

    assert rows.get().assignee == officer


def test_the_page_says_what_goes_back_before_a_seat_is_removed_and_the_team_is_told():
    officer, manager = make_officer(), seated(Permission.MANAGE, organisation("authority", "DE"))
    for model in ("A", "B"):
        factories.make_taken_request(officer, item={**factories.NOTIFICATION["item"], "model": model})
    seat = Seat.objects.get(user=officer)
    browser = Client()
    browser.force_login(manager)

    page = browser.get(f"/people/seats/{seat.pk}/remove").content.decode()
    remove_person(seat_id=seat.pk, actor=manager, at=clock.now())

    assert "<b>2 open cases</b> go back to Unassigned" in page
    notice = Notice.objects.get(kind="cases_unassigned")
    assert (notice.organisation, notice.facts["cases"]) == (organisation("authority", "DE"), 2)
    assert notice.path == "/worklist?view=unassigned"


def test_the_team_is_told_once_when_a_seat_runs_out():
    officer = make_officer()
    factories.make_taken_request(officer)
    leave(officer, "run out")

    for _sweep in range(2):
        tell_seats_run_out(at=clock.now())

    assert Notice.objects.filter(kind="cases_unassigned").count() == 1
