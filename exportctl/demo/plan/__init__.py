"""The demonstration's plan: from the content, the calendars and the present to steps with instants. No database."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from operator import attrgetter

from exportctl.core.calendar import Calendar, brussels_date
from exportctl.demo.content import cases, export_requests, states
from exportctl.demo.plan.asides import asides
from exportctl.demo.plan.desks import desk_steps
from exportctl.demo.plan.steps import Present, Step
from exportctl.demo.plan.stories import story

BEFORE_END = timedelta(days=60)  # as far as a window that is open now may reach


class OutOfSpan(ValueError):
    """The calendars that are held do not reach far enough around the present."""


def plan(*, at: datetime, calendars: Mapping[str, Calendar]) -> list[Step]:
    """Every step of the history before `at`, in the order in which they happen. Raises OutOfSpan.

    The same steps on any day: what differs is when. Those of one instant keep the content's order.
    """
    require_span(at=at, calendars=calendars)
    present, home = Present.of(at, calendars), states()
    content = cases() | export_requests()
    beside = asides(content)
    steps = [
        step
        for place, (key, case) in enumerate(content.items())
        for step in story(
            case, beside.get(key, ()), state=home[case["exporter"]], present=present, place=place
        )
    ]
    return sorted([*steps, *desk_steps(present)], key=attrgetter("at"))


def span(calendars: Mapping[str, Calendar]) -> tuple[date, date]:
    """From 1 March of the second year held to 60 days before the end of the last: in Brussels, both days count."""
    years = sorted(frozenset.intersection(*(calendar.years for calendar in calendars.values())))
    return date(years[1], 3, 1), date(years[-1], 12, 31) - BEFORE_END


def require_span(*, at: datetime, calendars: Mapping[str, Calendar]) -> None:
    first, last = span(calendars)
    if not first <= (day := brussels_date(at)) <= last:
        raise OutOfSpan(
            f"The demonstration can be seeded as of any day from {first} to {last}, for which public holidays"
            f" are held; {day} is none of them. Choose one: seed_demo --as-of {first}T12:00:00Z"
        )
