"""What an act reads of a case, and what its pages read besides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exportctl.desks.case.queries.cases import case_page, find_case
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
CASE, SEAT, STANDING_IN = 1, 1, 2


def queries_of(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def test_an_act_loads_its_case_in_one_query_and_the_viewers_seats():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)

    spent = queries_of(lambda: find_case(officer, request.reference, at=AT))

    assert spent <= CASE + SEAT


def test_the_page_knows_what_the_act_knows():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)
    case = find_case(officer, request.reference, at=AT)

    page = case_page(case)

    for name in (
        "request",
        "viewer",
        "is_officer",
        "stands_in",
        "at",
        "tabs",
        "status",
        "may_work",
        "may_ask",
    ):
        assert getattr(page, name) == getattr(case, name)
    assert (page.waiting_proposal, page.procedure) == (None, None)


def test_a_stranger_finds_no_case():
    request = factories.make_taken_request(factories.make_officer())

    assert find_case(factories.make_delegate("FR"), request.reference, at=AT) is None
