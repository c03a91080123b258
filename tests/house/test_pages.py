"""Every page with real data in each other language; in English the permission tables open it for everybody."""

import pytest
from django.conf import settings

from tests.house.permissions.calls import call, is_a_page_of_ours, made
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import rows
from tests.house.permissions.world import COLUMNS, signed_in_as_before, undone

ROWS = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if not row.route.startswith("api/v1/") and row.method == "GET" and "200" in row.expected.values()
]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


@pytest.mark.parametrize("row", ROWS, ids=[f"/{row.route} {' '.join(row.objects)}".strip() for row in ROWS])
def test_a_page_renders_in_every_language(row, world):
    reader = next(column for column in COLUMNS if row.expected[column] == "200")
    browser = world.sessions[reader]

    for language in LANGUAGES:
        with undone(), signed_in_as_before(browser):
            browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            response = call(row, reader, world, {**world.names, **made(row, world)})
            assert response.status_code == 200
            is_a_page_of_ours(response, language)
