"""What is notified as a denial, and when it is reviewed (Article 16(1) and (2))."""

from datetime import date

import pytest

from licensing.rules.denials import (
    Act,
    act_of_change,
    act_of_decision,
    falls_away,
    next_review_on,
    refused_lines,
    review_due_on,
    review_gaps,
)


@pytest.mark.parametrize(
    ("kind", "outcome", "in_force", "refuses_part", "act"),
    [
        ("individual", "refuse", True, True, Act.REFUSE),
        ("individual", "refuse", False, True, None),  # what is not law denies nothing
        ("notification", "refuse", True, True, Act.NOT_TO_BE_AUTHORISED),
        ("individual", "grant", True, True, Act.REFUSE),
        ("individual", "grant_with_conditions", True, True, Act.REFUSE),
        ("individual", "grant_with_conditions", True, False, None),  # a condition alone is none
        ("individual", "grant", True, False, None),
        ("individual", "no_authorisation_required", True, False, None),
        ("notification", "authorisation_required", True, False, None),
    ],
)
def test_what_a_decision_is_notified_as(kind, outcome, in_force, refuses_part, act):
    assert act_of_decision(kind=kind, outcome=outcome, in_force=in_force, refuses_part=refuses_part) == act


@pytest.mark.parametrize(
    ("event", "in_force", "act"),
    [
        ("suspend", True, Act.SUSPEND),
        ("revoke", True, Act.REVOKE),
        ("annul", True, Act.ANNUL),
        ("reinstate", True, None),
        ("surrender", True, None),
        ("revoke", False, None),
    ],
)
def test_what_an_act_on_an_authorisation_is_notified_as(event, in_force, act):
    assert act_of_change(event, in_force=in_force) == act


@pytest.mark.parametrize(
    ("refuses", "in_force", "act"), [(True, True, Act.REFUSE), (False, True, None), (True, False, None)]
)
def test_declining_a_further_time_is_notified_as_a_refusal(refuses, in_force, act):
    assert act_of_change("decline", in_force=in_force, refuses=refuses) == act


@pytest.mark.parametrize(
    ("event", "gone"),
    [
        ("suspend", {"suspend", "revoke", "annul"}),
        ("reinstate", {"suspend", "revoke", "annul"}),
        ("revoke", {"suspend", "revoke", "annul", "limit"}),
        ("renew", {"refuse"}),
        ("extend", {"refuse"}),
        ("amend", set()),
        ("decline", set()),
    ],
)
def test_what_falls_away_by_an_act_on_an_authorisation(event, gone):
    told = {"suspend", "revoke", "annul", "limit", "refuse"}
    assert {act for act in told if falls_away(act, event)} == gone


@pytest.mark.parametrize(
    ("outcome", "granted", "refused"),
    [
        ("refuse", set(), [1, 2, 3]),
        ("grant", set(), []),  # no limits: every line as it was asked for
        ("grant", {1, 3}, [2]),
        ("grant", {1, 2, 3}, []),
        ("no_authorisation_required", {1}, []),
    ],
)
def test_the_lines_that_a_decision_refuses(outcome, granted, refused):
    assert refused_lines(outcome=outcome, lines=[1, 2, 3], granted=granted) == refused


@pytest.mark.parametrize(
    ("notified", "due"),
    [
        (date(2026, 11, 3), date(2029, 11, 3)),
        (date(2028, 2, 29), date(2031, 2, 28)),  # a month without that day ends with its last
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_the_review_is_due_on_the_same_date_three_years_on(notified, due):
    assert review_due_on(notified) == due
    assert next_review_on("renew", reviewed_on=notified) == due
    assert next_review_on("revoke", reviewed_on=notified) is None


@pytest.mark.parametrize(
    ("outcome", "reason", "ground", "number", "pointers"),
    [
        ("renew", "", "", 1, []),
        ("renew", "", "", 2, []),
        ("renew", "", "", 3, ["/reason"]),
        ("renew", "The end user has not changed.", "", 3, []),
        ("amend", "", "", 1, ["/ground"]),
        ("amend", "", "Other words.", 4, ["/reason"]),
        ("revoke", "", "", 3, []),  # nothing is kept
    ],
)
def test_from_the_third_review_on_reasons_are_needed(outcome, reason, ground, number, pointers):
    gaps = review_gaps(outcome=outcome, reason=reason, ground=ground, number=number)

    assert [gap["pointer"] for gap in gaps] == pointers
