"""An address with a reference in another spelling leads to the one that is stored."""

import pytest
from django.test import Client

from tests.controllist.listing import make_entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/list/cs-0001", "/list/CS-0001"),
        ("/list/CS0001?lang=de", "/list/CS-0001?lang=de"),
        ("/list/%D0%A1S-0001/proof", "/list/CS-0001/proof"),
        ("/api/v1/control-list/cs-0001", "/api/v1/control-list/CS-0001"),
        ("/cases/de-2026-00418/clock", "/cases/DE-2026-00418/clock"),
        ("/procedures/p-2026-0031", "/procedures/P-2026-0031"),
        ("/notifications/n-2026-000001/item", "/notifications/N-2026-000001/item"),
        ("/api/v1/requests/de%202026%2000418", "/api/v1/requests/DE-2026-00418"),
    ],
)
def test_another_spelling_leads_to_the_reference(address, leads):
    answer = Client().get(address)

    assert (answer.status_code, answer["Location"]) == (308, leads)


def test_an_entry_opens_by_its_code_in_small_letters():
    make_entry()

    assert Client().get("/list/cs-0001", follow=True).status_code == 200
    assert Client().get("/api/v1/control-list/cs-0001", follow=True).json()["code"] == "CS-0001"


@pytest.mark.parametrize(
    "address", ["/list/CS-0001", "/list?q=cs-0001", "/api/v1/requests/DE-2026-9", "/nowhere/v1"]
)
def test_what_is_stored_so_or_is_no_reference_stays(address):
    assert Client().get(address).status_code != 308
