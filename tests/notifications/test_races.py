"""Two real transactions against each other: a second connection holds the lock, nothing is left to luck."""

import pytest

from controllist.models import ControlListEntry
from exportctl.core.errors import Forbidden, Pending, WrongStatus
from exportctl.core.models import Seat
from exportctl.local.postgres import OWNER
from licensing.actions.decision_periods import approve_period, propose_period
from licensing.models import Decision, DecisionPeriod
from notifications.actions.closing import Attempt, close_due, close_procedure
from notifications.actions.extensions import approve_extension, propose_extension
from notifications.actions.positions import record_position
from notifications.actions.standard_texts import propose_text
from notifications.actions.withdrawals import approve_withdrawal, propose_withdrawal
from notifications.errors import Closed, StalePosition
from notifications.models import LinkedRefusal, ObjectionProcedure, Participant, Position, ProcedureOutcome
from tests.database import in_thread, wait_for_waiter
from tests.factories import (
    AT,
    DAY,
    HOUR,
    approve,
    make_commissioner,
    make_delegate,
    make_exporter,
    make_officer,
    make_procedure,
    make_proposal,
    make_taken_request,
    organisation,
)

pytestmark = pytest.mark.race

OBJECTION = {"stance": "object", "grounds": ["proportionality"], "reason": "Too wide."}
PATIENCE = 20

REQUEST = "SELECT 1 FROM licensing_authorisationrequest WHERE id = %s FOR UPDATE"
PROCEDURE = "SELECT 1 FROM notifications_objectionprocedure WHERE id = %s FOR UPDATE"
PARTICIPANT = (
    "SELECT 1 FROM notifications_participant WHERE procedure_id = %s AND member_state_id = %s FOR UPDATE"
)
# Foreign keys are checked at commit: whoever has written a row of this state then waits, all its locks held.
COMMIT = "SELECT 1 FROM core_memberstate WHERE code = %s FOR UPDATE"
REMOVAL = (
    "WITH told AS (INSERT INTO core_auditevent (at, channel, machine, object_id, event, source, target, facts)"
    " SELECT starts_at, 'browser', 'account', user_id, 'remove_seat', '', '', jsonb_build_object('seat', id)"
    " FROM core_seat WHERE id = %s) UPDATE core_seat SET removed_at = starts_at WHERE id = %s"
)
LIST_HEAD = "SELECT 1 FROM controllist_listhead FOR UPDATE"


@pytest.fixture
def holding(second_connection):
    """A second connection that holds the rows of a statement until it is told to let go."""

    def hold(statement, *parameters):
        connection = second_connection(
            OWNER
        )  # whose locks are as good; and no row of law is locked by the application
        connection.cursor().execute(statement, [str(parameter) for parameter in parameters])
        return connection

    return hold


@pytest.fixture
def procedure(cloned_database, product_clock):
    return make_procedure()


def cast(procedure, delegate, **said):
    return in_thread(record_position, procedure_id=procedure.pk, actor=delegate, **(said or OBJECTION))


def test_a_position_that_waits_past_the_end_is_refused(cloned_database, procedure, product_clock, holding):
    """The clock is read when the lock is held, not when the call came in."""
    delegate = make_delegate("FR")
    held = holding(PARTICIPANT, procedure.pk, "FR")
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database)

    product_clock.at = procedure.closes_at
    held.rollback()

    with pytest.raises(Closed):
        casting.result(PATIENCE)
    assert not Position.objects.exists()


def test_a_position_taken_before_the_end_is_counted_by_the_close_that_waits_for_it(
    cloned_database, procedure, product_clock, holding
):
    delegate = make_delegate("FR")
    held = holding(COMMIT, "FR")
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database)

    product_clock.at = procedure.closes_at
    skipped = close_procedure(procedure_id=procedure.pk, at=procedure.closes_at, wait=False)
    closing = in_thread(close_procedure, procedure_id=procedure.pk, at=procedure.closes_at)
    wait_for_waiter(cloned_database, count=2)
    held.rollback()

    assert skipped is Attempt.BUSY
    assert casting.result(PATIENCE).sequence == 1
    assert closing.result(PATIENCE) is Attempt.CLOSED
    assert ProcedureOutcome.objects.get().tally["objecting"] == ["FR"]


def test_a_position_that_waits_for_a_close_is_refused(cloned_database, procedure, product_clock, holding):
    delegate = make_delegate("FR")
    held = holding(LIST_HEAD)
    closing = in_thread(close_procedure, procedure_id=procedure.pk, at=procedure.closes_at)
    wait_for_waiter(cloned_database)
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert closing.result(PATIENCE) is Attempt.CLOSED
    with pytest.raises(Closed):
        casting.result(PATIENCE)
    assert ProcedureOutcome.objects.get().tally["objecting"] == []


def test_two_closes_close_once(cloned_database, procedure, holding):
    held = holding(LIST_HEAD)
    first = in_thread(close_due, at=procedure.closes_at)
    wait_for_waiter(cloned_database)
    second = in_thread(close_due, at=procedure.closes_at)  # skips twice, then waits
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert sorted([first.result(PATIENCE), second.result(PATIENCE)]) == [0, 1]
    assert (ProcedureOutcome.objects.count(), ControlListEntry.objects.count()) == (1, 1)


def test_two_approvals_of_one_proposal_decide_once(cloned_database, product_clock, holding):
    proposal, officers = make_proposal(), [make_officer(), make_officer()]
    held = holding(REQUEST, proposal.request_id)
    approvals = [in_thread(approve, proposal, by=officer) for officer in officers]
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    errors = [approval.exception(PATIENCE) for approval in approvals]
    assert sorted(type(error).__name__ for error in errors) == ["NoneType", "WrongStatus"]
    assert (Decision.objects.count(), ObjectionProcedure.objects.count()) == (1, 1)


def test_two_refusals_of_one_item_open_one_window(cloned_database, product_clock, holding):
    """The loser finds no window when it looks, loses the insert, and is linked."""
    german = make_proposal(make_taken_request())
    french = make_proposal(make_taken_request(exporter=make_exporter("FR", name="Boréale SAS")))
    officers = {"DE": make_officer("DE"), "FR": make_officer("FR")}
    held = holding(COMMIT, "DE")
    first = in_thread(approve, german, by=officers["DE"])
    wait_for_waiter(cloned_database)
    second = in_thread(approve, french, by=officers["FR"], at=AT + DAY + 2 * HOUR)
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    opened, linked = first.result(PATIENCE), second.result(PATIENCE)
    assert (opened.because, linked.procedure, linked.because) == (None, None, "procedure_open")
    assert LinkedRefusal.objects.get().procedure.reference == opened.procedure
    assert Decision.objects.count() == 2


def test_two_delegates_of_one_state_are_one_after_the_other(cloned_database, procedure, holding):
    delegates = [make_delegate("FR"), make_delegate("FR")]
    held = holding(PARTICIPANT, procedure.pk, "FR")
    casts = [cast(procedure, delegate, stance="agree") for delegate in delegates]
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert sorted(each.result(PATIENCE).sequence for each in casts) == [1, 2]


def test_of_two_delegates_with_the_same_form_the_second_is_told(cloned_database, procedure, holding):
    delegates = [make_delegate("FR"), make_delegate("FR")]
    held = holding(PARTICIPANT, procedure.pk, "FR")
    casts = [cast(procedure, delegate, stance="agree", expected_sequence=0) for delegate in delegates]
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    errors = [each.exception(PATIENCE) for each in casts]
    assert sorted(type(error).__name__ for error in errors) == ["NoneType", "StalePosition"]
    told = next(error for error in errors if isinstance(error, StalePosition))
    assert told.extra["latest"]["sequence"] == 1


def propose_withdrawal_of(procedure, at):
    act = propose_withdrawal(procedure_id=procedure.pk, grounds="New facts.", actor=make_officer(), at=at)
    return {
        "procedure_id": procedure.pk,
        "withdrawal_id": act.pk,
        "actor": make_officer(),
        "at": procedure.closes_at - HOUR,
    }


def test_a_withdrawal_before_a_close(cloned_database, procedure, product_clock, holding):
    withdrawal = propose_withdrawal_of(procedure, product_clock.at)
    held = holding(PROCEDURE, procedure.pk)
    withdrawing = in_thread(approve_withdrawal, **withdrawal)
    wait_for_waiter(cloned_database)
    closing = in_thread(close_procedure, procedure_id=procedure.pk, at=procedure.closes_at)
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert withdrawing.result(PATIENCE).status == "withdrawn"
    assert closing.result(PATIENCE) is Attempt.NOT_DUE
    assert not ControlListEntry.objects.exists()


def test_a_close_before_a_withdrawal(cloned_database, procedure, product_clock, holding):
    withdrawal = propose_withdrawal_of(procedure, product_clock.at)
    held = holding(LIST_HEAD)
    closing = in_thread(close_procedure, procedure_id=procedure.pk, at=procedure.closes_at)
    wait_for_waiter(cloned_database)
    withdrawing = in_thread(approve_withdrawal, **withdrawal)
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert closing.result(PATIENCE) is Attempt.CLOSED
    with pytest.raises(WrongStatus):
        withdrawing.result(PATIENCE)
    procedure.request.refresh_from_db()
    assert procedure.request.status == "refused"


def propose_extension_of(procedure, at):
    act = propose_extension(
        procedure_id=procedure.pk, working_days=10, reason="Study.", actor=make_commissioner(), at=at
    )
    ids = {"procedure_id": procedure.pk, "extension_id": act.pk}
    return {**ids, "actor": make_commissioner(), "at": at}


def test_a_position_before_an_extension(cloned_database, procedure, product_clock, holding):
    extension, delegate = propose_extension_of(procedure, product_clock.at), make_delegate("FR")
    held = holding(COMMIT, "FR")
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database)
    extending = in_thread(approve_extension, **extension)
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    assert casting.result(PATIENCE).sequence == 1
    extending.result(PATIENCE)
    part = Participant.objects.get(member_state="FR")
    assert (part.last_sequence, part.last_day.year) == (1, 2027)


def test_an_extension_before_a_position(cloned_database, procedure, product_clock, holding):
    """The position waits, and is measured by the new last day."""
    extension, delegate = propose_extension_of(procedure, product_clock.at), make_delegate("FI")
    held = holding(PARTICIPANT, procedure.pk, "SE")
    extending = in_thread(approve_extension, **extension)
    wait_for_waiter(cloned_database)
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database, count=2)

    product_clock.at = Participant.objects.get(member_state="FI").due_at  # the old one: it has come
    held.rollback()

    extending.result(PATIENCE)
    assert casting.result(PATIENCE).cast_at == product_clock.at


def test_a_position_waits_for_the_removal_of_its_seat_and_is_refused(
    cloned_database, procedure, product_clock, holding
):
    delegate = make_delegate("FR")
    seat = Seat.objects.get(user=delegate)
    held = holding(REMOVAL, seat.pk, seat.pk)
    casting = cast(procedure, delegate)
    wait_for_waiter(cloned_database)

    held.commit()

    with pytest.raises(Forbidden):
        casting.result(PATIENCE)
    assert not Position.objects.exists()


def test_of_two_who_propose_the_same_text_one_is_told_that_the_other_waits(cloned_database, holding):
    """The first waits with its row written; the second looked before that, and its insert waits for the first."""
    first, second = make_commissioner(), make_commissioner()
    words = dict.fromkeys(("en", "de", "fr"), "Words")
    said = {"key": "diversion_risk", "titles": words, "texts": words, "reason": "Clearer.", "at": AT}
    holder = holding("SELECT 1 FROM core_user WHERE id = %s FOR UPDATE", first.pk)
    quick = in_thread(propose_text, actor=first, **said)
    wait_for_waiter(cloned_database)
    slow = in_thread(propose_text, actor=second, **said)
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    assert quick.result(PATIENCE).status == "proposed"
    assert isinstance(slow.exception(PATIENCE), Pending)


def test_two_officers_approve_a_decision_period_once(cloned_database, product_clock, holding):
    proposer, officers = make_officer(), [make_officer(), make_officer()]
    authority = organisation("authority")
    said = {"kind": "individual", "working_days": 20, "starts_on": AT.date(), "reason": "New law."}
    change = propose_period(authority=authority, actor=proposer, at=AT, **said)
    held = holding("SELECT 1 FROM licensing_decisionperiodchange WHERE id = %s FOR UPDATE", change.pk)
    approvals = [in_thread(approve_period, change_id=change.pk, actor=each, at=AT) for each in officers]
    wait_for_waiter(cloned_database, count=2)

    held.rollback()

    errors = [approval.exception(PATIENCE) for approval in approvals]
    assert sorted(type(error).__name__ for error in errors) == ["NoneType", "WrongStatus"]
    assert DecisionPeriod.objects.get().change_id == change.pk
