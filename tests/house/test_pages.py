"""Every page with real data in French.

In English the permission tables open it for everybody, in German a browser walks it
(tests/journeys/test_every_page.py).
"""

import pytest
from django.conf import settings

from exportctl.core import clock
from exportctl.core.access import organisation_ids_of
from exportctl.core.rules.permissions import Permission
from licensing.models import Exporter
from notifications.actions.notifications import create_draft
from tests.house.permissions.calls import call, forms_without_token, is_a_page_of_ours, made
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import rows
from tests.house.permissions.world import COLUMNS, signed_in_as_before, undone

ROWS = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if not row.route.startswith("api/v1/") and row.method == "GET" and "200" in row.expected.values()
]
OF_A_DRAFT = [
    row
    for row in ROWS
    if ("draft" in row.objects and "attachment" not in row.objects) or row.route.endswith("/copy")
]
# What a draft may hold at any moment: nothing, or of each answer that has several parts only the first.
BEGUN = {
    "nothing": {},
    "names": {"item": {"name": "Mast"}, "end_user": {"name": "Guard"}, "consignee": {"name": "Port"}},
    "numbers": {"item": {"name": "Mast"}, "quantity": "2", "value": "480000"},
    "codes": {"item": {"functions": ["phone_location"]}, "unit": "pieces", "currency": "EUR"},
}
LANGUAGE = "fr"


@pytest.mark.parametrize("row", ROWS, ids=[f"/{row.route} {' '.join(row.objects)}".strip() for row in ROWS])
def test_a_page_renders_in_french(row, world):
    reader = next(column for column in COLUMNS if row.expected[column] == "200")
    browser = world.sessions[reader]

    with undone(), signed_in_as_before(browser):
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
        response = call(row, reader, world, {**world.names, **made(row, world)})
        assert response.status_code == 200
        is_a_page_of_ours(response, LANGUAGE)


def test_every_language_is_walked_by_somebody():
    assert {code for code, _name in settings.LANGUAGES} == {"en", "de", LANGUAGE}


@pytest.mark.parametrize("begun", BEGUN)
@pytest.mark.parametrize("row", OF_A_DRAFT, ids=[f"/{row.route}" for row in OF_A_DRAFT])
def test_a_page_of_a_draft_renders_whatever_is_missing(row, begun, world):
    own = world.people["own"]
    with undone(), signed_in_as_before(world.sessions["own"]):
        (own_id,) = organisation_ids_of(own, Permission.FILE)
        exporter = Exporter.objects.get(pk=own_id)
        draft = create_draft(exporter=exporter, body=BEGUN[begun], actor=own, at=clock.now())
        shown = dict.fromkeys(("draft", "sent"), draft.reference)
        response = call(row, "own", world, {**world.names, **shown, **made(row, world)})

    assert response.status_code == 200
    is_a_page_of_ours(response, "en")


def test_a_form_without_its_token_is_noticed():
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="x">'
    page = (
        f'<form method="post" action="/a">{token}</form><form method="POST" action="/b"></form><form></form>'
    )

    assert forms_without_token(page) == ['<form method="POST" action="/b">']
