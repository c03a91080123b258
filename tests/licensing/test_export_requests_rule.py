"""What an individual export request has to say, and what it lacks: pure."""

import pytest

from exportctl.core.shapes import check
from licensing.rules.export_requests import BODY, gaps, kind_in, with_defaults
from licensing.rules.request_warnings import warnings
from licensing.rules.requests import Kind
from tests.requesting import INDIVIDUAL, make_individual_body

STATEMENT = "/end_use_statement"


def pointers(errors):
    return [each["pointer"] for each in errors]


def test_the_body_of_the_interface_is_complete_and_right():
    assert gaps(Kind.INDIVIDUAL, INDIVIDUAL) == []
    assert check(INDIVIDUAL, BODY) == (INDIVIDUAL, [])


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        (None, ["/waived"]),
        ({"waived": False}, ["/document"]),
        ({"waived": True}, ["/reason"]),
        ({"waived": True, "reason": "Known."}, []),
        ({"document": "9f1cbb4c-6d9c-4a4e-8a34-93a8c0a6a1c2"}, []),
        ({"waived": True, "document": "9f1cbb4c-6d9c-4a4e-8a34-93a8c0a6a1c2"}, []),
    ],
)
def test_a_statement_is_a_file_or_a_reason_to_go_without(statement, missing):
    body = make_individual_body(end_use_statement=statement)

    assert pointers(gaps(Kind.INDIVIDUAL, body)) == [STATEMENT + name for name in missing]


def test_a_second_item_lacks_what_a_first_one_lacks():
    items = [*INDIVIDUAL["items"][:1], {"name": "Cable"}]

    assert set(pointers(gaps(Kind.INDIVIDUAL, make_individual_body(items=items)))) == {
        f"/items/1/{name}"
        for name in ("manufacturer", "model", "description", "cn_code", "quantity", "unit", "value")
    }


@pytest.mark.parametrize(
    ("number", "is_right"),
    [("7783-06-4", True), ("102-71-6", True), ("102-71-7", False), ("7783064", False), ("", True)],
)
def test_a_cas_number_proves_itself(number, is_right):
    _clean, errors = check({"items": [{"cas": number}]}, BODY)

    assert (errors == []) == is_right


@pytest.mark.parametrize(
    ("written", "stored"), [("5a002 a", "5A002.a"), ("5A002.a.1", "5A002.a.1"), ("cs-42", "CS-0042")]
)
def test_an_entry_is_stored_in_one_spelling(written, stored):
    clean, errors = check({"items": [{"control_entry": written}]}, BODY)

    assert errors == []
    assert clean["items"][0]["control_entry"] == stored


@pytest.mark.parametrize("kind", ["global", "large_project", "notification"])
def test_another_kind_is_told_what_to_do(kind):
    _clean, [wrong] = check({"kind": kind}, BODY)

    assert wrong["pointer"] == "/kind"
    assert "write to your authority" in wrong["detail"]


def test_what_a_box_says_by_itself():
    shown = with_defaults({"procedure": "temporary"}, state="FR")

    assert (shown["location"], shown["export_state"], shown["procedure"]) == ("FR", "FR", "temporary")
    assert (shown["consignee"], shown["third_parties"]) == (None, [])


def test_what_is_unusual_is_said_and_stops_nothing():
    body = make_individual_body(destination="FR")

    assert pointers(warnings(body)) == ["/destination", "/end_user/country"]
    assert gaps(Kind.INDIVIDUAL, body) == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("5A002", "5A002.a to 5A002.e"),
        ("1C350", "1C350.1 to"),
        ("5A002.a", ""),  # a part, though it has parts of its own
        ("4A005", ""),  # has none
        ("CS-0001", ""),
    ],
)
def test_a_whole_entry_in_a_line_is_asked_for_its_part_and_stops_nothing(code, hint):
    body = make_individual_body()
    body["items"][0]["control_entry"] = code

    found = warnings(body)

    assert pointers(found) == (["/items/0/control_entry"] if hint else [])
    assert all(hint in str(each["detail"]) for each in found)
    assert gaps(Kind.INDIVIDUAL, body) == []
    wide = {"kind": "global", "items": body["items"], "icp": {"version": "1"}}
    assert warnings(wide) == []  # a category of items may be as wide as an entry


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"kind": "global"}, Kind.GLOBAL),
        *(({"kind": odd}, Kind.INDIVIDUAL) for odd in ("none", [], ["global"], {}, None, 1)),
        ([], Kind.INDIVIDUAL),
    ],
)
def test_the_kind_is_read_of_whatever_was_sent(body, kind):
    assert kind_in(body) == kind
