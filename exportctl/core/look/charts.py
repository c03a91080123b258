"""Charts: bars, stacked or side by side, and lines with a range and a target (look: charts).

Everything is placed in percent across and in pixels upwards, so that text keeps its size on every screen.
A number that is not shown is None: nothing is drawn of it, for any height would say something.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core import formatting
from exportctl.core.look.attributes import fixed, percentage

Value = int | float | None

TOP, TALL = 26, 200  # pixels: above the highest hairline, and from there to the baseline
HEIGHT = TOP + TALL + 28
LETTERS, LINE = 16, 16  # of a label at the end of a series: in one line, and pixels from line to line
STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)  # tenths
MOST_STEPS = 4  # five hairlines with the baseline
PLAIN = "d1"
ORDER = (PLAIN, "d4", "d2", "d5", "d3")
MARKERS = ("square", "circle", "triangle")
MANY = 3  # columns: beyond, a phone names the first and the last


@dataclass(frozen=True)
class Series:
    """One row of the chart's table; `look` is d1 to d5 where the colour means something, else by its place."""

    label: str
    values: Sequence[Value]
    look: str = ""


@dataclass(frozen=True)
class Range:
    """From the lower to the upper figures, as a tint with a dashed edge."""

    label: str
    low: Sequence[Value]
    high: Sequence[Value]


@dataclass(frozen=True)
class Target:
    value: int | float
    label: str


def stacked(columns: Sequence[str], series: Iterable[Series], totals: Sequence[Value] = ()) -> dict[str, Any]:
    """Bars on top of each other, the first series at the bottom; a total stands over its bar where it is known."""
    rows = _dressed(series)
    heights = [sum(_tall(row.values[at]) for row in rows) for at in range(len(columns))]
    scale = _scale(max(heights, default=0))
    bars: list[dict[str, Any] | None] = []
    for at in range(len(columns)):
        foot = 0.0
        for row in rows:
            bars.append(_bar(row, at, foot, scale, left=(at + 0.2) / len(columns), width=0.6 / len(columns)))
            foot += _tall(row.values[at])
    figures = [
        {
            "x": percentage((at + 0.5) / len(columns)),
            "y": fixed(_y(heights[at], scale) - 7),
            "text": formatting.number(n),
        }
        for at, n in enumerate(totals)
        if n is not None
    ] + [_unshown(at, len(columns)) for at in range(len(columns)) if _is_unshown(rows, at)]
    return {
        "bars": [bar for bar in bars if bar],
        "figures": figures,
        "ends": _stack_ends(rows, scale),
    } | _frame(columns, scale)


def grouped(columns: Sequence[str], series: Iterable[Series]) -> dict[str, Any]:
    """Bars side by side, each with its number."""
    rows = _dressed(series)
    scale = _scale(max((_tall(value) for row in rows for value in row.values), default=0))
    width = 0.7 / max(len(columns) * len(rows), 1)
    bars, figures = [], []
    for at in range(len(columns)):
        for place, row in enumerate(rows):
            left = (at + 0.15) / len(columns) + place * width
            bars.append(_bar(row, at, 0, scale, left=left, width=width * 0.92))
            if (value := row.values[at]) is not None:
                y = fixed(_y(value, scale) - 7)
                figures.append(
                    {"x": percentage(left + width * 0.46), "y": y, "text": formatting.number(value)}
                )
    ends = _spread([_end(row, _y(_tall(row.values[-1]) / 2, scale)) for row in rows]) if columns else []
    return {"bars": [bar for bar in bars if bar], "figures": figures, "ends": ends} | _frame(columns, scale)


def lines(
    columns: Sequence[str],
    series: Iterable[Series],
    *,
    target: Target | None = None,
    between: Range | None = None,
) -> dict[str, Any]:
    """Lines with a marker at each figure; a gap where a figure is not shown."""
    rows = _dressed(series)
    seen = [value for row in rows for value in row.values if value is not None]
    seen += [value for value in (between.high if between else ()) if value is not None]
    scale = _scale(max([*seen, target.value if target else 0], default=0))
    ends = [end for row in rows if (end := _line_end(row, scale))]
    if target:
        ends.append({"look": "target", "at": _y(target.value, scale), "label": target.label})
    if between and (high := _last(between.high)) is not None and (low := _last(between.low)) is not None:
        ends.append({"look": "range", "at": _y((high + 2 * low) / 3, scale), "label": between.label})
    return {
        "lines": [_line(row, len(columns), scale) for row in rows],
        "areas": _areas(between, len(columns), scale) if between else [],
        "target": fixed(_y(target.value, scale)) if target else "",
        "ends": _spread(ends),
    } | _frame(columns, scale)


def _is_unshown(rows: Sequence[Series], at: int) -> bool:
    """Nothing of a column can be drawn, though there is something."""
    values = [row.values[at] for row in rows]
    return None in values and not any(values)


def _unshown(at: int, count: int) -> dict[str, str]:
    return {"x": percentage((at + 0.5) / count), "y": fixed(TOP + TALL - 7), "text": _("not shown")}


def _dressed(series: Iterable[Series]) -> list[Series]:
    return [
        Series(row.label, row.values, row.look or ORDER[place % len(ORDER)])
        for place, row in enumerate(series)
    ]


def _tall(value: Value) -> float:
    return float(value or 0)


def _scale(highest: float) -> int:
    """The step between two hairlines: the smallest round whole one with which `highest` needs four at most."""
    size = 1
    while True:
        for step in STEPS:
            if step * size % 10 == 0 and step * size * MOST_STEPS >= 10 * highest:
                return step * size // 10
        size *= 10


def _y(value: float, step: int) -> float:
    return TOP + TALL * (1 - value / (step * MOST_STEPS))


def _frame(columns: Sequence[str], step: int) -> dict[str, Any]:
    count = len(columns)
    return {
        "height": str(HEIGHT),
        "rules": [
            {"y": fixed(_y(step * place, step)), "text": formatting.number(step * place)}
            for place in range(MOST_STEPS + 1)
        ],
        "columns": [
            {
                "x": percentage((at + 0.5) / count),
                "text": text,
                "second": count > MANY and 0 < at < count - 1,
            }
            for at, text in enumerate(columns)
        ],
        "foot": str(HEIGHT - 6),
    }


def _bar(row: Series, at: int, foot: float, step: int, *, left: float, width: float) -> dict[str, Any] | None:
    tall = _tall(row.values[at])
    if not tall:
        return None
    upper = _y(foot + tall, step)
    return {
        "x": percentage(left),
        "width": percentage(width),
        "y": fixed(upper),
        "height": fixed(_y(foot, step) - upper),
        "look": row.look,
        "pattern": "" if row.look == PLAIN else f"chart-{row.look}",
    }


def _stack_ends(rows: Sequence[Series], step: int) -> list[dict[str, Any]]:
    """A label beside the middle of each part of the last bar; the table names those that it has none of."""
    ends, foot = [], 0.0
    for row in rows:
        tall = _tall(row.values[-1]) if row.values else 0.0
        if tall:
            ends.append(_end(row, _y(foot + tall / 2, step)))
        foot += tall
    return _spread(ends)


def _end(row: Series, at: float) -> dict[str, Any]:
    return {"look": row.look, "at": at, "label": row.label}


def _line_end(row: Series, step: int) -> dict[str, Any] | None:
    last = _last(row.values)
    return (
        None
        if last is None
        else _end(row, _y(last, step)) | {"label": f"{row.label} {formatting.number(last)}"}
    )


def _last(values: Sequence[Value]) -> Value:
    return next((value for value in reversed(values) if value is not None), None)


def _spread(ends: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Labels in lines of their own, pushed apart where series end close together, and kept on the drawing."""
    placed = sorted(ends, key=lambda end: end["at"])
    for end in placed:
        end["lines"] = wrap(end["label"], LETTERS, break_long_words=False)
    free = float(TOP)
    for end in placed:
        end["top"] = max(end["at"] - len(end["lines"]) * LINE / 2, free)
        free = end["top"] + len(end["lines"]) * LINE + 3
    room = float(HEIGHT - 2)
    for end in reversed(placed):
        end["top"] = min(end["top"], room - len(end["lines"]) * LINE)
        room = end["top"] - 3
    return [_label(end) for end in placed]


def _label(end: dict[str, Any]) -> dict[str, Any]:
    middle = end["top"] + len(end["lines"]) * LINE / 2
    texts = [{"y": fixed(end["top"] + 12 + LINE * at), "text": text} for at, text in enumerate(end["lines"])]
    return {"look": end["look"], "from": fixed(end["at"]), "to": fixed(middle), "lines": texts}


def _line(row: Series, count: int, step: int) -> dict[str, Any]:
    places = [((at + 0.5) / count, value) for at, value in enumerate(row.values)]
    points = [None if value is None else (percentage(x), fixed(_y(value, step))) for x, value in places]
    return {
        "look": row.look,
        "marker": MARKERS[ORDER.index(row.look) % len(MARKERS)],
        "points": [{"x": point[0], "y": point[1]} for point in points if point],
        "pieces": [
            {"x1": one[0], "y1": one[1], "x2": two[0], "y2": two[1]}
            for one, two in pairwise(points)
            if one and two
        ],
    }


def _areas(between: Range, count: int, step: int) -> list[str]:
    """The range as polygons in a box of 100 by TALL, one for each stretch without a gap."""
    stretches: list[list[tuple[float, float, float]]] = [[]]
    for at, (low, high) in enumerate(zip(between.low, between.high, strict=True)):
        if low is None or high is None:
            stretches.append([])
        else:
            stretches[-1].append((100 * (at + 0.5) / count, _y(low, step) - TOP, _y(high, step) - TOP))
    return [_polygon(stretch) for stretch in stretches if len(stretch) > 1]


def _polygon(stretch: Sequence[tuple[float, float, float]]) -> str:
    upper = [f"{fixed(x)},{fixed(high)}" for x, _low, high in stretch]
    lower = [f"{fixed(x)},{fixed(low)}" for x, low, _high in reversed(stretch)]
    return " ".join([*upper, *lower])
