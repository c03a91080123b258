"""Every page with real data: in English for all who may open it, in each language; it runs no code of its own."""

import re

import pytest
from django.conf import settings

from tests.house.permissions.calls import call, made
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import rows
from tests.house.permissions.world import COLUMNS, signed_in_as_before, undone

ROWS = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if not row.route.startswith("api/v1/") and row.method == "GET" and "200" in row.expected.values()
]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
INLINE = re.compile(r"<style\b|\sstyle=|\son\w+=\"|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("row", ROWS, ids=[f"/{row.route} {' '.join(row.objects)}".strip() for row in ROWS])
def test_a_page_renders_for_whoever_may_open_it_and_in_every_language(row, world):
    readers = [column for column in COLUMNS if row.expected[column] == "200"]

    for language in LANGUAGES:
        for reader in readers if language == "en" else readers[:1]:
            browser = world.sessions[reader]
            with undone(), signed_in_as_before(browser):
                browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
                response = call(row, reader, world, {**world.names, **made(row, world)})
                _is_a_page_of_ours(response, language)


def _is_a_page_of_ours(response, language):
    assert response.status_code == 200
    assert "script-src" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    if not response["Content-Type"].startswith("text/html"):
        return
    text = response.content.decode()
    assert f'lang="{language}"' in text
    assert response["Content-Language"] == language
    assert INLINE.search(text) is None
    assert "{{" not in text
    assert "{%" not in text
    assert "%(" not in text, "a text with a place nobody filled"
