"""Objections to a listed item, in bands: the public never reads who objected, nor exactly how many."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.core import formatting
from exportctl.core.look.attributes import read
from exportctl.core.rules.bands import PEOPLE, PERCENT_FROM, STATES, STATES_FROM

LEFT, BOX, STEP, HEIGHT = 54, 66, 69, 22
COLUMNS = len(PEOPLE)  # a row of fewer bands begins with a wider box: the last ones stand below each other


def drawn(bands: Any) -> dict[str, Any]:
    rows = [
        _row(0, pgettext("band", "States"), STATES, _state_labels(), read(bands, "states")),
        _row(1, pgettext("band", "People"), PEOPLE, _people_labels(), read(bands, "people")),
    ]
    return {"rows": rows, "notch": str(LEFT + (COLUMNS - 1) * STEP - 3), "words": in_words(bands)}


def in_words(bands: Any) -> str:
    """`5–14 states · under 10 %`"""
    return f"{state_words(bands)} · {people_words(bands)}"


def state_words(bands: Any) -> str:
    few, many = STATES_FROM
    names = (
        _("fewer than %(number)s states") % {"number": few},
        _("%(first)s–%(last)s states") % {"first": few, "last": many - 1},
        _("%(number)s states or more") % {"number": many},
    )
    return dict(zip(STATES, names, strict=True))[read(bands, "states")]


def people_words(bands: Any) -> str:
    low, middle, high = PERCENT_FROM
    names = (
        _("under %(share)s") % {"share": formatting.percent(low / 100, 0)},
        f"{low}–{formatting.percent(middle / 100, 0)}",
        f"{middle}–{formatting.percent(high / 100, 0)}",
        _("%(share)s and more") % {"share": formatting.percent(high / 100, 0)},
    )
    return dict(zip(PEOPLE, names, strict=True))[read(bands, "people")]


def _row(
    place: int, name: str, keys: tuple[str, ...], labels: tuple[str, ...], chosen: Any
) -> dict[str, Any]:
    top = place * 28 + 6
    wider = COLUMNS - len(keys)
    boxes = []
    for column, (key, label) in enumerate(zip(keys, labels, strict=True)):
        left = LEFT + (column + wider if column else 0) * STEP
        width = BOX if column else BOX + wider * STEP
        middle = left + width // 2
        boxes.append(
            {
                "x": str(left),
                "width": str(width),
                "middle": str(middle),
                "label": label,
                "on": key == chosen,
            }
        )
    return {"name": name, "y": str(top), "baseline": str(top + 16), "height": str(HEIGHT), "boxes": boxes}


def _state_labels() -> tuple[str, ...]:
    few, many = STATES_FROM
    return (
        pgettext("band of states", "fewer than %(number)s") % {"number": few},
        f"{few}–{many - 1}",
        f"{many} +",
    )


def _people_labels() -> tuple[str, ...]:
    low, middle, high = PERCENT_FROM
    lowest = pgettext("band of people", "under %(number)s") % {"number": low}
    return (lowest, f"{low}–{middle}", f"{middle}–{high}", f"{formatting.percent(high / 100, 0)} +")
