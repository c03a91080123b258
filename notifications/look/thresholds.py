"""The threshold bars of a procedure: how many states, how many people, and the mark each must reach.

Every figure comes from the frozen procedure; only widths are computed here, never the result.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core import formatting
from exportctl.core.look.attributes import percentage, read

OBJECTIONS, AGREEMENT = "objections", "agreement"
TENTH = Decimal("0.001")  # of a share: one decimal of a percentage


def bars(tally: Any) -> dict[str, Any]:
    counting = read(tally, "counting", OBJECTIONS)
    return {
        "sentence": read(tally, "sentence", ""),
        "missing": read(tally, "missing", ""),
        "bars": [bar for bar in (_states(tally, counting), _people(tally, counting)) if bar],
        "blocking_minority": read(tally, "blocking_minority"),
    }


def share(part: int, whole: int, *, mark: int | None = None) -> Decimal:
    """A share to one decimal of a percentage, which rounding never carries over a mark not reached."""
    if not whole:
        return Decimal(0)
    exact = Decimal(part) / Decimal(whole)
    rounded = exact.quantize(TENTH, ROUND_HALF_UP)
    if mark is not None and part < mark and rounded * whole >= mark:
        return exact.quantize(TENTH, ROUND_FLOOR)
    return rounded


def _states(tally: Any, counting: str) -> dict[str, Any] | None:
    needed = read(tally, "states_needed")
    if needed is None:
        return None
    count, taking_part = read(tally, "states", 0), read(tally, "participating", 26)
    mark = needed / taking_part
    return {
        "key": "states",
        "name": _("States"),
        "figure": str(count),
        "of": _("of <b>%(needed)s</b> needed, %(count)s take part")
        % {"needed": needed, "count": taking_part},
        "cells": [percentage(place / taking_part) for place in range(1, taking_part)],
        "note": "",
        **_drawing(count / taking_part, mark, _("%(needed)s needed") % {"needed": needed}),
        **_reached(count >= needed, counting),
    }


def _people(tally: Any, counting: str) -> dict[str, Any] | None:
    needed, total = read(tally, "population_needed"), read(tally, "population_total", 0)
    if needed is None or not total:
        return None
    people = read(tally, "population", 0)
    mark = formatting.percent(Decimal(100 * needed // total) / 100, 0)
    return {
        "key": "people",
        "name": _("People"),
        "figure": formatting.percent(share(people, total, mark=needed)),
        "of": _("of <b>%(needed)s</b> needed") % {"needed": mark},
        "cells": [],
        "note": _("%(part)s of %(total)s people")
        % {"part": formatting.number(people), "total": formatting.number(total)},
        **_drawing(people / total, needed / total, _("%(needed)s needed") % {"needed": mark}),
        **_reached(people >= needed or _blocked(tally), counting),
    }


def _blocked(tally: Any) -> bool:
    """Too few states do not object to form a blocking minority: the people mark counts as reached."""
    fewest = read(tally, "blocking_minority")
    return fewest is not None and read(tally, "participating", 26) - read(tally, "states", 0) < fewest


def _drawing(filled: float, mark: float, label: str) -> dict[str, str]:
    anchor = "end" if mark > 0.85 else "start" if mark < 0.15 else "middle"
    return {"filled": percentage(filled), "mark": percentage(mark), "label": label, "anchor": anchor}


def _reached(reached: bool, counting: str) -> dict[str, Any]:
    agreeing = counting == AGREEMENT
    return {
        "reached": reached,
        "reached_kind": "done" if agreeing else "refused",
        "pattern": "dots-pine" if agreeing else "hatch-madder",
    }
