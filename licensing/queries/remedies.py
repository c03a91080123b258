"""What of a case can be contested, what was lodged, and whether it was in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from exportctl.core.calendar import Calendar, local_date
from exportctl.core.canonical import rfc3339
from exportctl.core.notices import zone_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.four_eyes import Status
from licensing.models import (
    AuthorisationChange,
    AuthorisationRequest,
    Decision,
    Document,
    Remedy,
)
from licensing.models.documents import DocumentKind
from licensing.queries.appeals import appeal_of
from licensing.queries.letter_services import states_of
from licensing.queries.letters import CONTESTABLE
from licensing.rules.authorisations import Event
from licensing.rules.remedies import Timeliness, timeliness

BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL, Event.AMEND, Event.DECLINE)


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
    decisions = request.decisions.filter(outcome__in=[each.value for each in CONTESTABLE])
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


def remedies_of(request: AuthorisationRequest, *, at: datetime) -> list[RemedyEntry]:
    """Every remedy of the case, the newest first, in a fixed number of queries."""
    rows = request.remedies.select_related("decision", "change__authorisation", "recorded_by")
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
        "served_on": entry.served_on.isoformat() if entry.served_on else None,
        "last_day": entry.last_day.isoformat() if entry.last_day else None,
        "timeliness": entry.timeliness.value,
        "status": remedy.status,
        "recorded_at": rfc3339(remedy.recorded_at),
    }
