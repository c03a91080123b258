"""Every band that the rule knows, through to the pages and the interface that show the entry."""

import pytest
from django.test import Client

from controllist.queries.provenance import chain
from exportctl.core.rules.bands import EARLIER_PEOPLE, EARLIER_STATES, PEOPLE, STATES
from tests.controllist.listing import make_entry, origin

pytestmark = pytest.mark.django_db

PAGES = ("/", "/list/CS-0001", "/list", "/api/v1/control-list", "/api/v1/control-list/CS-0001")


def shown(path: str) -> str:
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("people", [*PEOPLE, None])
@pytest.mark.parametrize("states", STATES)
def test_an_entry_of_every_band_is_shown(states, people):
    make_entry(by=origin(bands={"states": states, "people": people}))

    pages = {path: shown(path) for path in PAGES}

    assert all("CS-0001" in page for page in pages.values())
    assert ("bands__box--on" in pages["/list/CS-0001"]) is (people is not None)


@pytest.mark.parametrize(
    ("stored", "words"), [("0", "fewer than 5"), ("1-4", "fewer than 5"), ("15+", "15 states")]
)
def test_an_entry_with_a_band_of_earlier_days_is_shown_in_today_s(stored, words):
    make_entry(by=origin(bands={"states": stored, "people": "65+"}))

    assert words in shown("/")
    assert words in shown("/list/CS-0001")


def test_earlier_names_stand_for_bands_of_today():
    assert set(EARLIER_STATES.values()) <= set(STATES)
    assert set(EARLIER_PEOPLE.values()) <= set(PEOPLE)


def test_the_states_that_took_part_are_told_where_the_entry_says_so():
    bands = {
        "states": "5-14",
        "people": "10-35",
        "participating": 26,
        "states_needed": 15,
        "percent_needed": 65,
    }
    entry = make_entry(by=origin(bands=bands))

    told = chain(entry)

    assert (told["participating"], told["states_needed"], told["percent_needed"]) == (26, 15, 65)
    assert "open to 26 states" in shown("/list/CS-0001")
