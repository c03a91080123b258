"""Where 27 states stand: tile map, arc of weights, legend and the same as a table, from one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Any

from django.utils.translation import pgettext

from exportctl.core import formatting
from exportctl.core.look.attributes import fixed, read
from exportctl.core.rules.folding import sort_key
from notifications.look.thresholds import AGREEMENT, share

OBJECT, COMMENT, NONE, AGREE, NOTIFIES = "object", "comment", "none", "agree", "notifies"
ROUND_THE_ARC = (OBJECT, COMMENT, NONE, AGREE)

# Column and row of each tile, counted from the north-west.
TILES = {
    "SE": (5, 0), "FI": (6, 0), "DK": (4, 1), "EE": (6, 1), "IE": (0, 2), "NL": (3, 2), "DE": (4, 2),
    "LV": (6, 2), "BE": (2, 3), "LU": (3, 3), "CZ": (4, 3), "PL": (5, 3), "LT": (6, 3), "FR": (2, 4),
    "AT": (4, 4), "SK": (5, 4), "PT": (0, 5), "ES": (1, 5), "IT": (3, 5), "SI": (4, 5), "HU": (5, 5),
    "RO": (6, 5), "HR": (4, 6), "BG": (6, 6), "MT": (3, 7), "GR": (6, 7), "CY": (7, 7),
}  # fmt: skip
TILE, GAP = 48, 4
FILLS = {
    OBJECT: "url(#hatch-madder)",
    AGREE: "url(#dots-pine)",
    COMMENT: "url(#lines-slate)",
    NOTIFIES: "url(#cross-edge)",
}
INNER, OUTER = 118, 190  # radii of the arc
CENTRE_X, CENTRE_Y = 200, 206


@dataclass(frozen=True)
class Position:
    """Where one state stands; `population` is 0 for a state that is not counted."""

    code: str
    name: str
    stance: str
    population: int
    last_day: date | None


def positions(given: Iterable[Any]) -> list[Position]:
    return sorted(
        (
            Position(
                code=read(one, "code"),
                name=str(read(one, "name", "")),
                stance=read(one, "stance", "") or NONE,
                population=read(one, "population", 0),
                last_day=read(one, "last_day"),
            )
            for one in given
        ),
        key=lambda position: sort_key(position.name),
    )


def stance_words(stance: str, counting: str) -> str:
    """What a state does, as it stands after its name: “Austria: objects”."""
    return {
        OBJECT: pgettext("stance", "objects"),
        AGREE: pgettext("stance", "agrees") if counting == AGREEMENT else pgettext("stance", "no objection"),
        COMMENT: pgettext("stance", "comment only"),
        NONE: pgettext("stance", "nothing recorded"),
        NOTIFIES: pgettext("stance", "notifies, not counted"),
    }[stance]


def tiles(given: Iterable[Any], *, own: str, counting: str) -> list[dict[str, Any]]:
    drawn = []
    for position in positions(given):
        column, row = TILES[position.code]
        drawn.append(
            {
                "code": position.code,
                "stance": position.stance,
                "fill": FILLS.get(position.stance, ""),
                "words": f"{position.name}: {stance_words(position.stance, counting)}",
                "x": str(column * (TILE + GAP)),
                "y": str(row * (TILE + GAP)),
                "own": position.code == own,
            }
        )
    return drawn


def arc(given: Iterable[Any], *, own: str, mark: float, total: int = 0) -> list[dict[str, Any]]:
    """Wedges in the order of the arc; the reader's own state last, so that its ring lies on top.

    `total` is what shares are counted from, where that is more than the states that take part.
    """
    counted = [one for one in positions(given) if one.stance != NOTIFIES]
    counted.sort(key=lambda one: (ROUND_THE_ARC.index(one.stance), -one.population, one.code))
    whole = total or sum(one.population for one in counted)
    wedges, before = [], 0.0
    for one in counted:
        part = one.population / whole if whole else 0.0
        wedges.append(_wedge(one, before, part, mark=mark, own=one.code == own))
        before += part
    return sorted(wedges, key=lambda wedge: wedge["own"])


def arc_mark(mark: float) -> dict[str, str]:
    """The line over the arc, and where its label stands."""
    (x1, y1), (x2, y2) = _point(108, mark), _point(199, mark)
    label_x, label_y = _point(213, mark)
    return {
        "x1": x1, "y1": y1, "x2": x2, "y2": y2,
        "label_x": label_x, "label_y": label_y,
        "label": formatting.percent(mark, 0),
    }  # fmt: skip


def counted_share(given: Iterable[Any], *, stance: str, total: int = 0) -> str:
    """The share of the people behind a stance: the figure in the middle of the arc."""
    counted = [one for one in positions(given) if one.stance != NOTIFIES]
    part = sum(one.population for one in counted if one.stance == stance)
    return formatting.percent(share(part, total or sum(one.population for one in counted)))


def legend(given: Iterable[Any], *, own: str, counting: str) -> list[dict[str, Any]]:
    stances = [one.stance for one in positions(given)]
    agree = (
        pgettext("legend", "agree: the requirement should be imposed here too")
        if counting == AGREEMENT
        else pgettext("legend", "no objection (agrees)")
    )
    labels = {
        OBJECT: pgettext("legend", "objects"),
        AGREE: agree,
        COMMENT: pgettext("legend", "comment only"),
        NONE: pgettext("legend", "nothing recorded"),
        NOTIFIES: pgettext("legend", "not counted"),
    }
    rows = [
        {"stance": stance, "fill": FILLS.get(stance, ""), "label": label, "count": stances.count(stance)}
        for stance, label in labels.items()
    ]
    return [*rows, {"stance": "own", "label": pgettext("legend", "your state")}] if own else rows


def table(
    given: Iterable[Any], *, own: str, counting: str, total: int, ended: bool = False
) -> list[dict[str, Any]]:
    """All states in the order of their names, in three parts of nine."""
    ordered = positions(given)
    whole = total or sum(one.population for one in ordered if one.stance != NOTIFIES)
    rows = [_row(one, own=own, counting=counting, whole=whole, ended=ended) for one in ordered]
    size = -(-len(rows) // 3) or 1
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    return [{"rows": part, "first": part[0]["name"], "last": part[-1]["name"]} for part in parts]


def _row(one: Position, *, own: str, counting: str, whole: int, ended: bool) -> dict[str, Any]:
    agreeing = counting == AGREEMENT
    agree = pgettext("position", "Agrees") if agreeing else pgettext("position", "No objection")
    nothing = pgettext("position", "Nothing recorded") if ended else pgettext("position", "Nothing yet")
    kind, text = {
        OBJECT: ("refused", pgettext("position", "Objects")),
        AGREE: ("done", agree),
        COMMENT: ("comment", pgettext("position", "Comment")),
        NONE: ("plain", nothing),
        NOTIFIES: ("uncounted", pgettext("position", "Not counted")),
    }[one.stance]  # fmt: skip
    counted = one.stance != NOTIFIES
    return {
        "code": one.code,
        "name": one.name,
        "own": one.code == own,
        "kind": kind,
        "text": text,
        "share": formatting.percent(share(one.population, whole)) if counted else "–",
        "last_day": formatting.brief_day(one.last_day) if counted and one.last_day else "–",
    }


def _wedge(one: Position, before: float, part: float, *, mark: float, own: bool) -> dict[str, Any]:
    after = before + part
    (ax, ay), (bx, by) = _point(OUTER, before), _point(OUTER, after)
    (cx, cy), (dx, dy) = _point(INNER, after), _point(INNER, before)
    label_x, label_y = _point((INNER + OUTER) / 2, _label_place(before, after, mark))
    return {
        "code": one.code,
        "stance": one.stance,
        "fill": FILLS.get(one.stance, ""),
        "path": f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}Z",
        "x": label_x,
        "y": label_y,
        "lettered": _free(before, after, mark) >= 0.045,
        "small": part < 0.08,
        "own": own,
    }


def _label_place(before: float, after: float, mark: float) -> float:
    """The middle of a wedge; where the mark crosses it, the middle of its larger side."""
    if before < mark < after:
        return (before + mark) / 2 if mark - before > after - mark else (mark + after) / 2
    return (before + after) / 2


def _free(before: float, after: float, mark: float) -> float:
    """How much of a wedge its letters have for themselves: the mark takes the smaller side."""
    return max(mark - before, after - mark) if before < mark < after else after - before


def _point(radius: float, place: float) -> tuple[str, str]:
    """A point of the half circle; `place` runs from 0 at the left to 1 at the right."""
    angle = pi * (1 - place)
    return fixed(CENTRE_X + radius * cos(angle)), fixed(CENTRE_Y - radius * sin(angle))
