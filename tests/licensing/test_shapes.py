"""The shapes of what is sent: a wrong value is named by its pointer, and nothing arbitrary raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportctl.core.shapes import check, merge
from licensing.rules.proposal_shapes import PROPOSAL
from licensing.rules.shapes import ANSWER_TO_QUESTION, QUESTION, notification
from notifications.rules.notifications import gaps
from notifications.rules.red_flags import current_version, flagged, question_keys
from tests.factories import make_notification_body

VERSION = current_version()
KEYS = question_keys(VERSION)
NOTIFICATION = notification(KEYS)
SHAPES = [NOTIFICATION, PROPOSAL, QUESTION, ANSWER_TO_QUESTION]

names = st.sampled_from(
    [*NOTIFICATION.members, *PROPOSAL.members, "name", "country", KEYS[0], "answer", "~/"]
)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
anything = st.recursive(
    leaves,
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(names | st.text(max_size=8), below, max_size=6)
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("shape", SHAPES)
@given(value=anything)
def test_whatever_is_sent_is_judged_never_fallen_over(shape, value):
    clean, errors = check(value, shape)

    assert all(error["detail"] and (error["pointer"] == "" or error["pointer"][0] == "/") for error in errors)
    if not errors:
        assert all(gap["pointer"].startswith("/") for gap in shape.missing(clean, ""))


@given(value=anything)
def test_what_passed_passes_again_unchanged(value):
    clean, errors = check(value, NOTIFICATION)
    if not errors:
        assert check(clean, NOTIFICATION) == (clean, [])


@given(target=anything, patch=st.dictionaries(names, anything, max_size=5))
def test_a_merge_patch_is_applied_once_and_for_all(target, patch):
    once = merge(target, patch)

    assert merge(once, patch) == once
    assert all(once.get(name) is None for name, value in patch.items() if value is None)


def test_the_contracts_example_is_complete_and_right():
    body = make_notification_body()

    assert check(body, NOTIFICATION) == (body, [])
    assert gaps(body, version=VERSION) == []


WRONG = {
    "/item/functions/0": {"item": {"functions": ["mind_reading"]}},
    "/item/cn_code": {"item": {"cn_code": "8517"}},
    "/destination": {"destination": "EL"},
    "/end_user/kind": {"end_user": {"kind": "pirate"}},
    "/end_user": {"end_user": "the police"},
    f"/red_flags/{KEYS[0]}/answer": {"red_flags": {KEYS[0]: {"answer": "perhaps"}}},
    "/red_flags/no_such_sign": {"red_flags": {"no_such_sign": {"answer": "no"}}},
    "/quantity": {"quantity": 2},
    "/unit": {"unit": "bushels"},
    "/value": {"value": "-1"},
    "/currency": {"currency": "EURO"},
    "/planned_on": {"planned_on": "2026-02-30"},
    "/colour": {"colour": "green"},
    "/a~1b": {"a/b": 1},
    "/doubt": {"doubt": "a\x00b"},
}


@pytest.mark.parametrize("pointer", WRONG)
def test_a_wrong_value_is_named_by_its_pointer(pointer):
    _clean, errors = check(WRONG[pointer], NOTIFICATION)

    assert [error["pointer"] for error in errors] == [pointer]


@pytest.mark.parametrize(
    ("sent", "kept"), [("100.00", "100"), ("0.50", "0.5"), ("007", "7"), ("480000", "480000")]
)
def test_quantities_are_kept_in_their_shortest_form(sent, kept):
    assert check({"quantity": sent}, NOTIFICATION) == ({"quantity": kept}, [])


def test_a_value_may_be_nothing_a_quantity_may_not():
    assert check({"value": "0.00"}, NOTIFICATION)[1] == []
    assert check({"quantity": "0"}, NOTIFICATION)[1] != []


def test_a_day_in_the_past_is_no_error():
    assert check({"planned_on": "2020-01-31"}, NOTIFICATION) == ({"planned_on": "2020-01-31"}, [])


# --- completeness ------------------------------------------------------------------------------------


def pointers(body):
    return [gap["pointer"] for gap in gaps(body, version=VERSION)]


def test_an_empty_draft_lacks_every_leaf_by_its_own_name():
    missing = pointers({})

    assert "/end_user/name" in missing
    assert "/item/functions" in missing
    assert "/planned_on" in missing
    assert "/end_user" not in missing
    assert not any(pointer.startswith("/consignee") for pointer in missing)
    assert [p for p in missing if p.startswith("/red_flags")] == [f"/red_flags/{key}/answer" for key in KEYS]


def test_each_leaf_that_is_taken_out_is_missed():
    for name, value in make_notification_body().items():
        if name == "red_flags":
            continue
        parts = value if isinstance(value, dict) else {None: value}
        for part in parts:
            body = make_notification_body()
            if part is None:
                del body[name]
            else:
                del body[name][part]
            assert pointers(body) == [f"/{name}/{part}" if part else f"/{name}"]


def test_a_yes_needs_its_evidence_and_unknown_is_an_answer():
    body = make_notification_body()
    body["red_flags"][KEYS[1]] = {"answer": "yes"}
    body["red_flags"][KEYS[2]] = {"answer": "unknown"}
    body["red_flags"][KEYS[3]] = {"evidence": "We asked."}

    assert pointers(body) == [f"/red_flags/{KEYS[1]}/evidence", f"/red_flags/{KEYS[3]}/answer"]


def test_a_consignee_is_optional_but_whole():
    assert pointers(make_notification_body(consignee={"name": "Dubai Freight"})) == [
        "/consignee/address",
        "/consignee/country",
    ]


def test_flags_are_counted_by_how_their_question_is_worded():
    body = make_notification_body(red_flags={key: {"answer": "no"} for key in KEYS})

    by_no = flagged(body, version=VERSION)
    by_yes = flagged({"red_flags": {key: {"answer": "yes"} for key in KEYS}}, version=VERSION)

    assert set(by_no) | set(by_yes) == set(KEYS)
    assert not set(by_no) & set(by_yes)
    assert by_no
    assert by_yes


# --- proposals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ({}, ["/outcome", "/legal_basis"]),
        ({"outcome": "refuse", "legal_basis": "human_rights"}, ["/grounds"]),
        ({"outcome": "grant_with_conditions", "legal_basis": "annex_i"}, ["/conditions"]),
        ({"outcome": "grant", "legal_basis": "annex_i"}, []),
        (
            {"outcome": "refuse", "legal_basis": "article_5", "grounds": "Because.", "entry": {"name": "X"}},
            [],
        ),
    ],
)
def test_what_a_proposal_needs_follows_from_its_outcome(sent, missing):
    clean, errors = check(sent, PROPOSAL)

    assert errors == []
    assert [gap["pointer"] for gap in PROPOSAL.missing(clean, "")] == missing
