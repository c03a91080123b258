"""Template filters over `exportctl.core.formatting` and `countries`. What is not known is shown as nothing."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template

from exportctl.core import formatting, next_steps
from exportctl.core.countries import country, in_sentence, of_state
from exportctl.core.references import BRUSSELS

register = template.Library()


def _dated(write: Callable[..., str]) -> Callable[..., str]:
    def filter_(value: date | datetime | None, zone: str = "") -> str:
        return write(value, ZoneInfo(zone) if zone else BRUSSELS) if value else ""

    return filter_


register.filter("day", _dated(formatting.long_day))
register.filter("day_short", _dated(formatting.short_day))
register.filter("day_brief", _dated(formatting.brief_day))
register.filter("weekday", _dated(formatting.weekday))
register.filter("moment", _dated(formatting.moment))
register.filter("last_day", _dated(formatting.last_day))
register.filter("deadline", _dated(formatting.deadline))
register.filter("country", country)


@register.filter("in_sentence")
def in_sentence_(state: object) -> str:
    """A Member State, or its code, with the article that its language asks for."""
    return in_sentence(getattr(state, "code", state))


@register.filter("of_state")
def of_state_(state: object) -> str:
    """A Member State, or its code, after a noun: `of France`."""
    return of_state(getattr(state, "code", state))


@register.filter
def not_counted(state: object, since: date | None) -> str:
    """Why a last day after `since` is not known yet on a state's calendar; empty for None and ""."""
    return next_steps.not_counted(str(state), since=since) if state and since else ""


@register.filter
def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    return "" if value is None or not str(value) else formatting.number(value, places)


@register.filter
def percent(share: float | Decimal | None, places: int = 1) -> str:
    return "" if share is None or not str(share) else formatting.percent(share, places)


@register.filter
def city(zone: str | None) -> str:
    """The place after which a time zone is named, as the reader calls it: `Wien` for Europe/Vienna."""
    return formatting.city(ZoneInfo(zone)) if zone else ""
