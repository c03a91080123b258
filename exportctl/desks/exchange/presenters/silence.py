"""What ends by silence, in words: who is silent, what it will mean, when the alarms are."""

from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.calendar import Calendar
from exportctl.core.countries import country
from exportctl.desks.exchange.presenters import state_consultations
from licensing.models import CustomsHold, StateConsultation
from licensing.models.customs_holds import GROUND_LABELS
from licensing.models.state_consultations import ARTICLE_LABELS
from licensing.queries.silence import Silence

Words = str | Promise
RELEASED = gettext_lazy("Silence releases the export.")
COLUMNS = (
    gettext_lazy("Last day"),
    gettext_lazy("Working days left"),
    gettext_lazy("Who is asked"),
    gettext_lazy("Who asks"),
    gettext_lazy("Case"),
    gettext_lazy("On the ground of"),
    gettext_lazy("What silence will mean"),
)


@dataclass(frozen=True)
class Row:
    """One of the list."""

    silence: Silence
    is_ours: bool  # our own silence, not that of another state
    asked: str
    asks: str
    days_left: int | None  # None where the calendar does not reach so far
    ground: Words
    meaning: Words


def row_of(silence: Silence, *, states: set[str], calendar: Calendar, at: datetime) -> Row:
    """`states`: the reader's own. `calendar`: that of whoever is silent."""
    ground, meaning = _words(silence.on)
    return Row(
        silence=silence,
        is_ours=silence.state in states,
        asked=_("We ourselves") if silence.state in states else country(silence.state),
        asks=country(silence.asks),
        days_left=_days_left(silence, calendar, at),
        ground=ground,
        meaning=meaning,
    )


def _days_left(silence: Silence, calendar: Calendar, at: datetime) -> int | None:
    if silence.due_on is None:
        return None
    return calendar.working_days_if_known(calendar.local_date(at), silence.due_on)


@singledispatch
def _words(on: object) -> tuple[Words, Words]:
    raise TypeError(on)


@_words.register
def _of_question(on: StateConsultation) -> tuple[Words, Words]:
    return ARTICLE_LABELS[on.article], state_consultations.SILENCE[on.article]


@_words.register
def _of_hold(on: CustomsHold) -> tuple[Words, Words]:
    return GROUND_LABELS[on.ground], RELEASED


def cells(row: Row) -> list[object]:
    on = row.silence
    return [on.due_on, row.days_left, row.asked, row.asks, on.reference, row.ground, row.meaning]
