"""The place where customs’ systems are tried out: opened, locked, begun anew. Nothing in it touches what is real.

An act adds an event of the sandbox and no row of the audit trail, sends nothing and counts nowhere. The rules, and the
sentences of what is refused, are those of the real acts.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.calendar import Calendar
from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.codes import as_stored, squeezed
from exportctl.core.rules.permissions import Permission
from licensing.errors import SandboxFull
from licensing.models import Sandbox, SandboxEvent
from licensing.rules.sandbox import MOST_EVENTS, SANDBOX, Happened, SandboxAuthorisation, Type


@transaction.atomic
def reset_sandbox(*, actor: User, at: datetime) -> None:
    """Begin anew now, for this account alone."""
    sandbox, _calendar = hold_sandbox(actor=actor, at=at)
    sandbox.events.all().delete()


@transaction.atomic
def sweep_sandboxes(*, before: date) -> int:
    """Remove what no longer counts; it has not been read since its day ended. How many events."""
    return SandboxEvent.objects.filter(on__lt=before).delete()[0]


def sandbox_authorisation(*, reference: str) -> SandboxAuthorisation:
    """By its number, as people write it. Raises NotFound for a real one: a key of the sandbox knows none."""
    found = SANDBOX.get(as_stored(squeezed(reference)))
    if found is None:
        message = _(
            "This key is of the sandbox: it knows the authorisations %(first)s to %(last)s and no other. GET /sandbox"
            " lists them."
        )
        raise NotFound(message % {"first": next(iter(SANDBOX)), "last": next(reversed(SANDBOX))})
    return found


def hold_sandbox(*, actor: User, at: datetime) -> tuple[Sandbox, Calendar]:
    """The account’s own, locked, and the calendar of the state for which it calls. Raises Forbidden."""
    organisations = access.organisation_ids_of(actor, Permission.TRY_OUT)[:1]  # as its reads go
    seat = access.hold_seat(actor=actor, permission=Permission.TRY_OUT, organisations=organisations, at=at)
    Sandbox.objects.get_or_create(
        account=actor, defaults={"organisation": seat.organisation, "opened_at": at}
    )
    sandbox = locks.lock_for_update(Sandbox.objects.filter(account=actor))
    assert sandbox
    return sandbox, calendar_of(str(seat.organisation.member_state_id))


def happened(*, sandbox: Sandbox, day: date) -> list[Happened]:
    """What the account did in it that day, in order."""
    return [row.happened for row in sandbox.events.filter(on=day).order_by("pk")]


def happen(
    *,
    sandbox: Sandbox,
    kind: Type,
    subject: str,
    thing: UUID,
    data: Mapping[str, Any],
    day: date,
    at: datetime,
) -> None:
    """Write down what an act did. Raises SandboxFull."""
    if sandbox.events.filter(on=day).count() >= MOST_EVENTS:
        message = _("The sandbox takes %(most)d acts a day. POST /sandbox/reset begins anew.")
        raise SandboxFull(message % {"most": MOST_EVENTS})
    SandboxEvent.objects.create(
        sandbox=sandbox, on=day, type=kind.value, subject=subject, thing=thing, data=dict(data), at=at
    )
