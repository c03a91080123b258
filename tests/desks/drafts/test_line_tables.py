"""The items of a request from a file: shown first, added then, wrong ones told by row and column."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.rules.uploaded_tables import Figure, Row
from licensing.actions.catalogue import add_entry
from licensing.models import RequestDraft
from licensing.rules.catalogue import Kind
from licensing.rules.line_tables import lines_of
from licensing.rules.request_lines import LINE, MOST_ITEMS
from tests.factories import AT
from tests.requesting import make_request_draft

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEAD = "item_number;name;manufacturer;model;functions;description;cn_code;quantity;unit;value"
GOOD = ";Encryptor;Nordwind;E-7;phone_location;Encrypts a line.;8517 62 00;4;pieces;1200.50"


def rows(*cells):
    return [Row(number, each) for number, each in enumerate(cells, start=2)]


def test_a_row_is_a_line_with_its_gaps():
    lines, mistakes = lines_of(rows({"name": "Mast", "quantity": Figure("2"), "origin": "de"}), LINE)

    assert not mistakes
    assert lines == [{"name": "Mast", "quantity": "2", "origin": "DE"}]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"quantity": "2"}, "name"),
        ({"name": "Mast", "functions": "flying"}, "functions"),
        ({"name": "Mast", "quantity": "-2"}, "quantity"),
        ({"name": "Mast", "unit": "barrels"}, "unit"),
        ({"name": "Mast", "cas": "7783-06-5"}, "cas"),
        ({"name": "Mast", "cn_code": "85"}, "cn_code"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(cells, column):
    lines, mistakes = lines_of(rows({"name": "Fine"}, cells), LINE)

    assert lines == []
    assert [(mistake.row, mistake.column) for mistake in mistakes] == [(3, column)]


@pytest.fixture
def draft(product_clock):
    return make_request_draft()


@pytest.fixture
def me(draft):
    browser = Client()
    browser.force_login(draft.created_by, BACKEND)
    return browser


def upload(browser, draft, *lines, name="items.csv"):
    file = SimpleUploadedFile(name, "\n".join((HEAD, *lines)).encode())
    return browser.post(f"/requests/{draft.reference}/items/table", {"file": file})


def shown(response):
    return unescape(re.search(r'name="lines" value="([^"]*)"', response.content.decode())[1])


@pytest.mark.django_db
def test_a_file_is_shown_and_then_added(me, draft):
    before = len(draft.body["items"])
    add_entry(
        kind=Kind.ITEM,
        exporter=draft.exporter,
        body={"item_number": "M-1", "name": "Mast", "model": "Tall", "functions": ["phone_location"]},
        actor=draft.created_by,
        at=AT,
    )

    preview = upload(me, draft, GOOD, "M-1;;;;;;;2;pieces;10")
    lines = json.loads(shown(preview))
    untouched = RequestDraft.objects.get(pk=draft.pk)
    me.post(f"/requests/{draft.reference}/items/table", {"lines": shown(preview)})

    assert preview.status_code == 200
    assert (lines[0]["value"], lines[1]["name"]) == ("1200.5", "Mast")
    assert len(untouched.body["items"]) == before
    assert RequestDraft.objects.get(pk=draft.pk).body["items"][before:] == lines


@pytest.mark.django_db
def test_a_wrong_row_is_named_and_nothing_is_taken(me, draft):
    page = upload(me, draft, GOOD, GOOD.replace("pieces", "barrels").replace("E-7", "E-8"))

    assert page.status_code == 422
    assert "barrels" in page.content.decode()
    assert 'name="lines"' not in page.content.decode()


@pytest.mark.django_db
def test_it_takes_no_more_than_a_request_has_room_for(me, draft):
    page = upload(me, draft, *[GOOD] * MOST_ITEMS)

    assert page.status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("lines", ["[]", "no json", '[{"name": 7}]', '["Mast"]'])
def test_lines_that_were_not_shown_are_checked_as_any(me, draft, lines):
    response = me.post(f"/requests/{draft.reference}/items/table", {"lines": lines})

    assert response.status_code == 302
    assert RequestDraft.objects.get(pk=draft.pk).body == draft.body
