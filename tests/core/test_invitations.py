"""Giving a seat: who proposes, who approves, and that it begins when the person accepts."""

from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from exportctl.core import access, clock
from exportctl.core.actions.invitations import (
    accept_invitation,
    approve_invitation,
    decline_invitation,
    invite,
    withdraw_invitation,
)
from exportctl.core.actions.notices import deliver_notice
from exportctl.core.actions.people import remove_person
from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import FourEyes, Invalid, NotFound, Pending, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, Invitation, Notice, Seat, User
from exportctl.core.rules.invitations import OF_TWO_OFFICERS, may_approve, takes_two
from exportctl.core.rules.permissions import Permission
from tests import factories
from tests.factories import DAY, SEATED, organisation

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# --- the rules


@pytest.mark.parametrize("permission", Permission)
def test_what_decides_takes_two_officers_and_everything_at_another_body(permission):
    alone = {Permission.FILE, Permission.CHECK_SHIPMENTS, Permission.TRY_OUT}

    assert takes_two(permission, by_own_body=True) is (permission not in alone)
    assert takes_two(permission, by_own_body=False)


@pytest.mark.parametrize(
    ("approver", "managers", "above", "expected"),
    [
        ("b", "ab", False, True),
        ("a", "ab", False, False),  # proposed it
        ("p", "abp", False, False),  # is to hold it
        ("x", "ab", False, False),
        ("x", "ab", True, False),  # two are there, so one of them approves
        ("x", "a", True, True),
        ("x", "", True, True),
        ("x", "ap", True, True),  # the person is no second pair of eyes
        ("a", "a", True, False),
    ],
)
def test_the_second_officer_is_neither_the_proposer_nor_the_person(approver, managers, above, expected):
    answer = may_approve(approver=approver, proposer="a", person="p", managers=managers, above=above)
    assert answer is expected


# --- at one's own body


def manager_of(place):
    return factories.seated(Permission.MANAGE, place)


def propose(place, by, **fields):
    given = {"email": "new@firm.example", "name": "Nora Neu", "permission": Permission.FILE, **fields}
    return invite(organisation_id=place.pk, actor=by, at=clock.now(), **given)


def approve(invitation, by):
    return approve_invitation(invitation_id=invitation.pk, actor=by, at=clock.now())


def accept(invitation):
    person = User.objects.get(pk=invitation.person_id)
    return accept_invitation(invitation_id=invitation.pk, actor=person, at=clock.now())


def told(kind):
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


@pytest.fixture
def exporter():
    return factories.make_exporter().organisation


@pytest.fixture
def lead(exporter):
    return manager_of(exporter)


@pytest.fixture
def authority():
    return organisation("authority", "DE")


def test_a_colleague_is_invited_by_one_and_seated_by_their_own_yes(exporter, lead):
    other = manager_of(exporter)
    invitation = propose(exporter, lead)
    person = invitation.person

    assert not access.has_seat(person, Permission.FILE)
    assert not person.has_usable_password()
    assert told("account_made") == {person}
    assert told("seat_sent") == {other}

    seat = accept(invitation)

    assert access.has_seat(User.objects.get(pk=person.pk), Permission.FILE)
    assert seat.granted_by == lead
    assert told("seat_accepted") == {lead, other}
    events = AuditEvent.objects.about(invitation).values_list("event", "actor")
    assert [*events] == [("propose", lead.pk), ("send", lead.pk), ("accept", person.pk)]


@pytest.mark.parametrize("permission", sorted(OF_TWO_OFFICERS & {Permission.HANDLE, Permission.MANAGE}))
def test_a_deciding_seat_waits_for_a_second_officer(authority, permission):
    one, two = manager_of(authority), manager_of(authority)
    invitation = propose(authority, one, permission=permission)

    assert told("seat_waiting") == {two}
    assert not told("account_made")
    with pytest.raises(FourEyes):
        approve(invitation, one)
    with pytest.raises(WrongStatus):
        accept(invitation)

    approve(invitation, two)
    accept(invitation)

    assert access.has_seat(User.objects.get(pk=invitation.person_id), permission)
    assert told("seat_approved") == {one}


def test_nobody_seats_themselves_not_even_as_the_second_officer(authority):
    one, two, three = (manager_of(authority) for _each in range(3))

    for spelling in (one.email, one.email.upper(), f"\u200b{one.email}"):
        with pytest.raises(FourEyes, match="Nobody gives themselves"):
            propose(authority, one, email=spelling, permission=Permission.HANDLE)
    invitation = propose(authority, one, email=two.email, permission=Permission.HANDLE)
    with pytest.raises(FourEyes, match="This seat is for you"):
        approve(invitation, two)
    assert approve(invitation, three)


def test_the_database_knows_nobody_who_proposed_or_approved_their_own_seat(authority):
    one, two = manager_of(authority), manager_of(authority)
    invitation = propose(authority, one, permission=Permission.HANDLE)
    approve(invitation, two)

    for column, value, name in (
        ("approved_by", one, "invitation_four_eyes"),
        ("approved_by", invitation.person, "invitation_for_somebody_else"),
        ("approved_by", None, "invitation_takes_two"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Invitation.objects.filter(pk=invitation.pk).update(**{column: value})
    for column, value in (
        ("person", two),
        ("permission", "administer"),
        ("takes_two", False),
        ("email", "x@y.example"),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Invitation.objects.filter(pk=invitation.pk).update(**{column: value})


def test_the_same_seat_waits_once(authority):
    one, two = manager_of(authority), manager_of(authority)
    propose(authority, one, permission=Permission.HANDLE)
    with pytest.raises(Pending):
        propose(authority, two, permission=Permission.HANDLE)


def test_a_declined_or_withdrawn_invitation_begins_nothing(exporter, lead):
    declined, withdrawn = propose(exporter, lead), propose(exporter, lead, email="two@firm.example")
    decline_invitation(invitation_id=declined.pk, actor=declined.person, at=clock.now())
    withdraw_invitation(invitation_id=withdrawn.pk, actor=lead, at=clock.now())

    for invitation in (declined, withdrawn):
        with pytest.raises(WrongStatus):
            accept(invitation)
    assert propose(exporter, lead), "and may be sent again"


def test_an_invitation_runs_out_and_makes_room_for_another(exporter, lead):
    invitation = propose(exporter, lead)
    Invitation.objects.filter(pk=invitation.pk).update(opened_at=clock.now() - 30 * DAY)

    with pytest.raises(StaleState, match="ran out"):
        accept(invitation)
    again = propose(exporter, lead)

    assert Invitation.objects.get(pk=invitation.pk).status == "lapsed"
    assert accept(again)


def test_only_the_person_answers(exporter, lead):
    invitation = propose(exporter, lead)
    for stranger in (lead, factories.make_filer()):
        with pytest.raises(NotFound):
            accept_invitation(invitation_id=invitation.pk, actor=stranger, at=clock.now())
        with pytest.raises(NotFound):
            decline_invitation(invitation_id=invitation.pk, actor=stranger, at=clock.now())


def test_a_seat_that_is_held_is_not_given_twice(exporter, lead):
    accept(propose(exporter, lead))
    with pytest.raises(Invalid, match="holds this seat already"):
        propose(exporter, lead)


def test_a_seat_goes_on_for_longer_with_the_same_two_officers_and_the_persons_yes(authority):
    one, two, officer = manager_of(authority), manager_of(authority), factories.make_officer()
    held = Seat.objects.get(user=officer)
    Seat.objects.filter(pk=held.pk).update(ends_at=clock.now() + DAY)
    later = clock.now() + 30 * DAY

    invitation = propose(authority, one, email=officer.email, permission=Permission.HANDLE, ends_at=later)
    approve(invitation, two)

    assert accept(invitation).pk == held.pk
    assert Seat.objects.get(user=officer).ends_at == later


def test_a_seat_that_ran_out_gives_way_to_a_new_one(exporter, lead):
    seat = accept(propose(exporter, lead))
    Seat.objects.filter(pk=seat.pk).update(starts_at=clock.now() - 2 * DAY, ends_at=clock.now() - DAY)

    again = accept(propose(exporter, lead))

    assert again.pk != seat.pk
    assert access.has_seat(User.objects.get(pk=again.user_id), Permission.FILE)


def test_nobody_comes_back_by_an_old_invitation(exporter, lead):
    seat = accept(propose(exporter, lead, ends_at=clock.now() + DAY))
    longer = propose(exporter, lead)

    remove_person(seat_id=seat.pk, actor=lead, at=clock.now())

    with pytest.raises(WrongStatus):
        accept(longer)


def test_an_exporter_gives_no_seat_of_an_authority(exporter, lead):
    with pytest.raises(Invalid, match="cannot give this seat"):
        propose(exporter, lead, permission=Permission.HANDLE)


# --- at somebody else's


def test_one_officer_of_the_commission_alone_makes_nobody_a_delegate():
    one, two = manager_of(organisation("commission")), manager_of(organisation("commission"))
    delegation = organisation("delegation", "FR")
    with pytest.raises(FourEyes):
        propose(delegation, one, email=one.email, permission=Permission.TAKE_POSITION)

    invitation = propose(delegation, one, permission=Permission.TAKE_POSITION)
    assert told("seat_waiting") == {two}
    with pytest.raises(FourEyes):
        approve(invitation, one)
    approve(invitation, two)

    (notice,) = Notice.objects.filter(kind="seat_approved_from_above")
    assert (notice.organisation, notice.person) == (delegation, None), "everybody there is told"


def test_where_two_administer_one_of_them_approves_and_not_the_commission():
    commission = organisation("commission")
    one, two = manager_of(commission), manager_of(commission)
    authority = organisation("authority", "FR")
    theirs = manager_of(authority)
    manager_of(authority)

    invitation = propose(authority, one, permission=Permission.HANDLE)

    assert theirs in told("seat_waiting")
    assert two not in told("seat_waiting")
    with pytest.raises(FourEyes, match="Two others administer"):
        approve(invitation, two)
    assert approve(invitation, theirs)


def test_a_customs_seat_takes_two_where_the_commission_proposes_it():
    one = manager_of(organisation("commission"))
    invitation = propose(organisation("customs", "FR"), one, permission=Permission.CHECK_SHIPMENTS)
    assert (invitation.status, invitation.takes_two) == ("proposed", True)


def test_an_exporter_with_few_managers_gets_one_by_two_of_its_authority(exporter, authority):
    one, two = manager_of(authority), manager_of(authority)

    with pytest.raises(Invalid, match="administers the exporter"):
        propose(exporter, one, permission=Permission.FILE)
    invitation = propose(exporter, one, permission=Permission.MANAGE)
    approve(invitation, two)
    accept(invitation)
    second = propose(exporter, invitation.person, email="two@firm.example", permission=Permission.MANAGE)
    accept(approve(second, one))

    with pytest.raises(NotFound):
        propose(exporter, one, email="three@firm.example", permission=Permission.MANAGE)


def test_another_states_authority_gives_an_exporter_nobody(exporter):
    foreign = manager_of(organisation("authority", "FR"))
    with pytest.raises(NotFound):
        propose(exporter, foreign, permission=Permission.MANAGE)


# --- who has an account where cannot be asked


def test_every_address_is_answered_alike(exporter, lead):
    """Unknown, a competitor's, an officer's, one that is switched off."""
    away = factories.make_filer()
    User.objects.filter(pk=away.pk).update(is_active=False)
    addresses = ["new@firm.example", factories.make_filer().email, factories.make_officer().email, away.email]
    browser = Client()
    browser.force_login(User.objects.get(pk=lead.pk), BACKEND)

    answers = set()
    for address in addresses:
        form = {"email": address, "name": "Nora Neu", "seat": "file"}
        answer = browser.post(f"/people/add?organisation={exporter.pk}", form)
        page = browser.get(answer["Location"]).content.decode().split("<main", 1)[1]
        assert "An invitation is sent; the seat begins when it is accepted." in page
        answers.add((answer.status_code, page.count("Nora Neu")))
        withdraw_invitation(invitation_id=Invitation.objects.unsettled().get().pk, actor=lead, at=clock.now())

    assert len(answers) == 1


def test_an_invitation_that_waits_stands_in_nobodys_way(exporter, lead, authority):
    """Whoever invites the future officer first does not keep the authority from seating them."""
    one, two = manager_of(authority), manager_of(authority)
    first = propose(exporter, lead)

    accept(approve(propose(authority, one, permission=Permission.HANDLE), two))

    with pytest.raises(Invalid, match="never acts for"):
        accept(first)


def test_inviting_and_withdrawing_signs_nobody_out(exporter, lead):
    other = factories.make_filer()
    for _time in range(2):
        invitation = propose(exporter, lead, email=other.email)
        withdraw_invitation(invitation_id=invitation.pk, actor=lead, at=clock.now())
    assert User.objects.get(pk=other.pk).session_epoch == other.session_epoch


def test_a_switched_off_account_gets_no_mail_and_no_seat(exporter, lead, mailoutbox):
    other = factories.make_filer()
    User.objects.filter(pk=other.pk).update(is_active=False)
    propose(exporter, lead, email=other.email)
    deliver("seat_offered", "account_made")
    assert not mailoutbox


# --- mail and pages


def deliver(*kinds):
    for notice in Notice.objects.filter(kind__in=kinds):
        deliver_notice(notice_id=notice.pk, at=clock.now(), machine_at=clock.machine_now())


def test_the_first_message_leads_to_a_password_and_that_to_the_invitation(exporter, lead, mailoutbox, client):
    invitation = propose(exporter, lead)
    deliver("account_made")
    (message,) = mailoutbox
    link = next(word for word in message.body.split() if "/accounts/password/reset/key/" in word)
    assert "password1" in client.get(urlsplit(link).path, follow=True).content.decode()

    client.force_login(User.objects.get(pk=invitation.person_id), BACKEND)
    page = client.get("/home", follow=True)
    assert page.redirect_chain == [(f"/invitations/{invitation.pk}", 302)]
    assert f'href="/invitations/{invitation.pk}"' in client.get("/account").content.decode()
    answer = client.post(f"/invitations/{invitation.pk}", {"accept": "1"})

    assert (answer.status_code, answer["Location"]) == (302, "/account")
    assert Seat.objects.get(user=invitation.person_id).organisation == exporter


def test_somebody_with_an_account_reads_of_it_in_mail_and_inbox(exporter, lead, mailoutbox, client):
    other = factories.make_filer()
    User.objects.filter(pk=other.pk).update(password="set")
    other = User.objects.get(pk=other.pk)
    other.set_password("a horse and a staple")
    other.save()
    invitation = propose(exporter, lead, email=other.email.upper())
    deliver("seat_offered")

    assert [message.to for message in mailoutbox] == [[other.email]]
    assert f"/invitations/{invitation.pk}" in mailoutbox[0].body
    client.force_login(User.objects.get(pk=other.pk), BACKEND)
    assert "Accept or decline your invitation" in client.get("/inbox").content.decode()


def test_the_second_officer_approves_on_the_page_of_the_proposal(authority, client):
    one, two = manager_of(authority), manager_of(authority)
    invitation = propose(authority, one, permission=Permission.HANDLE)
    page = f"/people/invitations/{invitation.pk}"
    for user, button in ((one, False), (two, True)):
        client.force_login(User.objects.get(pk=user.pk), BACKEND)
        assert ('name="approve"' in client.get(page).content.decode()) is button

    assert client.post(page, {"approve": "1"}).status_code == 302
    assert Invitation.objects.get().status == "open"


def test_what_waits_shows_to_whoever_looks_after_the_body(client):
    commission = organisation("commission")
    one, two = manager_of(commission), manager_of(commission)
    propose(organisation("delegation", "FR"), one, permission=Permission.TAKE_POSITION)

    for user, shown in ((one, False), (two, True)):
        client.force_login(User.objects.get(pk=user.pk), BACKEND)
        assert ("Nora Neu" in client.get("/people/organisations").content.decode()) is shown


def test_seats_of_the_set_up_need_no_invitation(authority):
    officer = factories.make_officer()
    grant_seat(
        user=officer, permission=Permission.MANAGE, organisation=authority, at=SEATED, starts_at=SEATED
    )
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert access.has_seat(User.objects.get(pk=officer.pk), Permission.MANAGE)
