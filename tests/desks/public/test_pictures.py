"""What the public pages draw from their figures: the strip of last days, the parts of the world."""

from datetime import date

import pytest

from exportctl.desks.public.presenters.calculators import calendar_strip, named, tiles
from exportctl.desks.public.presenters.destinations import world
from exportctl.desks.public.presenters.statistics import Row, Table
from notifications.look.states import TILES
from notifications.rules.suppression import Hidden


def row(code: str, day: int) -> dict[str, object]:
    return {"code": code, "name": code, "last_day": date(2027, 1, day)}


def test_the_strip_has_every_day_from_the_first_to_the_last():
    strip = calendar_strip([row("DE", 14), row("FR", 14), row("RO", 18)])

    assert [(day["day"].day, len(day["states"]), day["free"]) for day in strip["days"]] == [
        (14, 2, False),
        (15, 0, False),
        (16, 0, True),
        (17, 0, True),
        (18, 1, False),
    ]
    assert (strip["first_states"], strip["last_states"]) == ("DE and FR", "RO")


@pytest.mark.parametrize(("count", "words"), [(1, "A"), (3, "A, B and C"), (4, "4 states")])
def test_many_states_are_a_number(count, words):
    assert named([{"code": letter, "name": letter} for letter in "ABCDE"[:count]]) == words


def test_the_tiles_are_met_row_by_row():
    codes = [tile["code"] for tile in tiles({code: code for code in TILES})]

    assert len(codes) == 27
    assert (codes[0], codes[-1]) == ("SE", "CY")


def test_a_country_stands_in_its_part_of_the_world_and_a_hidden_number_has_no_tint():
    rows = [
        Row("AE", "", [12, 3]),
        Row("IN", "", [6, 0]),
        Row("africa", "", [Hidden.SMALL, 0]),
        Row("asia", "", [0, 0]),
    ]

    parts = {part["code"]: part["tiles"] for part in world(Table("destinations", "", "", [], rows))}

    assert [(tile["code"], tile["figure"], tile["degree"]) for tile in parts["asia"]] == [
        ("AE", "12", 4),
        ("IN", "6", 2),
    ]
    assert [(tile["figure"], tile["degree"]) for tile in parts["africa"]] == [("under 5", 0)]
    assert parts["europe"] == []
