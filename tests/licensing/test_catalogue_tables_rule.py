"""A table of items: read as spreadsheets write it, every error at its row and column."""

import csv
import io

import pytest
from django.utils import translation

from controllist.rules.functions import FUNCTIONS
from exportctl.core.tables import csv_text
from licensing.rules.catalogue import Kind, key
from licensing.rules.catalogue_tables import COLUMNS, Change, Known, Report, Stock, TableCheck, read_items
from licensing.rules.catalogue_uploads import Outcome
from tests.properties import given, st

HEAD = "name;manufacturer;model;functions;description;cn_code\n"
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


EMPTY = Stock()


def report(text: str, stock: Stock = EMPTY) -> Report:
    table = read_items(text)
    return TableCheck(table.names).check(table.rows, stock=stock)


def told(text: str, stock: Stock = EMPTY) -> tuple[list[str], list[tuple[int, str]]]:
    """The names of the rows that are fine; row and column of what is not."""
    found = report(text, stock)
    return [each.body["name"] for each in found.items], [(each.row, each.column) for each in found.mistakes]


def test_columns_may_have_the_names_people_give_them():
    table = read_items("Bezeichnung;Hersteller;Farbe\nMast;Feldmann;grau\n")

    assert dict(table.rows[0].cells) == {"name": "Mast", "manufacturer": "Feldmann"}
    assert table.unknown == ("farbe",)


def test_each_mistake_has_its_row_and_column_and_the_other_rows_are_fine():
    text = HEAD + (
        "Mast;Feldmann;M-1;phone_location;;85176200\n"
        ";Feldmann;M-2;;;\n"
        "Probe;Larkspur;P-1;telepathy;;8517\n"
        "Reader;Ferrotype;R-1;data_extraction;;\n"
    )

    assert told(text) == (["Mast", "Reader"], [(3, "name"), (4, "cn_code"), (4, "functions")])


def test_a_mistake_is_read_in_the_language_of_its_reader():
    with translation.override("de"):
        found = report(HEAD + "Probe;Larkspur;P-1;telepathy;;\nMast;Feldmann;M-1;;;\nMast;Feldmann;M-1;;;\n")
    unknown, twice = Outcome().with_report(found).mistakes

    with translation.override("fr"):
        assert unknown.words.startswith("«")
        assert "ligne 3" in twice.words
    with translation.override("en"):
        assert "is no function" in unknown.words
        assert twice.cells == (4, "model", "M-1", "The same maker and model as row 3. Keep one of them.")


def test_the_same_maker_and_model_are_named_however_they_are_spelt():
    text = "name;manufacturer;model\nMast;Feldmann;M 1\nTower;FELDMANN;m-1\n"
    found = report(text)

    assert [each.body["name"] for each in found.items] == ["Mast"]
    assert found.mistakes[0].detail.startswith("The same maker and model as row 2.")


MAST = {"name": "Mast", "manufacturer": "Feldmann", "model": "M-1", "description": "Stands in the wind."}
HELD = Stock({}, {key(Kind.ITEM, MAST): Known(1, MAST)})
NUMBERED = Stock({"A/7": Known(7, {**MAST, "item_number": "A/7"})}, {})


def test_what_the_catalogue_has_already_is_named():
    assert told("name;manufacturer;model\nTower;Feldmann;M-1\n", HELD) == ([], [(2, "model")])


@pytest.mark.parametrize(
    ("text", "stock", "change", "entry", "differs"),
    [
        ("item_number;name\nA/8;Tower\n", NUMBERED, Change.ADDED, None, {}),
        ("item_number;control_entry\nA/7;6A003\n", NUMBERED, Change.CHANGED, 7, {"control_entry": "6A003"}),
        ("item_number;description\nA/7;\n", NUMBERED, Change.CHANGED, 7, {"description": None}),
        ("item_number;name\nA/7;Mast\n", NUMBERED, Change.UNCHANGED, 7, {}),
        ("name;manufacturer;model\nMast;Feldmann;M-1\n", HELD, Change.UNCHANGED, 1, {}),
        # a number given for the first time goes to the entry without one
        (
            "item_number;manufacturer;model;name\nB;Feldmann;M-1;Mast\n",
            HELD,
            Change.CHANGED,
            1,
            {"item_number": "B"},
        ),
    ],
)
def test_a_row_changes_the_item_of_its_number_and_keeps_what_the_table_has_no_column_for(
    text, stock, change, entry, differs
):
    [planned] = report(text, stock).items

    assert (planned.change, planned.entry) == (change, entry)
    if entry is not None:
        known = next(iter({**stock.numbered, **stock.unnumbered}.values())).body
        members = {name for name in {*known, *planned.body} if known.get(name) != planned.body.get(name)}
        assert {name: planned.body.get(name) for name in members} == differs


def test_what_is_named_again_is_not_archived():
    archived = Stock({"A": Known(1, {"item_number": "A", "name": "Mast"}, is_archived=True)}, {})

    assert [each.change for each in report("item_number\nA\n", archived).items] == [Change.CHANGED]


def test_a_number_stands_in_one_row():
    assert told("item_number;name\nA;Mast\nB;Mast\nA;Tower\n") == (["Mast", "Mast"], [(4, "item_number")])


def test_an_entry_that_annex_i_does_not_have_is_a_mistake_of_its_row():
    names, mistakes = told("name;control_entry;origin\nMast;9Z999;DE\nTower;5a002.A;XX\nReader;5a002.A;de\n")

    assert (names, mistakes) == (["Reader"], [(2, "control_entry"), (3, "origin")])


def test_functions_may_be_codes_or_labels_in_any_language():
    text = 'name;functions\nA;"phone_location, Auslesen von Daten|Analyse de trafic"\n'

    [item] = report(text).items

    assert item.body["functions"] == ["phone_location", "data_extraction", "traffic_analysis"]


def test_a_formula_that_our_own_table_disarmed_comes_back_as_it_was():
    [item] = report("name\n'=A1 antenna\n").items

    assert item.body["name"] == "=A1 antenna"


@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELL)), max_size=8))
def test_every_row_is_either_fine_or_has_its_mistakes(rows):
    written = csv_text(COLUMNS, [list(row.values()) for row in rows])

    table = read_items(written)
    found = report(written)

    assert len(found.items) + found.wrong_rows == len(table.rows)
    assert {mistake.row for mistake in found.mistakes} <= {row.number for row in table.rows}


@given(
    names=st.lists(st.text("abcdefg", min_size=1, max_size=6), unique=True, max_size=8),
    functions=st.lists(st.sampled_from(FUNCTIONS), unique=True),
)
def test_what_is_fine_comes_through_unchanged(names, functions):
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(
        [["name", "functions"], *([name, ",".join(functions)] for name in names)]
    )

    found = report(written.getvalue())

    assert [each.body["name"] for each in found.items] == names
    assert all(each.body.get("functions", []) == functions for each in found.items)
    assert found.mistakes == ()
