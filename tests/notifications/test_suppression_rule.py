"""No small number of the public statistics can be worked out: compared with everything a reader could think of."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.rules.suppression import SMALL, Hidden, Sum, bounds, is_small, suppressed

MOST = 14  # beyond what the small data sets below hold


def fillings(shown, sums):
    """Every way to replace what is hidden by numbers so that all sums hold: brute force, over the leaves."""
    totals = {one.total for one in sums}
    leaves = [key for key in shown if key not in totals]
    choices = [_numbers(shown[key]) for key in leaves]
    for chosen in product(*choices):
        found = dict(zip(leaves, chosen, strict=True))
        if _complete(found, sums) and all(_fits(shown[key], found[key]) for key in totals):
            yield found


def _numbers(figure):
    if figure is Hidden.SMALL:
        return range(1, SMALL)
    return range(MOST + 1) if figure is Hidden.WITHHELD else [figure]


def _complete(found, sums):
    """Totals from their parts, the lowest first; False where two sums of one total differ."""
    for one in reversed(sums):
        total = sum(found[part] for part in one.parts)
        if found.setdefault(one.total, total) != total:
            return False
    return True


def _fits(figure, number):
    if isinstance(figure, Hidden):
        return figure is Hidden.WITHHELD or is_small(number)
    return figure == number


def possible(shown, sums):
    seen = {key: set() for key in shown}
    for filling in fillings(shown, sums):
        for key, number in filling.items():
            seen[key].add(number)
    return seen


@st.composite
def tables(draw):
    """One year: decisions by outcome and by destination, which add up to the same; refusals by function as well."""
    outcomes = draw(st.lists(st.integers(0, 7), min_size=1, max_size=2))
    total = sum(outcomes)
    cuts = sorted(draw(st.lists(st.integers(0, total), min_size=0, max_size=2)))
    places = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
    cut = draw(st.integers(0, outcomes[0]))
    functions = [cut, outcomes[0] - cut]
    counts = {"all": total}
    sums = []
    for name, parts in (("outcome", outcomes), ("place", places)):
        counts |= {(name, at): number for at, number in enumerate(parts)}
        sums.append(Sum("all", tuple((name, at) for at in range(len(parts)))))
    counts |= {("function", at): number for at, number in enumerate(functions)}
    sums.append(Sum(("outcome", 0), (("function", 0), ("function", 1))))
    return counts, sums


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_small_number_could_still_be_any_from_one_to_four(table):
    counts, sums = table

    shown = suppressed(counts, sums)

    seen = possible(shown, sums)
    for key, count in counts.items():
        if is_small(count):
            assert isinstance(shown[key], Hidden), (key, shown)
            assert {1, 2, 3, 4} <= seen[key], (key, shown, seen[key])


@settings(max_examples=60, deadline=None)
@given(tables())
def test_what_is_shown_is_true(table):
    counts, sums = table

    shown = suppressed(counts, sums)

    assert all(figure == counts[key] for key, figure in shown.items() if not isinstance(figure, Hidden))
    assert all(is_small(counts[key]) for key, figure in shown.items() if figure is Hidden.SMALL)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_the_bounds_are_those_of_all_fillings(table):
    """A reader concludes neither more nor less than the rule thinks (below what brute force reaches)."""
    counts, sums = table
    shown = {key: Hidden.SMALL if is_small(count) else count for key, count in counts.items()}

    seen = possible(shown, sums)

    assert {key: (min(numbers), max(numbers)) for key, numbers in seen.items()} == bounds(shown, sums)


def one_row(*parts):
    keys = tuple(range(len(parts)))
    return {"all": sum(parts), **dict(zip(keys, parts, strict=True))}, [Sum("all", keys)]


def test_a_total_beside_one_small_number_is_withheld():
    shown = suppressed(*one_row(61, 34, 3, 40), worth=lambda key: key != "all")

    assert shown == {"all": Hidden.WITHHELD, 0: 61, 1: 34, 2: Hidden.SMALL, 3: 40}


def test_a_total_stays_where_the_small_numbers_could_be_anything():
    shown = suppressed(*one_row(61, 2, 3))

    assert shown == {"all": 66, 0: 61, 1: Hidden.SMALL, 2: Hidden.SMALL}


@pytest.mark.parametrize("parts", [(1, 1), (4, 4), (1, 2), (3, 3)])
def test_a_total_goes_where_it_rules_a_number_out(parts):
    shown = suppressed(*one_row(50, *parts), worth=lambda key: key != "all")

    assert shown["all"] is Hidden.WITHHELD


def test_nothing_is_withheld_without_small_numbers():
    counts, sums = one_row(61, 0, 5)

    assert suppressed(counts, sums) == counts


def test_a_second_table_that_tells_the_withheld_total_loses_a_number_or_the_first_does():
    counts = {"all": 23, "grant": 20, "refuse": 3, "Africa": 15, "Asia": 8}
    sums = [Sum("all", ("grant", "refuse")), Sum("all", ("Africa", "Asia"))]

    shown = suppressed(counts, sums)

    assert shown["refuse"] is Hidden.SMALL
    assert Hidden.WITHHELD in (shown["grant"], shown["Africa"], shown["Asia"])


def test_what_was_withheld_in_vain_is_shown_again():
    """Withholding the total would do nothing, for the outcomes tell it; a place goes, and the total stays."""
    counts = {"all": 27, "grant": 20, "refuse": 7, "Africa": 15, "Asia": 9, "Oceania": 3}
    sums = [Sum("all", ("grant", "refuse")), Sum("all", ("Africa", "Asia", "Oceania"))]
    worth = {"grant": 3, "refuse": 3, "Africa": 2, "Asia": 2, "Oceania": 2, "all": 1}

    shown = suppressed(counts, sums, worth=worth.__getitem__)

    assert shown == {**counts, "Asia": Hidden.WITHHELD, "Oceania": Hidden.SMALL}


def test_what_is_worth_least_is_withheld_first():
    counts = {"all": 41, "grant": 21, "refuse": 20, "Africa": 18, "Asia": 2}
    sums = [Sum("all", ("grant", "refuse")), Sum("refuse", ("Africa", "Asia"))]

    shown = suppressed(counts, sums, worth=lambda key: key not in ("Africa", "Asia"))

    assert shown == {**counts, "Africa": Hidden.WITHHELD, "Asia": Hidden.SMALL}


def test_a_figure_in_two_sums_is_refused():
    with pytest.raises(ValueError, match="two sums"):
        suppressed({"a": 1, "b": 1, "c": 1}, [Sum("a", ("c",)), Sum("b", ("c",))])
