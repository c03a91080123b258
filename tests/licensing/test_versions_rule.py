"""A body drawn apart into lines, parties and destinations, whatever kind of request wrote it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.versions import Role, destinations_of, lines_of, name_key, parties_of
from tests.factories import make_notification_body

ITEM = {
    "name": "Radio modem",
    "manufacturer": "Nordwind",
    "model": "RM-2",
    "description": "Sends and receives.",
    "cn_code": "84715000",
    "control_entry": "5A002.a",
    "quantity": "100",
    "unit": "pieces",
    "value": "12000.50",
}
HOSPITAL = {"name": "City Hospital", "address": "1 Main Road", "country": "IN", "kind": "company"}
CLINIC = {"name": "Coast Clinic", "address": "2 Beach Road", "country": "LK", "kind": "company"}
INDIVIDUAL = {
    "destination": "IN",
    "currency": "EUR",
    "items": [ITEM, {**ITEM, "model": "RM-3"}],
    "end_user": HOSPITAL,
}
GLOBAL = {
    "destinations": ["IN", "LK", "IN"],
    "items": [{"name": "Software"}],
    "end_users": [HOSPITAL, CLINIC],
}


def test_a_notification_has_one_line_with_the_quantity_and_value_beside_its_item():
    [line] = lines_of(make_notification_body())

    assert (line.name, line.manufacturer, line.model) == (
        "Cell site simulator",
        "Nordwind Instruments",
        "NW-300",
    )
    assert line.functions == ("phone_interception", "phone_location")
    assert (line.quantity, line.unit, line.value, line.currency) == (2, "pieces", 480_000, "EUR")
    assert line.control_entry == ""


def test_each_item_of_a_request_is_a_line_in_the_requests_currency():
    first, second = lines_of(INDIVIDUAL)

    assert [first.model, second.model] == ["RM-2", "RM-3"]
    assert (first.quantity, first.value, first.currency) == (Decimal(100), Decimal("12000.50"), "EUR")
    assert first.control_entry == "5A002.a"
    assert first.item_key != second.item_key


def test_an_item_without_quantity_and_value_limits_neither():
    [line] = lines_of(GLOBAL)

    assert (line.quantity, line.unit, line.value, line.currency) == (None, "", None, "")


@pytest.mark.parametrize(
    ("body", "countries"),
    [(INDIVIDUAL, ["IN"]), (GLOBAL, ["IN", "LK"]), ({"end_users": [CLINIC]}, ["LK"])],
    ids=["individual", "global", "end users only"],
)
def test_destinations_are_named_once_each(body, countries):
    assert destinations_of(body) == countries


def test_parties_stand_in_the_order_of_their_roles():
    broker = {"name": "Broker", "address": "3 Port Road", "country": "SG"}
    body = {**GLOBAL, "consignee": CLINIC, "third_parties": [broker]}

    assert [(party.role, party.name) for party in parties_of(body)] == [
        (Role.END_USER, "City Hospital"),
        (Role.END_USER, "Coast Clinic"),
        (Role.CONSIGNEE, "Coast Clinic"),
        (Role.THIRD_PARTY, "Broker"),
    ]


def test_who_is_not_there_is_no_party():
    assert [party.role for party in parties_of({**INDIVIDUAL, "consignee": None, "third_parties": []})] == [
        Role.END_USER
    ]


def test_a_name_is_the_same_however_it_is_spaced():
    assert name_key("DIRECTORATE of  Public-Order") == name_key("Directorate of Public Order")


@given(st.text(max_size=200))
def test_a_name_key_fits_its_column(name):
    assert len(name_key(name)) <= 200
