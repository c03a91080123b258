"""What people do with their messages, the digest that some asked for, and the link for who forgot a password."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import mail, notice_exclusions, notices
from exportctl.core.actions import outbox
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import DigestLine, MutedCase, Notice, NoticeRead, PasswordLink, Seat, User
from exportctl.core.queries.notices import inbox
from exportctl.core.rules.mailing import Choice, last_morning


@transaction.atomic
def read_notice(*, notice_id: UUID, user: User, at: datetime) -> None:
    """The person has read this one. Raises NotFound for a message that is not theirs."""
    notice = inbox(user).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound()
    NoticeRead.objects.bulk_create(
        [NoticeRead(notice=notice, person=user, read_at=at)], ignore_conflicts=True
    )


@transaction.atomic
def read_notices_of(*, paths: Iterable[str], user: User, at: datetime) -> None:
    """The person has read the page to which these lead, or one about the same."""
    led = inbox(user).filter(path__in=[*paths])
    reads = [NoticeRead(notice=notice, person=user, read_at=at) for notice in led]
    NoticeRead.objects.bulk_create(reads, ignore_conflicts=True)


@transaction.atomic
def read_inbox(*, user: User, at: datetime) -> None:
    """The person looked at the inbox: what is there now is no longer new."""
    User.objects.filter(pk=user.pk).update(inbox_read_at=at)
    NoticeRead.objects.filter(person=user, notice__created_at__lte=at).delete()  # said by the one instant now
    user.inbox_read_at = at


@transaction.atomic
def mute_case(*, reference: str, user: User, at: datetime) -> None:
    """No more mail about it, but what a deadline of law hangs on. Raises NotFound where no message names it."""
    if not inbox(user).filter(reference=reference).exists():
        raise NotFound()
    muted = MutedCase(person=user, reference=reference, muted_at=at)
    MutedCase.objects.bulk_create([muted], ignore_conflicts=True)


@transaction.atomic
def unmute_case(*, reference: str, user: User) -> None:
    MutedCase.objects.filter(person=user, reference=reference).delete()


@transaction.atomic
def choose_mail(*, user: User, choice: str, hears_of_every_case: bool | None = None) -> None:
    """Store how messages reach the person from now on, and, unless None, whether those about every case do.

    What was put off already comes with the next digest.
    """
    if choice not in list(Choice):
        raise Invalid(_("Choose how messages reach you."))
    if hears_of_every_case is None:
        hears_of_every_case = user.hears_of_every_case
    User.objects.filter(pk=user.pk).update(mail_choice=choice, hears_of_every_case=hears_of_every_case)
    user.mail_choice, user.hears_of_every_case = choice, hears_of_every_case


def put_off(*, notice_id: UUID, people: Iterable[User], machine_at: datetime) -> None:
    """Put a notice into the next digest of each of `people`; a second call adds nothing."""
    lines = [DigestLine(notice_id=notice_id, person=person, owed_at=machine_at) for person in people]
    DigestLine.objects.bulk_create(lines, ignore_conflicts=True)


def send_digest(*, person: User, at: datetime, machine_at: datetime) -> None:
    """One mail with what was put off before the morning.

    `at` is the product's clock (who holds a seat), `machine_at` the machine's (mornings and leases).
    """

    def send(*lines: DigestLine) -> None:
        if concerning := _still_theirs([line.notice_id for line in lines], person=person, at=at):
            mail.deliver_digest(person, concerning)

    ripe = _before_the_morning(person=person, machine_at=machine_at)
    outbox.deliver(rows=DigestLine.objects.filter(pk__in=ripe), send=send, machine_at=machine_at)


def _before_the_morning(*, person: User, machine_at: datetime) -> list[int]:
    due = DigestLine.objects.due(at=machine_at).filter(person=person)
    return [
        line.pk
        for line in due.select_related("notice__organisation__member_state")
        if line.owed_at < last_morning(machine_at, notices.zone_of(line.notice.organisation))
    ]


def _still_theirs(owed: list[UUID], *, person: User, at: datetime) -> list[Notice]:
    """The notices of `owed` that the person may still read: a seat may have ended overnight, or a case been hidden."""
    seats = Seat.objects.live(at=at).filter(user=person, user__is_active=True)
    notices = Notice.objects.filter(pk__in=owed, organisation__in=seats.values("content_object_id"))
    return list(
        notices.exclude(notice_exclusions.hidden_notices(person))
        .select_related("organisation__member_state")
        .order_by("created_at", "pk")
    )


def owe_password_link(*, person: User, machine_at: datetime) -> None:
    """One mail with a link to a new password, however often somebody asks before it is sent.

    One that was given up, because no mail server answered for a day, is tried again.
    """
    given_up = PasswordLink.objects.given_up().filter(person=person)
    given_up.update(gave_up_at=None, next_attempt_at=None, attempts=0, failure="", owed_at=machine_at)
    owed = PasswordLink(person=person, owed_at=machine_at)
    PasswordLink.objects.bulk_create([owed], ignore_conflicts=True)


def deliver_password_link(*, link_id: UUID, machine_at: datetime) -> None:
    """Send one, unless the account was switched off meanwhile. `machine_at` is the machine's clock."""

    def send(link: PasswordLink) -> None:
        if link.person.is_active:
            mail.compose_password_link(link).send()

    links = PasswordLink.objects.filter(pk=link_id).select_related("person")
    outbox.deliver(rows=links, send=send, machine_at=machine_at)
