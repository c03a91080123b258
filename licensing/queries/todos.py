"""What waits about requests, for whoever files and for whoever decides; and what a case is called by its reference."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Left

from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import (
    Authorisation,
    AuthorisationChange,
    AuthorisationRequest,
    ChangeRequest,
    Consultation,
    DecisionPeriodChange,
    DenialImport,
    InformationRequest,
    InformationStep,
    LetterheadChange,
    MatchRelease,
    MeasureChange,
    PartyMatch,
    PendingAct,
    Proposal,
    Registration,
    RemedyOutcome,
    RequestDraft,
    RequestLine,
    RoutingRule,
)
from licensing.models.party_matches import is_compared
from licensing.models.requests import is_assigned
from licensing.queries.absences import stood_in_for
from licensing.queries.exporter_todos import exporter_sources
from licensing.queries.letter_services import unserved
from licensing.queries.todo_facts import MOST_WORDS, REQUEST, case_facts, case_source, passed
from licensing.rules import consultations, todos
from licensing.rules.information_requests import StepKind
from licensing.rules.pending_acts import SoloAct
from licensing.rules.registrations import State as Registered
from licensing.rules.requests import ProposalState, State

REGISTRATION = "registration"  # the noun
# The day that the letter bears: at its authority.
WRITTEN_ON = Cast(
    Func(F("request__authority__member_state__timezone"), F("created_at"), function="timezone"), DateField()
)


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Of every side that the person has a seat on; whoever entered a company has none yet."""
    yield from _of_registrations(user)
    if companies := access.organisation_ids_of(user, Permission.FILE):
        yield from exporter_sources(user, companies, at)
    if access.has_seat(user, Permission.HANDLE):
        yield from _of_officer(user, at)
    if access.has_seat(user, Permission.HANDLE) or access.has_seat(user, Permission.ADMINISTER):
        yield _of_measures(user)


def _of_registrations(user: User) -> Iterator[Source]:
    """On the company's side and on its authority's."""
    known = Registration.objects.visible_to(user)
    facts = {
        "title": KT("body__legal_name"),
        "reference": F("reference"),
        "who": F("authority__short_name"),
        "state": F("authority__member_state"),
    }
    entered = known.filter(person=user, status=Registered.ENTERED.value)
    yield Source(kind=todos.CONFIRM_REGISTRATION, noun=REGISTRATION, rows=entered, facts=facts)
    if companies := access.organisation_ids_of(user, Permission.FILE):
        asked = known.filter(exporter__in=companies, status=Registered.ASKED.value)
        yield Source(kind=todos.ANSWER_REGISTRATION, noun=REGISTRATION, rows=asked, facts=facts)
    if access.has_seat(user, Permission.HANDLE):
        sent = Registration.objects.handled_by(user).filter(status=Registered.SENT.value)
        yield Source(kind=todos.CHECK_REGISTRATION, noun=REGISTRATION, rows=sent, facts=facts)


def titles(references: Collection[str]) -> Mapping[str, str]:
    """The first item of each case, or of its draft, by its reference."""
    lines = RequestLine.objects.filter(number=1, version__counts_for__reference__in=references)
    drafts = RequestDraft.objects.open().filter(reference__in=references)
    rows = lines.values_list("version__counts_for__reference", "name").union(
        drafts.annotate(title=KT("body__items__0__name")).values_list("reference", "title"), all=True
    )
    return {reference: title for reference, title in rows if title}


def _of_officer(user: User, at: datetime) -> Iterator[Source]:
    handled = AuthorisationRequest.objects.handled_by(user)
    own = Q(assigned_to=user) | Q(assigned_to__in=stood_in_for(user, at=at))
    mine = handled.filter(own)
    concerning = handled.filter(own | ~is_assigned(at=at))  # what nobody has concerns everybody
    waiting = Proposal.objects.approvable_by(user)
    yield Source(
        kind=todos.APPROVE,
        noun=REQUEST,
        rows=waiting,
        about="request_id",
        due_on=F("request__due_on"),
        facts=case_facts("request__") | {"who": F("proposed_by__name")},
    )
    yield from _about_parties(mine, user)
    yield from _about_questions(concerning, user, at)
    yield from _under_review(mine.filter(status=State.UNDER_REVIEW.value), user, at)
    given = mine.filter(status=State.SUBMITTED.value).filter(is_assigned(at=at))
    yield case_source(todos.BEGIN, given)
    free = handled.filter(~is_assigned(at=at))
    yield case_source(todos.TAKE, free.filter(status=State.SUBMITTED.value))
    yield Source(
        kind=todos.SERVE_LETTER,
        noun=REQUEST,
        rows=unserved(mine),
        about="request_id",
        facts=case_facts("request__") | {"written_on": WRITTEN_ON},
    )
    gone_on = [State.UNDER_REVIEW.value, State.INFORMATION_REQUESTED.value]
    yield case_source(todos.TAKE_OVER, free.filter(status__in=gone_on))
    yield from _of_office(user)


def _about_parties(mine: QuerySet[AuthorisationRequest], user: User) -> Iterator[Source]:
    """Hits that ask, on one's own cases; and what a colleague says of one, where it takes two officers."""
    proposed = MatchRelease.objects.approvable_by(user)
    yield Source(
        kind=todos.APPROVE_RELEASE,
        noun=REQUEST,
        rows=proposed,
        about="match__request_id",
        facts=case_facts("match__request__")
        | {
            "who": F("proposed_by__name"),
            "name": F("match__name"),
            "match": Cast(F("match"), TextField()),
            "reason": Left("reason", MOST_WORDS),
        },
    )
    asking = PartyMatch.objects.open().filter(request__in=mine.filter(is_compared()))
    asking = asking.exclude(Exists(MatchRelease.objects.pending().filter(match=OuterRef("pk"))))
    yield Source(
        kind=todos.SETTLE_MATCH,
        noun=REQUEST,
        rows=asking,
        about="request_id",
        facts=case_facts("request__") | {"name": F("name")},
    )


def _about_questions(
    concerning: QuerySet[AuthorisationRequest], user: User, at: datetime
) -> Iterator[Source]:
    """Wishes for more time, and answers that are late."""
    asking = concerning.filter(status=State.INFORMATION_REQUESTED.value)
    about_time = InformationStep.objects.about_time(OuterRef("pk"))
    owed = InformationRequest.objects.open().filter(request__in=asking)
    owed = owed.annotate(last_word=Subquery(about_time.values("kind")[:1]))
    wished = Q(last_word=StepKind.TIME_ASKED.value)
    yield Source(
        kind=todos.DECIDE_ON_TIME,
        noun=REQUEST,
        rows=owed.filter(wished),
        about="request_id",
        due_on=F("due_on"),
        facts=case_facts("request__") | {"wish": Left(Subquery(about_time.values("text")[:1]), MOST_WORDS)},
    )
    silent = owed.filter(~wished | Q(last_word=None)).filter(passed(user, at, "request__authority"))
    yield Source(
        kind=todos.CHASE_ANSWER,
        noun=REQUEST,
        rows=silent,
        about="request_id",
        due_on=F("due_on"),
        facts=case_facts("request__") | {"question": Left("question", MOST_WORDS)},
    )


def _under_review(mine: QuerySet[AuthorisationRequest], user: User, at: datetime) -> Iterator[Source]:
    """A proposal to improve, an advice that is late, and, where no other body is waited for, a decision to propose."""
    proposals = Proposal.objects.filter(request=OuterRef("pk")).order_by("-proposed_at", "-pk")
    reviewed = mine.annotate(last_proposal=Subquery(proposals.values("status")[:1]))
    returned = reviewed.filter(last_proposal=ProposalState.RETURNED.value)
    comment = Left(Subquery(proposals.values("comment")[:1]), MOST_WORDS)
    yield case_source(todos.IMPROVE, returned, comment=comment)
    overtaken = reviewed.filter(last_proposal=ProposalState.STALE.value)
    yield case_source(todos.PROPOSE_ANEW, overtaken)
    asked = Consultation.objects.filter(status=consultations.State.ASKED.value)
    yield Source(
        kind=todos.CHASE_ADVICE,
        noun=REQUEST,
        rows=asked.filter(passed(user, at, "request__authority"), request__in=mine),
        about="request_id",
        due_on=F("due_on"),
        facts=case_facts("request__") | {"who": F("body__name")},
    )
    sent_back = [ProposalState.RETURNED.value, ProposalState.STALE.value]
    fresh = reviewed.filter(~Q(last_proposal__in=sent_back) | Q(last_proposal=None))
    yield case_source(todos.PROPOSE, fresh.filter(~Exists(asked.filter(request=OuterRef("pk")))))


def _of_office(user: User) -> Iterator[Source]:
    """What else takes two officers of an authority."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    facts = {
        "title": Value(""),
        "who": F("proposed_by__name"),
        "state": F("authority__member_state"),
    }
    changes = DecisionPeriodChange.objects.may_be_approved_by(user).filter(authority__in=authorities)
    yield Source(kind=todos.APPROVE_PERIOD, noun="decision_period", rows=changes, facts=facts)
    letters = LetterheadChange.objects.may_be_approved_by(user).filter(authority__in=authorities)
    yield Source(kind=todos.APPROVE_LETTERHEAD, noun="letterhead", rows=letters, facts=facts)
    rules = RoutingRule.objects.may_be_approved_by(user).filter(authority__in=authorities)
    yield Source(kind=todos.APPROVE_ROUTING_RULE, noun="routing_rule", rows=rules, facts=facts)
    acts = PendingAct.objects.visible_to(user).may_be_approved_by(user).filter(authority__in=authorities)
    of_cases = Q(act=SoloAct.CLOSE_REQUEST.value)
    named: dict[str, Any] = {
        "kind": todos.APPROVE_PENDING_ACT,
        "facts": facts | {"reference": F("reference")},
    }
    yield Source(noun="pending_act", rows=acts.exclude(of_cases), **named)
    ends = acts.filter(of_cases, about__in=AuthorisationRequest.objects.handled_by(user).open().values("pk"))
    yield Source(noun=REQUEST, rows=ends, about="about", **named)
    files = DenialImport.objects.may_be_approved_by(user).filter(authority__in=authorities)
    yield Source(kind=todos.APPROVE_DENIAL_IMPORT, noun="denial_import", rows=files, facts=facts)
    granted = Authorisation.objects.visible_to(user).filter(authority__in=authorities)
    about = AuthorisationChange.objects.may_be_approved_by(user).filter(authorisation__in=granted)
    yield Source(
        kind=todos.APPROVE_AUTHORISATION_CHANGE,
        noun="authorisation",
        rows=about,
        about="authorisation_id",
        facts={
            "title": F("authorisation__holder__legal_name"),
            "reference": F("authorisation__reference"),
            "who": F("proposed_by__name"),
            "state": F("authorisation__authority__member_state"),
            "grounds": Left("grounds", MOST_WORDS),
        },
    )
    yield from _of_holders_and_courts(user, granted)


def _of_holders_and_courts(user: User, granted: QuerySet[Authorisation]) -> Iterator[Source]:
    """What holders ask for, as long as no proposal answers it; outcomes of remedies that a colleague recorded."""
    answered = AuthorisationChange.objects.pending().filter(change_request=OuterRef("pk"))
    yield Source(
        kind=todos.ANSWER_CHANGE_REQUEST,
        noun="authorisation",
        rows=ChangeRequest.objects.waiting().filter(~Exists(answered), authorisation__in=granted),
        about="authorisation_id",
        facts={
            "title": F("authorisation__holder__legal_name"),
            "reference": F("authorisation__reference"),
            "who": F("authorisation__holder__legal_name"),
            "state": F("authorisation__authority__member_state"),
            "reason": Left("reason", MOST_WORDS),
        },
    )
    handled = AuthorisationRequest.objects.handled_by(user)
    outcomes = RemedyOutcome.objects.may_be_approved_by(user).filter(remedy__request__in=handled)
    yield Source(
        kind=todos.APPROVE_REMEDY_OUTCOME,
        noun=REQUEST,
        rows=outcomes,
        about="remedy__request_id",
        facts=case_facts("remedy__request__")
        | {"who": F("proposed_by__name"), "grounds": Left("grounds", MOST_WORDS)},
    )


def _of_measures(user: User) -> Source:
    """Rules that a colleague of the same keeper proposes to confirm or end."""
    return Source(
        kind=todos.APPROVE_MEASURE,
        noun="measure",
        rows=MeasureChange.objects.approvable_by(user),
        about="measure_id",
        facts={
            "title": F("measure__title"),
            "reference": F("measure__number"),
            "who": F("proposed_by__name"),
            "state": F("measure__keeper__member_state"),
        },
    )
