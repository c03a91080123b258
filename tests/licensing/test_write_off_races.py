"""Many deduct at once: never more than was granted; a suspension waits for the deduction that is under way."""

from datetime import timedelta

import pytest

from exportctl.core.errors import DomainError
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.remedies import approve_outcome, lodge_remedy, propose_outcome
from licensing.actions.write_offs import reverse_write_off
from licensing.errors import NotValid, QuantityExceeded
from licensing.models import Authorisation, LineBalance, WriteOff
from tests.database import in_thread, wait_for_waiter
from tests.factories import AT, DAY, make_customs, make_officer
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off

pytestmark = pytest.mark.race

PATIENCE = 30
THREADS, GRANTED = 8, 10  # small here; `./run prove G19` takes 32 and 100


def take(authorisation, number, *, by):
    """One piece under a declaration of its own, told twice as a nervous system does; what came of it."""
    try:
        first = write_off(authorisation, by=by, mrn=mrn(number))
        again = write_off(authorisation, by=by, mrn=mrn(number))
    except QuantityExceeded:
        return None
    assert first.write_off.pk == again.write_off.pk
    return first.write_off.pk


def test_of_many_who_take_one_exactly_as_many_succeed_as_was_granted(cloned_database):
    items = [{**BODY["items"][0], "quantity": str(GRANTED)}]
    authorisation, customs = make_authorisation(items=items), make_customs()

    def work(thread):
        return [take(authorisation, number, by=customs) for number in range(thread, 2 * GRANTED + 4, THREADS)]

    futures = [in_thread(work, thread) for thread in range(THREADS)]
    taken = [pk for future in futures for pk in future.result(PATIENCE) if pk]

    assert len(taken) == len(set(taken)) == GRANTED == WriteOff.objects.count()
    assert LineBalance.objects.get().used == GRANTED


def test_the_same_declaration_told_twice_at_once_is_deducted_once(cloned_database, second_connection):
    authorisation, customs = make_authorisation(), make_customs()
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM licensing_linebalance FOR UPDATE")

    both = [in_thread(write_off, authorisation, "40", by=customs) for _each in range(2)]
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    answers = [each.result(PATIENCE) for each in both]
    assert sorted(answer.created for answer in answers) == [False, True]
    assert LineBalance.objects.get().used == 40


def test_of_two_reversals_one_frees_the_quantity(cloned_database, second_connection):
    authorisation, customs = make_authorisation(), make_customs()
    taken = write_off(authorisation, "40", by=customs).write_off
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM licensing_linebalance FOR UPDATE")

    at = AT + 2 * DAY
    both = [in_thread(reverse_write_off, write_off_id=taken.pk, actor=customs, at=at) for _each in range(2)]
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    assert len({each.result(PATIENCE).pk for each in both}) == 1
    assert LineBalance.objects.get().used == 0


@pytest.mark.parametrize("event", ["suspend", "revoke", "annul"])
def test_a_deduction_waits_for_the_act_that_ends_it_and_is_refused(cloned_database, second_connection, event):
    """The act has its rows written and waits to commit; the deduction then sees what it did."""
    authorisation, customs, second = make_authorisation(), make_customs(), make_officer()
    at = AT + timedelta(hours=1)
    change = propose_change(
        authorisation_id=authorisation.pk, event=event, grounds="Why.", actor=make_officer(), at=at
    )
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM core_user WHERE id = %s FOR UPDATE", [str(second.pk)])
    act = in_thread(
        approve_change, authorisation_id=authorisation.pk, change_id=change.pk, actor=second, at=at
    )
    wait_for_waiter(cloned_database)

    deduction = in_thread(write_off, authorisation, by=customs, at=at)
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    act.result(PATIENCE)
    assert isinstance(deduction.exception(PATIENCE), NotValid)


@pytest.mark.parametrize(
    ("event", "terms", "refusal"),
    [
        ("amend", {"lines": [{"line": 1, "quantity": "10"}]}, QuantityExceeded),
        ("renew", {"valid_until": "2029-05-31"}, NotValid),
    ],
)
def test_a_deduction_waits_for_the_act_that_changes_it_and_sees_what_it_did(
    cloned_database, second_connection, event, terms, refusal
):
    authorisation, customs, second = make_authorisation(), make_customs(), make_officer()
    at = AT + timedelta(hours=1)
    said = {"grounds": "Why.", "actor": make_officer(), "at": at}
    change = propose_change(authorisation_id=authorisation.pk, event=event, **said, **terms)
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM core_user WHERE id = %s FOR UPDATE", [str(second.pk)])
    act = in_thread(
        approve_change, authorisation_id=authorisation.pk, change_id=change.pk, actor=second, at=at
    )
    wait_for_waiter(cloned_database)

    deduction = in_thread(write_off, authorisation, "40", by=customs, at=at)
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    act.result(PATIENCE)
    assert isinstance(deduction.exception(PATIENCE), refusal)
    assert sum(LineBalance.objects.values_list("used", flat=True)) == 0


def test_an_act_waits_for_the_deduction_that_is_under_way(cloned_database, second_connection):
    authorisation, customs = make_authorisation(), make_customs()
    at = AT + timedelta(hours=1)
    said = {"grounds": "Why.", "at": at}
    change = propose_change(authorisation_id=authorisation.pk, event="suspend", actor=make_officer(), **said)
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM core_user WHERE id = %s FOR UPDATE", [str(customs.pk)])
    deduction = in_thread(write_off, authorisation, "40", by=customs, at=at)
    wait_for_waiter(cloned_database)

    act = in_thread(
        approve_change, authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=at
    )
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    assert deduction.result(PATIENCE).created
    assert act.result(PATIENCE).status == "suspended"


def test_of_two_officers_who_approve_at_once_one_does(cloned_database, second_connection):
    authorisation, at = make_authorisation(), AT + timedelta(hours=1)
    change = propose_change(
        authorisation_id=authorisation.pk, event="revoke", grounds="Why.", actor=make_officer(), at=at
    )
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM licensing_authorisation FOR UPDATE")
    ids = {"authorisation_id": authorisation.pk, "change_id": change.pk, "at": at}
    both = [in_thread(approve_change, actor=make_officer(), **ids) for _each in range(2)]
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    errors = [each.exception(PATIENCE) for each in both]
    assert [isinstance(error, DomainError) for error in errors].count(True) == 1
    assert authorisation.steps.count() == 2


def test_no_number_that_is_issued_while_the_grant_is_annulled_lives_on(cloned_database, second_connection):
    """A judgment annuls the grant while two officers renew what was granted: one waits for the other."""
    authorisation, at = make_authorisation(conditions=["Report each delivery."]), AT + 2 * DAY
    said = {"authorisation_id": authorisation.pk, "grounds": "Why.", "actor": make_officer(), "at": at}
    change = propose_change(event="renew", valid_until="2029-05-31", **said)
    lodged = {"kind": "court", "body": "Court", "lodged_by": "A rival", "suspensive": False}
    remedy = lodge_remedy(
        request_id=authorisation.request_id,
        about=str(authorisation.decision_id),
        lodged_on=at.date().isoformat(),
        actor=make_officer(),
        at=at,
        **lodged,
    )
    outcome = propose_outcome(
        remedy_id=remedy.pk,
        outcome="annulled",
        decided_on=at.date().isoformat(),
        grounds="Unlawful.",
        actor=make_officer(),
        at=at,
    )
    renewing, judging = make_officer(), make_officer()
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM licensing_authorisation FOR UPDATE")

    renewal = in_thread(
        approve_change, authorisation_id=authorisation.pk, change_id=change.pk, actor=renewing, at=at
    )
    wait_for_waiter(cloned_database)
    judgment = in_thread(approve_outcome, remedy_id=remedy.pk, outcome_id=outcome.pk, actor=judging, at=at)
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    renewal.result(PATIENCE)
    judgment.result(PATIENCE)
    assert sorted(Authorisation.objects.values_list("status", flat=True)) == ["annulled", "replaced"]
