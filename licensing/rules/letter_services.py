"""How a letter is served, and on which day it counts as served: what a remedy's period is counted from.

The law of service is national. The authority stores its rule, as two of its officers confirm it; what is stored is
frozen on each attempt, so that another rule moves no day that is running.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from exportctl.core.calendar import DAY, Calendar
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Choice, Date, Object, Text


class Way(StrEnum):
    PORTAL = "portal"
    REGISTERED_POST = "registered_post"
    BY_HAND = "by_hand"
    ABROAD = "abroad"


class Rule(StrEnum):
    NONE = ""  # the authority has stored none: this way serves nothing
    OPENED = "opened"  # the addressee confirms the receipt in the portal
    DAYS = "days"  # so many days after it was sent
    SLIP = "slip"  # the date on the slip, the receipt or the record of who handed it over


class Standing(StrEnum):
    """Where the service of a letter is."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    SERVED = "served"
    FAILED = "failed"  # the last attempt; another one is due


WAY_LABELS = {
    Way.PORTAL.value: _("In the portal"),
    Way.REGISTERED_POST.value: _("Registered post"),
    Way.BY_HAND.value: _("By hand"),
    Way.ABROAD.value: _("Abroad, by the foreign authority or consulate"),
}
STANDING_LABELS = {
    Standing.NOT_SENT.value: _("Not served yet"),
    Standing.SENT.value: _("On its way"),
    Standing.SERVED.value: _("Served"),
    Standing.FAILED.value: _("Could not be served"),
}
MOST_DAYS = 60
COUNT_DAY = "count_service_day"  # the clock's own, once the holidays of the year of that day are entered

SENDING = Object(
    members={
        "way": Choice(options=tuple(Way), gap=_("Choose how the letter is served.")),
        "addressee": Text(most=300, lines=True, gap=_("Say to whom it is addressed.")),
        "power": Text(most=300, required=False),
        "sent_on": Date(gap=_("Give the day on which it was sent.")),
    }
)
RESULT = Object(
    members={
        "served_on": Date(required=False),
        "failed_because": Text(most=1000, lines=True, required=False),
    }
)


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """What an authority stored for one way."""

    rule: Rule
    days: int = 0  # of DAYS
    moves: bool = False  # a day that is no working day becomes the next one


@dataclass(frozen=True, slots=True)
class Presumption:
    """When a letter counts as served though nobody says so: both None where somebody has to.

    Where the rule moves the day off a day that is no working day, and nobody can tell yet whether it is one, the day
    before it moves is known alone: `counts_on` follows once the holidays of its year are entered.
    """

    counts_on: date | None = None
    presumed_on: date | None = None

    def as_fields(self) -> dict[str, date | None]:
        return {"counts_on": self.counts_on, "presumed_on": self.presumed_on}


def presumption(rule: ServiceRule, *, sent_on: date, calendar: Calendar) -> Presumption:
    """By the authority's rule; the day of sending is not counted."""
    if rule.rule != Rule.DAYS:
        return Presumption()
    day = sent_on + timedelta(days=rule.days)
    moved = moved_day(day, calendar=calendar) if rule.moves else day
    return Presumption(counts_on=moved) if moved else Presumption(presumed_on=day)


def moved_day(day: date, *, calendar: Calendar) -> date | None:
    """The day itself, or the next working day where it is none; None where that cannot be counted yet."""
    return calendar.last_day_if_known(day - DAY, 1)


def served_day(*, counts_on: date | None, slip_on: date | None) -> date | None:
    """A slip that names a later day goes before the day that is presumed; an earlier one does not."""
    return max((day for day in (counts_on, slip_on) if day), default=None)


def standing(
    *, sent: bool, failed: bool, counts_on: date | None, slip_on: date | None, today: date
) -> Standing:
    """Where the last attempt is, as of `today`."""
    if not sent:
        return Standing.NOT_SENT
    if failed:
        return Standing.FAILED
    day = served_day(counts_on=counts_on, slip_on=slip_on)
    return Standing.SERVED if day and day <= today else Standing.SENT
