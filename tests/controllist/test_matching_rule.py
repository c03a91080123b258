import pytest

from controllist.rules.matching import item_key, model_key
from tests.properties import given, st


@pytest.mark.parametrize(
    ("maker", "model"),
    [
        ("HALCYON INSTRUMENTS", "cell-scope 4"),
        ("Halcyon  Instruments", "Cell Scope/4"),
        ("halcyon.instruments", "CELLSCOPE4"),
    ],
)
def test_maker_and_model_are_the_same_whatever_their_case_and_punctuation(maker, model):
    assert item_key(maker, model) == item_key("Halcyon Instruments", "CellScope 4")


def test_the_border_between_maker_and_model_is_kept():
    assert item_key("Halcyon 4", "Scope") != item_key("Halcyon", "4 Scope")


def test_letters_are_those_of_every_script_and_accents_count():
    assert item_key("Звук", "É-7") == "звук/é7"
    assert item_key("Звук", "7") != item_key("Світло", "7")


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_key_fits_its_column(maker, model):
    assert len(item_key(maker, model)) <= 200
    assert len(model_key(model)) <= 120


def test_long_names_that_differ_at_their_end_stay_different():
    long = "x" * 400

    assert item_key(long, "1") != item_key(long, "2")
    assert item_key(long, "1") == item_key(long.upper(), "1")
    assert len(item_key(long, "1")) == 200
