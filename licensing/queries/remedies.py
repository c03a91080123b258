"""What of a case can be contested, what was lodged, and whether it was in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from exportctl.core.calendar import Calendar, local_date
from exportctl.core.canonical import rfc3339
from exportctl.core.notices import zone_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.four_eyes import Status
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationRequest,
    AuthorisationStep,
    Decision,
    Document,
    Remedy,
)
from licensing.models.documents import DocumentKind
from licensing.queries.appeals import appeal_of
from licensing.queries.letter_services import states_of
from licensing.queries.proposals import burdens_of
from licensing.rules.appeals import is_contestable
from licensing.rules.authorisations import AUTHORISATION, Event
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.remedies import SUCCESSFUL, Effect, State, Timeliness, effect_of, stays, timeliness
from licensing.rules.requests import GRANTS
from licensing.rules.requests import State as RequestState

BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL, Event.AMEND, Event.DECLINE)


REOPENED = (RequestState.REFUSED, RequestState.AUTHORISATION_REQUIRED)
ALIVE = [
    AuthorisationState.VALID.value,
    AuthorisationState.SUSPENDED.value,
    AuthorisationState.REVOKED.value,
    AuthorisationState.SURRENDERED.value,
]


@dataclass(frozen=True)
class Contestable:
    """A decision, or an act on an authorisation, that burdens its addressee."""

    pk: UUID
    done_at: datetime
    done_on: date
    decision: Decision | None = None
    change: AuthorisationChange | None = None


@dataclass(frozen=True)
class RemedyEntry:
    """A remedy, when the letter about what it contests was served, until when it could be lodged, and if it was."""

    remedy: Remedy
    served_on: date | None
    last_day: date | None
    timeliness: Timeliness


def contestable_acts(request: AuthorisationRequest) -> list[Contestable]:
    """The newest first."""
    zone = zone_of(request.authority)
    decisions = [
        each
        for each in request.decisions.select_related("proposal")
        if is_contestable(each.outcome, burdens=burdens_of(each.proposal, request=request))
    ]
    changes = AuthorisationChange.objects.filter(
        authorisation__request=request,
        status=Status.APPROVED.value,
        event__in=[event.value for event in BURDENSOME],
    ).select_related("authorisation")
    acts = [
        Contestable(each.pk, each.decided_at, local_date(each.decided_at, zone), decision=each)
        for each in decisions
    ]
    for change in changes:
        assert change.approved_at
        acts.append(
            Contestable(change.pk, change.approved_at, local_date(change.approved_at, zone), change=change)
        )
    return sorted(acts, key=lambda act: act.done_at, reverse=True)


def show_contestable(act: Contestable) -> dict[str, Any]:
    """A decision by its outcome, or an act by its name, with the authorisation that it was done to."""
    change = act.change
    return {
        "id": str(act.pk),
        "what": change.event if change else act.decision.outcome if act.decision else "",
        "authorisation": change.authorisation.reference if change else None,
        "done_at": rfc3339(act.done_at),
    }


def remedies_of(request: AuthorisationRequest, *, at: datetime) -> list[RemedyEntry]:
    """Every remedy of the case, the newest first, in a fixed number of queries."""
    rows = request.remedies.select_related("decision", "change__authorisation", "recorded_by")
    rows = rows.prefetch_related("outcomes")
    remedies = list(rows.order_by("-recorded_at", "-pk"))
    if not remedies:
        return []
    calendar = calendar_of(str(request.authority.member_state_id))
    served = _served(request, remedies, today=local_date(at, zone_of(request.authority)))
    return [_entry(remedy, served.get(remedy.act_id), request, calendar) for remedy in remedies]


def _served(
    request: AuthorisationRequest, remedies: Iterable[Remedy], *, today: date
) -> dict[UUID, date | None]:
    """Of each contested act, the day on which its letter counts as served."""
    letters = Document.objects.filter(
        request=request,
        kind=DocumentKind.DECISION_LETTER.value,
        about__in={remedy.act_id for remedy in remedies},
    )
    rows = list(letters)
    states = states_of(rows, today=today)
    return {row.about: states[row.pk].served_on for row in rows if row.about}


def _entry(
    remedy: Remedy, served_on: date | None, request: AuthorisationRequest, calendar: Calendar
) -> RemedyEntry:
    state = str(request.authority.member_state_id)
    appeal = appeal_of(state, served_on=served_on, calendar=calendar)
    last_day = appeal.last_day if appeal else None
    when = timeliness(lodged_on=remedy.lodged_on, served_on=served_on, last_day=last_day)
    return RemedyEntry(remedy, served_on, last_day, when)


def effect_today(remedy: Remedy, outcome: str) -> Effect:
    """What an outcome would bring about, as things stand: nothing where the act does not stand any more."""
    stayed = is_stayed(remedy)
    overtaken = _is_overtaken(remedy, outcome, stayed)
    resumes = stayed and not _is_stayed_by_another(remedy)
    return effect_of(remedy.contested, outcome, stayed=resumes, overtaken=overtaken)


def is_stayed(remedy: Remedy) -> bool:
    """Is the effect of the act suspended, by this remedy or by one that was lodged beside it?"""
    change = remedy.change
    if change is None or not (remedy.is_open and stays(remedy.contested, suspensive=remedy.suspensive)):
        return False
    if change.remedies.filter(status__in=[each.value for each in SUCCESSFUL]).exists():
        return False
    last = _steps_about(change).last()
    return last is not None and last.state != _given_state(change)


def is_newest(change: AuthorisationChange, authorisation: Authorisation) -> bool:
    """Is the act, or what a remedy against it brought about, what was done last to the authorisation?"""
    last = authorisation.steps.latest("pk")
    return _steps_about(change).filter(pk=last.pk).exists()


def has_effect(change: AuthorisationChange, authorisation: Authorisation) -> bool:
    """Is the authorisation what the act made of it, and was nothing else done since?"""
    return is_newest(change, authorisation) and authorisation.status == _given_state(change)


def state_before(authorisation: Authorisation, change: AuthorisationChange) -> str:
    """What it was when the act was done to it."""
    steps = authorisation.steps.order_by("pk")
    own = steps.get(change=change)
    before = steps.filter(pk__lt=own.pk).last()
    return before.state if before else AuthorisationState.VALID.value


def _steps_about(change: AuthorisationChange) -> QuerySet[AuthorisationStep]:
    """The act, and every time that a remedy suspended its effect, let it count again or took it away."""
    about = Q(change=change) | Q(remedy__change=change)
    return AuthorisationStep.objects.filter(about, authorisation=change.authorisation_id).order_by("pk")


def _given_state(change: AuthorisationChange) -> str:
    return AuthorisationStep.objects.get(change=change).state


def _is_stayed_by_another(remedy: Remedy) -> bool:
    assert remedy.change
    others = remedy.change.remedies.open().exclude(pk=remedy.pk)
    return others.filter(suspensive=True).exists()


def _is_overtaken(remedy: Remedy, outcome: str, stayed: bool) -> bool:
    if change := remedy.change:
        authorisation = change.authorisation
        if stayed:  # its effect is suspended: only what ends the suspension can come too late
            events = AUTHORISATION.events_from(authorisation.status)
            return outcome not in SUCCESSFUL and change.event not in events
        if change.remedies.filter(status=State.ANNULLED.value).exists():
            return True  # another remedy took it away
        has_begun = authorisation.steps.filter(change=change).exists()
        return has_begun and not is_newest(change, authorisation)
    decision, request = remedy.decision, remedy.request
    assert decision
    if decision.outcome in GRANTS:
        return not Authorisation.objects.filter(decision=decision, status__in=ALIVE).exists()
    newest = request.decisions.order_by("-decided_at", "-pk").first()
    return request.status not in REOPENED or newest != decision


def show_remedy(entry: RemedyEntry) -> dict[str, Any]:
    """In the words of the contract."""
    remedy = entry.remedy
    return {
        "id": str(remedy.pk),
        "about": str(remedy.act_id),
        "kind": remedy.kind,
        "body": remedy.body,
        "lodged_on": remedy.lodged_on.isoformat(),
        "lodged_by": remedy.lodged_by,
        "file_number": remedy.file_number or None,
        "suspensive": remedy.suspensive,
        "effect": next((each.effect for each in remedy.outcomes.all() if each.effect), None),
        "served_on": entry.served_on.isoformat() if entry.served_on else None,
        "last_day": entry.last_day.isoformat() if entry.last_day else None,
        "timeliness": entry.timeliness.value,
        "status": remedy.status,
        "recorded_at": rfc3339(remedy.recorded_at),
    }
