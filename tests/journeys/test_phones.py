"""Pages with the demonstration's own words where room is scarce: the narrowest phone, the header of a notebook."""

import pytest

from tests.browser import LONGEST, NARROW

ENTRIES = [f"/list/CS-{number:04}" for number in range(1, 13)]
PAGES = {
    "": ["/", "/list", "/list/changes", "/statistics", "/accounts/login/", "/annex-i/0B001", *ENTRIES],
    "exporter@aquila.example": ["/overview", "/cases", "/inbox", "/authorisations", "/catalogue/items"],
    "officer.de@demo.example": [
        "/worklist",
        "/inbox",
        "/team",
        "/team/routing",
        "/registrations",
        "/authorisations",
    ],
    "delegate.fr@demo.example": [
        "/procedures",
        "/procedures?view=closed",
        "/inbox",
        "/procedures/P-2026-0019",
    ],
    "commission@demo.example": ["/monitor", "/inbox", "/reference"],
}
HEIGHT = "document.documentElement.scrollHeight"
ROW = 60  # pixels: the header of one row, with its line
DESKS = ("officer.de@demo.example", "exporter@aquila.example", "commission@demo.example")


@pytest.mark.parametrize("email", PAGES, ids=lambda email: email.partition("@")[0] or "anyone")
def test_no_page_of_the_demonstration_is_endless_on_a_phone(people, email):
    person = people(email, width=NARROW, language="fr")
    heights = {}
    for path in PAGES[email]:
        person.open(path)
        heights[path] = person.page.evaluate(HEIGHT)

    assert {path: height for path, height in heights.items() if height > LONGEST} == {}


@pytest.mark.parametrize("email", DESKS, ids=lambda email: email.partition("@")[0])
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_header_of_a_notebook_is_one_row(people, email, language):
    person = people(email, width=1280, language=language)
    heights = {}
    for width in (1280, 1366, 1440):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.open("/account")
        heights[width] = person.page.evaluate("document.querySelector('.header').offsetHeight")

    assert {width: height for width, height in heights.items() if height > ROW} == {}
