"""Notices: owed in the transaction that causes them, claimed, sent outside any transaction, recorded."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from exportctl.core import access, locks, mail, notice_exclusions, notices
from exportctl.core.actions.mailing import put_off
from exportctl.core.errors import NotFound
from exportctl.core.models import MutedCase, Notice, Organisation, User
from exportctl.core.queries.people import readers_of
from exportctl.core.queries.reference import commission
from exportctl.core.rules.mailing import Way, way
from exportctl.core.rules.notices import NOTICE
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def owe_notice(
    *,
    kind: str,
    organisations: Iterable[Organisation],
    reference: str,
    path: str,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    people: Iterable[User] | None = None,
) -> None:
    """Write one unsent row per organisation; each becomes a mail to its people and a line in their inbox.

    With `people` the row concerns each of them alone, at that organisation.
    `facts` hold numbers, codes, ISO days (`…_on`), RFC 3339 instants (`…_at`): no case content.
    """
    facts = dict(facts or {})
    notices.check(kind, facts)
    told: Iterable[User | None] = [None] if people is None else {each.pk: each for each in people}.values()
    owed = [
        Notice(
            kind=kind,
            organisation=each,
            person=person,
            reference=reference,
            path=path,
            facts=facts,
            created_at=at,
        )
        for each in {organisation.pk: organisation for organisation in organisations}.values()
        for person in told
    ]
    # The same message of the same instant is owed once.
    Notice.objects.bulk_create(owed, ignore_conflicts=True)


def deliver_notice(*, notice_id: UUID, at: datetime, machine_at: datetime) -> None:
    """Send one notice to everyone concerned. A crash on the way repeats messages, it never loses one.

    `at` is the product's clock (who holds a seat), `machine_at` the machine's (leases and back-off).
    """
    notice = claim_notice(notice_id=notice_id, lease=LEASE, machine_at=machine_at)
    if notice is None:
        return
    try:
        at_once, put_off_for = _ways(notice, at=at)
        mail.deliver(notice, at_once)
    except Exception as error:  # whatever the mail server does: the row stays owed
        log.exception("notice %s was not sent (attempt %s)", notice.pk, notice.attempts)
        postpone_delivery(notice_id=notice_id, machine_at=machine_at, failure=_in_short(error))
    else:
        record_delivery(notice_id=notice_id, machine_at=machine_at, digest=put_off_for)


def _ways(notice: Notice, *, at: datetime) -> tuple[list[User], list[User]]:
    """Who gets it by mail now, and who with the morning's digest, as each of them chose."""
    readers = list(readers_of(notice, at=at).exclude(notice_exclusions.excluded_recipients(notice)))
    muted = set(MutedCase.objects.filter(reference=notice.reference).values_list("person_id", flat=True))
    ways = {
        person: way(notice.kind, choice=person.mail_choice, muted=person.pk in muted) for person in readers
    }
    return (
        [person for person in readers if ways[person] == Way.AT_ONCE],
        [person for person in readers if ways[person] == Way.DIGEST],
    )


@transaction.atomic
def claim_notice(*, notice_id: UUID, lease: timedelta, machine_at: datetime) -> Notice | None:
    """Take a notice for as long as `lease`; None when it is sent, given up or in another worker's hands."""
    owed = Notice.objects.unsent(at=machine_at).filter(pk=notice_id)
    notice: Notice | None = locks.lock_for_update(owed, skip_locked=True)
    if notice is None:
        return None
    notice.claimed_until = machine_at + lease
    notice.attempts += 1
    notice.save(update_fields=["claimed_until", "attempts"])
    return notice


@transaction.atomic
def record_delivery(*, notice_id: UUID, machine_at: datetime, digest: Iterable[User] = ()) -> None:
    """Sent, or put off for those who asked for a digest: both at once, so that neither is lost."""
    put_off(notice_id=notice_id, people=digest, machine_at=machine_at)
    Notice.objects.filter(pk=notice_id).update(delivered_at=machine_at, claimed_until=None)


@transaction.atomic
def postpone_delivery(*, notice_id: UUID, machine_at: datetime, failure: str = "") -> None:
    """Try again later, twice as late each time; after twelve attempts stop, for somebody to look at."""
    notice: Notice = locks.lock_for_update(Notice.objects.filter(pk=notice_id))
    if notice.attempts >= ATTEMPTS:
        notice.gave_up_at = machine_at
    notice.claimed_until = machine_at + min(FIRST_WAIT * 2 ** (notice.attempts - 1), LONGEST_WAIT)
    notice.failure = failure
    notice.save(update_fields=["gave_up_at", "claimed_until", "failure"])


@transaction.atomic
def send_again(*, notice_id: UUID, actor: User, at: datetime) -> None:
    """Put a message that was given up back into the queue, as if it were new."""
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    notice = locks.lock_for_update(Notice.objects.filter(pk=notice_id).exclude(gave_up_at=None))
    if notice is None:
        raise NotFound
    Notice.objects.filter(pk=notice.pk).update(gave_up_at=None, claimed_until=None, attempts=0)
    record(notice, "send_again", machine=NOTICE, actor=actor, at=at, kind=notice.kind)


def _in_short(error: Exception) -> str:
    """What went wrong, for the row: its kind and the server's words, without the addresses in them."""
    words = " ".join(word for word in str(error).split() if "@" not in word)
    return f"{type(error).__name__}: {words}"[:200]
