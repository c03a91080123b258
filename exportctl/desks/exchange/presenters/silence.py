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
from licensing.labels import hold_title
from licensing.models import CustomsHold, StateConsultation
from licensing.models.customs_holds import GROUND_LABELS
from licensing.models.state_consultations import ARTICLE_LABELS
from licensing.queries.decision_clock import Chip
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
    chip: Chip | None
    title: str  # the item
    ground: Words
    meaning: Words


def row_of(silence: Silence, *, states: set[str], calendar: Calendar, at: datetime) -> Row:
    """`states`: the reader's own. `calendar`: that of whoever is silent."""
    ground, meaning = _words(silence.on)
    days_left, is_ours = _days_left(silence, calendar, at), silence.state in states
    return Row(
        silence=silence,
        is_ours=is_ours,
        asked=_ourselves(silence) if is_ours else country(silence.state),
        asks=country(silence.asks),
        days_left=days_left,
        chip=_chip(silence, calendar, days_left),
        title=_title(silence.on),
        ground=ground,
        meaning=meaning,
    )


def _ourselves(silence: Silence) -> str:
    """The reader's authority; of a question to a whole state, the reader's own."""
    return silence.on.authority.short_name if isinstance(silence.on, CustomsHold) else _("We ourselves")


def _title(on: StateConsultation | CustomsHold) -> str:
    if isinstance(on, CustomsHold):
        return hold_title(on)
    return str((on.item or {}).get("name") or on.reference)


def _chip(silence: Silence, calendar: Calendar, days_left: int | None) -> Chip | None:
    if silence.due_on is None:
        return None
    days = calendar.working_days_if_known(silence.asked_on, silence.due_on)
    share = 1 - days_left / days if days and days_left is not None else 0.0
    return Chip(days_left=days_left, due_on=silence.due_on, share=share)


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
