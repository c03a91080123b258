"""Pages with the demonstration's own words on the narrowest phone, in French, which needs most room."""

import pytest

from tests.browser import LONGEST, NARROW

ENTRIES = [f"/list/CS-{number:04}" for number in range(1, 13)]
PAGES = {
    "": ["/", "/list", "/list/changes", "/statistics", *ENTRIES],
    "exporter@aquila.example": ["/overview", "/cases", "/inbox", "/authorisations", "/catalogue/items"],
    "officer.de@demo.example": ["/worklist", "/inbox", "/team", "/registrations", "/authorisations"],
    "delegate.fr@demo.example": ["/procedures", "/inbox", "/procedures/P-2026-0019"],
    "commission@demo.example": ["/monitor", "/inbox", "/reference"],
}
HEIGHT = "document.documentElement.scrollHeight"


@pytest.mark.parametrize("email", PAGES, ids=lambda email: email.partition("@")[0] or "anyone")
def test_no_page_of_the_demonstration_is_endless_on_a_phone(people, email):
    person = people(email, width=NARROW, language="fr")
    heights = {}
    for path in PAGES[email]:
        person.open(path)
        heights[path] = person.page.evaluate(HEIGHT)

    assert {path: height for path, height in heights.items() if height > LONGEST} == {}
