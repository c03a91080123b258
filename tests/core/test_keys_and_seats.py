from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from exportctl.core import access, clock
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.keys import issue_key, revoke_key, set_key_end
from exportctl.core.actions.seats import NewPerson, grant_seat, remove_seat, settle
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import ApiKey, AuditEvent, Seat, User
from exportctl.core.queries.keys import authenticate_key, keys_of
from exportctl.core.rules.permissions import Permission
from tests import factories
from tests.core.conftest import (
    AT,
    LONG_AGO,
    exporter,
    officer,
    organisation,
    person,
    seat_of,
)

pytestmark = pytest.mark.django_db


def key_for(user, **fields):
    return issue_key(user=user, seat_id=seat_of(user).pk, name="ERP", at=clock.now(), **fields)


# --- keys


def test_a_key_acts_for_its_account_in_its_one_seat():
    user = officer()
    factories.let_delegates_be_officers("DE")
    grant_seat(
        user=user,
        permission=Permission.TAKE_POSITION,
        organisation=organisation("delegation", "DE"),
        at=LONG_AGO,
    )
    seat = Seat.objects.get(user=user, permission__codename=Permission.HANDLE)
    secret = issue_key(user=user, seat_id=seat.pk, name="ERP", at=clock.now()).secret

    caller = authenticate_key(secret).user

    assert (caller, caller.channel) == (user, "key")
    assert access.has_seat(caller, Permission.HANDLE)
    assert not access.has_seat(caller, Permission.TAKE_POSITION)
    assert access.has_seat(user, Permission.TAKE_POSITION)


def test_only_the_digest_of_a_key_is_kept():
    key, secret = key_for(officer())

    assert secret not in str(ApiKey.objects.values().get())
    assert secret.startswith(key.prefix)
    assert len(secret) >= 43


@pytest.mark.parametrize("secret", ["", "ek_", "ek_wrong", "é\udcff", "a" * 10_000])
def test_an_unknown_key_opens_nothing(secret):
    key_for(officer())
    assert authenticate_key(secret) is None


def test_a_revoked_key_opens_nothing():
    user = officer()
    key, secret = key_for(user)

    revoke_key(key_id=key.pk, user=user, at=clock.now())
    revoke_key(key_id=key.pk, user=user, at=clock.now())

    assert authenticate_key(secret) is None
    assert not keys_of(user)
    assert [event.event for event in AuditEvent.objects.about(user)][-2:] == ["issue_key", "revoke_key"]


def test_an_expired_key_opens_nothing_and_says_when_it_ended(client):
    key, secret = key_for(officer(), expires_at=clock.now() + timedelta(hours=1))
    calls = {"headers": {"Authorization": f"Bearer {secret}"}}
    assert client.get("/api/v1/requests", **calls).status_code == 200
    key.refresh_from_db()
    used_at = key.last_used_at
    client.get("/api/v1/requests", **calls)
    key.refresh_from_db()
    assert key.last_used_at == used_at, "to the hour: not every call writes"

    ApiKey.objects.update(expires_at=datetime(2026, 3, 2, 23, tzinfo=UTC))

    assert authenticate_key(secret) is None
    answer = client.get("/api/v1/requests", **calls)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert "expired on" in answer.json()["detail"]
    assert "March 2026" in answer.json()["detail"]


def test_the_end_of_a_key_is_set_and_an_ended_key_stays_ended():
    user, now = officer(), clock.now()
    key, secret = key_for(user)
    with pytest.raises(Invalid):
        set_key_end(key_id=key.pk, user=user, expires_at=now, at=now)
    with pytest.raises(NotFound):
        set_key_end(key_id=key.pk, user=officer("FR", "autre@authority.example"), expires_at=None, at=now)

    set_key_end(key_id=key.pk, user=user, expires_at=now + timedelta(days=1), at=now)

    assert authenticate_key(secret)
    ApiKey.objects.filter(pk=key.pk).update(expires_at=now)
    assert authenticate_key(secret) is None
    assert [event.event for event in AuditEvent.objects.about(user)][-1] == "set_key_end"
    with pytest.raises(Invalid):
        set_key_end(key_id=key.pk, user=user, expires_at=None, at=now + timedelta(days=2))


def test_a_key_of_a_switched_off_account_opens_nothing():
    user = officer()
    secret = key_for(user).secret
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert authenticate_key(secret) is None


def test_a_key_ends_with_its_seat():
    user = officer()
    secret = key_for(user).secret

    remove_seat(seat_id=seat_of(user).pk, at=clock.now())

    assert authenticate_key(secret) is None
    assert ApiKey.objects.get().revoked_at


def test_a_key_of_a_seat_that_ran_out_opens_nothing():
    user = officer()
    secret = key_for(user).secret
    Seat.objects.filter(user=user).update(ends_at=clock.now() - timedelta(seconds=1))

    assert authenticate_key(secret) is None


def test_nobody_gets_a_key_for_somebody_elses_seat():
    mine, other = officer(), officer("FR", "autre@authority.example")
    with pytest.raises(Invalid):
        issue_key(user=mine, seat_id=seat_of(other).pk, name="ERP", at=clock.now())


def test_nobody_revokes_somebody_elses_key():
    mine, other = officer(), officer("FR", "autre@authority.example")
    key, secret = key_for(other)
    with pytest.raises(NotFound):
        revoke_key(key_id=key.pk, user=mine, at=clock.now())
    assert authenticate_key(secret).user == other


def test_a_demonstrations_key_works_in_no_other_instance():
    """The test database is no demonstration."""
    assert authenticate_key(key_for(officer(), demonstration=True).secret) is None


def test_demo_keys_are_refused_outside_a_demonstration(capsys):
    officer()
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("demo_key", "officer@authority.example")
    assert capsys.readouterr().out == ""


# --- seats


def test_a_seat_counts_from_its_start_to_its_end():
    user = create_account(email="a@authority.example", name="A", at=AT)
    now = clock.now()
    seat = grant_seat(
        user=user,
        permission=Permission.HANDLE,
        organisation=organisation("authority", "DE"),
        at=AT,
        starts_at=now + timedelta(hours=1),
        ends_at=now + timedelta(hours=2),
    )
    live = [
        Seat.objects.live(at=now + timedelta(minutes=minutes)).contains(seat)
        for minutes in (59, 60, 119, 120)
    ]

    assert live == [False, True, True, False]
    assert not access.has_seat(user, Permission.HANDLE)


def test_a_removed_person_may_come_back():
    user = officer()
    remove_seat(seat_id=seat_of(user).pk, at=AT)
    access.reload_seats(user)
    assert not access.has_seat(user, Permission.HANDLE)

    again = grant_seat(
        user=user, permission=Permission.HANDLE, organisation=organisation("authority", "DE"), at=AT
    )

    assert Seat.objects.filter(user=user).count() == 2
    assert access.has_seat(user, Permission.HANDLE)
    assert seat_of(user) == again


def test_granting_twice_is_one_seat():
    user = officer()
    grant_seat(user=user, permission=Permission.HANDLE, organisation=organisation("authority", "DE"), at=AT)
    assert Seat.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("kind", ["delegation", "customs", "commission"])
def test_an_organisation_gives_its_own_seats_only(kind):
    user = create_account(email="a@authority.example", name="A", at=AT)
    state = None if kind == "commission" else "DE"
    with pytest.raises(Invalid):
        grant_seat(user=user, permission=Permission.HANDLE, organisation=organisation(kind, state), at=AT)


def test_whoever_files_for_an_exporter_decides_for_no_authority():
    filing = person("a@aquila.example", Permission.FILE, exporter())
    with pytest.raises(Invalid, match="never acts for"):
        grant_seat(
            user=filing, permission=Permission.HANDLE, organisation=organisation("authority", "DE"), at=AT
        )
    deciding = officer()
    with pytest.raises(Invalid, match="never acts for"):
        grant_seat(user=deciding, permission=Permission.FILE, organisation=exporter(name="Other"), at=AT)


def test_removing_a_seat_ends_every_session_of_the_person():
    user = officer()
    browser, phone = Client(), Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    phone.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/inbox").status_code == phone.get("/inbox").status_code == 200

    remove_seat(seat_id=seat_of(user).pk, at=clock.now())

    assert browser.get("/inbox").status_code == phone.get("/inbox").status_code == 302


# --- accounts


def test_one_account_per_address_whatever_its_case():
    officer()
    with pytest.raises(Invalid):
        create_account(email="Officer@Authority.example", name="Twice", at=AT)


def test_the_first_administrator_can_sign_in_with_what_is_printed(db, capsys, rf):
    call_command("create_admin", "first@commission.example")
    password = capsys.readouterr().out.split()[-1]
    user = authenticate(rf.post("/"), email="first@commission.example", password=password)

    assert access.has_seat(user, Permission.ADMINISTER)
    with pytest.raises(CommandError, match="already"):
        call_command("create_admin", "first@commission.example")
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("create_admin", "first")


# --- many at once


def test_people_settled_together_have_what_each_alone_would_have():
    here = organisation("authority", "DE")
    both = ((Permission.HANDLE, here), (Permission.MANAGE, here))
    alone = create_account(email="one@b.example", name="One", at=AT)
    for permission, place in both:
        grant_seat(user=alone, permission=permission, organisation=place, at=AT)

    (together,) = settle(people=[NewPerson("Two@B.example", "Two", both)], at=AT)

    for user in (alone, together):
        assert access.has_seat(user, Permission.HANDLE)
        assert not user.has_usable_password()
    seats = [
        list(Seat.objects.filter(user=user).values_list("permission__codename", "starts_at", "ends_at"))
        for user in (alone, together)
    ]
    assert seats[0] == seats[1]
    told = [
        [
            (event.event, event.facts.get("permission"), event.actor_id)
            for event in AuditEvent.objects.about(user)
        ]
        for user in (alone, together)
    ]
    assert (
        told[0]
        == told[1]
        == [("create", None, None), *(("grant_seat", str(one), None) for one, _place in both)]
    )


def test_nobody_is_settled_in_two_places_that_exclude_each_other():
    seats = (
        (Permission.HANDLE, organisation("authority", "DE")),
        (Permission.TAKE_POSITION, organisation("delegation", "FR")),
    )

    with pytest.raises(Invalid):
        settle(people=[NewPerson("a@b.example", "A", seats)], at=AT)
    with pytest.raises(Invalid):
        settle(
            people=[NewPerson("a@b.example", "A", ((Permission.FILE, organisation("authority", "DE")),))],
            at=AT,
        )
    assert not User.objects.filter(email="a@b.example").exists()
