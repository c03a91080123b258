"""Notices: owed in the transaction that causes them, sent by a sweep."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import mail, notice_exclusions, notices
from exportctl.core.actions import outbox
from exportctl.core.actions.mailing import put_off
from exportctl.core.models import MutedCase, Notice, Organisation, User
from exportctl.core.queries.people import readers_of
from exportctl.core.rules.mailing import Way, way


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
    recipients: Iterable[User | None] = (
        [None] if people is None else {each.pk: each for each in people}.values()
    )
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
        for person in recipients
    ]
    # The same message of the same instant is owed once.
    Notice.objects.bulk_create(owed, ignore_conflicts=True)


def deliver_notice(*, notice_id: UUID, at: datetime, machine_at: datetime) -> None:
    """Send one notice to everyone concerned, now or with their digest.

    `at` is the product's clock (who holds a seat), `machine_at` the machine's (leases and back-off).
    """

    def send(notice: Notice) -> None:
        at_once, later = _ways(notice, at=at)
        mail.deliver(notice, at_once)
        put_off(notice_id=notice.pk, people=later, machine_at=machine_at)

    outbox.deliver(rows=Notice.objects.filter(pk=notice_id), send=send, machine_at=machine_at)


def _ways(notice: Notice, *, at: datetime) -> tuple[list[User], list[User]]:
    """Who gets it by mail now, and who with the morning's digest, as each of them chose."""
    readers = list(readers_of(notice, at=at).exclude(notice_exclusions.excluded_recipients(notice)))
    muted = set(MutedCase.objects.filter(reference=notice.reference).values_list("person_id", flat=True))
    group = notices.group_of(notice.kind)
    ways = {person: way(group, choice=person.mail_choice, muted=person.pk in muted) for person in readers}
    return (
        [person for person in readers if ways[person] == Way.AT_ONCE],
        [person for person in readers if ways[person] == Way.DIGEST],
    )
