"""What waits for a person, of every kind: one statement for the rows, one for the numbers, however many there are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, JSONObject

from exportctl.core import access
from exportctl.core.calendar import brussels_date
from exportctl.core.models import HolidayYear, Invitation, ReferenceChange, Seat, User
from exportctl.core.queries.invitations import manageable_by
from exportctl.core.queries.notices import unread_news, unread_to_dos
from exportctl.core.queries.statements import ANY, Written, prepared
from exportctl.core.rules import invitations as rules
from exportctl.core.rules import todos as kinds
from exportctl.core.rules.holiday_years import DAYS_BEFORE
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.todos import DAYS_BEFORE_THE_END, TodoKind
from exportctl.core.todos import Source, declared

MOST = 20  # of one kind: what is more is worked from its list
MOST_COUNTED = 99
MOST_UNREAD = 100
NOTHING = "SELECT WHERE false"
COLUMNS = ("todo_kind", "todo_noun", "todo_about", "todo_row", "todo_on", "todo_facts")


@dataclass(frozen=True)
class Todo:
    """One thing to do: which kind, about what (a noun and its key), at which row, by which day, and what words need."""

    kind: TodoKind
    noun: str
    about: str
    row: str
    due_on: date | None
    facts: Mapping[str, Any]

    @property
    def title(self) -> str:
        return self.facts.get("title") or ""

    @property
    def reference(self) -> str:
        return self.facts.get("reference") or ""

    @property
    def state(self) -> str:
        """Whose working days count."""
        return self.facts.get("state") or ""


@dataclass(frozen=True)
class Waiting:
    """How many things wait for this very person; where unread news leads, and what is done by reading it there."""

    number: int
    news: list[str]
    read_there: list[str]


def todos(
    user: User, *, at: datetime, about: tuple[str, object] | None = None, most: int = MOST
) -> list[Todo]:
    """What waits for the person at `at`, of one noun with `about`; the most pressing first, at most `most` of a kind.

    First what is theirs, by its day, and before it what they are late with themselves; then what anyone of their
    office may do; drafts last.
    """
    noun, key = about or ("", ANY)
    statement = prepared(user, f"todos {noun} {most}", lambda: _rows(user, at, noun, most), at=at)
    known, rows = declared().kinds, statement.rows(at=at, key=key)
    today = brussels_date(at)
    return sorted((_todo(known, *row) for row in rows), key=lambda todo: _urgency(todo, today))


def counts(user: User, *, at: datetime) -> dict[str, int]:
    """How many there are of each kind, up to 99, in one statement."""
    counted: dict[str, int] = {}
    for code, number in prepared(user, "counts", lambda: _numbers(user, at), at=at).rows(at=at):
        counted[code] = counted.get(code, 0) + number
    return counted


def waiting(user: User, *, at: datetime) -> Waiting:
    """What the frame of every page says, in one statement."""
    (row,) = prepared(user, "waiting", lambda: _waiting(user, at), at=at).rows(at=at)
    return Waiting(*row)


def _waiting(user: User, at: datetime) -> Written:
    own = [_count_of(source.rows) for source in _sources(user, at) if source.kind.is_own]
    paths = [_paths_of(unread_news(user)), _paths_of(unread_to_dos(user))]
    number = " + ".join(sql for sql, _given in own)
    given = [each for _sql, parameters in [*own, *paths] for each in parameters]
    return f"SELECT {number}, {paths[0][0]}, {paths[1][0]}", given


def _numbers(user: User, at: datetime) -> Written:
    parts = [(source.kind.code, *_count_of(source.rows)) for source in _sources(user, at)]
    statement = " UNION ALL ".join(f"SELECT %s, {sql}" for _code, sql, _given in parts)
    return statement or NOTHING, [each for code, _sql, given in parts for each in (code, *given)]


def _count_of(rows: QuerySet[Any, Any]) -> Written:
    sql, given = _sql_of(rows.order_by().values("pk")[:MOST_COUNTED])
    return (f"(SELECT count(*) FROM ({sql}) AS counted)", given) if sql else ("0", [])


def _paths_of(notices: QuerySet[Any, Any]) -> Written:
    sql, given = _sql_of(notices.values("path")[:MOST_UNREAD])
    return (f"ARRAY({sql})", given) if sql else ("ARRAY[]::text[]", [])


def _rows(user: User, at: datetime, noun: str, most: int) -> Written:
    sources = [each for each in _sources(user, at) if noun in ("", each.noun)]
    branches = [_sql_of(_branch(source, is_about=bool(noun), most=most)) for source in sources]
    parts = [f"({sql})" for sql, _given in branches if sql]
    return " UNION ALL ".join(parts) or NOTHING, [each for _sql, given in branches for each in given]


def _sql_of(rows: QuerySet[Any, Any]) -> Written:
    """Empty where Django knows that there is none."""
    try:
        sql, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return "", []
    return sql, [*given]


def _sources(user: User, at: datetime) -> Iterator[Source]:
    for function in declared().sources:
        yield from function(user, at)


def _branch(source: Source, *, is_about: bool, most: int) -> QuerySet[Any, Any]:
    rows = source.rows.filter(**{source.about: ANY}) if is_about else source.rows
    due_on = Value(None) if source.due_on is None else source.due_on
    branch: QuerySet[Any, Any] = (
        rows.annotate(
            todo_kind=Value(source.kind.code, TextField()),
            todo_noun=Value(source.noun, TextField()),
            todo_about=Cast(F(source.about), TextField()),
            todo_row=Cast(F("pk"), TextField()),
            todo_on=Cast(due_on, DateField()),
            todo_facts=JSONObject(**source.facts),
        )
        .order_by(F("todo_on").asc(nulls_last=True), "pk")
        .values_list(*COLUMNS)[:most]
    )
    return branch


def _todo(known: Mapping[str, TodoKind], code: str, *rest: Any) -> Todo:
    noun, about, row, due_on, facts = rest
    return Todo(known[code], noun, about, row, due_on, json.loads(facts))


def _urgency(todo: Todo, today: date) -> tuple[bool, bool, bool, date, int]:
    order = list(declared().kinds)
    kind, day = todo.kind, todo.due_on or date.max
    is_late = day < today and not kind.of_another
    return (not kind.counts, kind.shared, not is_late, day, order.index(kind.code))


def sources(user: User, at: datetime) -> Iterable[Source]:
    """The kernel's own: invitations, seats about to end, changes of reference data."""
    yield _to_accept(user, at)
    if bodies := access.organisation_ids_of(user, Permission.MANAGE):
        yield _to_approve(user, bodies, at)
        yield _ending(bodies, at)
    if access.has_seat(user, Permission.ADMINISTER):
        yield Source(
            kind=kinds.APPROVE_REFERENCE,
            noun="reference_change",
            rows=ReferenceChange.objects.may_be_approved_by(user),
            facts={"title": Value(""), "who": F("proposed_by__name")},
        )
        yield _years_to_enter(kinds.ENTER_HOLIDAYS, at)
    if states := access.state_codes_of(user, Permission.HANDLE):
        yield _years_to_enter(kinds.REPORT_HOLIDAYS, at, calendar__in=states)


def _years_to_enter(kind: TodoKind, at: datetime, **those: Any) -> Source:
    """The last years that are held and end within half a year, where nobody has proposed the next one."""
    later = HolidayYear.objects.filter(calendar=OuterRef("calendar"), year__gt=OuterRef("year"))
    waiting = ReferenceChange.objects.pending().filter(kind="holiday_year")
    proposed = waiting.alias(code=KT("payload__calendar")).filter(code=OuterRef("calendar"))
    ending = HolidayYear.objects.filter(year__lt=(at + timedelta(days=DAYS_BEFORE)).year, **those)
    facts = {"title": Value(""), "year": F("year") + 1, "calendar": F("calendar")}
    rows = ending.exclude(Exists(later)).exclude(Exists(proposed))
    return Source(kind=kind, noun="holiday_year", rows=rows, facts=facts)


def _to_accept(user: User, at: datetime) -> Source:
    offered = Invitation.objects.open(at=at).filter(person=user)
    until = ExpressionWrapper(
        F("opened_at") + Value(rules.TIME_TO_ACCEPT, DurationField()), output_field=DateTimeField()
    )
    facts = {"title": F("organisation__name"), "state": F("organisation__member_state")}
    return Source(kind=kinds.ACCEPT_INVITATION, noun="invitation", rows=offered, due_on=until, facts=facts)


def _to_approve(user: User, bodies: list[Any], at: datetime) -> Source:
    """What `rules.may_approve` lets the person approve: neither the proposer nor whom it is about."""
    seats = Seat.objects.live(at=at).filter(
        content_object=OuterRef("organisation"),
        permission__codename=Permission.MANAGE.value,
        user__is_active=True,
    )
    others = seats.exclude(user=OuterRef("person")).order_by().values("content_object")
    managers = others.annotate(number=Count("user", distinct=True)).values("number")
    waiting = Invitation.objects.may_be_approved_by(user).exclude(person=user)
    allowed = Q(organisation__in=bodies) | Q(managers__lt=rules.FEWEST_MANAGERS)
    rows = waiting.filter(pk__in=manageable_by(user).values("pk")).alias(
        managers=Coalesce(Subquery(managers), 0)
    )
    facts = {"title": F("organisation__name"), "who": F("proposed_by__name"), "person": F("name")}
    return Source(kind=kinds.APPROVE_INVITATION, noun="invitation", rows=rows.filter(allowed), facts=facts)


def _ending(bodies: list[Any], at: datetime) -> Source:
    """Seats that end soon and are not yet followed by another of the same person."""
    soon = at + timedelta(days=DAYS_BEFORE_THE_END)
    following = Invitation.objects.unsettled().filter(
        organisation=OuterRef("content_object"),
        person=OuterRef("user"),
        permission=OuterRef("permission__codename"),
    )
    rows = Seat.objects.live(at=at).filter(
        ~Exists(following), content_object__in=bodies, ends_at__lte=soon, user__is_active=True
    )
    facts = {
        "title": F("content_object__name"),
        "who": F("user__name"),
        "state": F("content_object__member_state"),
    }
    # A seat ends at the midnight after its last day, which in Dublin and Lisbon is that of UTC.
    instant = ExpressionWrapper(
        F("ends_at") - Value(timedelta(microseconds=1), DurationField()), output_field=DateTimeField()
    )
    return Source(kind=kinds.RENEW_SEAT, noun="seat", rows=rows, due_on=instant, facts=facts)
