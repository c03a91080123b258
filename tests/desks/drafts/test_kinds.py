"""The declaration of a kind that can be drafted: its parts cover its body, and every page is drawn from them."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from exportctl.desks.drafts.catch_all import CATCH_ALL, END_USE, ITEM
from exportctl.desks.drafts.forms.company import COMPANY
from exportctl.desks.drafts.kinds import KINDS, kind_of
from exportctl.desks.drafts.presenters.task_list import task_list
from notifications.actions.notifications import create_draft
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.value)


@pytest.fixture
def empty(product_clock):
    exporter = factories.make_exporter()
    return create_draft(exporter=exporter, body={}, actor=factories.make_filer(exporter), at=AT)


def test_every_member_of_the_body_is_asked_for_by_one_part(empty):
    members = [member for part in kind_of(empty).parts for member in part.members]

    assert sorted(members) == sorted(empty.shape.members)


@kinds
def test_a_form_holds_values_of_its_own_part_alone(kind):
    for part in kind.parts:
        for pointer in part.form.pointers.values():
            assert kind.part_of(pointer) is part


def test_every_gap_leads_to_a_field_that_is_on_its_page(empty):
    browser = Client()
    browser.force_login(empty.created_by, "allauth.account.auth_backends.AuthenticationBackend")
    pages = {}

    for gap in empty.gaps:
        page, field = kind_of(empty).field_page(empty, gap["pointer"]).split("#")
        if page not in pages:
            pages[page] = browser.get(page).content.decode()
        assert f'id="{field}"' in pages[page], gap["pointer"]

    assert len(pages) > len(kind_of(empty).parts)


def test_a_kind_with_two_parts_has_five_rows_and_says_which_are_open(empty):
    empty.body = {"item": factories.NOTIFICATION["item"]}

    rows = task_list(empty, (COMPANY, END_USE, ITEM), files=[])

    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert [row.kind for row in rows[:3]] == ["done", "waiting", "progress"]
    assert re.findall(r"\d", rows[-1].hint) == ["2", "3"]


def test_the_summary_has_a_section_for_each_part_and_names_what_is_missing(empty):
    kind = replace(CATCH_ALL, parts=(COMPANY, END_USE))

    _company, end_use, _documents = kind.sections(empty, files=[], missing=["/doubt"])

    assert [("Missing" in str(row.value)) for row in end_use.rows] == [True]
    assert end_use.title == END_USE.title
