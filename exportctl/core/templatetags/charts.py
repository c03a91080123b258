"""`{% stacked_bars %}`, `{% grouped_bars %}`, `{% line_chart %}`, `{% share_bar %}`: charts drawn by the server.

Each takes plain data (exportctl.core.look.charts) and one sentence that says what it shows; its table stands below.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from exportctl.core.look import charts
from exportctl.core.look.attributes import percentage

register = template.Library()


@register.inclusion_tag("look/chart.html")
def stacked_bars(
    columns: Sequence[str],
    series: Iterable[charts.Series],
    sentence: Any,
    totals: Sequence[charts.Value] = (),
) -> dict[str, Any]:
    return charts.stacked(columns, series, totals) | {"sentence": sentence}


@register.inclusion_tag("look/chart.html")
def grouped_bars(columns: Sequence[str], series: Iterable[charts.Series], sentence: Any) -> dict[str, Any]:
    return charts.grouped(columns, series) | {"sentence": sentence}


@register.inclusion_tag("look/chart.html")
def line_chart(
    columns: Sequence[str],
    series: Iterable[charts.Series],
    sentence: Any,
    target: charts.Target | None = None,
    between: charts.Range | None = None,
) -> dict[str, Any]:
    return charts.lines(columns, series, target=target, between=between) | {"sentence": sentence}


@register.inclusion_tag("look/share_bar.html")
def share_bar(value: charts.Value, most: int | float, look: str = "d1") -> dict[str, Any]:
    """A bar within a row of a table, beside its number; nothing where the number is not shown."""
    return {"width": percentage(value / most) if value and most else "", "look": look}
