"""The decision period is its authority's own: dated, changed by two officers, promised as it is stored."""

from datetime import timedelta

import pytest

from exportctl.core.errors import Forbidden, FourEyes, Invalid, NotFound, Pending, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from licensing.actions.decision_periods import approve_period, discard_period, propose_period
from licensing.models import DecisionPeriod
from licensing.queries.decision_periods import period_of, periods_of, today_of
from licensing.queries.routing_rules import competence_for
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db

TODAY = AT.date()


@pytest.fixture
def germany():
    return factories.organisation("authority")


def propose(authority, *, by=None, at=AT, **said):
    said = {"kind": "notification", "working_days": 20, "starts_on": TODAY, "reason": "New law.", **said}
    return propose_period(authority=authority, actor=by or factories.make_officer(), at=at, **said)


def approved(authority, *, at=AT, **said):
    change = propose(authority, at=at, **said)
    return approve_period(change_id=change.pk, actor=factories.make_officer(), at=at + HOUR)


def days(authority, on=TODAY, kind="notification"):
    return period_of(authority=authority, kind=kind, on=on)


def _promised(exporter):
    """As an exporter reads it before sending."""
    authority = competence_for(exporter, kind="notification").authority
    return period_of(authority=authority, kind="notification", on=today_of(authority, at=AT + DAY))


def test_two_officers_change_it(germany):
    change = propose(germany)
    assert days(germany) == 30

    approve_period(change_id=change.pk, actor=factories.make_officer(), at=AT + HOUR)

    assert days(germany) == 20
    assert days(germany, kind="individual") == 30
    assert days(factories.organisation("authority", "FR")) == 30
    told = Notice.objects.get(kind="period_waiting")
    assert (told.organisation, told.path) == (germany, f"/team/periods/{change.pk}")
    events = AuditEvent.objects.about(change)
    assert [(event.event, event.facts["kind"]) for event in events] == [
        ("propose", "notification"),
        ("approve", "notification"),
    ]


def test_nobody_approves_their_own(germany):
    change = propose(germany)

    with pytest.raises(FourEyes):
        approve_period(change_id=change.pk, actor=change.proposed_by, at=AT)

    assert days(germany) == 30


def test_only_officers_of_this_authority_propose_and_approve(germany):
    stranger, change = factories.make_officer("FR"), propose(germany)

    with pytest.raises(Forbidden):
        propose(germany, by=stranger, kind="individual")
    with pytest.raises(Forbidden):
        approve_period(change_id=change.pk, actor=stranger, at=AT)
    with pytest.raises(NotFound):
        approve_period(change_id=stranger.pk, actor=stranger, at=AT)


def test_one_waits_at_a_time_for_each_kind(germany):
    first = propose(germany)

    with pytest.raises(Pending):
        propose(germany, working_days=25)
    propose(germany, kind="individual")

    discard_period(change_id=first.pk, actor=first.proposed_by, at=AT)
    again = propose(germany, working_days=25)
    with pytest.raises(WrongStatus):
        approve_period(change_id=first.pk, actor=factories.make_officer(), at=AT)
    assert again.status == "proposed"


@pytest.mark.parametrize(
    ("said", "pointer", "words"),
    [
        ({"working_days": 0}, "/working_days", "1 to 250 working days; 0 is"),
        ({"working_days": 251}, "/working_days", "1 to 250 working days; 251 is"),
        ({"working_days": -3}, "/working_days", "1 to 250 working days; -3 is"),
        ({"working_days": 30}, "/working_days", "30 working days already"),
        ({"starts_on": TODAY - timedelta(days=1)}, "/starts_on", "has passed"),
        ({"kind": "gift"}, "/kind", "Choose a kind"),
    ],
)
def test_what_is_wrong_is_named_with_its_number(germany, said, pointer, words):
    with pytest.raises(Invalid) as refused:
        propose(germany, **said)

    [error] = refused.value.errors
    assert error["pointer"] == pointer
    assert words in error["detail"]


@pytest.mark.parametrize("number", [1, 250])
def test_the_shortest_and_the_longest_are_possible(germany, number):
    assert approved(germany, working_days=number).working_days == number


def test_it_counts_from_its_day_on(germany):
    law = TODAY + timedelta(days=58)
    approved(germany, starts_on=law, provision="§ 14 AWV")

    assert days(germany, on=law - timedelta(days=1)) == 30
    assert days(germany, on=law) == 20
    [row, *_others] = periods_of(germany, on=TODAY)
    assert (row.working_days, row.row, [later.starts_on for later in row.later]) == (30, None, [law])
    [row, *_others] = periods_of(germany, on=law)
    assert (row.working_days, row.row.change.provision, row.later) == (20, "§ 14 AWV", [])


def test_approved_late_it_counts_from_the_day_of_the_approval(germany):
    change = propose(germany)

    made = approve_period(change_id=change.pk, actor=factories.make_officer(), at=AT + 3 * DAY)

    assert made.starts_on == today_of(germany, at=AT + 3 * DAY)
    assert days(germany, on=TODAY + timedelta(days=2)) == 30


def test_of_two_that_begin_on_one_day_the_newer_counts(germany):
    approved(germany)
    approved(germany, working_days=25)

    assert days(germany) == 25
    assert DecisionPeriod.objects.filter(authority=germany).count() == 2


def test_a_running_case_keeps_the_period_it_was_sent_under(germany):
    before = factories.make_submitted_request(at=AT)
    approved(germany, at=AT + HOUR)
    after = factories.make_submitted_request(at=AT + 3 * HOUR)

    before.refresh_from_db()
    assert (before.clock_days, after.clock_days) == (30, 20)
    assert after.due_on < before.due_on


def test_the_day_is_that_of_the_authority():
    """23:30 in Vienna is the next day in Helsinki."""
    austria, finland = (factories.organisation("authority", state) for state in ("AT", "FI"))
    late = AT.replace(hour=22, minute=30)

    assert today_of(finland, at=late) - today_of(austria, at=late) == timedelta(days=1)


def test_the_exporter_is_promised_what_the_authority_of_their_state_has(germany):
    approved(germany)
    ours, theirs = factories.make_exporter("DE"), factories.make_exporter("FR")

    promised = [_promised(each) for each in (ours, theirs)]

    assert promised == [20, 30]
