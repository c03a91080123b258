"""What waits for whoever files: answers owed, drafts and corrections begun, decisions not read yet."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Left

from exportctl.core.models import NoticeRead, Seat, User
from exportctl.core.todos import Source
from licensing.models import (
    Amendment,
    AuthorisationRequest,
    Document,
    EndUseStatementLink,
    InformationRequest,
    InformationStep,
    RequestAttachment,
    RequestDraft,
)
from licensing.models.documents import DocumentKind
from licensing.queries.todo_facts import MOST_WORDS, REQUEST, case_facts
from licensing.rules import todos
from licensing.rules.amendments import State as AmendmentState
from licensing.rules.information_requests import StepKind
from licensing.rules.requests import CLOSED, DECIDED, OPEN, State

DRAFT = "request_draft"  # the noun
NEW_FOR = timedelta(days=30)  # a decision that nobody at the exporter's opened waits so long


def exporter_sources(user: User, companies: list[Any], at: datetime) -> Iterable[Source]:
    mine = AuthorisationRequest.objects.visible_to(user).filter(exporter__in=companies)
    yield from _questions(companies)
    begun = Amendment.objects.filter(exporter__in=companies, status=AmendmentState.DRAFT.value)
    yield Source(
        kind=todos.FINISH_CORRECTION,
        noun=REQUEST,
        rows=begun.filter(request__in=mine.filter(status__in=[state.value for state in OPEN])),
        about="request_id",
        facts=case_facts("request__") | {"draft": F("reference")},
    )
    yield Source(
        kind=todos.REPLACE_FILE,
        noun=REQUEST,
        rows=_rejected(mine),
        about="request_id",
        facts=case_facts("request__") | {"file": F("name")},
    )
    yield from _of_statements(companies, at)
    yield from _of_drafts(user, companies)
    yield from _to_read(mine, user, at)


def _questions(companies: list[Any]) -> Iterator[Source]:
    """What is owed; nothing is late while the authority has a wish for more time before it."""
    owed = InformationRequest.objects.open().filter(
        request__exporter__in=companies, request__status=State.INFORMATION_REQUESTED.value
    )
    wish = InformationStep.objects.about_time(OuterRef("pk"))
    owed = owed.annotate(last_word=Subquery(wish.values("kind")[:1]))
    questions = owed.filter(wants_correction=False)
    wished = Q(last_word=StepKind.TIME_ASKED.value)
    facts = case_facts("request__") | {
        "who": F("request__authority__short_name"),
        "question": Left("question", MOST_WORDS),
    }
    named: dict[str, Any] = {"noun": REQUEST, "about": "request_id"}
    dated = named | {"due_on": F("due_on"), "facts": facts}
    silent = ~wished | Q(last_word=None)
    yield Source(kind=todos.ANSWER, rows=questions.filter(silent), **dated)
    yield Source(
        kind=todos.ANSWER_MEANWHILE,
        rows=questions.filter(wished),
        facts=facts | {"wished_on": Cast(Subquery(wish.values("due_on")[:1]), TextField())},
        **named,
    )
    yield Source(kind=todos.CORRECT, rows=owed.filter(wants_correction=True), **dated)


def _to_read(mine: QuerySet[AuthorisationRequest], user: User, at: datetime) -> Iterator[Source]:
    """Decisions and ends without one, since the person last read the whole inbox, at most a month ago."""
    decided = mine.filter(status__in=[state.value for state in DECIDED])
    closed = mine.exclude(closed_because="")
    yield Source(
        kind=todos.READ_DECISION,
        noun=REQUEST,
        rows=_unread(decided.filter(_is_new("decided_at", user, at)), user, "decision_made"),
        facts=case_facts() | {"who": F("authority__short_name"), "status": F("status")},
    )
    yield Source(
        kind=todos.READ_CLOSING,
        noun=REQUEST,
        rows=_unread(closed.filter(_is_new("changed_at", user, at)), user, "request_closed"),
        facts=case_facts() | {"who": F("authority__short_name"), "status": Value(CLOSED)},
    )


def _is_new(column: str, user: User, at: datetime) -> Q:
    last_read = Q(**{f"{column}__gt": user.inbox_read_at}) if user.inbox_read_at else Q()
    return Q(**{f"{column}__gt": at - NEW_FOR}) & last_read


def _of_statements(companies: list[Any], at: datetime) -> Iterator[Source]:
    """The last link of a case, where nobody signed by it or what was signed has changed since."""
    later = EndUseStatementLink.objects.filter(request=OuterRef("request"), sent_at__gt=OuterRef("sent_at"))
    last = EndUseStatementLink.objects.unsettled(at=at).filter(
        ~Exists(later), request__exporter__in=companies
    )
    facts = {
        "title": KT("content__items__0__name"),
        "reference": F("request__reference"),
        "company": F("request__exporter__legal_name"),
        "company_id": Cast(F("request__exporter"), TextField()),
        "state": F("request__authority__member_state"),
    }
    drafts = Q(request__status=State.DRAFT.value)
    sent = last.filter(request__status__in=[state.value for state in OPEN])
    common: dict[str, Any] = {"kind": todos.SIGN_STATEMENT, "about": "request_id", "facts": facts}
    yield Source(noun=DRAFT, rows=last.filter(drafts), **common)
    yield Source(noun=REQUEST, rows=sent, **common)


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
