"""Two people who are equally quick: the second reads words, or gets what the first made; never an error page.

The first has its row written and waits to commit, because a second connection holds the account that the row
names (foreign keys are checked at commit); the insert of the second then waits for the first.
"""

from datetime import UTC, datetime

import pytest

from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.invitations import invite
from exportctl.core.actions.reference import approve_change, propose_change
from exportctl.core.errors import Invalid
from exportctl.core.models import PopulationSet, PublicHoliday, User
from exportctl.core.rules.permissions import Permission
from licensing.actions.consulted_bodies import add_body
from licensing.actions.tags import tag_requests
from licensing.actions.worklist_settings import change_view, save_view
from licensing.models import ConsultedBody, RequestTag, SavedView, Tag
from tests.database import in_thread, wait_for_waiter
from tests.factories import AT, make_commissioner, make_officer, make_taken_request, organisation, seated
from tests.union import PEOPLE

pytestmark = pytest.mark.race

PATIENCE = 20
ACCOUNT = "SELECT 1 FROM core_user WHERE id = %s FOR UPDATE"
STARTS = datetime(2031, 1, 1, tzinfo=UTC).date().isoformat()


@pytest.fixture
def at_once(cloned_database, second_connection):
    """Does the same twice: `first` stands with its row written when `second` inserts; gives both futures."""

    def run(act, first, second):
        holder = second_connection()
        holder.cursor().execute(ACCOUNT, [str(first["actor"].pk)])
        quick = in_thread(act, **first)
        wait_for_waiter(cloned_database)
        slow = in_thread(act, **second)
        wait_for_waiter(cloned_database, count=2)
        holder.rollback()
        return quick, slow

    return run


def test_a_new_tag_on_two_cases_is_made_once(at_once):
    officers = make_officer(), make_officer()
    requests = [make_taken_request(officer) for officer in officers]

    quick, slow = at_once(
        tag_requests,
        *(
            {"request_ids": [request.pk], "label": label, "actor": officer, "at": AT}
            for request, officer, label in zip(requests, officers, ("Embassy", "embassy"), strict=True)
        ),
    )

    assert [quick.result(PATIENCE).done, slow.result(PATIENCE).done] == [
        [each.reference] for each in requests
    ]
    assert [tag.label for tag in Tag.objects.all()] == ["Embassy"]
    assert RequestTag.objects.count() == 2


def view(actor, **changes):
    kept = {"name": "Gulf", "query": "destination=AE", "columns": [], "is_shared": False, **changes}
    return {"authority_id": organisation("authority", "DE").pk, "actor": actor, "at": AT, **kept}


def test_a_view_saved_by_a_double_click_is_there_once(at_once):
    officer = make_officer()

    quick, slow = at_once(save_view, view(officer), view(officer, name="GULF", query="destination=QA"))

    assert quick.result(PATIENCE).pk == slow.result(PATIENCE).pk
    assert SavedView.objects.get().query == "destination=QA"


def test_of_two_views_that_get_the_same_name_one_keeps_its_own(cloned_database, second_connection):
    officer = make_officer()
    first, second = (save_view(**view(officer, name=name)) for name in ("One", "Two"))
    holder = second_connection()
    holder.cursor().execute("UPDATE licensing_savedview SET name = 'Gulf' WHERE id = %s", [str(first.pk)])
    renaming = in_thread(change_view, view_id=second.pk, name="gulf", is_shared=False, actor=officer, at=AT)
    wait_for_waiter(cloned_database)

    holder.commit()

    assert "view of this name" in str(renaming.exception(PATIENCE))
    assert {each.name for each in SavedView.objects.all()} == {"Gulf", "Two"}


def test_a_body_added_twice_is_there_once(at_once):
    authority = organisation("authority", "DE")
    words = {"kind": "other", "name": "Museum", "email": "m@body.example", "language": "de", "at": AT}

    quick, slow = at_once(
        add_body,
        *(
            {"authority": authority, "actor": officer, **words}
            for officer in (make_officer(), make_officer())
        ),
    )

    assert quick.result(PATIENCE).name == "Museum"
    refused = slow.exception(PATIENCE)
    assert isinstance(refused, Invalid)
    assert [each["pointer"] for each in refused.errors] == ["/name"]
    assert ConsultedBody.objects.count() == 1


HOLIDAY = {"calendar": "DE", "on": "2028-03-15", "names": {"en": "x", "de": "x", "fr": "x"}}
POPULATIONS = {"name": "2031", "starts_on": STARTS, "source": "x", "figures": PEOPLE}


@pytest.mark.parametrize(
    ("kind", "payload", "pointers", "made"),
    [
        (
            "holiday_added",
            HOLIDAY,
            ["/on"],
            lambda: PublicHoliday.objects.filter(calendar="DE", on="2028-03-15"),
        ),
        (
            "population_set",
            POPULATIONS,
            ["/name", "/starts_on"],
            lambda: PopulationSet.objects.filter(name="2031"),
        ),
    ],
)
def test_the_same_change_approved_twice_is_made_once(kind, payload, pointers, made, at_once):
    proposer = make_commissioner()
    calls = [
        {
            "change_id": propose_change(kind=kind, payload=payload, reason="x", actor=proposer, at=AT).pk,
            "actor": make_commissioner(),
            "at": AT,
        }
        for _change in range(2)
    ]

    quick, slow = at_once(approve_change, *calls)

    assert quick.result(PATIENCE).status == "approved"
    refused = slow.exception(PATIENCE)
    assert isinstance(refused, Invalid)
    assert [each["pointer"] for each in refused.errors] == pointers
    assert made().count() == 1


def test_an_account_made_twice_is_there_once(at_once):
    makers = make_commissioner(), make_commissioner()

    def make(*, actor):
        return create_account(email="New@demo.example", name="New", at=AT, made_by=actor)

    quick, slow = at_once(make, *({"actor": maker} for maker in makers))

    assert quick.result(PATIENCE).email == "New@demo.example"
    assert "account with this e-mail address already" in str(slow.exception(PATIENCE))
    assert User.objects.filter(email__iexact="new@demo.example").count() == 1


def test_a_person_added_at_two_offices_has_one_account(at_once):
    offices = [organisation("authority", state) for state in ("DE", "FR")]
    managers = [seated(Permission.MANAGE, office) for office in offices]
    calls = [
        {
            "organisation_id": office.pk,
            "email": "new@demo.example",
            "name": "New",
            "permission": Permission.HANDLE,
            "actor": manager,
            "at": AT,
        }
        for office, manager in zip(offices, managers, strict=True)
    ]

    quick, slow = at_once(invite, *calls)

    assert quick.result(PATIENCE)
    assert slow.result(PATIENCE)
    assert User.objects.filter(email="new@demo.example").count() == 1
