"""Objections to a listed item, in bands: the public never reads who objected, nor exactly how many."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.core import formatting
from exportctl.core.look.attributes import read

STATES = ("0", "1-4", "5-14", "15+")
PEOPLE = ("under_10", "10-35", "35-65", "65_and_more")
LEFT, BOX, STEP, HEIGHT = 54, 66, 69, 22


def drawn(bands: Any) -> dict[str, Any]:
    rows = [
        _row(0, pgettext("band", "States"), STATES, _state_labels(), read(bands, "states")),
        _row(1, pgettext("band", "People"), PEOPLE, _people_labels(), read(bands, "people")),
    ]
    return {"rows": rows, "notch": str(LEFT + 3 * STEP - 3), "words": in_words(bands)}


def in_words(bands: Any) -> str:
    """`1–4 states · under 10 %`"""
    return f"{state_words(bands)} · {people_words(bands)}"


def state_words(bands: Any) -> str:
    return {
        "0": _("0 states"),
        "1-4": _("1–4 states"),
        "5-14": _("5–14 states"),
        "15+": _("15 states or more"),
    }[read(bands, "states")]


def people_words(bands: Any) -> str:
    return {
        "under_10": _("under %(share)s") % {"share": formatting.percent(0.10, 0)},
        "10-35": f"10–{formatting.percent(0.35, 0)}",
        "35-65": f"35–{formatting.percent(0.65, 0)}",
        "65_and_more": _("%(share)s and more") % {"share": formatting.percent(0.65, 0)},
    }[read(bands, "people")]


def _row(
    place: int, name: str, keys: tuple[str, ...], labels: tuple[str, ...], chosen: Any
) -> dict[str, Any]:
    top = place * 28 + 6
    boxes = [
        {
            "x": str(LEFT + column * STEP),
            "middle": str(LEFT + column * STEP + BOX // 2),
            "label": label,
            "on": key == chosen,
        }
        for column, (key, label) in enumerate(zip(keys, labels, strict=True))
    ]
    return {"name": name, "y": str(top), "baseline": str(top + 16), "height": str(HEIGHT), "boxes": boxes}


def _state_labels() -> tuple[str, ...]:
    return ("0", "1–4", "5–14", "15+")


def _people_labels() -> tuple[str, ...]:
    return (pgettext("band of people", "under 10"), "10–35", "35–65", f"{formatting.percent(0.65, 0)} +")
