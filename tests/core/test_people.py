"""Who administers an organisation's people, and what that lets them do."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission as PermissionRow
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from exportctl.core import access, clock
from exportctl.core.actions.keys import issue_key
from exportctl.core.actions.notices import deliver_notice
from exportctl.core.actions.people import add_person, change_end, remove_person, revoke_key_of
from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import Invalid, LastManager, NotFound, OwnSeat
from exportctl.core.models import ApiKey, AuditEvent, Notice, Seat, User
from exportctl.core.queries.keys import authenticate_key, seats_for_keys
from exportctl.core.queries.managers import administered_by, colleagues
from exportctl.core.rules.permissions import Permission
from tests import factories
from tests.factories import DAY, SEATED, organisation

pytestmark = pytest.mark.django_db


def manager_of(place):
    return factories.seated(Permission.MANAGE, place)


@pytest.fixture
def exporter():
    return factories.make_exporter().organisation


@pytest.fixture
def lead(exporter):
    return manager_of(exporter)


def add(place, by, **fields):
    given = {"email": "new@firm.example", "name": "Nora Neu", "permission": Permission.FILE, **fields}
    return add_person(organisation_id=place.pk, actor=by, at=clock.now(), **given)


# --- adding


def test_a_new_person_gets_an_account_a_seat_and_a_message(exporter, lead):
    seat = add(exporter, lead)

    assert access.has_seat(seat.user, Permission.FILE)
    assert not seat.user.has_usable_password()
    assert seat.granted_by == lead
    notice = Notice.objects.get(kind="account_made")
    assert notice.person == seat.user
    events = AuditEvent.objects.about(seat.user)
    assert [(event.event, event.actor) for event in events] == [("create", lead), ("grant_seat", lead)]


def test_the_first_message_leads_to_where_a_password_is_chosen(exporter, lead, mailoutbox, client):
    seat = add(exporter, lead)

    deliver_notice(
        notice_id=Notice.objects.get(kind="account_made").pk, at=clock.now(), machine_at=clock.machine_now()
    )

    (message,) = mailoutbox
    assert message.to == [seat.user.email]
    path = next(word for word in message.body.split() if "/accounts/password/reset/key/" in word)
    page = client.get(urlsplit(path).path, follow=True)
    assert "password1" in page.content.decode()


def test_the_message_to_a_person_is_in_nobody_elses_inbox(exporter, lead, client):
    seat = add(exporter, lead)

    for user, expected in ((seat.user, True), (lead, False)):
        browser = Client()
        browser.force_login(
            User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend"
        )
        assert ("an account was made for you" in browser.get("/inbox").content.decode()) is expected


def test_somebody_with_an_account_is_told_of_the_seat_alone(exporter, lead):
    other = factories.make_filer()

    seat = add(exporter, lead, email=other.email.upper(), name="")

    assert seat.user == other
    assert Notice.objects.get(person=other).kind == "seat_granted"


def test_an_account_that_is_switched_off_gets_no_seat(exporter, lead):
    other = factories.make_filer()
    User.objects.filter(pk=other.pk).update(is_active=False)

    with pytest.raises(Invalid, match="switched off"):
        add(exporter, lead, email=other.email)


def test_a_new_account_needs_a_name(exporter, lead):
    with pytest.raises(Invalid) as refused:
        add(exporter, lead, name="")
    assert refused.value.errors[0]["pointer"] == "/name"


def test_a_seat_that_is_held_is_not_given_twice(exporter, lead):
    add(exporter, lead)
    with pytest.raises(Invalid, match="holds this seat already"):
        add(exporter, lead)


def test_a_seat_that_ran_out_gives_way_to_a_new_one(exporter, lead):
    seat = add(exporter, lead, ends_at=clock.now() + DAY)
    Seat.objects.filter(pk=seat.pk).update(
        starts_at=clock.now() - 2 * DAY, ends_at=clock.now() - timedelta(seconds=1)
    )

    again = add(exporter, lead)

    assert access.has_seat(User.objects.get(pk=again.user_id), Permission.FILE)
    assert Seat.objects.filter(user=again.user).count() == 2


def test_an_exporter_gives_no_seat_of_an_authority(exporter, lead):
    with pytest.raises(Invalid, match="cannot give this seat"):
        add(exporter, lead, permission=Permission.HANDLE)


def test_an_officer_never_files_for_an_exporter(exporter, lead):
    officer = factories.make_officer()
    with pytest.raises(Invalid, match="Use two accounts"):
        add(exporter, lead, email=officer.email)


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

    revoke_key_of(key_id=mine.pk, actor=lead, at=clock.now())

    assert ApiKey.objects.get(pk=mine.pk).revoked_at
    with pytest.raises(NotFound):
        revoke_key_of(key_id=foreign.pk, actor=lead, at=clock.now())


def _key_of(user):
    return issue_key(user=user, seat_id=Seat.objects.get(user=user).pk, name="ERP", at=clock.now()).key


def test_the_commission_administers_public_bodies_and_no_exporter(exporter):
    commissioner = manager_of(organisation("commission"))
    authority = organisation("authority", "FR")

    add(authority, commissioner, permission=Permission.MANAGE)

    kinds = set(administered_by(commissioner).values_list("kind", flat=True))
    assert kinds == {"authority", "delegation", "customs", "commission"}
    with pytest.raises(NotFound):
        add(exporter, commissioner, email="two@firm.example")


def test_no_key_administers_people(exporter, lead):
    seat = Seat.objects.get(user=lead)
    assert seats_for_keys(User.objects.get(pk=lead.pk)) == []
    with pytest.raises(Invalid):
        issue_key(user=lead, seat_id=seat.pk, name="ERP", at=clock.now())


# --- separation of duties, in SQL


def test_the_database_refuses_an_exporters_and_an_authoritys_seat_on_one_account(exporter):
    officer = factories.make_officer()
    held = Seat.objects.get(user=officer)

    with pytest.raises(DatabaseError, match="of an exporter and of a public body"):
        seat_directly(officer, exporter, starts_at=held.starts_at)


@transaction.atomic
def seat_directly(user, place, *, starts_at):
    """As the application's role, past every action."""
    row = PermissionRow.objects.get(codename=Permission.FILE, content_type__app_label="core")
    Seat.objects.bulk_create([Seat(user=user, permission=row, content_object=place, starts_at=starts_at)])
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_removed_seat_stands_in_nobodys_way(exporter):
    officer = factories.make_officer()
    Seat.objects.filter(user=officer).update(removed_at=clock.now())

    grant_seat(
        user=officer, permission=Permission.FILE, organisation=exporter, at=clock.now(), starts_at=SEATED
    )
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert access.has_seat(User.objects.get(pk=officer.pk), Permission.FILE)
