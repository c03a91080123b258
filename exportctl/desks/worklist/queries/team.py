"""The team page: who has how much, and what ran late. A fixed number of queries, however many cases there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value

from exportctl.core.calendar import BRUSSELS, Calendar, calendar_days
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.rules.permissions import Permission
from licensing.models import Absence, AuthorisationRequest, Conflict, Proposal
from licensing.models.requests import AuthorisationRequestQuerySet
from licensing.queries.absences import ahead
from licensing.queries.decision_clock import Calendars, clock_of
from licensing.queries.silence import awaited
from licensing.rules.requests import OPEN

SOON = 3  # working days
YEAR = timedelta(days=366)
MOST_LATE = 50
LEAST_OF_A_DAY = timedelta(hours=32)  # five working days are seven others, less a weekend at the edge
CANDIDATES = 300  # decided after more days than the clock has, stops not yet taken off
FRIDAY, SUNDAY = 4, 6  # as Python counts weekdays
OPEN_STATES = [state.value for state in OPEN]


@dataclass(frozen=True)
class Load:
    """One officer's desk today; `away` is the absence that runs."""

    officer: User
    open: int
    due_soon: int
    overdue: int
    to_approve: int
    away: Absence | None


@dataclass(frozen=True)
class Late:
    """A case that ran or runs beyond its clock: by how many working days."""

    request: AuthorisationRequest
    due_on: date
    days: int | None  # None where the years whose holidays are held end before
    is_open: bool


@dataclass(frozen=True)
class Week:
    """What the head of an authority asks on a Monday, as the lists behind the numbers count it."""

    since: date  # the last Friday before today
    arrived: int
    due: int  # within the next working days, or overdue
    silent: int  # answers that are awaited, of ours and of others, whose day counts by itself
    away: int  # officers, until Sunday
    urgent: int


def week(user: User, authority: Organisation, *, calendar: Calendar, at: datetime) -> Week:
    """Of the cases that the reader may see, in three queries."""
    today = calendar.local_date(at)
    since = today - timedelta(days=(today.weekday() - FRIDAY) % 7 or 7)
    is_open = Q(status__in=OPEN_STATES)
    known = AuthorisationRequest.objects.handled_by(user).filter(authority=authority)
    counts = known.aggregate(
        arrived=Count("pk", filter=Q(submitted_at__gte=datetime.combine(since, time.min, BRUSSELS))),
        due=Count("pk", filter=is_open & Q(due_on__lte=_soon(calendar, today))),
        urgent=Count("pk", filter=is_open & (Q(urgent_on__isnull=False) | Q(asks_to_be_urgent=True))),
    )
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    away = {each.officer_id for each in ahead(authority, at=at) if each.from_on <= sunday}
    return Week(since=since, silent=awaited(user, at=at), away=len(away), **counts)


def officers_of(authority: Organisation, *, at: datetime) -> list[User]:
    """Everybody who may handle cases there now, by name."""
    seats = Seat.objects.live(at=at).granting(Permission.HANDLE, [authority.pk])
    return list(User.objects.filter(pk__in=seats.values("user_id"), is_active=True).order_by("name", "email"))


def load(authority: Organisation, *, calendar: Calendar, at: datetime) -> list[Load]:
    """Whoever has most to do first; officers without a case are shown as well, one may hand something over."""
    today = calendar.local_date(at)
    counted = _by_officer(authority, today, _soon(calendar, today), at)
    waiting, withheld = _waiting(authority)
    away = {each.officer_id: each for each in ahead(authority, at=at) if each.from_on <= today}
    rows = [
        Load(
            officer,
            *counted.get(officer.pk, (0, 0, 0)),
            to_approve=waiting - withheld[officer.pk],
            away=away.get(officer.pk),
        )
        for officer in officers_of(authority, at=at)
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.due_soon, -row.open))


def unassigned(authority: Organisation, *, at: datetime) -> int:
    """Cases that nobody has: not taken yet, or taken by somebody who left."""
    return _open(authority).unassigned(at=at).count()


def _open(authority: Organisation) -> AuthorisationRequestQuerySet:
    return AuthorisationRequest.objects.filter(authority=authority, status__in=OPEN_STATES)


def _soon(calendar: Calendar, today: date) -> date:
    return calendar.last_day_if_known(today, SOON) or today + timedelta(days=calendar_days(SOON))


def _by_officer(
    authority: Organisation, today: date, soon: date, at: datetime
) -> dict[UUID, tuple[int, int, int]]:
    counts = (
        _open(authority)
        .assigned(at=at)
        .values("assigned_to")
        .annotate(
            open=Count("pk"),
            due_soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=soon)),
            overdue=Count("pk", filter=Q(due_on__lt=today)),
        )
    )
    return {row["assigned_to"]: (row["open"], row["due_soon"], row["overdue"]) for row in counts.order_by()}


def _waiting(authority: Organisation) -> tuple[int, Counter[UUID]]:
    """How many proposals wait for a second officer, and how many of them each officer may not approve.

    One's own, and those of a case from which one has stepped back (`Proposal.objects.approvable_by`).
    """
    pending = Proposal.objects.pending().filter(request__authority=authority)
    proposers = dict(pending.values_list("request", "proposed_by").order_by())
    stepped_back = Conflict.objects.standing().filter(request__in=pending.values("request"))
    withheld = {(officer, request) for request, officer in proposers.items()}
    withheld |= set(stepped_back.values_list("officer", "request").order_by())
    return len(proposers), Counter(officer for officer, _request in withheld)


def late(user: User, authority: Organisation, *, calendar: Calendar, at: datetime) -> list[Late]:
    """What is overdue now, then what was decided late within a year, the latest first, as the reader may know it."""
    today = calendar.local_date(at)
    known = AuthorisationRequest.objects.visible_to(user).filter(authority=authority)
    known = known.as_listed().with_assignee(at=at)
    overdue = known.filter(status__in=OPEN_STATES, due_on__lt=today)
    running = [_running(request, calendar, today) for request in overdue.order_by("due_on", "pk")[:MOST_LATE]]
    return [*running, *_decided_late(known, authority, calendar, at)][:MOST_LATE]


def _running(request: AuthorisationRequest, calendar: Calendar, today: date) -> Late:
    assert request.due_on
    return Late(request, request.due_on, calendar.working_days_if_known(request.due_on, today), True)


def _decided_late(
    known: QuerySet[AuthorisationRequest], authority: Organisation, calendar: Calendar, at: datetime
) -> Iterable[Late]:
    """Only what took more calendar days than its working days can hold is reckoned with its stops."""
    least = ExpressionWrapper(F("clock_days") * Value(LEAST_OF_A_DAY), DurationField())
    decided = known.filter(decided_at__gt=at - YEAR)
    candidates = decided.annotate(took=F("decided_at") - F("submitted_at"), least=least).filter(
        took__gt=F("least")
    )
    calendars = Calendars({str(authority.member_state_id): calendar})
    rows = candidates.select_related("authority").prefetch_related("clock_stops")
    for request in rows.order_by("-decided_at", "pk")[:CANDIDATES]:
        clock = clock_of(request, at=at, calendars=calendars)
        if clock and clock.overdue and clock.due_on:
            decided_on = calendar.local_date(request.decided_at) if request.decided_at else clock.due_on
            days = calendar.working_days_if_known(clock.due_on, decided_on)
            yield Late(request, clock.due_on, days, False)
