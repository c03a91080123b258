"""Who may approve a proposal: the worklist, the case page, the team, the calendar and the act say the same."""

import pytest
from django.db import transaction

from exportctl.core.errors import DomainError, Forbidden, FourEyes, NotFound
from exportctl.core.queries.reference import calendar_of
from exportctl.desks.case.queries.cases import case_page, find_case
from exportctl.desks.worklist.queries import team
from exportctl.desks.worklist.queries.due_dates import deadlines
from exportctl.desks.worklist.queries.filters import WorklistFilter
from exportctl.desks.worklist.queries.worklist import Near, narrowed
from licensing.actions.absences import enter_absence
from licensing.actions.conflicts import declare_conflict
from licensing.actions.proposals import propose, return_proposal
from licensing.models import Proposal
from tests.factories import AT, DAY, HOUR, approve, make_officer, make_taken_request, organisation

pytestmark = pytest.mark.django_db
NOW = AT + 2 * DAY
GRANT = {"outcome": "grant", "legal_basis": "human_rights", "grounds": "Fine."}


@pytest.fixture
def officers():
    names = ("officer", "deputy", "colleague", "conflicted")
    return {**{name: make_officer() for name in names}, "foreign": make_officer("FR")}


@pytest.fixture
def proposals(officers):
    """Two cases of one officer: the first proposed by the officer, the second by the deputy."""
    own, stood_in = (make_taken_request(officers["officer"]) for _case in range(2))
    enter_absence(
        authority=organisation("authority", "DE"),
        deputy=officers["deputy"],
        from_on=AT.date(),
        until_on=(AT + 5 * DAY).date(),
        actor=officers["officer"],
        at=AT,
    )
    made = [
        propose(request_id=request.pk, actor=officers[by], at=AT + DAY, **GRANT)
        for request, by in ((own, "officer"), (stood_in, "deputy"))
    ]
    for proposal in made:
        declare_conflict(
            request_id=proposal.request_id, reason="", actor=officers["conflicted"], at=AT + DAY + HOUR
        )
    return made


def to_approve(user):
    return set(
        narrowed(user, WorklistFilter.read({"view": "approve"}), near=Near({}, AT)).values_list(
            "pk", flat=True
        )
    )


def error_of(act, *arguments, **named):
    """What the act refuses this person with, or None; undone in any case."""
    with transaction.atomic():
        try:
            act(*arguments, **named)
        except DomainError as error:
            return type(error)
        finally:
            transaction.set_rollback(True)
    return None


def test_whose_proposal_waits_for_whom(officers, proposals):
    by_officer, by_deputy = (proposal.request_id for proposal in proposals)

    shown = {name: to_approve(user) for name, user in officers.items()}

    assert shown == {
        "officer": {by_deputy},
        "deputy": {by_officer},
        "colleague": {by_officer, by_deputy},
        "conflicted": set(),
        "foreign": set(),
    }


@pytest.mark.parametrize("name", ["officer", "deputy", "colleague", "conflicted", "foreign"])
def test_the_view_holds_exactly_what_the_act_lets_this_officer_do(name, officers, proposals):
    user, shown = officers[name], to_approve(officers[name])
    refused = {
        proposal.request_id: error_of(approve, proposal, by=user, at=NOW)
        for proposal in Proposal.objects.select_related("request__authority")
    }

    assert shown == {request for request, error in refused.items() if error is None}
    assert {error for error in refused.values() if error} <= {FourEyes, Forbidden, NotFound}
    for proposal in proposals:
        case = find_case(user, proposal.request.reference, at=NOW)
        assert bool(case and case_page(case).may_approve) is (proposal.request_id in shown)
        assert (
            error_of(
                return_proposal,
                request_id=proposal.request_id,
                proposal_id=proposal.pk,
                comment="Why?",
                actor=user,
                at=NOW,
            )
            == refused[proposal.request_id]
        )


def test_team_and_calendar_count_what_the_view_shows(officers, proposals):
    loads = team.load(organisation("authority", "DE"), calendar=calendar_of("DE"), at=NOW)
    counted = {row.officer: row.to_approve for row in loads}

    for name in ("officer", "deputy", "colleague", "conflicted"):
        user = officers[name]
        dated = [event for event in deadlines(user, at=NOW) if event.uid.startswith("approval-")]
        assert (counted[user], len(dated)) == (len(to_approve(user)), len(to_approve(user))), name


def test_what_was_returned_waits_for_nobody(officers, proposals):
    first = proposals[0]
    return_proposal(
        request_id=first.request_id,
        proposal_id=first.pk,
        comment="Why?",
        actor=officers["colleague"],
        at=NOW,
    )

    assert first.request_id not in to_approve(officers["deputy"])
