"""What waits for a person, of every kind: one statement for the rows, one for the numbers, however many there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
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
from django.db.models.functions import Cast, Coalesce, JSONObject

from exportctl.core import access
from exportctl.core.models import Invitation, ReferenceChange, Seat, User
from exportctl.core.queries.invitations import manageable_by
from exportctl.core.queries.notices import unread_messages_at, unread_news
from exportctl.core.rules import invitations as rules
from exportctl.core.rules import todos as kinds
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.todos import DAYS_BEFORE_THE_END, TodoKind
from exportctl.core.todos import Source, declared

MOST = 20  # of one kind: what is more is worked from its list
MOST_COUNTED = 99
MOST_UNREAD = 100
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
    """How many things wait for this very person; where unread news leads, and what else leads to the page read."""

    number: int
    news: list[str]
    here: list[str]


def todos(
    user: User, *, at: datetime, about: tuple[str, object] | None = None, most: int = MOST
) -> list[Todo]:
    """What waits for the person at `at`, of one noun with `about`; the most pressing first, at most `most` of a kind.

    First what is theirs, by its day; then what anyone of their office may do; drafts last.
    """
    branches = [
        branch for source in _sources(user, at) if (branch := _branch(source, about, most)) is not None
    ]
    if not branches:
        return []
    first, *others = branches
    rows = first.union(*others, all=True) if others else first
    known = declared().kinds
    return sorted((_todo(known, *row) for row in rows), key=_urgency)


def counts(user: User, *, at: datetime) -> dict[str, int]:
    """How many there are of each kind, up to 99, in one statement."""
    wanted: dict[str, list[QuerySet[Any, Any]]] = {}
    for source in _sources(user, at):
        wanted.setdefault(source.kind.code, []).append(source.rows)
    return {code: sum(numbers) for code, numbers in _counted(wanted).items()}


def waiting(user: User, *, at: datetime, here: Iterable[str] = ()) -> Waiting:
    """What the frame of every page says, in one statement; `here` are the addresses of the page that is read."""
    own = [part for source in _sources(user, at) if source.kind.is_own and (part := _count_of(source.rows))]
    paths = [_paths_of(unread_news(user)), _paths_of(unread_messages_at(user, here))]
    number = " + ".join(["0", *(sql for sql, _given in own)])
    given = [each for _sql, parameters in [*own, *paths] for each in parameters]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {number}, {paths[0][0]}, {paths[1][0]}", given)
        return Waiting(*cursor.fetchone())


def _paths_of(notices: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    try:
        sql, given = notices.values("path")[:MOST_UNREAD].query.sql_with_params()
    except EmptyResultSet:
        return "ARRAY[]::text[]", []
    return f"ARRAY({sql})", [*given]


def _counted(wanted: Mapping[str, list[QuerySet[Any, Any]]]) -> dict[str, list[int]]:
    parts: list[str] = []
    parameters: list[Any] = []
    places: list[str] = []
    for code, every in wanted.items():
        for rows in every:
            if part := _count_of(rows):
                parts.append(part[0])
                parameters += part[1]
                places.append(code)
    if not parts:
        return {}
    counted: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        for code, number in zip(places, cursor.fetchone(), strict=True):
            counted.setdefault(code, []).append(number)
    return counted


def _count_of(rows: QuerySet[Any, Any]) -> tuple[str, list[Any]] | None:
    """None where Django knows that there is none."""
    try:
        sql, given = rows.order_by().values("pk")[:MOST_COUNTED].query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"(SELECT count(*) FROM ({sql}) AS counted)", [*given]


def _sources(user: User, at: datetime) -> Iterator[Source]:
    for function in declared().sources:
        yield from function(user, at)


def _branch(source: Source, about: tuple[str, object] | None, most: int) -> QuerySet[Any, Any] | None:
    rows = source.rows
    if about is not None:
        noun, key = about
        if noun != source.noun:
            return None
        rows = rows.filter(**{source.about: key})
    due_on = Value(None) if source.due_on is None else source.due_on
    return (
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


def _todo(known: Mapping[str, TodoKind], code: str, *rest: Any) -> Todo:
    noun, about, row, due_on, facts = rest
    return Todo(known[code], noun, about, row, due_on, facts)


def _urgency(todo: Todo) -> tuple[bool, bool, date, int]:
    order = list(declared().kinds)
    kind = todo.kind
    return (not kind.counts, kind.shared, todo.due_on or date.max, order.index(kind.code))


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
    return Source(kind=kinds.RENEW_SEAT, noun="seat", rows=rows, due_on=F("ends_at"), facts=facts)
