"""On which grounds a case ends without a decision, and what each has to name."""

from datetime import date, timedelta

import pytest

from exportctl.core.shapes import check
from licensing.rules.closings import CLOSING, LABELS, MEANINGS, MEMBERS, NEEDS, Reason, gaps, mistakes

SENT, TODAY = date(2026, 11, 3), date(2026, 12, 1)
GIVEN = {
    "passed_on_to": "Zollkriminalamt",
    "warned_on": date(2026, 11, 20),
    "duplicate_of": "DE-2026-00007",
    "list": "Common Military List, ML11",
    "code": "EU001",
}


@pytest.mark.parametrize("reason", Reason)
def test_a_ground_asks_for_what_it_names_and_for_nothing_of_another(reason):
    needed = NEEDS.get(reason, ("", ""))[0]
    own = {needed: GIVEN[needed]} if needed else {}

    assert LABELS[reason]
    assert MEANINGS[reason]
    assert gaps(reason, own) == []
    assert [each["pointer"] for each in gaps(reason, {})] == ([f"/{needed}"] if needed else [])
    assert {each["pointer"] for each in gaps(reason, GIVEN)} == {f"/{each}" for each in MEMBERS} - {
        f"/{needed}"
    }


@pytest.mark.parametrize(
    ("day", "is_wrong"),
    [
        (SENT - timedelta(days=1), True),
        (SENT, False),
        (TODAY - timedelta(days=1), False),
        (TODAY, True),  # the exporter had no time to answer
        (TODAY + timedelta(days=1), True),
    ],
)
def test_a_warning_lies_between_the_sending_and_the_end(day, is_wrong):
    wrong = mistakes(Reason.NO_ANSWER, {"warned_on": day}, submitted_on=SENT, today=TODAY)

    assert bool(wrong) == is_wrong


@pytest.mark.parametrize(
    ("code", "is_wrong"), [("EU001", False), ("eu008", False), ("EU009", True), ("AGG 12", False)]
)
def test_a_general_authorisation_of_the_union_exists(code, is_wrong):
    wrong = mistakes(Reason.GENERAL_AUTHORISATION, {"code": code}, submitted_on=SENT, today=TODAY)

    assert bool(wrong) == is_wrong


def test_what_is_sent_has_a_ground_and_an_explanation():
    _clean, errors = check({"because": "boring", "warned_on": "soon"}, CLOSING)
    assert {each["pointer"] for each in errors} == {"/because", "/warned_on"}
    assert {each["pointer"] for each in CLOSING.missing({}, "")} == {"/because", "/detail"}
