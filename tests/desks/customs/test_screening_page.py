"""The page that checks one item or a table."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.rules.uploaded_tables import read
from exportctl.core.tables import xlsx_bytes
from licensing.models import ScreeningCount, ScreeningLog
from licensing.rules.screenings import UPLOAD, lines_of
from tests.controllist.listing import make_entry

TABLE = "id;manufacturer;model;name;destination\nA;Vexor Labs;Halo LX;;AE\nB;;;Office chair;AE\n"


def test_rows_without_an_id_are_numbered():
    assert [line["id"] for line in lines_of(read("model\nA\n\nB\n", UPLOAD))] == ["1", "2"]


@pytest.mark.django_db
def test_one_item_is_answered_in_place_and_only_counted(client: Client):
    make_entry()

    answer = client.post(
        "/screening", {"asks": "item", "manufacturer": "vexor labs", "model": "HALO LX", "destination": "AE"}
    )

    assert answer.status_code == 200
    assert "This item needs an authorisation." in answer.text
    assert 'href="/list/CS-0001"' in answer.text
    assert "as its press release describes it, not in force" in answer.text
    assert ScreeningCount.objects.get().count == 1
    assert not ScreeningLog.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["pasted", "csv", "xlsx"])
def test_a_table_is_answered_line_by_line(client: Client, way: str):
    make_entry()
    head, *rows = (line.split(";") for line in TABLE.splitlines())
    given = {
        "pasted": {"table": TABLE},
        "csv": {"file": SimpleUploadedFile("lines.csv", TABLE.encode())},
        "xlsx": {"file": SimpleUploadedFile("lines.xlsx", xlsx_bytes("lines", head, rows))},
    }[way]

    page = client.post("/screening", {"asks": "table", **given}).text

    assert "1 of 2 lines need an authorisation." in page
    assert page.index("Halo LX") < page.index("Office chair")


@pytest.mark.django_db
def test_the_answer_downloads_as_csv_without_formulas(client: Client):
    make_entry()

    answer = client.post("/screening", {"asks": "table", "as": "csv", "table": "id,model\n=1+1,Halo LX\n"})

    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [(row["id"], row["verdict"]) for row in rows] == [("'=1+1", "possible_match")]
    assert rows[0]["edition"] == "1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"asks": "item"}, "Give a model, a name, a control entry"),
        ({"asks": "item", "name": "x", "destination": "ZZ"}, "ZZ"),
        ({"asks": "table"}, "Paste at least one line, or choose a file."),
        ({"asks": "table", "table": "Halo LX"}, "The first row has to name at least one of these columns"),
        (
            {"asks": "table", "table": "model,destination\nHalo LX,ZZ\n"},
            "Line 1, destination: “ZZ” is not known here.",
        ),
        ({"asks": "table", "table": 'model\n"Halo LX'}, "Row 2 has a quotation mark"),
        ({"asks": "table", "table": "model,quantity\nHalo LX,1.500\n"}, "Write 1500 or 1.5,"),
        (
            {"asks": "table", "file": SimpleUploadedFile("a.csv", "model\nĆma 7".encode("cp1250"))},
            "save it as “CSV UTF-8”",
        ),
        (
            {"asks": "table", "table": "name\n" + "x\n" * 1001},
            "These are 1001 lines. Check at most 1000 at once.",
        ),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(client: Client, given: dict, said: str):
    answer = client.post("/screening", given)

    assert answer.status_code == 422
    assert said in answer.text
    assert not ScreeningCount.objects.exists()


@pytest.mark.django_db
def test_the_empty_page_offers_both_ways(client: Client):
    page = client.get("/screening").text

    assert "Check this item" in page
    assert 'href="/screening?asks=table"' in page
    assert "Check these lines" in client.get("/screening?asks=table").text
