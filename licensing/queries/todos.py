"""What waits about requests, for whoever files and for whoever decides; and what a case is called by its reference."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Left

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.models import NoticeRead, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import (
    Amendment,
    Authorisation,
    AuthorisationChange,
    AuthorisationRequest,
    Consultation,
    DecisionPeriodChange,
    Document,
    InformationRequest,
    InformationStep,
    LetterheadChange,
    MatchRelease,
    MeasureChange,
    PartyMatch,
    Proposal,
    Registration,
    RequestAttachment,
    RequestDraft,
    RequestLine,
)
from licensing.models.documents import DocumentKind
from licensing.models.requests import is_assigned
from licensing.queries.absences import stood_in_for
from licensing.queries.letter_services import unserved
from licensing.rules import consultations, todos
from licensing.rules.amendments import State as AmendmentState
from licensing.rules.information_requests import StepKind
from licensing.rules.registrations import State as Registered
from licensing.rules.requests import CLOSED, DECIDED, OPEN, ProposalState, State

REQUEST, DRAFT, REGISTRATION = "request", "request_draft", "registration"  # the nouns
NEW_FOR = timedelta(days=30)  # a decision that nobody at the exporter's opened waits so long
MOST_WORDS = 300  # of what somebody wrote, as a list shows it
ABOUT_TIME = (StepKind.TIME_GRANTED.value, StepKind.TIME_DECLINED.value)


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Of every side that the person has a seat on; whoever entered a company has none yet."""
    yield from _of_registrations(user)
    if companies := access.organisation_ids_of(user, Permission.FILE):
        yield from _of_exporter(user, companies, at)
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


def _of_exporter(user: User, companies: list[Any], at: datetime) -> Iterable[Source]:
    mine = AuthorisationRequest.objects.visible_to(user).filter(exporter__in=companies)
    owed = InformationRequest.objects.open().filter(
        request__exporter__in=companies, request__status=State.INFORMATION_REQUESTED.value
    )
    who = {"who": F("request__authority__short_name")}
    yield Source(
        kind=todos.ANSWER,
        noun=REQUEST,
        rows=owed.filter(wants_correction=False),
        about="request_id",
        due_on=F("due_on"),
        facts=_case("request__") | who | {"question": Left("question", MOST_WORDS)},
    )
    yield Source(
        kind=todos.CORRECT,
        noun=REQUEST,
        rows=owed.filter(wants_correction=True),
        about="request_id",
        due_on=F("due_on"),
        facts=_case("request__") | who | {"question": Left("question", MOST_WORDS)},
    )
    begun = Amendment.objects.filter(exporter__in=companies, status=AmendmentState.DRAFT.value)
    yield Source(
        kind=todos.FINISH_CORRECTION,
        noun=REQUEST,
        rows=begun.filter(request__in=mine.filter(status__in=[state.value for state in OPEN])),
        about="request_id",
        facts=_case("request__") | {"draft": F("reference")},
    )
    yield Source(
        kind=todos.REPLACE_FILE,
        noun=REQUEST,
        rows=_rejected(mine),
        about="request_id",
        facts=_case("request__") | {"file": F("name")},
    )
    yield from _of_drafts(user, companies)
    yield from _to_read(mine, user, at)


def _to_read(mine: QuerySet[AuthorisationRequest], user: User, at: datetime) -> Iterator[Source]:
    """Decisions and ends without one, since the person last read the whole inbox, at most a month ago."""
    since = max(filter(None, [at - NEW_FOR, user.inbox_read_at]))
    decided = mine.filter(status__in=[state.value for state in DECIDED])
    yield Source(
        kind=todos.READ_DECISION,
        noun=REQUEST,
        rows=_unread(decided.filter(decided_at__gt=since), user, "decision_made"),
        facts=_case() | {"who": F("authority__short_name"), "status": F("status")},
    )
    yield Source(
        kind=todos.READ_CLOSING,
        noun=REQUEST,
        rows=_unread(mine.exclude(closed_because="").filter(changed_at__gt=since), user, "request_closed"),
        facts=_case() | {"who": F("authority__short_name"), "status": Value(CLOSED)},
    )


def _of_drafts(user: User, companies: list[Any]) -> Iterator[Source]:
    """Requests that are not sent yet."""
    drafts = RequestDraft.objects.visible_to(user).open().filter(exporter__in=companies)
    facts = {
        "title": F("body__items__0__name"),
        "reference": F("reference"),
        "company": F("exporter__legal_name"),
        "company_id": Cast(F("exporter"), TextField()),
    }
    rejected = RequestAttachment.objects.filter(draft=OuterRef("pk"), file__status="rejected")
    yield Source(kind=todos.FIX_REQUEST, noun=DRAFT, rows=drafts.filter(Exists(rejected)), facts=facts)
    yield Source(kind=todos.FINISH_REQUEST, noun=DRAFT, rows=drafts.filter(~Exists(rejected)), facts=facts)


def _rejected(mine: QuerySet[AuthorisationRequest]) -> QuerySet[Document]:
    """Files that were rejected after the notification was sent, until another one came or the case is over."""
    later = Document.objects.filter(request=OuterRef("request"), created_at__gt=OuterRef("created_at"))
    own_people = Seat.objects.filter(content_object=OuterRef("request__exporter")).values("user")
    replaced = later.filter(kind=DocumentKind.ATTACHMENT.value, file__uploaded_by__in=own_people)
    open_ones = mine.filter(status__in=[state.value for state in OPEN])
    rejected = Document.objects.from_exporter().filter(file__status="rejected")
    return rejected.filter(~Exists(replaced.exclude(file__status="rejected")), request__in=open_ones)


def _unread(
    ended: QuerySet[AuthorisationRequest], user: User, message: str
) -> QuerySet[AuthorisationRequest]:
    """Those of which the person has not opened the message; they ended since the whole inbox was read last."""
    read = NoticeRead.objects.filter(
        person=user, notice__kind=message, notice__reference=OuterRef("reference")
    )
    return ended.filter(~Exists(read))


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
        facts=_case("request__") | {"who": F("proposed_by__name")},
    )
    yield from _about_parties(mine, user)
    yield from _about_questions(concerning, user, at)
    yield from _under_review(mine.filter(status=State.UNDER_REVIEW.value), user, at)
    given = mine.filter(status=State.SUBMITTED.value).filter(is_assigned(at=at))
    yield _case_source(todos.BEGIN, given)
    free = handled.filter(~is_assigned(at=at))
    yield _case_source(todos.TAKE, free.filter(status=State.SUBMITTED.value))
    yield Source(
        kind=todos.SERVE_LETTER,
        noun=REQUEST,
        rows=unserved(mine),
        about="request_id",
        facts=_case("request__"),
    )
    gone_on = [State.UNDER_REVIEW.value, State.INFORMATION_REQUESTED.value]
    yield _case_source(todos.TAKE_OVER, free.filter(status__in=gone_on))
    yield from _of_office(user)


def _about_parties(mine: QuerySet[AuthorisationRequest], user: User) -> Iterator[Source]:
    """Hits that ask, on one's own cases; and what a colleague says of one, where it takes two officers."""
    proposed = MatchRelease.objects.approvable_by(user)
    yield Source(
        kind=todos.APPROVE_RELEASE,
        noun=REQUEST,
        rows=proposed,
        about="match__request_id",
        facts=_case("match__request__")
        | {
            "who": F("proposed_by__name"),
            "name": F("match__name"),
            "match": Cast(F("match"), TextField()),
            "reason": Left("reason", MOST_WORDS),
        },
    )
    open_ones = mine.filter(status__in=[state.value for state in OPEN])
    asking = PartyMatch.objects.open().filter(request__in=open_ones)
    asking = asking.exclude(Exists(MatchRelease.objects.pending().filter(match=OuterRef("pk"))))
    yield Source(
        kind=todos.SETTLE_MATCH,
        noun=REQUEST,
        rows=asking,
        about="request_id",
        facts=_case("request__") | {"name": F("name")},
    )


def _about_questions(
    concerning: QuerySet[AuthorisationRequest], user: User, at: datetime
) -> Iterator[Source]:
    """Wishes for more time, and answers that are late."""
    asking = concerning.filter(status=State.INFORMATION_REQUESTED.value)
    steps = InformationStep.objects.filter(information_request=OuterRef("pk")).order_by("-sequence")
    about_time = steps.filter(kind__in=[StepKind.TIME_ASKED.value, *ABOUT_TIME])
    owed = InformationRequest.objects.open().filter(request__in=asking)
    owed = owed.annotate(last_word=Subquery(about_time.values("kind")[:1]))
    wished = Q(last_word=StepKind.TIME_ASKED.value)
    yield Source(
        kind=todos.DECIDE_ON_TIME,
        noun=REQUEST,
        rows=owed.filter(wished),
        about="request_id",
        due_on=F("due_on"),
        facts=_case("request__") | {"wish": Left(Subquery(about_time.values("text")[:1]), MOST_WORDS)},
    )
    silent = owed.filter(~wished | Q(last_word=None)).filter(_passed(user, at, "request__authority"))
    yield Source(
        kind=todos.CHASE_ANSWER,
        noun=REQUEST,
        rows=silent,
        about="request_id",
        due_on=F("due_on"),
        facts=_case("request__") | {"question": Left("question", MOST_WORDS)},
    )


def _under_review(mine: QuerySet[AuthorisationRequest], user: User, at: datetime) -> Iterator[Source]:
    """A proposal to improve, an advice that is late, and, where no other body is waited for, a decision to propose."""
    proposals = Proposal.objects.filter(request=OuterRef("pk")).order_by("-proposed_at", "-pk")
    reviewed = mine.annotate(last_proposal=Subquery(proposals.values("status")[:1]))
    returned = reviewed.filter(last_proposal=ProposalState.RETURNED.value)
    comment = Left(Subquery(proposals.values("comment")[:1]), MOST_WORDS)
    yield _case_source(todos.IMPROVE, returned, comment=comment)
    overtaken = reviewed.filter(last_proposal=ProposalState.STALE.value)
    yield _case_source(todos.PROPOSE_ANEW, overtaken)
    asked = Consultation.objects.filter(status=consultations.State.ASKED.value)
    yield Source(
        kind=todos.CHASE_ADVICE,
        noun=REQUEST,
        rows=asked.filter(_passed(user, at, "request__authority"), request__in=mine),
        about="request_id",
        due_on=F("due_on"),
        facts=_case("request__") | {"who": F("body__name")},
    )
    sent_back = [ProposalState.RETURNED.value, ProposalState.STALE.value]
    fresh = reviewed.filter(~Q(last_proposal__in=sent_back) | Q(last_proposal=None))
    yield _case_source(todos.PROPOSE, fresh.filter(~Exists(asked.filter(request=OuterRef("pk")))))


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


def _case_source(kind: Any, rows: QuerySet[AuthorisationRequest], **facts: Any) -> Source:
    return Source(kind=kind, noun=REQUEST, rows=rows, due_on=F("due_on"), facts=_case() | facts)


def _passed(user: User, at: datetime, authority: str) -> Q:
    """Has the day passed, where the authority is?"""
    passed = Q(pk__in=[])
    for office in access.organisations_of(user, Permission.HANDLE):
        passed |= Q(**{authority: office.pk, "due_on__lt": local_date(at, zone_of(office))})
    return passed


def _case(path: str = "") -> dict[str, Any]:
    """What every line about a case shows; `path` leads from the row to it."""
    lines = RequestLine.objects.filter(version=OuterRef(f"{path}version"), number=1)
    return {
        "title": Subquery(lines.values("name")[:1]),
        "reference": F(f"{path}reference"),
        "company": F(f"{path}exporter__legal_name"),
        "company_id": Cast(F(f"{path}exporter"), TextField()),
        "state": F(f"{path}authority__member_state"),
    }
