"""The duty roster: who enters it, and which second officer of an urgent case is told."""

import pytest
from django.test import Client

from exportctl.core.actions.seats import grant_seat
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.rules.permissions import Permission
from licensing.actions.absences import enter_absence
from licensing.actions.conflicts import declare_conflict
from licensing.actions.duty_turns import enter_turn, remove_turn, tell_second_officers
from licensing.actions.urgency import set_urgent
from licensing.models import DutyTurn
from licensing.queries.duty_turns import on_duty
from tests.factories import (
    AT,
    DAY,
    HOUR,
    SEATED,
    approve,
    machine,
    make_officer,
    make_proposal,
    make_taken_request,
    organisation,
)
from tests.licensing.test_routing_rules import add_rule

pytestmark = pytest.mark.django_db


def make_head(state="DE"):
    head = make_officer(state)
    authority = organisation("authority", state)
    grant_seat(user=head, permission=Permission.MANAGE, organisation=authority, at=SEATED, starts_at=SEATED)
    return head


def enter(head, officer, *, first=0, last=6, at=AT):
    authority = organisation("authority", "DE")
    days = {"from_on": AT.date() + first * DAY, "until_on": AT.date() + last * DAY}
    return enter_turn(authority=authority, officer=officer, actor=head, at=at, **days)


def put_first(request, officer, *, at=AT + HOUR):
    day = (AT + 2 * DAY).date()
    return set_urgent(request_id=request.pk, due_on=day, reason="Rescue.", actor=officer, at=at)


def browser_of(user):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def told(kind):
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


@pytest.fixture
def desk():
    """Who administers the authority, who has the case, two colleagues."""
    return make_head(), make_officer(), make_officer(), make_officer()


def test_whoever_approved_it_as_the_first_of_two_is_told_of_it_no_more(desk):
    head, officer, on_roster, colleague = desk
    enter(head, on_roster)
    enter(head, colleague)
    add_rule(organisation("authority", "DE"), "third_officer", {"kinds": ["notification"]})
    proposal = make_proposal(make_taken_request(officer))
    approve(proposal, by=on_roster, at=AT + 2 * DAY)

    put_first(proposal.request, officer, at=AT + 2 * DAY)

    assert told("urgent_proposal_waiting") == {colleague}


def test_of_whoever_is_away_the_deputy_stands_on_the_roster_and_nobody_twice(desk):
    head, away, deputy, third = desk
    authority = organisation("authority", "DE")
    for officer in (away, deputy, third):
        enter(head, officer)
    days = {"from_on": AT.date(), "until_on": (AT + 3 * DAY).date()}
    enter_absence(authority=authority, deputy=deputy, actor=away, at=AT, **days)

    assert sorted(on_duty(authority, at=AT + DAY), key=str) == sorted([deputy, third], key=str)


def test_the_officer_on_duty_is_told_that_an_urgent_proposal_is_theirs(desk):
    head, officer, on_roster, colleague = desk
    enter(head, on_roster)
    request = make_taken_request(officer)
    put_first(request, officer)

    make_proposal(request, at=AT + DAY)

    assert told("urgent_proposal_waiting") == {on_roster}
    assert told("proposal_waiting") == {head, colleague}  # they may approve it as well


def test_a_case_like_others_is_everybody_s(desk):
    head, officer, on_roster, colleague = desk
    enter(head, on_roster)

    make_proposal(make_taken_request(officer), at=AT + DAY)

    assert told("urgent_proposal_waiting") == set()
    assert told("proposal_waiting") == {head, on_roster, colleague}


def test_a_proposal_that_waits_already_is_told_when_its_case_becomes_urgent(desk):
    head, officer, on_roster, _ = desk
    enter(head, on_roster)
    request = make_taken_request(officer)
    make_proposal(request, at=AT + HOUR)

    put_first(request, officer, at=AT + 2 * HOUR)

    assert told("urgent_proposal_waiting") == {on_roster}


def test_an_absence_is_respected(desk):
    head, _officer, on_roster, deputy = desk
    authority = organisation("authority", "DE")
    days = {"from_on": AT.date(), "until_on": (AT + 3 * DAY).date()}
    enter(head, on_roster)
    enter_absence(authority=authority, deputy=deputy, actor=on_roster, at=AT, **days)

    assert list(on_duty(authority, at=AT + DAY)) == [deputy]
    assert list(on_duty(authority, at=AT + 4 * DAY)) == [on_roster]


def test_neither_who_proposed_nor_who_stepped_back_is_the_second_officer(desk):
    head, officer, on_roster, colleague = desk
    for each in (officer, on_roster):
        enter(head, each)
    request = make_taken_request(officer)
    put_first(request, officer)
    declare_conflict(request_id=request.pk, reason="", actor=on_roster, at=AT + 2 * HOUR)

    proposal = make_proposal(request, at=AT + DAY)

    request.refresh_from_db()
    assert tell_second_officers(request=request, proposal=proposal, at=AT + DAY) == []
    assert told("urgent_proposal_waiting") == set()
    assert told("proposal_waiting") == {head, colleague}


def test_only_whoever_administers_the_authority_writes_the_roster(desk):
    head, officer, on_roster, _ = desk
    turn = enter(head, on_roster)

    with pytest.raises(Forbidden):
        enter(officer, officer)
    with pytest.raises(Forbidden):
        remove_turn(turn_id=turn.pk, actor=officer, at=AT)
    with pytest.raises(Forbidden):
        remove_turn(turn_id=turn.pk, actor=make_head("FR"), at=AT)


@pytest.mark.parametrize(
    ("days", "said"),
    [({"first": 5, "last": 4}, "before the first"), ({"first": -9, "last": -1}, "over already"),
     ({"first": 0, "last": 400}, "a year at most"), ({"first": 6, "last": 9}, "on duty from 3 November")],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(desk, days, said):
    head, _, on_roster, _ = desk
    enter(head, on_roster)

    with pytest.raises(Invalid) as refused:
        enter(head, on_roster, **days)

    assert said in refused.value.errors[0]["detail"]


def test_an_officer_of_another_authority_is_never_on_duty(desk):
    with pytest.raises(Invalid):
        enter(desk[0], make_officer("FR"))


def test_a_turn_is_taken_off_at_once_and_once(desk):
    head, _, on_roster, _ = desk
    turn = enter(head, on_roster)

    remove_turn(turn_id=turn.pk, actor=head, at=AT + HOUR)

    assert not on_duty(organisation("authority", "DE"), at=AT + HOUR)
    with pytest.raises(NotFound):
        remove_turn(turn_id=turn.pk, actor=head, at=AT + 2 * HOUR)
    acts = AuditEvent.objects.about(on_roster).filter(event__contains="turn").order_by("at", "pk")
    assert [event.event for event in acts] == ["enter_turn", "remove_turn"]


def test_whoever_is_taken_off_the_roster_is_told_unless_it_is_over_or_they_did_it(desk, product_clock):
    head, _, on_roster, colleague = desk
    for turn in (enter(head, on_roster), enter(head, head)):
        remove_turn(turn_id=turn.pk, actor=head, at=AT + HOUR)
    over = enter(head, colleague)
    remove_turn(turn_id=over.pk, actor=head, at=AT + 400 * DAY)

    told_of = Notice.objects.filter(kind="duty_turn_removed")

    assert [notice.person for notice in told_of] == [on_roster]
    assert set(told_of.get().facts) == {"from_on", "until_on"}


def test_pages_show_who_is_on_duty_and_take_a_turn(desk, product_clock):
    head, officer, on_roster, _ = desk
    request = make_taken_request(officer)
    put_first(request, officer)
    product_clock.at = AT + 2 * HOUR
    desk_of_head, days = browser_of(head), {"from_on": "2026-11-03", "until_on": "2026-11-05"}

    empty = desk_of_head.post("/team/duty-roster", days)
    entered = desk_of_head.post("/team/duty-roster", {**days, "officer": str(on_roster.pk)})
    refused = browser_of(officer).post("/team/duty-roster", {**days, "officer": str(officer.pk)})

    assert (empty.status_code, entered.status_code, refused.status_code) == (422, 302, 422)
    pages = ("/team/duty-roster", "/team", "/worklist?view=urgent", f"/cases/{request.reference}",
             f"/cases/{request.reference}/decision", f"/cases/{request.reference}/urgent")  # fmt: skip
    for address in pages:
        page = browser_of(officer).get(address).content.decode()
        assert str(on_roster) in page, address
    assert "May be waived, each with a reason" in browser_of(officer).get(pages[3]).content.decode()
    (turn,) = DutyTurn.objects.all()
    assert desk_of_head.post(f"/team/duty-roster/{turn.pk}/remove").status_code == 302
    assert "Nobody stands on the duty roster today" in browser_of(officer).get(pages[2]).content.decode()


def test_a_machine_of_the_authority_reads_the_roster(desk, product_clock):
    head, officer, on_roster, _ = desk
    enter(head, on_roster)

    (turn,) = machine(officer).get("/api/v1/duty-roster").json()["results"]

    assert (turn["officer"], turn["from_on"]) == (on_roster.email, "2026-11-03")
    assert machine(make_officer("FR")).get("/api/v1/duty-roster").json()["results"] == []
