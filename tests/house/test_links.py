"""List against permission: whatever a person's own pages link to opens for that very person."""

import re

import pytest

from tests.house.permissions.world import World, signed_in_as_before, undone

HOMES = {
    "own": ["/overview", "/cases", "/inbox", "/account"],
    "other": ["/overview", "/cases"],
    "officer": ["/worklist?view=all", "/team", "/inbox", "/procedures", "/consulted-bodies"],
    "approver": ["/worklist?view=approve", "/worklist?view=all"],
    "foreign": ["/worklist?view=all", "/procedures"],
    "delegate": ["/procedures", "/inbox"],
    "commission": ["/monitor", "/reference", "/procedures"],
    "customs": ["/list"],
    "anyone": ["/", "/list", "/list/changes", "/statistics"],
}
INVENTED = "/cases/DE-2026-09999"  # of a notice that the tables' own test of muting stands on
LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*)')
MAIN = re.compile(r"<main\b.*?</main>", re.S)
TABLES = re.compile(r"[?&;](?:export|page|sort|order|after)=")  # the same rows once more


@pytest.mark.parametrize("column", HOMES)
def test_what_a_page_links_to_opens_for_its_reader(column, world):
    linked = {path for home in HOMES[column] for path in links(world, column, home)} - {INVENTED}

    closed = {path: status for path in linked if (status := answered(world, column, path)) not in (200, 302)}

    assert not closed


def test_who_is_shown_a_case_to_approve_is_who_may_approve_it(world):
    case, people = world.names["proposed"], ("officer", "approver")

    shown = {column: case in read(world, column, "/worklist?view=approve") for column in people}
    may = {column: "Approve or return" in read(world, column, f"/cases/{case}") for column in people}

    assert shown == may == {"officer": False, "approver": True}


def links(world: World, column: str, page: str) -> set[str]:
    found = {
        path.replace("&amp;", "&") for path in LINK.findall(MAIN.search(read(world, column, page)).group())
    }
    return {path for path in found if not TABLES.search(path)}


def read(world: World, column: str, page: str) -> str:
    browser = world.sessions[column]
    with undone(), signed_in_as_before(browser):
        response = browser.get(page)
    assert response.status_code == 200, f"{page}: {response.status_code}"
    return response.content.decode()


def answered(world: World, column: str, path: str) -> int:
    browser = world.sessions[column]
    with undone(), signed_in_as_before(browser):
        response = browser.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    return response.status_code
