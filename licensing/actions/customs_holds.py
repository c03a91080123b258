"""Customs keep an export back; the authority releases it, extends or names its act (Article 21(3) and (4))."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import iso_or_none
from exportctl.core.constraints import violated
from exportctl.core.errors import Forbidden, Invalid, NotFound, WrongStatus
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_and_commission, authorities_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.codes import as_stored, squeezed
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.errors import Held
from licensing.models import Authorisation, CustomsHold, Exporter, PendingAct
from licensing.queries.pending_acts import require_second
from licensing.queries.routing_rules import competence_for
from licensing.rules.customs_holds import COUNT_DAY, CUSTOMS_HOLD, Event, State, acts_open, end_of
from licensing.rules.pending_acts import SoloAct
from licensing.rules.shapes import JsonObject


@transaction.atomic
def place_hold(
    *,
    mrn: str,
    ground: str,
    reason: str,
    customs_office: str,
    actor: User,
    at: datetime,
    exporter_eori: str | None = None,
    authorisation: str | None = None,
    items: Sequence[JsonObject] | None = None,
) -> tuple[CustomsHold, bool]:
    """Keep a declaration back and ask who granted, else the authority of the exporter's state; its calendar counts.

    The same declaration while it is kept back changes nothing: the hold that is there, and False. Raises Invalid
    where nobody can be asked, Held where another office keeps it back.
    """
    office = hold_office(actor=actor, at=at)
    if standing := CustomsHold.objects.keeping_back(mrn=mrn, at=at).first():
        return _of_office(standing, office), False
    granted = authorisation_named(reference=authorisation)
    eori = exporter_eori or (granted.holder.eori if granted else "")
    exporter = granted.holder if granted else Exporter.objects.filter(eori=eori).first() if eori else None
    authority = granted.authority if granted else authority_of(eori=eori, exporter=exporter)
    calendar = calendar_of(str(authority.member_state_id))
    placed_on = calendar.local_date(at)
    due_on, due_at = end_of(State.OPEN, placed_on=placed_on, calendar=calendar)
    fields: dict[str, Any] = {
        "mrn": mrn,
        "attempt": 1 + CustomsHold.objects.filter(mrn=mrn).count(),
        "exporter_eori": eori,
        "exporter": exporter,
        "authorisation": granted,
        "ground": ground,
        "reason": reason,
        "customs_office": customs_office,
        "items": [dict(item) for item in items or []],
        "office": office,
        "authority": authority,
        "placed_by": actor,
        "placed_at": at,
        "placed_on": placed_on,
        "due_on": due_on,
        "due_at": due_at,
    }
    hold = _stored(fields)
    if hold is None:  # a colleague was quicker
        return _of_office(CustomsHold.objects.filter(mrn=mrn).latest("attempt"), office), False
    _record_and_tell(hold, actor, at)
    return hold, True


def _of_office(standing: CustomsHold, office: Organisation) -> CustomsHold:
    """What another office keeps back, and why, is its own matter. Raises Held."""
    if standing.office_id != office.pk:
        raise _held(standing)
    return standing


def _stored(fields: dict[str, Any]) -> CustomsHold | None:
    """None where the declaration is kept back since a moment ago."""
    try:
        with transaction.atomic():
            return CustomsHold.objects.create(**fields)
    except IntegrityError as refusal:
        if violated(refusal) != "customs_hold_attempt_once":
            raise
        return None


@transaction.atomic
def extend_hold(*, hold_id: UUID, reason: str, actor: User, at: datetime) -> CustomsHold:
    """Thirty working days in all, in exceptional circumstances, once and before the end. Raises WrongStatus."""
    hold = _hold(hold_id, actor, at)
    _require_waiting(hold, Event.EXTEND, at)
    calendar = calendar_of(str(hold.authority.member_state_id))
    due_on, due_at = end_of(State.EXTENDED, placed_on=hold.placed_on, calendar=calendar)
    changes: dict[str, Any] = {"due_on": due_on, "due_at": due_at, "extended_because": reason}
    facts = {"mrn": hold.mrn, "due_on": iso_or_none(due_on)}
    transition(hold, Event.EXTEND, machine=CUSTOMS_HOLD, actor=actor, at=at, changes=changes, **facts)
    _tell(hold, "customs_hold_extended", [hold.office, *exporters_of(hold=hold)], at, due_on=facts["due_on"])
    return hold


@transaction.atomic
def count_last_day(*, hold_id: UUID, at: datetime) -> bool:
    """Store the last day that could not be counted before, once its year is entered, and tell both sides."""
    rows = CustomsHold.objects.uncounted().filter(pk=hold_id).with_parts()
    hold: CustomsHold | None = locks.lock_for_update(rows, skip_locked=True)
    if hold is None:
        return False
    calendar = calendar_of(str(hold.authority.member_state_id))
    due_on, due_at = end_of(hold.status, placed_on=hold.placed_on, calendar=calendar)
    if due_on is None:
        return False
    CustomsHold.objects.filter(pk=hold.pk).update(due_on=due_on, due_at=due_at)
    facts = {"mrn": hold.mrn, "due_on": due_on.isoformat()}
    unmoved = {"source": hold.status, "target": hold.status}
    record(hold, COUNT_DAY, machine=CUSTOMS_HOLD, actor=None, at=at, **unmoved, **facts)
    parties = [hold.office, hold.authority, *exporters_of(hold=hold)]
    _tell(hold, "hold_day_counted", parties, at, due_on=facts["due_on"])
    return True


@transaction.atomic
def reply_to_hold(
    *,
    hold_id: UUID,
    release: bool,
    actor: User,
    at: datetime,
    grounds: str | None = None,
    act: str | None = None,
    second: PendingAct | None = None,
) -> CustomsHold:
    """Release it, or name the act that keeps it back. Raises Invalid without such an act, WrongStatus after the end.

    `second`: as its second officer carries it out, where a rule of the authority asks for one.
    """
    hold = _hold(hold_id, actor, at)
    require_second(SoloAct.REPLY_TO_HOLD, second, authorities=[hold.authority_id])
    event = Event.RELEASE if release else Event.KEEP_BACK
    if not release:
        _require_act(hold, act)
    _require_waiting(hold, event, at)
    changes = {
        "grounds": grounds or "",
        "act": "" if release else act,
        "replied_by": actor,
        "replied_at": at,
    }
    facts: dict[str, Any] = {"mrn": hold.mrn, "act": changes["act"]}
    transition(hold, event, machine=CUSTOMS_HOLD, actor=actor, at=at, changes=changes, **facts)
    kind = "customs_hold_released" if release else "customs_hold_kept"
    _tell(hold, kind, [hold.office, *exporters_of(hold=hold)], at)
    _inform_others(hold, at)
    return hold


@transaction.atomic
def end_silent_hold(*, hold_id: UUID, at: datetime) -> None:
    """Write down that a hold was released by its day alone: it has read so since, whoever comes by."""
    rows = CustomsHold.objects.silent(at=at).filter(pk=hold_id).with_parts()
    hold: CustomsHold | None = locks.lock_for_update(rows, skip_locked=True)
    if hold is None:
        return
    facts: dict[str, Any] = {"mrn": hold.mrn, "act": ""}
    transition(hold, Event.LAPSE, machine=CUSTOMS_HOLD, actor=None, at=at, **facts)
    _tell(hold, "customs_hold_released", [hold.office, hold.authority, *exporters_of(hold=hold)], at)
    _inform_others(hold, at)


def require_not_held(*, mrn: str, at: datetime) -> None:
    """Nothing is written off for a declaration that is kept back. Raises Held."""
    hold = CustomsHold.objects.keeping_back(mrn=mrn, at=at).first()
    if hold:
        raise _held(hold)


def _held(hold: CustomsHold) -> Held:
    if hold.end:
        return Held.over(hold.mrn, str(hold.pk))
    if hold.replied_at is None and hold.due_on is None:
        return Held.until_reply(hold.mrn, str(hold.pk))
    return Held.by(hold.mrn, str(hold.pk), hold.due_on if hold.replied_at is None else None)


def _require_act(hold: CustomsHold, act: str | None) -> None:
    """Not to release rests on an act that is possible here. Raises Invalid."""
    message = ""
    if not act:
        message = _("Name the act under Article 4(1) or 16(1) that keeps it back.")
    elif act not in acts_open(has_authorisation=hold.authorisation is not None):
        message = _(
            "There is no authorisation to suspend, modify, revoke or annul: inform the exporter under Article 4(1),"
            " or release the items."
        )
    if message:
        raise Invalid(errors=[error("/act", message)])


def _record_and_tell(hold: CustomsHold, actor: User, at: datetime) -> None:
    facts: dict[str, Any] = {
        "mrn": hold.mrn,
        "authorisation": hold.authorisation.reference if hold.authorisation else None,
        "ground": hold.ground,
        "due_on": iso_or_none(hold.due_on),
    }
    record(hold, Event.PLACE, machine=CUSTOMS_HOLD, actor=actor, at=at, target=State.OPEN.value, **facts)
    _tell(hold, "customs_hold_placed", [hold.authority], at, due_on=facts["due_on"])
    _tell(hold, "customs_hold_of_yours", exporters_of(hold=hold), at, due_on=facts["due_on"])


def _require_waiting(hold: CustomsHold, event: str, at: datetime) -> None:
    """A hold that reads released is over, whether or not it was written down."""
    reads_as = hold.reads_as(at=at)
    if reads_as == State.RELEASED and hold.status != State.RELEASED:
        raise WrongStatus.because(
            thing=CUSTOMS_HOLD.name, current=State.RELEASED, event=str(event), allowed=()
        )
    CUSTOMS_HOLD.step(hold.status, event)


def authorisation_named(*, reference: str | None) -> Authorisation | None:
    """Of the number that customs give, if they give one. Raises Invalid at `/authorisation`."""
    if not reference:
        return None
    rows = Authorisation.objects.select_related("authority__member_state", "holder__organisation", "version")
    granted = rows.filter(reference=as_stored(squeezed(reference))).first()
    if granted is None:
        message = _("No authorisation has this number. Compare it with box 2 of the paper, or leave it out.")
        raise Invalid(errors=[error("/authorisation", message)])
    return granted


def authority_of(*, eori: str, exporter: Exporter | None) -> Organisation:
    """Who may act under Article 4(1): the authority of the state where the exporter is established.

    Of one who is not registered the EORI's prefix is the only hint there is. Raises Invalid.
    """
    if not eori:
        message = _("Give the authorisation or the exporter’s EORI: one of them says who is asked.")
        raise Invalid(errors=[error("/exporter_eori", message)])
    if exporter:
        return competence_for(exporter).authority
    authorities = authorities_of(eori[:2])
    if not authorities:
        message = _("The EORI is of no Member State: no authority can be asked. Give the authorisation.")
        raise Invalid(errors=[error("/exporter_eori", message)])
    return authorities[0]


def hold_office(*, actor: User, at: datetime) -> Organisation:
    """The customs office of the seat. Raises Forbidden."""
    permission = Permission.CHECK_SHIPMENTS
    principal = access.principal_of(actor, permission)
    if principal is None:
        raise Forbidden(_("This is for customs offices alone."))
    seat = access.hold_seat(actor=actor, permission=permission, organisations=[principal.pk], at=at)
    return seat.organisation


def _hold(hold_id: UUID, actor: User, at: datetime) -> CustomsHold:
    """Seat of the authority that is asked, then the hold. Raises NotFound, Forbidden."""
    hold = CustomsHold.objects.visible_to(actor).filter(pk=hold_id).first()
    if hold is None:
        raise NotFound
    organisations = hold.organisation_ids(Permission.HANDLE)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=organisations, at=at)
    locked: CustomsHold | None = locks.lock_for_update(CustomsHold.objects.filter(pk=hold_id).with_parts())
    if locked is None:
        raise NotFound
    return locked


def exporters_of(*, hold: CustomsHold) -> list[Organisation]:
    """The holder, and the declarant where the declaration names another one."""
    holder = [hold.exporter.organisation] if hold.exporter else []
    if not hold.exporter_eori or (hold.exporter and hold.exporter.eori == hold.exporter_eori):
        return holder
    declarants = Exporter.objects.filter(eori=hold.exporter_eori).select_related("organisation")
    return [*holder, *(each.organisation for each in declarants)]


def _inform_others(hold: CustomsHold, at: datetime) -> None:
    """The authority that granted informs the other states and the Commission (Article 21(4), last sentence)."""
    if hold.authorisation is None:
        return
    own_state = hold.authority.member_state_id
    others = [each for each in authorities_and_commission() if each.member_state_id != own_state]
    owe_notice(
        kind="customs_hold_ended",
        organisations=others,
        reference=hold.mrn,
        path=f"{hold.get_absolute_url()}/outcome",
        at=at,
        facts={"state": str(own_state)},
    )


def tell_of_hold(
    *, hold: CustomsHold, kind: str, organisations: Iterable[Organisation], at: datetime, **facts: object
) -> None:
    """Owe the message to whom it concerns."""
    owe_notice(
        kind=kind,
        organisations=organisations,
        reference=hold.mrn,
        path=hold.get_absolute_url(),
        at=at,
        facts=facts,
    )


def _tell(
    hold: CustomsHold, kind: str, organisations: Iterable[Organisation], at: datetime, **facts: object
) -> None:
    tell_of_hold(hold=hold, kind=kind, organisations=organisations, at=at, **facts)
