"""What a global request and a large project say, what they lack, and what follows from their form."""

from copy import deepcopy

import pytest

from exportctl.core.shapes import check
from licensing.rules.export_requests import BODIES, gaps, kind_in, with_defaults
from licensing.rules.kinds import form_of, needs_longer_reason
from licensing.rules.proposals import form_errors, limit_errors, validity_errors
from licensing.rules.request_warnings import warnings
from licensing.rules.requests import Form, Kind
from licensing.rules.versions import destinations_of, lines_of, parties_of
from tests.requesting import END_USERS, GLOBAL, INDIVIDUAL

PROJECT_GLOBAL = {**GLOBAL, "kind": "large_project", "form": "global", "project": {"name": "Port of Recife"}}
PROJECT = {**INDIVIDUAL, "kind": "large_project", "form": "individual", "project": {"name": "Port of Recife"}}


def pointers(found):
    return [each["pointer"] for each in found]


def wrong(body):
    return pointers(check(deepcopy(body), BODIES[kind_in(body)])[1])


@pytest.mark.parametrize("body", [INDIVIDUAL, GLOBAL, PROJECT, PROJECT_GLOBAL])
def test_a_complete_body_of_each_kind_and_form_lacks_nothing(body):
    assert wrong(body) == []
    assert gaps(kind_in(body), body) == []
    assert warnings(body) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({**GLOBAL, "destination": "IN"}, ["/destination"]),
        ({**GLOBAL, "end_user": END_USERS[0]}, ["/end_user"]),
        ({**GLOBAL, "destination": None, "end_user": None}, []),
        ({**INDIVIDUAL, "destinations": ["IN"]}, ["/destinations"]),
        ({**INDIVIDUAL, "end_users": END_USERS, "icp": {"version": "1"}}, ["/end_users", "/icp"]),
        ({**PROJECT, "destinations": ["IN"]}, ["/destinations"]),
        ({**PROJECT_GLOBAL, "end_user": END_USERS[0]}, ["/end_user"]),
        ({"kind": "large_project", "destination": "IN"}, []),  # the form is not said yet
        ({**GLOBAL, "destinations": ["IN", "XX"]}, ["/destinations/1"]),
        ({**GLOBAL, "form": "global"}, ["/form"]),
        ({**GLOBAL, "kind": "brokering"}, ["/kind", "/destinations", "/end_users", "/icp"]),
    ],
)
def test_each_form_takes_its_own_pair_and_refuses_the_other(body, found):
    assert sorted(wrong(body)) == sorted(found)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"destinations": [], "end_users": []}, ["/destinations"]),
        ({"destinations": None}, []),
        ({"end_users": None}, []),
        ({"items": []}, ["/items/0/name", "/items/0/description"]),
        ({"items": [{"name": "Encryptors"}]}, ["/items/0/description"]),
        ({"items": [{"control_entry": "5A002", "quantity": "5"}]}, ["/items/0/unit"]),
        ({"items": [{"control_entry": "5A002", "value": "500"}], "currency": None}, ["/currency"]),
        ({"items": [{"control_entry": "5A002"}], "currency": None}, []),
        ({"end_use_statement": {"waived": True}}, []),  # optional (Article 12(4))
        ({"icp": None}, []),  # the authority may find one unnecessary
        (
            {"end_users": [{"name": "City Hospital"}]},
            [f"/end_users/0/{each}" for each in ("address", "country", "kind")],
        ),
        ({"valid_for_months": 60}, []),
    ],
)
def test_what_a_global_request_lacks(changes, missing):
    assert pointers(gaps(Kind.GLOBAL, {**GLOBAL, **changes})) == missing


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ({**PROJECT, "form": None}, ["/form"]),
        (
            {**PROJECT, "end_use_statement": None},
            ["/end_use_statement/waived"],
        ),  # an individual authorisation
        ({**PROJECT, "valid_for_months": 48}, []),
        ({**PROJECT, "valid_for_months": 49}, ["/project/why_longer"]),
        ({**PROJECT, "valid_for_months": 72, "project": {"why_longer": "Six building phases."}}, []),
    ],
)
def test_what_a_large_project_lacks(body, missing):
    assert pointers(gaps(Kind.LARGE_PROJECT, body)) == missing


def test_what_is_unusual_is_said_and_stops_nothing():
    body = {**PROJECT_GLOBAL, "project": None, "icp": None, "destinations": ["FR"]}

    assert pointers(warnings(body)) == [
        "/destinations/0",
        "/end_users/0/country",
        "/end_users/1/country",
        "/project/name",
        "/icp/version",
    ]


def test_a_large_project_is_for_named_end_users():
    body = {**PROJECT_GLOBAL, "end_users": [], "destinations": ["CL"]}
    assert "/end_users/0/name" in pointers(warnings(body))
    assert "/end_users/0/name" not in pointers(warnings({**body, "kind": "global"}))


def test_a_body_is_shown_with_the_members_of_its_form_alone():
    shown = with_defaults({"kind": "global"}, state="DE", kind=Kind.GLOBAL)

    assert shown["destinations"] == []
    assert (shown["location"], shown["procedure"]) == ("DE", "permanent")
    assert not {"destination", "end_user", "form"} & shown.keys()
    assert "form" in with_defaults({}, state="DE", kind=Kind.LARGE_PROJECT)


def test_what_is_drawn_from_a_global_body():
    category, item = lines_of(GLOBAL)

    assert (category.name, category.quantity, category.unit) == ("5A002.a", None, "")
    assert item.quantity == 100
    assert destinations_of(GLOBAL) == ["IN", "BR", "CL"]
    assert destinations_of({**GLOBAL, "destinations": []}) == ["IN", "BR"]  # those of the end users
    assert [party.name for party in parties_of(GLOBAL)] == ["City Hospital", "Hospital do Norte"]
    assert parties_of({**GLOBAL, "end_users": []}) == []


@pytest.mark.parametrize(
    ("kind", "body", "form"),
    [
        ("individual", {}, Form.INDIVIDUAL),
        ("global", {"form": "individual"}, Form.GLOBAL),
        ("large_project", {"form": "global"}, Form.GLOBAL),
        ("large_project", {}, None),
        ("notification", {}, None),
    ],
)
def test_the_form_is_the_kinds_or_what_a_large_project_says(kind, body, form):
    assert form_of(kind, body) == form


def test_four_years_at_most_for_a_large_project_unless_its_duration_justifies_more():
    assert needs_longer_reason("large_project", months=49)
    assert not needs_longer_reason("large_project", months=48)
    assert not needs_longer_reason("individual", months=60)  # as the authority decides
    assert pointers(validity_errors("large_project", months=60, reason="")) == ["/valid_for_months"]
    assert validity_errors("large_project", months=60, reason="Six building phases.") == []


def test_only_the_use_of_a_global_one_is_reported():
    assert form_errors(Form.GLOBAL, {"reports_every": 12}) == []
    assert pointers(form_errors(Form.INDIVIDUAL, {"reports_every": 12})) == ["/reports_every"]
    assert form_errors(Form.INDIVIDUAL, {"reports_every": None}) == []


def test_a_category_without_unit_is_granted_without_a_quantity():
    lines = lines_of({**GLOBAL, "currency": None})

    assert pointers(limit_errors([{"line": 1, "quantity": "5"}], lines)) == ["/lines/0/quantity"]
    assert pointers(limit_errors([{"line": 1, "value": "5"}], lines)) == ["/lines/0/value"]
    assert limit_errors([{"line": 1}, {"line": 2, "quantity": "5"}], lines) == []
