import pytest

from controllist.rules.entries import ENTRY
from exportctl.core.errors import DomainError, WrongStatus, YearsNotHeld, title
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.files import FILE
from exportctl.core.rules.permissions import Permission
from licensing.rules.requests import PROPOSAL, REQUEST
from notifications.rules.machines import EXTENSION, NOTIFICATION, PROCEDURE, SELECTION, WITHDRAWAL
from tests.plain_words import in_plain_words

in_plain_words()

DOOR = Machine(
    "door",
    (
        ("closed", "open", "open", Permission.HANDLE),
        ("open", "close", "closed", SYSTEM),
        ("closed", "lock", "locked", Permission.HANDLE),
    ),
    initial="closed",
)
ALL = [FILE, NOTIFICATION, PROCEDURE, EXTENSION, WITHDRAWAL, SELECTION, REQUEST, PROPOSAL, ENTRY]


def test_a_step_answers_with_the_row_it_took():
    row = DOOR.step("closed", "open")

    assert (row.source, row.event, row.target, row.permission) == ("closed", "open", "open", "handle_cases")


def test_a_row_holds_plain_strings_whatever_enum_it_was_written_with():
    row = REQUEST.step("draft", "submit")

    assert {type(value) for value in (row.source, row.event, row.target, row.permission)} == {str}


def test_a_step_that_no_row_allows_says_where_the_object_stands_and_what_is_possible():
    with pytest.raises(WrongStatus) as refused:
        REQUEST.step("refused", "take")

    assert str(refused.value) == (
        "This authorisation request is refused; it cannot be taken. It can be: reopened."
    )
    assert refused.value.extra == {"current": "refused", "allowed": ["reopen"]}
    assert (refused.value.status, refused.value.code) == (409, "wrong_status")


def test_an_object_at_its_end_offers_nothing():
    with pytest.raises(WrongStatus) as refused:
        REQUEST.step("granted", "take")

    assert str(refused.value) == "This authorisation request is granted; it cannot be taken."


def test_states_begin_with_the_initial_one_and_events_keep_their_order():
    assert DOOR.states == ("closed", "open", "locked")
    assert DOOR.events == ("open", "close", "lock")
    assert DOOR.events_from("closed") == ("open", "lock")
    assert DOOR.events_from("locked") == ()


def test_two_rows_for_one_step_are_refused_when_the_machine_is_made():
    rows = (("a", "go", "b", SYSTEM), ("a", "go", "c", SYSTEM))

    with pytest.raises(ValueError, match=r"more than one row for \[\('a', 'go'\)\]"):
        Machine("twice", rows, initial="a")


def test_a_state_that_nothing_leads_to_is_refused_when_the_machine_is_made():
    with pytest.raises(ValueError, match="nothing leads to"):
        Machine("island", (("a", "go", "b", SYSTEM), ("x", "go", "b", SYSTEM)), initial="a")


def test_a_permission_that_no_seat_can_give_is_refused_when_the_machine_is_made():
    with pytest.raises(ValueError, match="no such permission"):
        Machine("open to all", (("a", "go", "b", "anybody"),), initial="a")


def test_the_table_for_the_docs_has_a_line_for_every_row():
    lines = DOOR.as_table().splitlines()

    assert lines[2] == "| closed | open | open | handle_cases |"
    assert len(lines) == 2 + len(DOOR.rows)


@pytest.mark.parametrize("machine", ALL, ids=lambda machine: machine.name)
def test_every_machine_names_its_object_and_each_of_its_states(machine):
    assert machine.label
    assert set(machine.words) == set(machine.states)


def test_an_error_carries_its_pointers_and_its_extra_members():
    error = DomainError("Too much.", errors=[{"pointer": "/quantity", "detail": "3"}], left="2")

    assert error.errors == [{"pointer": "/quantity", "detail": "3"}]
    assert error.extra == {"left": "2"}
    assert str(error) == "Too much."


def test_a_code_reads_as_a_title():
    assert title("quantity_exceeded") == "Quantity exceeded"


@pytest.mark.parametrize(
    ("years", "message"),
    [
        (range(2025, 2031), "Public holidays are held for 2025 to 2030; 2031 is not."),
        ((2025, 2027), "Public holidays are held for 2025, 2027; 2031 is not."),
        ((2030,), "Public holidays are held for 2030; 2031 is not."),
        ((), "No public holidays are held yet; 2031 cannot be worked out."),
    ],
)
def test_a_year_that_is_not_held_names_those_that_are(years, message):
    error = YearsNotHeld(year=2031, years=years)

    assert str(error) == message
    assert error.extra == {"years": sorted(years)}
