"""Holds that customs’ systems try out in the sandbox, where they play the authority as well."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.calendar import Calendar
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import User
from exportctl.core.shapes import error
from licensing.actions.sandbox import happen, hold_sandbox, sandbox_authorisation
from licensing.queries.sandbox import holds_of, keeping_back
from licensing.rules.customs_holds import CUSTOMS_HOLD, Event, State, acts_open, end_of
from licensing.rules.sandbox import HOLDER, SandboxAuthorisation, Type

Facts = dict[str, Any]


@transaction.atomic
def try_hold(
    *,
    mrn: str,
    ground: str,
    reason: str,
    customs_office: str,
    actor: User,
    at: datetime,
    exporter_eori: str | None = None,
    authorisation: str | None = None,
    items: Sequence[Mapping[str, Any]] | None = None,
) -> tuple[str, bool]:
    """Keep a declaration back in the sandbox: the id of the hold, and whether it is new. Raises Invalid."""
    sandbox, calendar = hold_sandbox(actor=actor, at=at)
    today = calendar.local_date(at)
    if standing := keeping_back(holds_of(actor, calendar, at=at, on=today), mrn):
        return str(standing["id"]), False
    granted = _authorisation(authorisation)
    due_on, _due_at = end_of(State.OPEN, placed_on=today, calendar=calendar)
    key = uuid4()
    facts = {
        "status": State.OPEN.value,
        "due_on": iso_or_none(due_on),
        "exporter_eori": exporter_eori or (HOLDER["eori"] if granted else None),
        "authorisation": granted.reference if granted else None,
        "ground": ground,
        "reason": reason,
        "customs_office": customs_office,
        "items": [dict(item) for item in items or []],
        "placed_at": rfc3339(at),
        "grounds": "",
        "act": None,
        "by_silence": False,
        "replied_at": None,
    }
    happen(sandbox=sandbox, kind=Type.HOLD_OPENED, subject=mrn, thing=key, data=facts, day=today, at=at)
    return str(key), True


@transaction.atomic
def try_extension(*, hold_id: UUID, reason: str, actor: User, at: datetime) -> str:
    """In the sandbox customs play the authority, too: more time for a hold. Raises WrongStatus."""
    sandbox, calendar = hold_sandbox(actor=actor, at=at)
    row = _waiting(calendar, hold_id, Event.EXTEND, actor, at)
    placed_on = calendar.local_date(datetime.fromisoformat(row["placed_at"]))
    due_on, _due_at = end_of(State.EXTENDED, placed_on=placed_on, calendar=calendar)
    facts = {**row, "status": State.EXTENDED.value, "due_on": iso_or_none(due_on)}
    happen(
        sandbox=sandbox,
        kind=Type.HOLD_EXTENDED,
        subject=row["mrn"],
        thing=hold_id,
        data=facts,
        day=calendar.local_date(at),
        at=at,
    )
    return str(hold_id)


@transaction.atomic
def try_reply(
    *,
    hold_id: UUID,
    release: bool,
    actor: User,
    at: datetime,
    grounds: str | None = None,
    act: str | None = None,
) -> str:
    """In the sandbox customs play the authority, too: its reply. Raises Invalid without an act, WrongStatus."""
    sandbox, calendar = hold_sandbox(actor=actor, at=at)
    row = _waiting(calendar, hold_id, Event.RELEASE if release else Event.KEEP_BACK, actor, at)
    if not release and act not in acts_open(has_authorisation=bool(row["authorisation"])):
        message = _("Name the act under Article 4(1) or 16(1) that keeps it back.")
        raise Invalid(errors=[error("/act", message)])
    status = State.RELEASED if release else State.NOT_RELEASED
    facts = {
        **row,
        "status": status.value,
        "grounds": grounds or "",
        "act": None if release else act,
        "replied_at": rfc3339(at),
    }
    happen(
        sandbox=sandbox,
        kind=Type.HOLD_ENDED,
        subject=row["mrn"],
        thing=hold_id,
        data=facts,
        day=calendar.local_date(at),
        at=at,
    )
    return str(hold_id)


def _authorisation(reference: str | None) -> SandboxAuthorisation | None:
    if not reference:
        return None
    try:
        return sandbox_authorisation(reference=reference)
    except NotFound as unknown:
        raise Invalid(errors=[error("/authorisation", unknown.message)]) from unknown


def _waiting(calendar: Calendar, hold_id: UUID, event: Event, actor: User, at: datetime) -> Facts:
    """The hold, as it stands, where the authority can still reply. Raises NotFound, WrongStatus."""
    row = holds_of(actor, calendar, at=at, on=calendar.local_date(at)).get(str(hold_id))
    if row is None:
        raise NotFound(_("The sandbox knows no such hold today: it begins anew every night."))
    if row["status"] == State.RELEASED.value:
        raise WrongStatus.because(
            thing=CUSTOMS_HOLD.name, current=State.RELEASED, event=str(event), allowed=()
        )
    CUSTOMS_HOLD.step(row["status"], event)
    kept = ("id", "sandbox", "authority", "mrn")
    return {name: value for name, value in row.items() if name not in kept} | {"mrn": row["mrn"]}
