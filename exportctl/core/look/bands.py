"""Objections to a listed item, in bands: the public never reads who objected, nor exactly how many."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.core import formatting
from exportctl.core.look.attributes import fixed, read
from exportctl.core.rules.bands import PEOPLE, PERCENT_FROM, STATES, STATES_FROM

COLUMNS = len(PEOPLE)  # a row of fewer bands begins with a wider box: the last ones stand below each other
SMALL_WIDTH, SMALL_LAST = 46, 11  # pixels, of the mark in a list


def drawn(bands: Any) -> dict[str, Any]:
    """Both rows as boxes of text, which grow with the words of the language; the notch stands before the last."""
    rows = [
        _row(pgettext("band", "States"), STATES, _state_labels(), read(bands, "states")),
        _row(pgettext("band", "People"), PEOPLE, _people_labels(), read(bands, "people")),
    ]
    return {"rows": rows, "words": in_words(bands)}


def mark(bands: Any) -> dict[str, Any]:
    """Two small bars, full below the band and tinted over it, with the words beside them: for the row of a list."""
    rows = [
        _small(STATES, read(bands, "states"), state_words(bands)),
        _small(PEOPLE, read(bands, "people"), people_words(bands)),
    ]
    return {"rows": rows}


def _small(keys: tuple[str, ...], chosen: Any, words: str) -> dict[str, Any]:
    """The boxes of all bands have the same width together; the last one lies beyond the notch.

    The number lies somewhere within the band, in the lowest perhaps at nothing: it is not drawn full.
    """
    reached = keys.index(chosen)
    wide = (SMALL_WIDTH - SMALL_LAST) / (len(keys) - 1)
    boxes = [{"x": fixed(at * wide), "width": fixed(wide - 1.5)} for at in range(len(keys) - 1)]
    boxes.append({"x": fixed(SMALL_WIDTH - SMALL_LAST + 2), "width": fixed(SMALL_LAST - 2)})
    fill = ("on" if at < reached else "within" if at == reached else "" for at in range(len(boxes)))
    return {
        "boxes": [box | {"fill": each} for box, each in zip(boxes, fill, strict=True)],
        "notch": fixed(SMALL_WIDTH - SMALL_LAST - 0.5),
        "words": words,
    }


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


def _row(name: str, keys: tuple[str, ...], labels: tuple[str, ...], chosen: Any) -> dict[str, Any]:
    boxes = [
        {
            "label": label,
            "on": key == chosen,
            "wide": at == 0 and len(keys) < COLUMNS,
            "last": at == len(keys) - 1,
        }
        for at, (key, label) in enumerate(zip(keys, labels, strict=True))
    ]
    return {"name": name, "boxes": boxes}


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
