"""Remedies: recorded as they are lodged, and carried out by two officers once they are decided.

Seat, request (with those whose procedure hangs on it), remedy, its outcome, procedure, authorisation, denial.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_and_settle,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.documents import owe_document
from licensing.actions.remedy_effects import above, carry_out, suspend_effect
from licensing.actions.requests import hold_request
from licensing.models import AuthorisationRequest, Remedy, RemedyOutcome
from licensing.models.documents import DocumentKind
from licensing.queries.decision_periods import today_of
from licensing.queries.remedies import Contestable, contestable_acts, effect_today
from licensing.queries.remedy_letters import REMEDY_LETTER
from licensing.rules.remedies import REMEDY, REMEDY_OUTCOME, State, wrong_days


@transaction.atomic
def lodge_remedy(
    *,
    request_id: UUID,
    about: str,
    kind: str,
    body: str,
    lodged_on: str,
    lodged_by: str,
    suspensive: bool,
    file_number: str | None = None,
    words: str | None = None,
    actor: User,
    at: datetime,
) -> Remedy:
    """An officer records that a decision, or an act on an authorisation, is contested; `about` is its id.

    Late or in time is no condition: whoever decides on the remedy decides on that. Raises Invalid, NotFound.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    act = _contestable(request, about)
    day = date.fromisoformat(lodged_on)
    today = today_of(request.authority, at=at)
    if errors := wrong_days(pointer="/lodged_on", day=day, first=act.done_on, today=today):
        raise Invalid(errors=errors)
    remedy = Remedy.objects.create(
        request=request,
        decision=act.decision,
        change=act.change,
        kind=kind,
        body=body,
        lodged_on=day,
        lodged_by=lodged_by,
        file_number=file_number or "",
        suspensive=suspensive,
        words=words or "",
        recorded_by=actor,
        recorded_at=at,
    )
    facts = {"request": request.reference, "kind": kind, "about": about}
    record(remedy, "lodge", machine=REMEDY, actor=actor, at=at, target=State.OPEN.value, **facts)
    suspend_effect(remedy=remedy, actor=actor, at=at)
    _tell(request, "remedy_lodged", at)
    return remedy


@transaction.atomic
def propose_outcome(
    *,
    remedy_id: UUID,
    outcome: str,
    decided_on: str,
    grounds: str,
    file_number: str | None = None,
    actor: User,
    at: datetime,
) -> RemedyOutcome:
    """The first officer records how it ended. Raises WrongStatus, Pending while another one waits, Invalid."""
    request, remedy = _hold(remedy_id, actor, at)
    REMEDY.step(remedy.status, outcome)
    require_none_pending(acts=RemedyOutcome.objects.filter(remedy=remedy))
    day = date.fromisoformat(decided_on)
    today = today_of(request.authority, at=at)
    if errors := wrong_days(pointer="/decided_on", day=day, first=remedy.lodged_on, today=today):
        raise Invalid(errors=errors)
    ended = RemedyOutcome(
        remedy=remedy,
        outcome=outcome,
        decided_on=day,
        grounds=grounds,
        file_number=file_number or "",
        proposed_by=actor,
    )
    path = f"{request.get_absolute_url()}/decision"
    waiting = Waiting("remedy_outcome_waiting", [request.authority], request.reference, path)
    facts = {"request": request.reference, "outcome": outcome}
    propose_act(act=ended, machine=REMEDY_OUTCOME, at=at, waiting=waiting, **facts)
    return ended


@transaction.atomic
def approve_outcome(*, remedy_id: UUID, outcome_id: UUID, actor: User, at: datetime) -> Remedy:
    """The second officer carries it out: the case is decided anew, what was granted ends, or it counts again.

    Raises FourEyes, WrongStatus.
    """
    request, remedy = _hold(remedy_id, actor, at)
    ended = hold_act(acts=RemedyOutcome.objects.filter(remedy=remedy), act_id=outcome_id)
    require_other_officer(act=ended, actor=actor)
    facts = {"request": request.reference, "outcome": ended.outcome}
    effect = effect_today(remedy, ended.outcome)
    settled = {"effect": effect.value}
    approve_and_settle(act=ended, machine=REMEDY_OUTCOME, actor=actor, at=at, settled=settled, **facts)
    transition(remedy, ended.outcome, machine=REMEDY, actor=actor, at=at, outcome=str(ended.pk))
    carry_out(request=request, remedy=remedy, effect=effect, actor=actor, at=at)
    owe_document(
        request=request,
        kind=DocumentKind.DECISION_LETTER.value,
        about=ended.pk,
        at=at,
        facts={"letter": REMEDY_LETTER},
        name=f"{request.reference}-remedy.pdf",
    )
    _tell(request, "remedy_ended", at)
    return remedy


@transaction.atomic
def discard_outcome(*, remedy_id: UUID, outcome_id: UUID, actor: User, at: datetime) -> RemedyOutcome:
    """Drop a proposal, one's own or a colleague's."""
    _request, remedy = _hold(remedy_id, actor, at)
    ended: RemedyOutcome = hold_act(acts=RemedyOutcome.objects.filter(remedy=remedy), act_id=outcome_id)
    discard_act(act=ended, machine=REMEDY_OUTCOME, actor=actor, at=at)
    return ended


def _contestable(request: AuthorisationRequest, about: str) -> Contestable:
    found = next((act for act in contestable_acts(request) if str(act.pk) == str(about)), None)
    if found is None:
        message = _("Choose a decision of this case that burdens its addressee.")
        raise Invalid(errors=[error("/about", message)])
    return found


def _hold(remedy_id: UUID, actor: User, at: datetime) -> tuple[AuthorisationRequest, Remedy]:
    """Seat, the requests concerned by ascending id, remedy. Raises NotFound."""
    known = (
        Remedy.objects.visible_to(actor).select_related("request", "decision").filter(pk=remedy_id).first()
    )
    if known is None:
        raise NotFound
    organisations = known.organisation_ids(Permission.HANDLE)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=organisations, at=at)
    beside = above().requests_beside(decision=known.decision) if known.decision else ()
    locks.lock_all_for_update(AuthorisationRequest.objects.filter(pk__in={known.request_id, *beside}))
    request = hold_request(request_id=known.request_id, permission=Permission.HANDLE, actor=actor, at=at)
    remedy = locks.lock_for_update(Remedy.objects.select_related("decision", "change").filter(pk=remedy_id))
    assert remedy
    remedy.request = request
    return request, remedy


def _tell(request: AuthorisationRequest, kind: str, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/decision",
        at=at,
    )
