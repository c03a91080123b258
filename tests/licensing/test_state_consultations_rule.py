"""Which states are asked before a decision, and what silence means (Articles 2(22), 14 and 16(5))."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from licensing.rules.requests import Form
from licensing.rules.state_consultations import (
    Refused,
    Standing,
    answer_gaps,
    has_to_be_explained,
    is_identical,
    locations_of,
    objects_bindingly,
    standing,
    states_to_ask,
    waits_for,
)

AT = datetime(2026, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "destination", "location", "entries", "states"),
    [
        ("individual", "IN", "FR", ["5A002.a"], ["FR"]),
        ("individual", "IN", "DE", ["5A002.a"], []),  # they lie here
        ("individual", "IN", "", ["5A002.a"], []),
        ("individual", "IN", "DE FR IT", ["5A002.a"], ["FR", "IT"]),  # in one or more Member States
        ("individual", "US", "FR", ["5A002.a"], []),  # EU001's own destinations
        ("individual", "US", "FR", ["5A002.a", "5A004.a"], ["FR"]),  # but for Annex IV
        ("individual", "US", "FR", [""], []),
        ("individual", "US", "FR", ["CS-0001"], []),  # not in Annex I at all
        ("global", "IN", "FR", ["5A002.a"], []),
        (None, "IN", "FR", [], []),  # a notification
    ],
)
def test_the_state_where_the_items_lie_is_asked(form, destination, location, entries, states):
    given = {
        "form": Form(form) if form else None,
        "destination": destination,
        "locations": location.split(),
        "own_state": "DE",
    }

    assert states_to_ask(control_entries=entries, **given) == states


@dataclass
class Line:
    item_key: str = "nordwind/nx40"
    name: str = "Network encryptor"
    control_entry: str = "5A002.a"


@pytest.mark.parametrize(
    ("line", "parties", "denied", "identical"),
    [
        (Line(), {"cityhospital"}, {}, True),
        (Line(), {"otherhospital"}, {}, False),
        (Line(), {"otherhospital", "cityhospital"}, {}, True),  # end user or consignee
        (Line(item_key="nordwind/nx41"), {"cityhospital"}, {}, False),
        (Line(item_key="/"), {"cityhospital"}, {}, False),  # what is not told is not the same
        (Line(item_key="/"), {"cityhospital"}, {"item_key": "/"}, True),  # neither is told: name and entry
        (Line(item_key="/", name="NETWORK-ENCRYPTOR"), {"cityhospital"}, {"item_key": "/"}, True),
        (Line(item_key="/", control_entry="5A003"), {"cityhospital"}, {"item_key": "/"}, False),
    ],
)
def test_a_transaction_is_identical_by_its_item_and_its_recipient(line, parties, denied, identical):
    plain = {"item_key": "nordwind/nx40", "name": "Network encryptor", "control_entry": "5A002.a"}

    assert (
        is_identical(line, parties, Refused(parties=frozenset({"cityhospital"}), **plain | denied))
        is identical
    )


@pytest.mark.parametrize(
    ("stored", "hours", "is_awaited", "read_as"),
    [
        ("asked", 1, True, Standing.OPEN),
        ("extended", 1, True, Standing.EXTENDED),
        ("asked", 0, True, Standing.SILENT),
        ("extended", -1, True, Standing.SILENT),
        ("answered", -1, True, Standing.ANSWERED),
        ("asked", 1, False, Standing.ENDED),
        ("answered", 1, False, Standing.ANSWERED),
    ],
)
def test_silence_is_read_from_the_day(stored, hours, is_awaited, read_as):
    due_at = AT + timedelta(hours=hours)

    assert standing(stored, due_at=due_at, at=AT, is_awaited=is_awaited) == read_as


def test_an_objection_binds_under_article_14_1_alone():
    assert objects_bindingly("14(1)", objects=True)
    assert not objects_bindingly("14(1)", objects=False)
    assert not objects_bindingly("14(1)", objects=None)  # silence
    assert not objects_bindingly("14(2)", objects=True)


@pytest.mark.parametrize(
    ("article", "outcome", "authorises", "waits"),
    [
        ("14(1)", "grant", True, True),
        ("14(1)", "refuse", True, False),  # an objection could ask for no more
        ("16(5)", "grant_with_conditions", True, True),
        ("16(5)", "refuse", True, True),  # before it decides whether or not to grant
        ("16(5)", "refuse", False, False),  # a notification asks for no authorisation
        ("16(5)", "no_authorisation_required", True, False),
    ],
)
def test_a_decision_waits_for_the_answers_that_are_asked_for_before_it(article, outcome, authorises, waits):
    assert waits_for(article, outcome=outcome, authorises=authorises) is waits


def test_the_places_of_the_items_are_named_once():
    assert locations_of({"location": "DE", "more_locations": ["FR", "DE", "IT"]}) == ["DE", "FR", "IT"]
    assert locations_of({}) == []


def test_a_grant_after_undercutting_or_interests_is_explained_whatever_was_answered():
    assert has_to_be_explained(["16(5)"])
    assert has_to_be_explained(["14(1)", "14(2)"])
    assert not has_to_be_explained(["14(1)"])
    assert not has_to_be_explained([])


def test_what_each_article_is_answered_with():
    assert answer_gaps("14(1)", {"objects": None, "identical": True}) == "objects"
    assert answer_gaps("16(5)", {"objects": True, "identical": None}) == "identical"
    assert answer_gaps("16(5)", {"objects": None, "identical": False}) == ""
