"""What a submitted request holds: its version, lines, parties and destinations; and who may not change them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from controllist.rules.matching import item_key
from licensing.actions.versions import write_version
from licensing.models import AuthorisationRequest, RequestDestination, RequestLine, RequestParty
from licensing.queries import precedents
from licensing.queries.precedents import earlier_cases
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db
CONSIGNEE = {"name": "Dubai Freight", "address": "Port Road 9", "country": "AE"}


def stored(request: AuthorisationRequest) -> AuthorisationRequest:
    return AuthorisationRequest.objects.get(pk=request.pk)


@transaction.atomic
def insert(row: RequestLine) -> None:
    """With its deferred constraints asked at once."""
    row.save()
    connection.check_constraints()


def test_submission_writes_the_first_version_with_its_line_parties_and_destination():
    body = factories.make_notification_body(consignee=CONSIGNEE)

    request = stored(factories.make_submitted_request(consignee=CONSIGNEE))

    assert (request.version.number, request.version.created_at) == (1, AT)
    assert request.body == body
    assert (request.line.name, request.line.item_key) == (
        "Cell site simulator",
        item_key("Nordwind Instruments", "NW-300"),
    )
    assert (request.line.quantity, request.line.value) == (Decimal(2), Decimal(480_000))
    assert request.end_user.name == "Directorate of Public Order"
    assert request.consignee.name == "Dubai Freight"
    assert request.destination == "AE"


def test_the_newest_version_counts_and_the_older_ones_stay():
    request = factories.make_submitted_request()
    changed = factories.make_notification_body(
        item={**factories.NOTIFICATION["item"], "name": "Passive logger"}, destination="QA"
    )

    write_version(
        request=request, body=changed, actor=request.submitted_by, at=AT + DAY, reason="Typed wrong."
    )

    again = stored(request)
    assert (again.line.name, again.destination, again.version.number) == ("Passive logger", "QA", 2)
    assert [line.name for line in RequestLine.objects.filter(request=request).order_by("pk")] == [
        "Cell site simulator",
        "Passive logger",
    ]
    [listed] = AuthorisationRequest.objects.as_listed()
    assert (listed.line.name, listed.destination) == ("Passive logger", "QA")
    [whole] = AuthorisationRequest.objects.with_declaration()
    assert [line.name for line in whole.lines] == ["Passive logger"]


def test_a_list_brings_first_line_and_destination_along(django_assert_num_queries):
    factories.make_submitted_request()
    factories.make_submitted_request()

    with django_assert_num_queries(1):
        rows = [(case.line.name, case.destination) for case in AuthorisationRequest.objects.as_listed()]

    assert rows == [("Cell site simulator", "AE")] * 2


@pytest.mark.parametrize(
    ("model", "changes", "constraint"),
    [
        (RequestLine, {"quantity": 0, "number": 2}, "request_line_quantity_has_unit"),
        (RequestLine, {"unit": "", "number": 2}, "request_line_quantity_has_unit"),
        (RequestLine, {"currency": "", "number": 2}, "request_line_value_has_currency"),
        (RequestLine, {}, "request_line_number_once"),
        (RequestParty, {"role": "friend"}, "request_party_role_known"),
        (RequestParty, {"role": "consignee", "number": 2}, "request_party_one_consignee"),
        (RequestDestination, {"number": 2}, "request_destination_once"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(model, changes, constraint):
    factories.make_submitted_request()
    row = model.objects.get()
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_a_row_belongs_to_a_version_of_its_own_request():
    request, other = factories.make_submitted_request(), factories.make_submitted_request()
    line = RequestLine.objects.get(request=request)
    line.pk, line._state.adding, line.number, line.request = None, True, 2, other

    with pytest.raises(IntegrityError, match="request_line_of_version"):
        insert(line)


def test_what_was_submitted_has_a_version():
    request = factories.make_submitted_request()

    with pytest.raises(IntegrityError, match="request_submitted_has_version"), transaction.atomic():
        AuthorisationRequest.objects.filter(pk=request.pk).update(version=None)


def test_earlier_cases_are_sought_among_the_newest_of_each_likeness(monkeypatch):
    """More cases than are looked at bear one name; the one with the same item is older than all of them."""
    monkeypatch.setattr(precedents, "CANDIDATES", 4)
    officer = factories.make_officer()
    same = factories.make_submitted_request(at=AT - DAY)
    for number in range(6):
        item = {**factories.NOTIFICATION["item"], "model": f"NW-{number}"}
        factories.make_submitted_request(item=item, at=AT + number * HOUR)
    request = factories.make_submitted_request(at=AT + 10 * DAY)

    found = earlier_cases(stored(request), officer, at=AT)

    assert same.reference in found[0]["title"]
    assert len(found) == 3
