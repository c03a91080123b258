from fractions import Fraction

import pytest

from exportctl.core.rules.bands import PEOPLE, STATES, people_band, states_band
from notifications.rules.tally import public_bands, tally
from tests import union
from tests.properties import given, st


@pytest.mark.parametrize(
    ("objecting", "band"),
    [(0, "under_5"), (4, "under_5"), (5, "5-14"), (14, "5-14"), (15, "15_and_more"), (26, "15_and_more")],
)
def test_states_are_shown_in_three_bands(objecting, band):
    assert states_band(objecting) == band


@pytest.mark.parametrize(
    ("people", "band"),
    [
        (0, "under_10"),
        (9_999, "under_10"),
        (10_000, "10-35"),
        (34_999, "10-35"),
        (35_000, "35-65"),
        (64_999, "35-65"),
        (65_000, "65_and_more"),
        (100_000, "65_and_more"),
    ],
)
def test_a_band_begins_with_its_lower_figure_exactly(people, band):
    assert people_band(people, 100_000) == band


@given(st.integers(1, 10**9), st.data())
def test_people_fall_into_the_band_of_their_exact_share(total, data):
    people = data.draw(st.integers(0, total))
    share = Fraction(people, total)

    expected = PEOPLE[(share >= Fraction(1, 10)) + (share >= Fraction(7, 20)) + (share >= Fraction(13, 20))]

    assert people_band(people, total) == expected


def test_a_lone_small_objector_cannot_be_told_from_another():
    bands = {
        tuple(public_bands(found).items())
        for found in (
            tally("", union.others("DE"), "DE", union.PEOPLE, {state: "object"})
            for state in ("AT", "BE", "MT", "LU", "SE", "RO")
        )
    }

    assert len(bands) == 1


def test_where_people_do_not_count_their_band_is_left_out():
    found = tally("single_objection", union.others("DE"), "DE", union.PEOPLE, {"AT": "object"})

    assert public_bands(found) == {"states": "under_5", "people": None}


def test_under_unanimity_the_band_is_of_the_objecting_not_of_the_agreeing():
    agreed = dict.fromkeys(union.others("DE"), "agree")
    found = tally("unanimous_agreement", union.others("DE"), "DE", union.PEOPLE, agreed)

    assert public_bands(found) == {"states": "under_5", "people": None}


def test_every_band_can_be_reached():
    assert {states_band(count) for count in range(27)} == set(STATES)
    assert {people_band(people, 100) for people in range(101)} == set(PEOPLE)
