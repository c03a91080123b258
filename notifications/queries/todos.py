"""What waits about drafts and procedures, and what procedures are called by their references."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Left
from django.utils.translation import get_language

from controllist.models import ControlListEntry, EntryChange
from controllist.rules.entries import Status
from controllist.rules.texts import LANGUAGES
from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status as Answered
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import AuthorisationRequest, RemedyOutcome
from licensing.models.requests import is_assigned
from licensing.rules.remedies import State as RemedyState
from notifications.models import (
    Attachment,
    CatchAllNotification,
    Contribution,
    Extension,
    Instruction,
    ObjectionProcedure,
    Participant,
    Position,
    RuleSetSelection,
    StandardText,
    Withdrawal,
)
from notifications.rules import todos
from notifications.rules.machines import NotificationState, State

PROCEDURE, DRAFT = "procedure", "draft"  # the nouns
MOST_WORDS = 300
Rows = QuerySet[Any, Any]


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Of every side that the person has a seat on."""
    if companies := access.organisation_ids_of(user, Permission.FILE):
        yield from _of_exporter(user, companies)
    if states := access.state_codes_of(user, Permission.TAKE_POSITION):
        yield _positions(user, states, at)
    if authorities := access.organisation_ids_of(user, Permission.HANDLE):
        yield from _of_authority(user, authorities, at)
    if access.has_seat(user, Permission.ADMINISTER):
        yield from _of_commission(user)


def titles(references: Collection[str]) -> Mapping[str, str]:
    """The item of each procedure or draft, by its reference."""
    procedures = ObjectionProcedure.objects.filter(reference__in=references)
    drafts = CatchAllNotification.objects.filter(reference__in=references)
    rows = procedures.annotate(title=KT("dossier__item__name")).values_list("reference", "title")
    rows = rows.union(
        drafts.annotate(title=KT("body__item__name")).values_list("reference", "title"), all=True
    )
    return {reference: title for reference, title in rows if title}


def _of_exporter(user: User, companies: list[Any]) -> Iterator[Source]:
    drafts = CatchAllNotification.objects.visible_to(user).filter(
        exporter__in=companies, status=NotificationState.DRAFT.value
    )
    facts = {
        "title": F("body__item__name"),
        "reference": F("reference"),
        "company": F("exporter__legal_name"),
        "company_id": Cast(F("exporter"), TextField()),
    }
    rejected = Attachment.objects.filter(notification=OuterRef("pk"), file__status="rejected")
    yield Source(kind=todos.FIX_DRAFT, noun=DRAFT, rows=drafts.filter(Exists(rejected)), facts=facts)
    begun = drafts.filter(~Exists(rejected))
    yield Source(kind=todos.FINISH_DRAFT, noun=DRAFT, rows=begun, facts=facts)


def _positions(user: User, states: list[str], at: datetime) -> Source:
    """Open for the own state, which has recorded nothing yet."""
    recorded = Position.objects.filter(procedure=OuterRef("procedure"), member_state=OuterRef("member_state"))
    seen = ObjectionProcedure.objects.visible_to(user).filter(status=State.OPEN.value, closes_at__gt=at)
    rows = Participant.objects.filter(
        ~Exists(recorded), member_state__in=states, due_at__gt=at, procedure__in=seen
    )
    instructions = Instruction.objects.visible_to(user).filter(
        procedure=OuterRef("procedure"), organisation__member_state=OuterRef("member_state")
    )
    instruction = instructions.order_by("-pk").values(told=Left("text", MOST_WORDS))
    facts = _procedure("procedure__") | {
        "state": F("member_state"),
        "who": F("member_state"),
        "instruction": Subquery(instruction[:1]),
    }
    return Source(
        kind=todos.TAKE_POSITION,
        noun=PROCEDURE,
        rows=rows,
        about="procedure_id",
        due_on=F("last_day"),
        facts=facts,
    )


def _of_authority(user: User, authorities: list[Any], at: datetime) -> Iterator[Source]:
    running = ObjectionProcedure.objects.visible_to(user).filter(
        notifying_authority__in=authorities, status=State.OPEN.value, closes_at__gt=at
    )
    proposed = Withdrawal.objects.may_be_approved_by(user).filter(procedure__in=running)
    yield _act(todos.APPROVE_WITHDRAWAL, proposed, grounds=Left("grounds", MOST_WORDS))
    # Whose case it was answers; where they may no longer, every colleague is asked.
    colleagues = AuthorisationRequest.objects.filter(is_assigned(at=at)).exclude(assigned_to=user)
    answers = Contribution.objects.filter(
        about=OuterRef("pk"), organisation=OuterRef("procedure__notifying_authority")
    )
    questions = Contribution.objects.filter(
        ~Exists(answers),
        about=None,
        procedure__in=running.exclude(request__in=colleagues.filter(authority__in=authorities)),
    )
    yield Source(
        kind=todos.REPLY,
        noun=PROCEDURE,
        rows=questions,
        about="procedure_id",
        due_on=_last_day("procedure__"),
        facts=_procedure("procedure__")
        | {
            "who": F(f"organisation__member_state__names__{_language()}"),
            "question": Left("text", MOST_WORDS),
        },
    )


def _language() -> str:
    """One in which the names of states are stored."""
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"


def _of_commission(user: User) -> Iterator[Source]:
    running = ObjectionProcedure.objects.filter(status=State.OPEN.value)
    extensions = Extension.objects.may_be_approved_by(user).filter(procedure__in=running)
    yield _act(todos.APPROVE_EXTENSION, extensions, reason=Left("reason", MOST_WORDS))
    facts = {"title": Value(""), "who": F("proposed_by__name"), "reason": Left("reason", MOST_WORDS)}
    selections = RuleSetSelection.objects.may_be_approved_by(user)
    yield Source(kind=todos.APPROVE_RULE_SET, noun="rule_set", rows=selections, facts=facts)
    texts = StandardText.objects.may_be_approved_by(user)
    yield Source(kind=todos.APPROVE_STANDARD_TEXT, noun="standard_text", rows=texts, facts=facts)
    yield _entries_to_review()


def _entries_to_review() -> Source:
    """Entries whose refusal was annulled by a remedy, until a change of the entry is proposed."""
    annulled = RemedyOutcome.objects.filter(
        status=Answered.APPROVED.value,
        outcome=RemedyState.ANNULLED.value,
        remedy__decision__procedure__reference=OuterRef("provenance"),
    ).order_by("-approved_at")
    listed = ControlListEntry.objects.exclude(status=Status.DELISTED.value)
    rows = listed.annotate(annulled_at=Subquery(annulled.values("approved_at")[:1]))
    since = EntryChange.objects.filter(entry=OuterRef("pk"), proposed_at__gte=OuterRef("annulled_at"))
    changed = since.exclude(status=Answered.DISCARDED.value)
    return Source(
        kind=todos.REVIEW_ENTRY,
        noun="entry",
        rows=rows.filter(~Exists(changed), annulled_at__isnull=False),
        facts={"title": F("name"), "reference": F("code"), "who": Value(""), "state": Value("")},
    )


def _act(kind: Any, rows: Rows, **facts: Any) -> Source:
    """What two officers do about a procedure, before it closes."""
    facts |= {"who": F("proposed_by__name")}
    return Source(
        kind=kind,
        noun=PROCEDURE,
        rows=rows,
        about="procedure_id",
        due_on=_last_day("procedure__"),
        facts=_procedure("procedure__") | facts,
    )


def _last_day(path: str) -> Subquery:
    """Of the last state whose window ends."""
    parts = Participant.objects.filter(procedure=OuterRef(f"{path}pk")).order_by("-last_day")
    return Subquery(parts.values("last_day")[:1])


def _procedure(path: str) -> dict[str, Any]:
    return {
        "title": F(f"{path}dossier__item__name"),
        "reference": F(f"{path}reference"),
        "state": F(f"{path}notifying_state"),
        "company": Value("", CharField()),
    }
