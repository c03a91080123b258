"""An authority forbids an exporter the use of general authorisations, and allows it again (Article 12(7)).

Two officers, a hearing or why there was none, a letter that is served. From the day of the approval nothing more is
covered: the authorisations that rest on registrations are suspended. Locks: seat, exporter, bar, authorisation.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import iso_or_none
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_and_commission
from exportctl.core.queries.reference import calendar_of
from exportctl.core.references import next_reference
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.authorisations import write_step
from licensing.models import Authorisation, Exporter, GeneralBar, GeneralBarService
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import offers_of, seat_authority
from licensing.queries.general_registrations import barred_codes
from licensing.queries.letter_services import rule_of
from licensing.rules import hearings
from licensing.rules.authorisations import AUTHORISATION, GENERAL, State
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.general_registrations import GENERAL_BAR, BarEvent, ServiceStep
from licensing.rules.letter_services import Presumption, Rule, presumption
from licensing.rules.shapes import JsonObject


@transaction.atomic
def propose_bar(
    *, exporter_id: UUID, codes: Collection[str], body: JsonObject, actor: User, at: datetime
) -> GeneralBar:
    """The first officer: which codes the company may not use, why, and how it was heard.

    Raises NotFound for a company of another state, Invalid, Pending.
    """
    exporter, authority = _hold(exporter_id, actor, at)
    today = today_of(authority, at=at)
    offered, errors = offers_of(authority.pk, on=today), hearings.gaps(body.get("hearing"), today=today)
    barred = barred_codes(exporter)
    wanted = [code for code in offered if code in codes]
    if not wanted or len(wanted) != len(set(codes)):
        errors.append(error("/codes", _("Choose among the general authorisations that your state offers.")))
    elif barred.issuperset(wanted):
        errors.append(error("/codes", _("The company may not use these already.")))
    if errors:
        raise Invalid(errors=errors)
    return _propose(exporter, authority, BarEvent.IMPOSE, wanted, body, None, actor, at)


@transaction.atomic
def propose_lifting(*, bar_id: UUID, grounds: str, actor: User, at: datetime) -> GeneralBar:
    """The first officer: that what was forbidden is allowed again, and why. Raises NotFound, WrongStatus, Pending."""
    bar = _find(bar_id)
    exporter, authority = _hold(bar.exporter_id, actor, at)
    if bar.authority_id != authority.pk:
        raise NotFound
    if not GeneralBar.objects.standing().filter(pk=bar.pk).exists():
        raise WrongStatus(_("This bar does not stand any more."))
    body = {"grounds": grounds, "unshared_because": bar.unshared_because}
    return _propose(exporter, authority, BarEvent.LIFT, bar.codes, body, bar, actor, at)


@transaction.atomic
def approve_bar(*, bar_id: UUID, actor: User, at: datetime) -> GeneralBar:
    """The second officer: from today on it counts, or counts no more; company and other states are told.

    Raises FourEyes, WrongStatus.
    """
    bar, exporter, authority = _hold_bar(bar_id, actor, at)
    require_other_officer(act=bar, actor=actor)
    GENERAL_BAR.step(bar.status, "approve")
    approve_act(act=bar, machine=GENERAL_BAR, actor=actor, at=at, **_facts(bar))
    _carry_out(bar, exporter, actor, at)
    told = "general_barred" if bar.burdens else "general_bar_lifted"
    words: dict[str, Any] = {"reference": bar.reference, "path": bar.get_absolute_url(), "at": at}
    owe_notice(kind=told, organisations=[exporter.organisation], **words)
    if bar.is_shared:
        others = [each for each in authorities_and_commission() if each.kind == authority.kind]
        elsewhere = [each for each in others if each.pk != authority.pk]
        owe_notice(kind="general_bar_shared", organisations=elsewhere, **words)
    return bar


@transaction.atomic
def discard_bar(*, bar_id: UUID, actor: User, at: datetime) -> GeneralBar:
    """Drop a proposal, one's own or a colleague's."""
    bar, _exporter, _authority = _hold_bar(bar_id, actor, at)
    discard_act(act=bar, machine=GENERAL_BAR, actor=actor, at=at)
    return bar


@transaction.atomic
def record_bar_service(*, bar_id: UUID, body: JsonObject, actor: User, at: datetime) -> GeneralBarService:
    """What happened to the letter: sent, served, could not be served; a remedy's period counts from service.

    Raises NotFound, WrongStatus before the approval or out of turn, Invalid.
    """
    bar, _exporter, authority = _hold_bar(bar_id, actor, at)
    last, step = bar.services.last(), ServiceStep(body["step"])
    if bar.status != Status.APPROVED:
        raise WrongStatus(_("There is no letter yet: a second officer approves first."))
    sends = step is ServiceStep.SENT
    if sends is (last is not None and last.step == ServiceStep.SENT):
        raise WrongStatus(_("Record that it was sent, then what came of it; after a failure send it again."))
    if last is not None and last.step == ServiceStep.SERVED:
        raise WrongStatus(_("This letter is served already."))
    on, today = date.fromisoformat(body["on"]), today_of(authority, at=at)
    first = last.on if last else today_of(authority, at=bar.approved_at or at)
    errors = []
    if not first <= on <= today:
        text = _("Give a day from %(first)s to today.")
        errors.append(error("/on", text % {"first": long_day(first)}))
    if sends and not (body.get("way") and body.get("addressee")):
        errors.append(error("/way", _("Say how and to whom it is sent.")))
    if errors:
        raise Invalid(errors=errors)
    served = Presumption(counts_on=on if step is ServiceStep.SERVED else None)
    service = GeneralBarService.objects.create(
        bar=bar,
        number=1 + (last.number if last else 0),
        step=step.value,
        way=(body.get("way") or "") if sends else "",
        addressee=(body.get("addressee") or "") if sends else "",
        on=on,
        **(_presumption(authority, body, on) if sends else served).as_fields(),
        words=body.get("words") or "",
        recorded_by=actor,
        recorded_at=at,
    )
    unmoved = {"source": bar.status, "target": bar.status}
    facts: dict[str, Any] = {
        "step": step.value,
        "on": on.isoformat(),
        "counts_on": iso_or_none(service.counts_on),
    }
    record(bar, "serve", machine=GENERAL_BAR, actor=actor, at=at, **unmoved, **facts)
    return service


def _presumption(authority: Organisation, body: JsonObject, sent_on: date) -> Presumption:
    rule = rule_of(authority, str(body["way"]))
    if rule.rule == Rule.NONE:
        text = _("Your authority has stored no rule for this way. Store it under Team, Letterhead, first.")
        raise Invalid(errors=[error("/way", text)])
    return presumption(rule, sent_on=sent_on, calendar=calendar_of(str(authority.member_state_id)))


def _carry_out(bar: GeneralBar, exporter: Exporter, actor: User, at: datetime) -> None:
    """Suspend what rests on a registration for one of the codes, or reinstate what no other bar forbids."""
    state, event = (
        (State.VALID, AuthorisationEvent.SUSPEND)
        if bar.burdens
        else (State.SUSPENDED, AuthorisationEvent.REINSTATE)
    )
    still = frozenset() if bar.burdens else barred_codes(exporter)
    codes = [code for code in bar.codes if code not in still]
    rows = Authorisation.objects.filter(kind=GENERAL, holder=exporter, code__in=codes, status=state.value)
    for authorisation in locks.lock_all_for_update(rows.select_related("authority__member_state")):
        changes = {"changed_at": at}
        transition(
            authorisation, event, machine=AUTHORISATION, actor=actor, at=at, changes=changes, bar=str(bar.pk)
        )
        write_step(authorisation=authorisation, actor=actor, at=at)


def _propose(
    exporter: Exporter,
    authority: Organisation,
    event: BarEvent,
    codes: Collection[str],
    body: JsonObject,
    lifts: GeneralBar | None,
    actor: User,
    at: datetime,
) -> GeneralBar:
    require_none_pending(acts=GeneralBar.objects.filter(exporter=exporter))
    hearing = hearings.given(body.get("hearing")) or {}
    held_on = hearing.get("held_on")
    bar = GeneralBar(
        reference=next_reference(prefix=f"{authority.member_state_id}-B", at=at, digits=4),
        authority=authority,
        exporter=exporter,
        event=event.value,
        codes=list(codes),
        lifts=lifts,
        grounds=body["grounds"],
        hearing_on=date.fromisoformat(held_on) if held_on else None,
        hearing_waived=hearing.get("waived") or "",
        unshared_because=body.get("unshared_because") or "",
        proposed_by=actor,
    )
    waiting = Waiting("general_bar_waiting", [authority], bar.reference, bar.get_absolute_url())
    propose_act(act=bar, machine=GENERAL_BAR, at=at, waiting=waiting, **_facts(bar))
    return bar


def _facts(bar: GeneralBar) -> dict[str, Any]:
    return {"reference": bar.reference, "bar": bar.event, "codes": bar.codes}


def _find(bar_id: UUID) -> GeneralBar:
    bar: GeneralBar | None = GeneralBar.objects.filter(pk=bar_id).first()
    if bar is None:
        raise NotFound
    return bar


def _hold(exporter_id: UUID, actor: User, at: datetime) -> tuple[Exporter, Organisation]:
    """The seat at the authority of the exporter's state, then the exporter. Raises NotFound, Forbidden."""
    rows = Exporter.objects.filter(pk=exporter_id).select_related("organisation__member_state")
    exporter = rows.first()
    authority = seat_authority(exporter) if exporter else None
    if exporter is None or authority is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    locks.lock_for_update(rows)
    return exporter, authority


def _hold_bar(bar_id: UUID, actor: User, at: datetime) -> tuple[GeneralBar, Exporter, Organisation]:
    exporter, authority = _hold(_find(bar_id).exporter_id, actor, at)
    bar: GeneralBar = hold_act(acts=GeneralBar.objects.filter(authority=authority), act_id=bar_id)
    return bar, exporter, authority
