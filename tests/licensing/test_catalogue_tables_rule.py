"""A table of items: read as spreadsheets write it, every error at its row and column."""

import csv
import io

from controllist.rules.functions import FUNCTIONS
from exportctl.core.tables import csv_text
from licensing.rules.catalogue import Kind, key
from licensing.rules.catalogue_tables import COLUMNS, read_items, report
from tests.properties import given, st

HEAD = "name;manufacturer;model;functions;description;cn_code\n"
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def told(text: str, held=()) -> tuple[list[str], list[tuple[int, str]]]:
    """The names of the rows that are fine; row and column of what is not."""
    found = report(read_items(text).rows, known_keys=set(held))
    return [item["name"] for item in found.items], [(each.row, each.column) for each in found.mistakes]


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


def test_the_same_maker_and_model_are_named_however_they_are_spelt():
    text = "name;manufacturer;model\nMast;Feldmann;M 1\nTower;FELDMANN;m-1\n"
    found = report(read_items(text).rows, known_keys=set())

    assert [item["name"] for item in found.items] == ["Mast"]
    assert found.mistakes[0].detail.startswith("The same maker and model as row 2.")


def test_what_the_catalogue_has_already_is_named():
    held = {key(Kind.ITEM, {"name": "x", "manufacturer": "Feldmann", "model": "M-1"})}

    assert told("name;manufacturer;model\nMast;Feldmann;M-1\n", held) == ([], [(2, "model")])


def test_functions_may_be_codes_or_labels_in_any_language():
    text = 'name;functions\nA;"phone_location, Auslesen von Daten|Analyse de trafic"\n'

    [item] = report(read_items(text).rows, known_keys=set()).items

    assert item["functions"] == ["phone_location", "data_extraction", "traffic_analysis"]


def test_a_formula_that_our_own_table_disarmed_comes_back_as_it_was():
    [item] = report(read_items("name\n'=A1 antenna\n").rows, known_keys=set()).items

    assert item["name"] == "=A1 antenna"


@given(rows=st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELL)), max_size=8))
def test_every_row_is_either_fine_or_has_its_mistakes(rows):
    written = csv_text(COLUMNS, [list(row.values()) for row in rows])

    table = read_items(written)
    found = report(table.rows, known_keys=set())

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

    found = report(read_items(written.getvalue()).rows, known_keys=set())

    assert [item["name"] for item in found.items] == names
    assert all(item.get("functions", []) == functions for item in found.items)
    assert found.mistakes == ()
