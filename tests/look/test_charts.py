"""Charts draw the figures of their table: in proportion, from a baseline at zero, and nothing of what is hidden."""

from itertools import pairwise
from typing import Any

import pytest

from exportctl.core.look import charts
from exportctl.core.look.charts import Range, Series, Target
from tests.look.rendering import Elements, heard, tag
from tests.properties import given, st

YEARS = ["2025", "2026*"]


def bars(drawn: dict[str, Any]) -> list[tuple[float, str]]:
    return [(float(bar["height"]), bar["look"]) for bar in drawn["bars"]]


def test_bars_are_as_tall_as_their_numbers() -> None:
    drawn = charts.stacked(YEARS, [Series("Granted", [10, 20]), Series("Refused", [5, 0])])

    assert bars(drawn) == [(100, "d1"), (50, "d4"), (200, "d1")]


def test_bars_stand_on_each_other() -> None:
    lower, upper = charts.stacked(["2026"], [Series("Granted", [10]), Series("Refused", [5])])["bars"]

    assert float(upper["y"]) + float(upper["height"]) == float(lower["y"])


@given(st.integers(1, 10_000_000))
def test_the_highest_bar_fits_below_four_round_steps(highest: int) -> None:
    drawn = charts.stacked(["2026"], [Series("Granted", [highest])])

    assert 26 <= float(drawn["bars"][0]["y"]) <= 26 + 200
    assert len(drawn["rules"]) == 5
    assert drawn["rules"][0]["text"] == "0"


@pytest.mark.parametrize("other", [1, 2, 3, 4])
def test_what_is_hidden_is_drawn_alike_whatever_it_is(other: int) -> None:
    """The drawing is made of what the table shows: it never gets the number."""
    drawn = charts.stacked(["2026"], [Series("Granted", [20]), Series("Refused", [None])])

    assert [bar["look"] for bar in drawn["bars"]] == ["d1"]
    assert drawn["figures"] == []


def test_a_column_of_which_nothing_may_be_shown_says_so() -> None:
    drawn = charts.stacked(
        YEARS, [Series("Granted", [None, 20]), Series("Refused", [0, 3])], totals=[None, 23]
    )

    assert [figure["text"] for figure in drawn["figures"]] == ["23", "not shown"]


@pytest.mark.parametrize(
    ("highest", "top"), [(46, "48"), (53, "60"), (27, "32"), (9, "12"), (240, "240"), (1, "4")]
)
def test_the_axis_ends_close_above_the_highest_bar(highest: int, top: str) -> None:
    drawn = charts.stacked(["2026"], [Series("Granted", [highest])])

    assert drawn["rules"][-1]["text"] == top


def test_a_total_that_is_not_shown_stands_over_no_bar() -> None:
    drawn = charts.stacked(YEARS, [Series("Granted", [10, 20])], totals=[None, 20])

    assert [figure["text"] for figure in drawn["figures"]] == ["20"]


def test_series_keep_their_order_of_patterns_unless_a_colour_means_something() -> None:
    drawn = charts.stacked(["2026"], [Series("a", [9]), Series("b", [9]), Series("c", [9], look="d3")])

    assert [(bar["look"], bar["pattern"]) for bar in drawn["bars"]] == [
        ("d1", ""),
        ("d4", "chart-d4"),
        ("d3", "chart-d3"),
    ]


@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=5, max_size=5))
def test_labels_at_the_end_never_run_into_each_other(values: list[int | None]) -> None:
    drawn = charts.stacked(["2026"], [Series(f"Series {at}", [value]) for at, value in enumerate(values)])

    lines = [float(line["y"]) for end in drawn["ends"] for line in end["lines"]]

    assert all(after - before >= charts.LINE for before, after in pairwise(lines))
    assert all(12 <= line <= charts.HEIGHT for line in lines)


def test_a_line_has_a_gap_where_a_figure_is_not_shown() -> None:
    (line,) = charts.lines(["Q1", "Q2", "Q3", "Q4"], [Series("median", [20, None, 22, 21])])["lines"]

    assert len(line["points"]) == 3
    assert len(line["pieces"]) == 1


def test_a_range_has_a_gap_as_well() -> None:
    between = Range("middle half", [10, 11, None, 9, 8], [30, 31, None, 29, 28])

    drawn = charts.lines(list("abcde"), [Series("median", [20, 21, None, 19, 18])], between=between)

    assert len(drawn["areas"]) == 2


def test_lines_differ_by_marker_too() -> None:
    drawn = charts.lines(["a"], [Series(name, [9]) for name in "abc"])

    assert [line["marker"] for line in drawn["lines"]] == ["square", "circle", "triangle"]


def test_a_chart_is_one_picture_with_one_sentence() -> None:
    html = tag(
        "{% load charts %}{% line_chart columns series sentence target %}",
        columns=YEARS,
        series=[Series("median", [31, 22])],
        sentence="Half took 22 days or less.",
        target=Target(30, "30 days, goal"),
    )

    pictures = list(Elements(html).of_class("chart"))

    assert [(one["role"], one["aria-label"]) for one in pictures] == [("img", "Half took 22 days or less.")]
    assert "30 days, goal" in heard(html).replace("\n", " ") or "goal" in html


def test_side_by_side_every_bar_carries_its_number() -> None:
    drawn = charts.grouped(YEARS, [Series("Received", [6, 1113]), Series("Decided", [3, None])])

    assert [figure["text"] for figure in drawn["figures"]] == ["6", "3", "1,113"]


def test_a_bar_in_a_row_is_empty_where_its_number_is_not_shown() -> None:
    assert tag("{% load charts %}{% share_bar value 38 %}", value=None).strip() == ""
    assert 'width="50%"' in tag("{% load charts %}{% share_bar value 38 %}", value=19)


def test_nothing_to_draw_is_no_error() -> None:
    assert charts.stacked([], [])["bars"] == []
    assert charts.grouped([], [])["bars"] == []
    assert charts.lines([], [])["lines"] == []
