"""What came of an export that was not released (Article 21(4)): said by customs, or by the authority.

The reply stays what it was: that the export was not released, and by which act.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import User
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.customs_holds import exporters_of, tell_of_hold
from licensing.models import CustomsHold
from licensing.models.authorisations import STATE_LABELS
from licensing.queries.decision_periods import today_of
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.customs_holds import CUSTOMS_HOLD, END, End, State

UNDONE_FIRST = (
    AuthorisationState.SUSPENDED.value,
    AuthorisationState.REVOKED.value,
    AuthorisationState.ANNULLED.value,
)


@transaction.atomic
def end_hold(
    *, hold_id: UUID, how: str, on: date | str, actor: User, at: datetime, words: str | None = None
) -> CustomsHold:
    """Customs say what was done with the goods, the authority that they may leave after all.

    Raises NotFound, Forbidden, WrongStatus for what is not kept back, Invalid for what the other side says, a day that
    cannot be, or while the authorisation covers nothing.
    """
    to_customs = how != End.LET_GO
    hold = _hold(hold_id, actor, at, to_customs=to_customs)
    if hold.status != State.NOT_RELEASED or hold.end:
        message = _(
            "Nothing is kept back here any more, or the authority has not replied yet. Reload the page."
        )
        raise WrongStatus(message, current=hold.status)
    day = date.fromisoformat(on) if isinstance(on, str) else on
    if not to_customs:
        _require_undone(hold)
    _require_plausible(hold, day, at)
    changes: dict[str, Any] = {
        "end": End(how).value,
        "ended_on": day,
        "ended_words": words or "",
        "ended_by": actor,
        "ended_at": at,
    }
    CustomsHold.objects.filter(pk=hold.pk).update(**changes)
    unmoved = {"source": hold.status, "target": hold.status}
    facts = {"mrn": hold.mrn, "act": hold.act, "end": how}
    record(hold, END, machine=CUSTOMS_HOLD, actor=actor, at=at, **unmoved, **facts)
    other_side = hold.authority if to_customs else hold.office
    parties = [other_side, *exporters_of(hold=hold)]
    tell_of_hold(hold=hold, kind="customs_hold_over", organisations=parties, at=at)
    hold.refresh_from_db()
    return hold


def _require_undone(hold: CustomsHold) -> None:
    """An act that keeps it back is undone first: what is suspended or ended lets nothing go."""
    granted = hold.authorisation
    if granted and granted.status in UNDONE_FIRST:
        message = _(
            "%(reference)s reads: %(status)s. Undo the act that keeps the export back first, or let customs say what"
            " became of it."
        )
        words = {"reference": granted.reference, "status": STATE_LABELS[granted.status]}
        raise Invalid(errors=[error("/how", message % words)])


def _require_plausible(hold: CustomsHold, day: date, at: datetime) -> None:
    """Between the day on which it was kept back and today, by the later clock of the two."""
    office = calendar_of(str(hold.office.member_state_id)).local_date(at)
    if day > max(office, today_of(hold.authority, at=at)):
        raise Invalid(errors=[error("/on", _("This day has not come yet."))])
    if day < hold.placed_on:
        raise Invalid(errors=[error("/on", _("It was kept back later: compare the day."))])


def _hold(hold_id: UUID, actor: User, at: datetime, *, to_customs: bool) -> CustomsHold:
    """Seat of the side whose word it is, then the hold. Raises NotFound, Forbidden."""
    hold = CustomsHold.objects.visible_to(actor).filter(pk=hold_id).first()
    if hold is None:
        raise NotFound
    permission = Permission.CHECK_SHIPMENTS if to_customs else Permission.HANDLE
    organisations = hold.organisation_ids(permission)
    access.hold_seat(actor=actor, permission=permission, organisations=organisations, at=at)
    rows = CustomsHold.objects.filter(pk=hold_id).with_parts()
    locked: CustomsHold | None = locks.lock_for_update(rows)
    if locked is None:
        raise NotFound
    return locked
