"""What is signed about, when a link reads over, and what a request lacks before anybody can sign."""

from datetime import timedelta

import pytest

from licensing.rules import end_use_statements as rules
from licensing.rules import export_requests
from licensing.rules.end_use_statements import Standing, State
from licensing.rules.requests import Kind
from tests.factories import AT
from tests.requesting import make_individual_body

EXPORTER = "Nordwind Instruments GmbH"


def digest(**changes):
    return rules.digest(make_individual_body(**changes), exporter=EXPORTER)


def with_item(**changes):
    body = make_individual_body()
    return [{**body["items"][0], **changes}, *body["items"][1:]]


@pytest.mark.parametrize(
    "changes",
    [
        {"destination": "PK"},
        {"end_use": "Something else."},
        {"end_user": {"name": "Other", "address": "2 Ring Road", "country": "IN", "kind": "other"}},
        {"consignee": {"name": "Broker", "address": "3 Port", "country": "IN"}},
        {"items": with_item(quantity="101")},
        {"items": with_item(model="NX-41")},
        {"items": with_item(description="Decrypts.")},
    ],
)
def test_another_item_party_destination_use_or_quantity_is_another_statement(changes):
    assert digest(**changes) != digest()


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_for_months": 12},
        {"items": with_item(value="1")},
        {"items": with_item(control_entry="5A002.b")},
        {"end_use_statement": {"waived": False}},
    ],
)
def test_what_the_end_user_does_not_declare_leaves_the_statement_as_it_is(changes):
    assert digest(**changes) == digest()


def test_no_price_is_shown_abroad():
    shown = rules.declared(make_individual_body(), exporter=EXPORTER)
    assert all(set(item) == set(rules._ITEM) for item in shown["items"])


@pytest.mark.parametrize(
    ("status", "current", "pending", "later", "reads"),
    [
        (State.SENT, True, True, timedelta(0), Standing.SENT),
        (State.OPENED, True, True, timedelta(days=29), Standing.OPENED),
        (State.OPENED, True, True, timedelta(days=30), Standing.EXPIRED),
        (State.SENT, False, True, timedelta(0), Standing.OVERTAKEN),
        (State.SENT, True, False, timedelta(0), Standing.OVER),
        (State.SIGNED, True, False, timedelta(days=90), Standing.SIGNED),
        (State.SIGNED, False, True, timedelta(0), Standing.OVERTAKEN),
        (State.WITHDRAWN, False, False, timedelta(days=90), Standing.WITHDRAWN),
        (State.REFUSED, True, True, timedelta(days=90), Standing.REFUSED),
    ],
)
def test_a_link_reads(status, current, pending, later, reads):
    expires_at = AT + rules.LASTS
    read = rules.standing(
        status, expires_at=expires_at, is_current=current, is_pending=pending, at=AT + later
    )
    assert read == reads


def test_before_a_link_is_sent_everything_that_is_signed_about_is_said_and_nothing_else():
    empty = rules.unsaid(export_requests.gaps(Kind.INDIVIDUAL, {}))
    assert {gap["pointer"] for gap in empty} == {
        *(
            f"/items/0/{name}"
            for name in ("name", "manufacturer", "model", "description", "quantity", "unit")
        ),
        *(f"/end_user/{name}" for name in ("name", "address", "country")),
        *("/destination", "/end_use"),
    }
    without_value = make_individual_body(items=[{**make_individual_body()["items"][0], "value": None}])
    assert rules.unsaid(export_requests.gaps(Kind.INDIVIDUAL, without_value)) == []


def test_a_global_request_is_signed_about_with_all_its_parties():
    party = {"name": "City Hospital", "address": "1 Ring Road, Pune", "country": "IN", "kind": "other"}
    body = {**make_individual_body(), "destinations": ["IN", "LK"], "end_users": [party]}
    shown = rules.declared(body, exporter=EXPORTER)
    assert shown["destinations"] == ["IN", "LK"]
    assert shown["end_users"] == [{name: party[name] for name in ("name", "address", "country")}]
    assert digest() != rules.digest(body, exporter=EXPORTER)
