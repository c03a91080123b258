"""Every list goes along as a table: what the page shows, in both formats, for whoever may read the page."""

import csv
import io
from zipfile import ZipFile

import pytest

from licensing.rules.catalogue_tables import read_items
from tests.house.permissions.world import signed_in_as_before, undone

# Address: who reads it, what stands in a row.
LISTS = {
    "/catalogue/items": ("own", "Receiver"),
    "/catalogue/items?q=nothing": ("own", ""),
    "/catalogue/parties": ("own", "Coast Guard"),
    "/cases": ("own", "{fresh}"),
    "/inbox": ("own", "{asked}"),
    "/cases/{asked}/history": ("officer", "Question to the exporter"),
    "/procedures?view=all": ("delegate", "{window}"),
    "/consulted-bodies": ("officer", "Technical experts"),
    "/team/texts": ("officer", "Operator"),
    "/team": ("officer", ""),
    "/list": ("anyone", "{entry}"),
    "/list/changes": ("anyone", "{entry}"),
    "/worklist?view=all": ("officer", "{asked}"),
    "/people": ("own", "@"),
    "/people/activity": ("own", ""),
    "/people/organisations": ("commission", ""),
    "/monitor": ("commission", "{window}"),
    "/reference?table=states": ("commission", "DE"),
    "/reference?table=populations": ("commission", "DE"),
    "/reference?table=holidays": ("commission", "EU"),
    "/texts": ("commission", "{entry}"),
    "/reference/texts": ("commission", ""),
}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_goes_along_as_a_table(address, world):
    reader, wanted = LISTS[address]
    path, wanted = address.format(**world.names), wanted.format(**world.names)
    browser = world.sessions[reader]
    joined = "&" if "?" in path else "?"

    with undone(), signed_in_as_before(browser):
        text = browser.get(f"{path}{joined}export=csv")
        sheet = browser.get(f"{path}{joined}export=xlsx")
        page = browser.get(path)

    head, *rows = csv.reader(io.StringIO(text.content.decode("utf-8-sig")))
    assert all(head)
    assert all(len(row) == len(head) for row in rows)
    assert any(wanted in cell for row in rows for cell in row) or not wanted
    assert "attachment" in text["Content-Disposition"]
    assert "xl/worksheets/sheet1.xml" in ZipFile(io.BytesIO(sheet.content)).namelist()
    assert "export=csv" in page.content.decode() or not rows


def test_the_catalogue_that_was_taken_along_can_be_read_again(world):
    browser = world.sessions["own"]
    with undone(), signed_in_as_before(browser):
        text = browser.get("/catalogue/items?export=csv").content.decode()

    row = read_items(text).rows[0]

    assert row.cells == {"name": "Receiver", "model": "R-1"}


def test_an_exporters_table_of_the_history_holds_no_step_of_the_authority(world):
    browser, path = world.sessions["own"], f"/cases/{world.names['proposed']}/history"
    with undone(), signed_in_as_before(browser):
        answer = browser.get(f"{path}?export=csv")

    text = answer.content.decode()
    assert "the decision clock starts" in text
    assert "second officer" not in text
