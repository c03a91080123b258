"""Days, instants and numbers as people read them, in the active language (look: words)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils import formats
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from exportctl.core.calendar import last_date, place_of_end
from exportctl.core.countries import country
from exportctl.core.references import BRUSSELS

NARROW_SPACE = "\u202f"


def long_day(day: date, zone: ZoneInfo = BRUSSELS) -> str:
    """`25 November 2026`"""
    return _written(day, "DATE_FORMAT", zone)


def short_day(day: date, zone: ZoneInfo = BRUSSELS) -> str:
    """`25 Nov 2026`, for tables."""
    return _written(day, "SHORT_DATE_FORMAT", zone)


def brief_day(day: date, zone: ZoneInfo = BRUSSELS) -> str:
    """`25 Nov`, for worklists, where the year is left out."""
    return _written(day, "BRIEF_DAY_FORMAT", zone)


def weekday(day: date, zone: ZoneInfo = BRUSSELS) -> str:
    """`Wednesday 25 November 2026`, for deadlines."""
    return _written(day, "WEEKDAY_FORMAT", zone)


def day_and_month(day: date, zone: ZoneInfo = BRUSSELS) -> str:
    """`11 November`, for a day whose year is plain."""
    return _written(day, "MONTH_DAY_FORMAT", zone)


def moment(at: datetime, zone: ZoneInfo = BRUSSELS) -> str:
    """`Wed 25 Nov 2026, 10:42 Brussels`: the zone is always named."""
    return f"{_written(at, 'SHORT_DATETIME_FORMAT', zone)} {city(zone)}"


def last_day(at: datetime, zone: ZoneInfo = BRUSSELS) -> str:
    """`2 Dec 2026, 24:00 Brussels`: a window that ends before `at`, by its last day, never the next."""
    return _until(at, zone, short_day)


def deadline(at: datetime, zone: ZoneInfo = BRUSSELS) -> str:
    """`Wednesday 2 December 2026, 24:00 Brussels`: a last day as the one who must act reads it."""
    return _until(at, zone, weekday)


def _until(at: datetime, zone: ZoneInfo, write: Callable[[date], str]) -> str:
    zone = place_of_end(at, zone)
    local = at.astimezone(zone)
    if local.time() == time():
        return f"{write(last_date(at, zone))}, 24:00 {city(zone)}"
    return f"{write(local.date())}, {local:%H:%M} {city(zone)}"


def city(zone: ZoneInfo) -> str:
    """The place a zone is named after, in the active language."""
    return get_timezone_location(zone, locale=(get_language() or "en")[:2], return_city=True)


def number(value: int | float | Decimal, places: int | None = None) -> str:
    """`1,234.5`; in German and French `1 234,5`."""
    if places is not None:
        value = Decimal(str(value)).quantize(
            Decimal(1).scaleb(-places), ROUND_HALF_UP
        )  # Django would cut off
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def percent(share: float | Decimal, places: int = 1) -> str:
    """`38.7 %` of a share of 1: 0.387."""
    return f"{number(100 * share, places)}{NARROW_SPACE}%"


def inside(label: object) -> str:
    """A label within a sentence: it begins small, but a German noun keeps its capital."""
    text = str(label)
    if (get_language() or "").startswith("de") and text.partition(" ")[0] not in ("Der", "Die", "Das"):
        return text
    return text[:1].lower() + text[1:]


def _written(day: date, form: str, zone: ZoneInfo) -> str:
    local = day.astimezone(zone) if isinstance(day, datetime) else day
    text = formats.date_format(local, form)
    if (get_language() or "").startswith("fr"):
        text = re.sub(r"(?<!\d)1 (?=[^\W\d])", "1er ", text)
    return text


def marked_sentence(marked: Mapping[str, Any]) -> str:
    """A sentence that a rule marked for translation, with what fills it: `country` is a code. For notices and pages."""
    text: str = marked["text"]
    return gettext(text) % {**marked, "country": country(marked.get("country"))}


def regime_sentence(regime: str, in_force: bool) -> str:
    """Under which rules something happens, and whether they are law: for messages, calendars and feeds."""
    words = _("Rules: %(regime)s, in force.") if in_force else _("Rules: %(regime)s, not in force.")
    return words % {"regime": gettext(regime)}
