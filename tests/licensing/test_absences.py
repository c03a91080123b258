"""Absences: who may enter them, and what the colleague who stands in may do."""

from datetime import timedelta

import pytest

from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import AuditEvent, Notice
from licensing.actions.absences import end_absence, enter_absence
from licensing.actions.notes import write_note
from licensing.actions.proposals import propose
from licensing.errors import NotAssigned
from licensing.models import Absence
from licensing.queries.absences import acts_for_assignee, stood_in_for
from tests.factories import AT, DAY, make_officer, make_taken_request, organisation

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def enter(actor, deputy, *, first=0, last=5, at=AT, state="DE"):
    return enter_absence(
        authority=organisation("authority", state),
        deputy=deputy,
        from_on=AT.date() + first * DAY,
        until_on=AT.date() + last * DAY,
        actor=actor,
        at=at,
    )


def refuse(request, actor, at):
    said = {"outcome": "grant", "legal_basis": "human_rights", "grounds": "Fine."}
    return propose(request_id=request.pk, actor=actor, at=at, **said)


@pytest.fixture
def desk():
    return make_officer(), make_officer()


def test_the_deputy_proposes_while_the_absence_runs(desk):
    officer, deputy = desk
    request = make_taken_request(officer)
    enter(officer, deputy)

    proposal = refuse(request, deputy, AT + DAY)

    assert proposal.proposed_by == deputy
    request.refresh_from_db()
    assert request.assigned_to == officer  # the case stays theirs


def test_who_stands_in_is_told_when_the_officer_away_is_mentioned(desk):
    officer, deputy = desk
    request, colleague = make_taken_request(officer), make_officer()
    enter(officer, deputy)

    for at in (AT + DAY, AT + 8 * DAY):
        write_note(request_id=request.pk, text="Ask her.", mentions=[officer.pk], actor=colleague, at=at)

    told = Notice.objects.filter(kind="note_mentions_you").order_by("created_at")
    assert {notice.person for notice in told if notice.created_at == AT + DAY} == {officer, deputy}
    assert {notice.person for notice in told if notice.created_at == AT + 8 * DAY} == {officer}


@pytest.mark.parametrize("days", [-1, 6])
def test_before_and_after_the_absence_the_deputy_is_a_colleague_like_any_other(desk, days):
    officer, deputy = desk
    request = make_taken_request(officer, at=AT - 3 * DAY)
    enter(officer, deputy, at=AT - 2 * DAY)

    with pytest.raises(NotAssigned):
        refuse(request, deputy, AT + days * DAY)


def test_the_days_are_those_of_the_authority(desk):
    officer, deputy = desk
    request = make_taken_request(officer)
    enter(officer, deputy, first=0, last=0)
    midnight = AT.replace(hour=23, minute=0)  # the next day has begun in Berlin

    assert acts_for_assignee(request, deputy, at=midnight - timedelta(minutes=1))
    assert not acts_for_assignee(request, deputy, at=midnight)


def test_somebody_else_does_not_stand_in(desk):
    officer, deputy = desk
    request = make_taken_request(officer)
    enter(officer, deputy)

    with pytest.raises(NotAssigned):
        refuse(request, make_officer(), AT + DAY)
    assert list(stood_in_for(deputy, at=AT + DAY)) == [officer.pk]
    assert list(stood_in_for(officer, at=AT + DAY)) == []


def test_back_earlier_ends_it_at_once(desk):
    officer, deputy = desk
    absence = enter(officer, deputy)

    end_absence(absence_id=absence.pk, actor=officer, at=AT + DAY)

    assert list(stood_in_for(deputy, at=AT + DAY)) == []


def test_nobody_ends_another_one_s_absence(desk):
    officer, deputy = desk
    absence = enter(officer, deputy)

    with pytest.raises(NotFound):
        end_absence(absence_id=absence.pk, actor=deputy, at=AT)


@pytest.mark.parametrize(
    ("days", "said"),
    [({"first": 5, "last": 4}, "before the first"), ({"first": -9, "last": -1}, "over already"),
     ({"first": 0, "last": 400}, "a year at most")],
)  # fmt: skip
def test_days_that_cannot_be_are_refused_with_what_is_wrong(desk, days, said):
    with pytest.raises(Invalid, match=said) as refused:
        enter(*desk, **days)
    assert refused.value.errors[0]["pointer"] == "/until_on"


def test_the_deputy_is_another_officer_of_the_same_authority_who_is_there(desk):
    officer, deputy = desk
    with pytest.raises(Invalid, match="own authority"):
        enter(officer, make_officer("FR"))
    with pytest.raises(Invalid, match="themselves"):
        enter(officer, officer)
    enter(deputy, officer, first=3, last=4)

    with pytest.raises(Invalid, match="This colleague is away"):
        enter(officer, deputy, first=0, last=3)
    with pytest.raises(Invalid, match="You are away"):
        enter(deputy, officer, first=4, last=8)


def test_a_stranger_enters_no_absence(desk):
    with pytest.raises(Forbidden):
        enter(make_officer("FR"), desk[0])


def test_entering_and_ending_are_on_the_trail_without_names(desk):
    officer, deputy = desk
    absence = enter(officer, deputy)
    end_absence(absence_id=absence.pk, actor=officer, at=AT)

    entered, ended = AuditEvent.objects.filter(event__endswith="_absence").order_by("pk")
    assert set(entered.facts) == {"absence", "deputy", "from_on", "until_on"}
    assert ended.facts == {"absence": str(absence.pk)}
    assert Absence.objects.get().ended_at == AT
