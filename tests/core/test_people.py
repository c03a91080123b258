"""Who administers an organisation's people, and what that lets them do."""

from datetime import datetime, time
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission as PermissionRow
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from exportctl.core import access, clock
from exportctl.core.actions.invitations import accept_invitation, invite
from exportctl.core.actions.keys import issue_key
from exportctl.core.actions.people import change_end, remove_person, revoke_key_of
from exportctl.core.actions.reference import approve_change, propose_change
from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import FourEyes, Invalid, LastManager, NotFound, OwnSeat
from exportctl.core.models import ApiKey, AuditEvent, MemberState, Seat, User
from exportctl.core.queries.keys import authenticate_key, seats_for_keys
from exportctl.core.queries.managers import administered_by, colleagues
from exportctl.core.queries.todos import todos
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from tests import factories
from tests.factories import DAY, SEATED, organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def manager_of(place):
    return factories.seated(Permission.MANAGE, place)


@pytest.fixture
def exporter():
    return factories.make_exporter().organisation


@pytest.fixture
def lead(exporter):
    return manager_of(exporter)


def add(place, by, **fields):
    """Invited by one, and accepted at once."""
    given = {"email": "new@firm.example", "name": "Nora Neu", "permission": Permission.FILE, **fields}
    invitation = invite(organisation_id=place.pk, actor=by, at=clock.now(), **given)
    return accept_invitation(invitation_id=invitation.pk, actor=invitation.person, at=clock.now())


# --- agents


def test_an_agent_needs_an_end(exporter, lead):
    with pytest.raises(Invalid) as refused:
        add(exporter, lead, is_agent=True)
    assert refused.value.errors[0]["pointer"] == "/ends_on"


def test_the_database_knows_no_agent_without_an_end(exporter, lead):
    seat = add(exporter, lead, is_agent=True, ends_at=clock.now() + DAY)
    with pytest.raises(IntegrityError, match="seat_agent_has_an_end"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(ends_at=None)


def test_an_agent_loses_access_the_second_the_last_day_ends(exporter, lead):
    seat = add(exporter, lead, is_agent=True, ends_at=clock.now() + DAY)
    agent = User.objects.get(pk=seat.user_id)
    assert access.has_seat(agent, Permission.FILE)

    Seat.objects.filter(pk=seat.pk).update(starts_at=clock.now() - DAY, ends_at=clock.now())

    assert not access.has_seat(User.objects.get(pk=agent.pk), Permission.FILE)


# --- ending


def test_removing_ends_sessions_and_keys_at_once(exporter, lead):
    seat = add(exporter, lead)
    secret = issue_key(user=seat.user, seat_id=seat.pk, name="ERP", at=clock.now()).secret
    epoch = seat.user.session_epoch

    remove_person(seat_id=seat.pk, actor=lead, at=clock.now())

    assert authenticate_key(secret) is None
    assert User.objects.get(pk=seat.user_id).session_epoch == epoch + 1
    _present, ended = colleagues(exporter, at=clock.now())
    assert [one.user for one in ended] == [seat.user]


def test_nobody_takes_their_own_managing_seat(exporter, lead):
    manager_of(exporter)
    own = Seat.objects.get(user=lead)
    with pytest.raises(OwnSeat):
        remove_person(seat_id=own.pk, actor=lead, at=clock.now())
    with pytest.raises(OwnSeat):
        change_end(seat_id=own.pk, ends_at=clock.now() + DAY, actor=lead, at=clock.now())


def test_somebody_without_an_end_date_stays_who_administers(exporter, lead):
    other = Seat.objects.get(user=manager_of(exporter))
    change_end(seat_id=other.pk, ends_at=clock.now() + DAY, actor=lead, at=clock.now())

    with pytest.raises(LastManager):
        remove_person(seat_id=Seat.objects.get(user=lead).pk, actor=other.user, at=clock.now())


def test_one_of_two_managers_can_be_removed(exporter, lead):
    other = Seat.objects.get(user=manager_of(exporter))
    remove_person(seat_id=other.pk, actor=lead, at=clock.now())
    assert Seat.objects.get(pk=other.pk).removed_at


def test_the_last_day_lies_in_the_future(exporter, lead):
    seat = add(exporter, lead)
    with pytest.raises(Invalid):
        change_end(seat_id=seat.pk, ends_at=clock.now() - DAY, actor=lead, at=clock.now())


def test_a_changed_end_is_on_record(exporter, lead):
    seat = add(exporter, lead)
    ends_at = clock.now() + 30 * DAY

    change_end(seat_id=seat.pk, ends_at=ends_at, actor=lead, at=clock.now())

    assert Seat.objects.get(pk=seat.pk).ends_at == ends_at
    assert AuditEvent.objects.about(seat.user).last().event == "change_seat"


# --- whose people


def test_a_manager_of_one_organisation_reaches_nobody_of_another(exporter, lead):
    other = factories.make_exporter(name="Borealis Optik GmbH").organisation
    their_lead = manager_of(other)
    seat = add(other, their_lead)

    assert list(administered_by(lead)) == [exporter]
    with pytest.raises(NotFound):
        add(other, lead, email="spy@firm.example")
    with pytest.raises(NotFound):
        remove_person(seat_id=seat.pk, actor=lead, at=clock.now())
    with pytest.raises(NotFound):
        change_end(seat_id=seat.pk, ends_at=None, actor=lead, at=clock.now())


def test_a_manager_ends_a_colleagues_key_and_nobody_elses(exporter, lead):
    seat = add(exporter, lead)
    mine = issue_key(user=seat.user, seat_id=seat.pk, name="ERP", at=clock.now()).key
    foreign = _key_of(factories.make_filer())

    page = f"/people/keys/{mine.pk}"
    browser = Client()
    browser.force_login(lead, "allauth.account.auth_backends.AuthenticationBackend")
    assert "ERP" in browser.get(page).content.decode()
    assert browser.post(page, {"ends_on": "2099-12-31"}).status_code == 302
    assert ApiKey.objects.get(pk=mine.pk).expires_at.year == 2099
    assert browser.get(f"/people/keys/{foreign.pk}").status_code == 404
    revoke_key_of(key_id=mine.pk, actor=lead, at=clock.now())

    assert ApiKey.objects.get(pk=mine.pk).revoked_at
    with pytest.raises(NotFound):
        revoke_key_of(key_id=foreign.pk, actor=lead, at=clock.now())


def _key_of(user):
    return issue_key(user=user, seat_id=Seat.objects.get(user=user).pk, name="ERP", at=clock.now()).key


def test_the_commission_administers_public_bodies_and_no_exporter(exporter):
    commissioner = manager_of(organisation("commission"))

    kinds = set(administered_by(commissioner).values_list("kind", flat=True))

    assert kinds == {"authority", "delegation", "customs", "commission", "sandbox"}
    with pytest.raises(NotFound):
        add(exporter, commissioner, email="two@firm.example")


# --- longer seats


def test_one_alone_makes_no_deciding_seat_longer():
    """What takes two officers to give takes two to give for longer."""
    authority = organisation("authority", "FR")
    lead, officer = manager_of(authority), factories.make_officer("FR")
    held = Seat.objects.get(user=officer)
    shorter = clock.now() + DAY
    change_end(seat_id=held.pk, ends_at=shorter, actor=lead, at=clock.now())

    for longer in (shorter + DAY, None):
        with pytest.raises(Invalid, match="takes two officers"):
            change_end(seat_id=held.pk, ends_at=longer, actor=lead, at=clock.now())
    assert Seat.objects.get(pk=held.pk).ends_at == shorter


def test_nobody_makes_their_own_seat_longer(exporter, lead):
    manager_of(exporter)
    own = factories.seated(Permission.FILE, exporter)
    grant_seat(user=own, permission=Permission.MANAGE, organisation=exporter, at=SEATED, starts_at=SEATED)
    held = Seat.objects.get(user=own, permission__codename="file")
    change_end(seat_id=held.pk, ends_at=clock.now() + DAY, actor=lead, at=clock.now())

    with pytest.raises(FourEyes):
        change_end(seat_id=held.pk, ends_at=None, actor=User.objects.get(pk=own.pk), at=clock.now())


def test_no_key_administers_people(exporter, lead):
    seat = Seat.objects.get(user=lead)
    assert seats_for_keys(User.objects.get(pk=lead.pk)) == []
    with pytest.raises(Invalid):
        issue_key(user=lead, seat_id=seat.pk, name="ERP", at=clock.now())


# --- separation of duties, in SQL

SIDES = {
    "exporter": (lambda: factories.make_exporter().organisation, Permission.FILE),
    "authority": (lambda: organisation("authority", "DE"), Permission.HANDLE),
    "delegation": (lambda: organisation("delegation", "DE"), Permission.TAKE_POSITION),
    "customs": (lambda: organisation("customs", "DE"), Permission.CHECK_SHIPMENTS),
    "commission": (lambda: organisation("commission"), Permission.ADMINISTER),
}


@pytest.mark.parametrize(("one", "other"), combinations(SIDES, 2))
def test_the_database_refuses_seats_of_two_sides_on_one_account(one, other):
    (here, permission), (there, second) = SIDES[one], SIDES[other]
    user = factories.seated(permission, here())

    with pytest.raises(DatabaseError, match="of two kinds of organisations at one time"):
        seat_directly(user, there(), second)
    with pytest.raises(Invalid, match="never acts for"):
        grant_seat(user=user, permission=second, organisation=there(), at=clock.now())


@pytest.mark.parametrize("permission", [Permission.HANDLE, Permission.MANAGE])
def test_a_state_may_say_that_its_delegate_is_an_officer(permission):
    delegate = factories.make_delegate("DE")
    factories.let_delegates_be_officers("DE")

    seat_directly(delegate, organisation("authority", "DE"), permission)

    with pytest.raises(DatabaseError, match="of two kinds"):
        seat_directly(delegate, organisation("authority", "FR"), permission)
    with pytest.raises(DatabaseError, match="of two kinds"):
        seat_directly(delegate, organisation("customs", "DE"), Permission.CHECK_SHIPMENTS)


def test_two_of_the_commission_write_down_what_a_state_says():
    one, two = factories.make_commissioner(), factories.make_commissioner()

    def change(shared, by, *, approved_by):
        payload = {"state": "DE", "shared": shared}
        said = propose_change(kind="shared_seats", payload=payload, reason="Letter", actor=by, at=clock.now())
        approve_change(change_id=said.pk, actor=approved_by, at=clock.now())
        return MemberState.objects.get(pk="DE").delegate_may_be_officer

    with pytest.raises(Invalid):
        change("no", one, approved_by=two)
    assert change("yes", one, approved_by=two)
    grant_seat(
        user=factories.make_delegate("DE"),
        permission=Permission.HANDLE,
        organisation=organisation("authority", "DE"),
        at=clock.now(),
    )
    with pytest.raises(Invalid) as refused:
        change("no", two, approved_by=one)
    assert refused.value.errors[0]["pointer"] == "/shared"


def test_a_seat_that_ends_first_stands_in_nobodys_way_until_it_is_made_longer():
    user = factories.make_officer()
    ends_at = clock.now() + DAY
    lengthen_directly(user, ends_at)
    seat_directly(user, organisation("commission"), Permission.ADMINISTER, starts_at=ends_at)

    with pytest.raises(DatabaseError, match="of two kinds"):
        lengthen_directly(user, ends_at + DAY)


@transaction.atomic
def seat_directly(user, place, permission, *, starts_at=SEATED):
    """As the application's role, past every action."""
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    row = PermissionRow.objects.get(codename=permission, content_type__app_label="core")
    seats = [Seat(user=user, permission=row, content_object=place, starts_at=starts_at)]
    _trace(Seat.objects.bulk_create(seats)[0])
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


@transaction.atomic
def lengthen_directly(user, ends_at):
    Seat.objects.filter(user=user, content_object__kind="authority").update(ends_at=ends_at)
    _trace(Seat.objects.get(user=user, content_object__kind="authority"))
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def _trace(seat):
    """The event without which no seat is written at all."""
    record(seat.user, "grant_seat", machine=ACCOUNT, actor=None, at=clock.now(), seat=seat.pk)


def test_the_database_knows_no_seat_that_somebody_gave_themselves():
    user = factories.make_officer()
    with pytest.raises(IntegrityError, match="seat_given_by_somebody_else"), transaction.atomic():
        Seat.objects.filter(user=user).update(granted_by=user)


def test_a_removed_seat_stands_in_nobodys_way(exporter):
    officer = factories.make_officer()
    Seat.objects.filter(user=officer).update(removed_at=clock.now())

    grant_seat(
        user=officer, permission=Permission.FILE, organisation=exporter, at=clock.now(), starts_at=SEATED
    )
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert access.has_seat(User.objects.get(pk=officer.pk), Permission.FILE)


def test_a_seat_that_ends_soon_waits_for_who_administers_the_people_until_another_is_offered(exporter, lead):
    def waiting():
        return [(row.kind.code, row.due_on) for row in todos(User.objects.get(pk=lead.pk), at=clock.now())]

    berlin = ZoneInfo("Europe/Berlin")
    last = clock.now().astimezone(berlin).date() + 10 * DAY
    ends_at = datetime.combine(last + DAY, time(), berlin)
    add(exporter, lead, is_agent=True, ends_at=ends_at)
    assert waiting() == [("renew_seat", last)]

    again = {"email": "new@firm.example", "name": "Nora Neu", "permission": Permission.FILE, "is_agent": True}
    invite(organisation_id=exporter.pk, actor=lead, at=clock.now(), ends_at=ends_at + 90 * DAY, **again)

    assert waiting() == []


def test_the_days_of_a_seat_are_those_of_its_organisation():
    """Midnight in Athens is still the evening before in Brussels."""
    place = factories.make_exporter("GR").organisation
    lead, athens = manager_of(place), ZoneInfo("Europe/Athens")
    first = datetime(2027, 3, 16, tzinfo=athens)
    given = {"email": "new@firm.example", "name": "Nora Neu", "permission": Permission.FILE}
    made = invite(
        organisation_id=place.pk, actor=lead, at=clock.now(), starts_at=first, ends_at=first + DAY, **given
    )
    browser = Client()
    browser.force_login(lead, BACKEND)

    page = browser.get(f"/people/invitations/{made.pk}").content.decode()

    assert "16 Mar 2027, 0:00 Athens" in page or "16 Mar 2027, 00:00 Athens" in page
    assert "15 Mar" not in page
    accept_invitation(invitation_id=made.pk, actor=made.person, at=clock.now())
    assert "from 16 Mar 2027" in browser.get("/people").content.decode()
