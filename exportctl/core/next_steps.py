"""What waits, in words: the lines of a list, and the one next step on top of a page."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from exportctl.core.calendar import Calendar
from exportctl.core.countries import country, of_state
from exportctl.core.errors import YearsNotHeld
from exportctl.core.formatting import long_day, short_day, weekday
from exportctl.core.queries.reference import INSTITUTIONS, calendar_of, calendars
from exportctl.core.queries.todos import Todo
from exportctl.core.todos import declared

SOON = 3  # working days


@dataclass(frozen=True)
class Act:
    """A link, or a button that posts its `fields`; `tone` of a button that ends something."""

    label: str
    url: str
    fields: tuple[tuple[str, str], ...] | None = None
    tone: str = ""


@dataclass(frozen=True)
class Day:
    """A last day and how far it is, in working days of whoever must act; negative once it has passed.

    `left` is None where the calendar does not reach so far: the day is said, and no count.
    """

    on: date
    left: int | None
    is_over: bool = False  # where nothing is counted

    @property
    def is_late(self) -> bool:
        return self.is_over if self.left is None else self.left < 0

    @property
    def tone(self) -> str:
        if self.is_late:
            return "late"
        return "soon" if self.left is not None and self.left <= SOON else "todo"

    @property
    def short(self) -> str:
        """For a line: `5 working days late · 22 Nov 2026`."""
        return " · ".join(filter(None, (self.left_in_words, short_day(self.on))))

    @property
    def left_in_words(self) -> str:
        if self.left is None:
            return ""
        if self.left < 0:
            return ngettext("%(n)d working day late", "%(n)d working days late", -self.left) % {
                "n": -self.left
            }
        if self.left == 0:
            return _("today")
        return ngettext("%(n)d working day left", "%(n)d working days left", self.left) % {"n": self.left}

    def sentence(self, due: str = "") -> str:
        """For the head of a page: what is `due`, when, and how far that is."""
        words = {"what": _subjects()[due], "day": weekday(self.on), "n": abs(self.left or 0)}
        if self.left is None:
            text = _("%(what)s was due on %(day)s.") if self.is_over else _("%(what)s is due on %(day)s.")
        elif self.left < 0:
            text = ngettext(
                "%(what)s was due on %(day)s, %(n)d working day ago.",
                "%(what)s was due on %(day)s, %(n)d working days ago.",
                -self.left,
            )
        elif self.left == 0:
            text = _("%(what)s is due today, %(day)s.")
        else:
            text = ngettext(
                "%(what)s is due on %(day)s: %(n)d working day left.",
                "%(what)s is due on %(day)s: %(n)d working days left.",
                self.left,
            )
        return text % words


def _subjects() -> dict[str, str]:
    return {
        "": pgettext("what is due", "It"),
        "decision": pgettext("what is due", "The decision"),
        "answer": pgettext("what is due", "The answer"),
        "advice": pgettext("what is due", "The advice"),
        "review": pgettext("what is due", "The review"),
        "reply": pgettext("what is due", "The reply"),
        "report": pgettext("what is due", "The report"),
        "notice": pgettext("what is due", "The notice"),
    }


@dataclass(frozen=True)
class Line:
    """One thing to do, with its words and the address where it is done."""

    todo: Todo
    sentence: str
    words: str
    act: Act
    day: Day | None

    @property
    def title(self) -> str:
        """What it is about: an item, a person, whose public holidays."""
        code = self.todo.facts.get("calendar")
        if not code:
            return self.todo.title
        return _("The Union's institutions") if code == INSTITUTIONS else country(code)

    @property
    def tone(self) -> str:
        """Late is who has to act: not the officer whose exporter has not answered."""
        tone = self.day.tone if self.day else "todo"
        return "todo" if tone == "late" and self.todo.kind.of_another else tone


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What a page puts first: a sentence of who does what, by when, the button for it; everything else in a menu.

    `tone`: late, soon, todo (somebody's turn who reads it), waiting (somebody else's), done (nobody's).
    """

    tone: str
    sentence: str
    when: str = ""
    words: str = ""
    words_are: str = ""
    is_late: bool = False  # though somebody else's turn
    title: str = ""  # of what it is about, where the page does not say it
    reference: str = ""
    act: Act | None = None
    more: tuple[Act, ...] = ()
    others: tuple[Line, ...] = field(default=())


def day_of(due_on: date, *, calendar: Calendar, at: datetime) -> Day:
    """How far a last day is on the calendar of whoever must act."""
    today = calendar.local_date(at)
    try:
        if today > due_on:
            return Day(due_on, -max(calendar.working_days_between(due_on, today), 1))
        return Day(due_on, calendar.working_days_between(today, due_on))
    except YearsNotHeld:
        return Day(due_on, None, is_over=today > due_on)


def not_counted(state: str, *, since: date) -> str:
    """Why a last day after `since` is not known yet on a state's calendar, and who makes it known."""
    text = _(
        "The last day is known once the Commission has entered the public holidays %(of_state)s for %(year)d."
    )
    return text % {"of_state": of_state(state), "year": calendar_of(state).missing_year(since)}


def lines(todos: Iterable[Todo], *, at: datetime, known: Mapping[str, Calendar] | None = None) -> list[Line]:
    """In the order given; reads the calendars that `known` does not hold, in one query."""
    listed = list(todos)
    states = {each.state or INSTITUTIONS for each in listed if each.due_on}
    by_state = dict(known or {})
    if missing := sorted(states - by_state.keys()):
        by_state |= calendars(missing)
    return [_line(each, by_state, at) for each in listed]


def _line(todo: Todo, by_state: Mapping[str, Calendar], at: datetime) -> Line:
    facts = {name: _spoken(name, value) for name, value in todo.facts.items()}
    facts |= {"row": todo.row, "about": todo.about}
    page = declared().pages[todo.kind]
    day = day_of(todo.due_on, calendar=by_state[todo.state or INSTITUTIONS], at=at) if todo.due_on else None
    words = " ".join(str(facts.get(todo.kind.words) or "").split())
    act = Act(str(todo.kind.act), page.address(facts))
    return Line(todo, str(todo.kind.sentence) % facts, words, act, day)


def _spoken(name: str, value: Any) -> Any:
    """A fact that is a day, as people write it."""
    return long_day(date.fromisoformat(value)) if name.endswith("_on") and value else value


@dataclass(frozen=True)
class Group:
    """What waits about one thing, under its name."""

    title: str
    reference: str
    company: str
    lines: tuple[Line, ...]


def grouped(lines: Iterable[Line]) -> list[Group]:
    """By what they are about, each where the most pressing of its lines stands."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.todo.noun, line.todo.about), []).append(line)
    return [
        Group(first.title, first.todo.reference, first.todo.facts.get("company") or "", (first, *others))
        for first, *others in groups.values()
    ]


def step_of(first: Line, *others: Line, more: Iterable[Act] = (), is_named: bool = False) -> NextStep:
    """The band for the most pressing of several; `is_named` where the page does not say what it is about.

    Words that need an introduction are read on the page of what they are about.
    """
    kind = first.todo.kind
    return NextStep(
        tone=first.tone,
        sentence=first.sentence + ("" if first.sentence.endswith((".", "?", "!", "”")) else "."),
        when=first.day.sentence(first.todo.kind.due) if first.day else "",
        words="" if is_named and kind.words_are else first.words,
        words_are=str(kind.words_are),
        title=first.title if is_named else "",
        reference=first.todo.reference if is_named else "",
        act=first.act,
        more=tuple(more),
        others=others,
    )


def home_step(
    todos: Iterable[Todo],
    *,
    at: datetime,
    nouns: Container[str] | None = None,
    known: Mapping[str, Calendar] | None = None,
) -> NextStep | None:
    """For the first page of a desk: the most pressing thing of all; of its `nouns`, or None where none waits."""
    waiting = [each for each in todos if each.kind.counts and (nouns is None or each.noun in nouns)][:1]
    if waiting:
        return step_of(*lines(waiting, at=at, known=known), is_named=True)
    return NextStep(tone="done", sentence=_("Nothing waits for you.")) if nouns is None else None
