"""The worklist: what an authority has to do, filtered, sorted, counted; a row costs no query of its own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.expressions import OrderBy

from exportctl.core import access
from exportctl.core.calendar import Calendar, calendar_days
from exportctl.core.lists.pages import ListPage, Order, first_page, page_of
from exportctl.core.models import User
from exportctl.core.queries.statements import Written, prepared, rows_of
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.permissions import Permission
from exportctl.desks.worklist.queries.filters import ME, NEAR, NOBODY, VIEWS, WorklistFilter
from licensing.models import (
    AuthorisationRequest,
    ClockStop,
    Proposal,
    RequestDestination,
    RequestLine,
    RequestParty,
    RequestTag,
)
from licensing.models.messages import unread_count
from licensing.models.requests import AuthorisationRequestQuerySet, is_assigned, is_at
from licensing.models.tags import tag_labels
from licensing.queries import search
from licensing.queries.absences import stood_in_for
from licensing.queries.exporters import exporters_named
from licensing.rules.messages import Side
from licensing.rules.requests import OPEN, State
from licensing.rules.versions import Role
from notifications.models import ObjectionProcedure

PAGE = 20  # rows: on the narrowest phones not much over four screens
MOST_COUNTED = 10_000  # further on the number says less than the time it takes
MOST_EXPORTED = 10_000
MOST_LATE = 99  # of others, as a number
MOST_PLACED = 500  # cases of a list among which one has its place
OPEN_STATES = sorted(state.value for state in OPEN)
BEFORE_THE_STATES = [State.REFUSED.value, State.AUTHORISATION_REQUIRED.value]
DAY = timedelta(days=1)
OPEN_VIEWS = [view for view in VIEWS if view not in ("procedure", "all")]

ORDERS: Mapping[str, tuple[str, ...]] = {
    "clock": ("urgent_on", "due_on", "-submitted_at", "pk"),
    "reference": ("reference",),
    "item": ("line__name", "pk"),
    "exporter": ("exporter__legal_name", "due_on", "pk"),
    "destination": ("first_destination__country", "due_on", "pk"),
    "stage": ("status", "due_on", "pk"),
    "submitted": ("submitted_at", "pk"),
}
JOINED = {"item": "line", "destination": "first_destination"}


@dataclass(frozen=True)
class Counts:
    """How many cases each view has; `shown` is how many the filters leave. What is capped reads "10,000 or more"."""

    views: dict[str, int]
    saved: dict[str, int]
    shown: int


@dataclass(frozen=True)
class Near:
    """What now decides: who has a case, the last of the next three working days by authority, whose place one takes."""

    days: dict[Any, date]
    at: datetime
    user: User | None = None

    @classmethod
    def of(cls, calendars: Mapping[Any, Calendar], user: User, *, at: datetime) -> "Near":
        days = {
            authority: _last_near(calendar, calendar.local_date(at))
            for authority, calendar in calendars.items()
        }
        return cls(days, at, user)

    @property
    def stood_in_for(self) -> Any:
        """A query of people's ids."""
        return stood_in_for(self.user, at=self.at) if self.user else ()

    def name_for(self, user: User) -> str:
        """Of a statement that is written by these days; which of the reader's authorities each is of is part of it."""
        own = access.organisation_ids_of(user, Permission.HANDLE)
        return str([(own.index(authority), str(day)) for authority, day in self.days.items()])

    @property
    def condition(self) -> Q:
        near = Q(pk__in=[])
        for authority, day in self.days.items():
            near |= Q(authority=authority, due_on__lte=day)
        return near


def _last_near(calendar: Calendar, today: date) -> date:
    """Beyond the years whose holidays are held nothing of that year has a last day: as if it had none."""
    return calendar.last_day_if_known(today, NEAR) or today + timedelta(days=calendar_days(NEAR))


def cases_of(user: User) -> AuthorisationRequestQuerySet:
    """Everything the person handles."""
    return AuthorisationRequest.objects.handled_by(user)


def narrowed(user: User, filters: WorklistFilter, *, near: Near) -> AuthorisationRequestQuerySet:
    """The cases that an address asks for, in no order."""
    cases = cases_of(user).filter(_view(filters.view, user, near), *_conditions(filters, user, near.at))
    return cases.filter(search.about(user, filters.words)) if filters.words else cases


def ordered(cases: AuthorisationRequestQuerySet, filters: WorklistFilter) -> AuthorisationRequestQuerySet:
    """As listed; cases without a day (paused, decided) come last by the clock, whichever way it runs."""
    cases = cases.as_listed()
    if filters.sort_column in JOINED:
        # The row's own authority, for its index: the first of a hundred thousand come in order, unsorted.
        cases = cases.filter(**{f"{JOINED[filters.sort_column]}__authority": F("authority")})
    return cases.order_by(*_order(filters))


def rows(user: User, filters: WorklistFilter, *, near: Near) -> AuthorisationRequestQuerySet:
    """With all that a row shows, in the same query."""
    stops = ClockStop.objects.filter(request=OuterRef("pk"), until_at=None).order_by()
    windows = ObjectionProcedure.objects.filter(request=OuterRef("pk"), status="open").order_by()
    cases = narrowed(user, filters, near=near).annotate(
        paused_since=Subquery(stops.values("request").annotate(at=Max("from_at")).values("at")),
        procedure_closes_at=Subquery(windows.values("request").annotate(at=Max("closes_at")).values("at")),
        tag_labels=tag_labels(),
        unread=unread_count(user, side=Side.AUTHORITY),
    )
    return (
        ordered(cases, filters)
        .select_related("exporter", "authority__member_state")
        .with_assignee(at=near.at)
    )


def page(user: User, filters: WorklistFilter, *, near: Near, total: int) -> ListPage[AuthorisationRequest]:
    """The rows that the address asks for, of `total`. A first page is asked most: its statement is held."""
    if filters.page > 1 or filters.after or filters.before or not _is_held(filters):
        return page_of(rows(user, filters, near=near), filters, size=PAGE, total=total)

    def build() -> AuthorisationRequestQuerySet:
        return rows(user, filters, near=near)[: PAGE + 1]

    shown = rows_of(user, _name("rows", user, filters, near), build, at=near.at)
    order = Order.by(AuthorisationRequest, _order(filters))
    return first_page(shown, order, filters, size=PAGE, total=total)


def _name(of: str, user: User, filters: WorklistFilter, near: Near) -> str:
    """Of a held statement: all that it is written by, beside who asks."""
    return f"worklist {of} {near.name_for(user)} {filters.view} {filters.sort} {filters.narrowing}"


def late_elsewhere(
    user: User, calendars: Mapping[Any, Calendar], *, at: datetime
) -> list[tuple[str, str | None]]:
    """Cases that others should have decided by now, the latest first: reference, and who has it or None."""
    today = {authority: calendar.local_date(at) for authority, calendar in calendars.items()}
    near = Near(today, at, user)

    def build() -> Any:
        late = Q(pk__in=[])
        for authority, day in today.items():
            late |= Q(authority=authority, due_on__lt=day)
        cases = cases_of(user).filter(late, status__in=OPEN_STATES).with_assignee(at=at)
        others = cases.filter(~Q(assigned_to=user) | Q(assigned_to=None))
        who = Case(When(has_assignee=True, then=F("assigned_to__name")))
        return others.order_by("due_on", "pk").values_list("reference", who)[: MOST_LATE + 1]

    return rows_of(user, f"worklist late {near.name_for(user)}", build, at=at)


@dataclass(frozen=True)
class Place:
    """Where a case stands in a list, and which one is next; number 0: it is not in it, or no longer."""

    number: int
    of: int
    next: str  # its reference; empty at the end of the list


def place_of(reference: str, user: User, filters: WorklistFilter, *, near: Near) -> Place:
    """One query, over the first cases of the list alone."""

    def build() -> Any:
        cases = ordered(narrowed(user, filters, near=near), filters)
        return cases.values_list("reference")[:MOST_PLACED]

    held = _is_held(filters)
    rows = rows_of(user, _name("places", user, filters, near), build, at=near.at) if held else build()
    listed = [listed for (listed,) in rows]
    number = listed.index(reference) + 1 if reference in listed else 0
    return Place(number, len(listed), next(iter(listed[number:]), ""))


def exported(user: User, filters: WorklistFilter, *, near: Near) -> Iterator[AuthorisationRequest]:
    """At most 10,000 rows, a thousand at a time."""
    end_users = RequestParty.objects.filter(version=OuterRef("version"), role=Role.END_USER.value)
    named = ArraySubquery(end_users.order_by("number").values("name"))
    cases = rows(user, filters, near=near).with_own_reference().annotate(end_user_names=named)
    return cases[:MOST_EXPORTED].iterator(chunk_size=1000)


def counts(user: User, filters: WorklistFilter, saved: Mapping[str, WorklistFilter], *, near: Near) -> Counts:
    """The open views in one pass over the open cases' own index; what may be many is counted up to a limit."""
    wanted = {
        "procedure": WorklistFilter(view="procedure"),
        "all": WorklistFilter(view="all"),
        **{key: each for key, each in saved.items() if each.view != "all"},
    }
    if filters.narrowing:
        wanted["shown"] = filters
    held = {key: each for key, each in wanted.items() if _is_held(each)}
    counted = _held_counts(user, held, near)
    if others := {key: each for key, each in wanted.items() if key not in held}:
        counted |= zip(others, _one_row(*_counts_of(user, others.values(), near)), strict=True)
    views = {key: counted.pop(key) for key in VIEWS}
    shown = counted.pop("shown", views[filters.view])
    return Counts(views, counted, shown)


def _is_held(filters: WorklistFilter) -> bool:
    """May its count be part of a statement that is kept? Not with a colleague's key, a day or a search of its own."""
    of_its_own = (filters.words, filters.exporter, filters.since, filters.until)
    return not any(of_its_own) and filters.assignee in ("", ME, NOBODY)


def _held_counts(user: User, wanted: Mapping[str, WorklistFilter], near: Near) -> dict[str, int]:
    """Of the open views and of `wanted`; written once for all whose seats, days and saved views are alike."""

    def write() -> Written:
        opened, given = _open_counts(user, near)
        parts, more = _counts_of(user, wanted.values(), near)
        return f"SELECT * FROM ({opened}) AS opened, ({parts}) AS counted", [*given, *more]

    asked = [(each.view, each.narrowing) for each in wanted.values()]
    name = f"worklist counts {near.name_for(user)} {asked}"
    (row,) = prepared(user, name, write, at=near.at).rows(at=near.at)
    return dict(zip((*OPEN_VIEWS, *wanted), row, strict=True))


def _open_counts(user: User, near: Near) -> Written:
    conditions = {
        f"is_{key}": ExpressionWrapper(_view(key, user, near), output_field=BooleanField())
        for key in OPEN_VIEWS
    }
    cases = cases_of(user).filter(status__in=OPEN_STATES).annotate(**conditions).values(*conditions)
    sql, given = cases.query.sql_with_params()
    numbers = ", ".join(f'count(*) FILTER (WHERE "{name}"::boolean)' for name in conditions)
    return f"SELECT {numbers} FROM ({sql}) AS cases", list(given)


def _counts_of(user: User, wanted: Iterable[WorklistFilter], near: Near) -> Written:
    """Each number up to one more than is counted, all in one statement."""
    parts: list[str] = []
    parameters: list[Any] = []
    for each in wanted:
        cases = narrowed(user, each, near=near).values("pk")[: MOST_COUNTED + 1]
        try:
            sql, given = cases.query.sql_with_params()
        except EmptyResultSet:  # a question without a single word: Django knows that nothing answers it
            sql, given = "SELECT WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        parameters += given
    return f"SELECT {', '.join(parts)}", parameters


def _one_row(sql: str, parameters: list[Any]) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row: tuple[int, ...] = cursor.fetchone()
        return row


def _view(view: str, user: User, near: Near) -> Q:
    is_open = Q(status__in=OPEN_STATES)
    windows = ObjectionProcedure.objects.filter(request=OuterRef("pk"), status="open")
    views = {
        # One's own, and those of a colleague in whose place one acts.
        "mine": lambda: is_open & (Q(assigned_to=user) | Q(assigned_to__in=near.stood_in_for)),
        "unassigned": lambda: is_open & ~is_assigned(at=near.at),
        "due": lambda: is_open & near.condition,
        "waiting": lambda: Q(status=State.INFORMATION_REQUESTED.value),
        "approve": lambda: Q(pk__in=Proposal.objects.approvable_by(user).values("request")),
        "procedure": lambda: Q(Exists(windows), status__in=BEFORE_THE_STATES),
        "urgent": lambda: is_open & (Q(urgent_on__isnull=False) | Q(asks_to_be_urgent=True)),
        "open": lambda: is_open,
        "all": Q,
    }
    return views[view]()


def _conditions(filters: WorklistFilter, user: User, at: datetime) -> Iterator[Q]:
    if filters.status:
        yield is_at(filters.status)
    if filters.kind:
        yield Q(kind=filters.kind)
    if filters.team:
        yield Q(team__iexact=filters.team)
    if filters.destination:
        there = RequestDestination.objects.filter(version=OuterRef("version"), country=filters.destination)
        yield Q(Exists(there))
    if filters.function:
        lines = RequestLine.objects.filter(
            version=OuterRef("version"), functions__contains=[filters.function]
        )
        yield Q(Exists(lines))
    if filters.assignee:
        yield _assigned_to(filters.assignee, user, at)
    if filters.tag:
        tagged = RequestTag.objects.filter(request=OuterRef("pk"), tag__label__iexact=filters.tag)
        yield Q(Exists(tagged))
    if filters.exporter:
        authorities = access.organisations_of(user, Permission.HANDLE)
        yield Q(exporter__in=exporters_named(filters.exporter, authorities=authorities))
    if filters.flags:
        yield Q(red_flag_count__gte=filters.flags)
    if filters.since:
        yield Q(submitted_at__gte=_midnight(filters.since))
    if filters.until:
        yield Q(submitted_at__lt=_midnight(filters.until + DAY))


def _assigned_to(assignee: str, user: User, at: datetime) -> Q:
    if assignee == NOBODY:
        return ~is_assigned(at=at)
    return Q(assigned_to=user.pk if assignee == ME else assignee) & is_assigned(at=at)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)


def _order(filters: WorklistFilter) -> list[OrderBy]:
    """The other way round turns every part, so that one index serves both; a missing day stays last."""
    parts = []
    for part in ORDERS[filters.sort_column]:
        if part == "urgent_on":  # what is urgent comes first, whichever way the clock runs
            parts.append(F(part).asc(nulls_last=True))
            continue
        turned = part.startswith("-") != filters.is_descending
        name = F(part.removeprefix("-"))
        last = (part == "due_on" and filters.sort_column == "clock") or None
        parts.append(name.desc(nulls_last=last) if turned else name.asc(nulls_last=last))
    return parts
