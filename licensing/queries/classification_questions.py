"""Classification questions: what waits for officers, and whether an opinion still holds."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Left

from exportctl.core import access
from exportctl.core.canonical import rfc3339
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import ClassificationOpinion, ClassificationQuestion
from licensing.queries.todo_facts import MOST_WORDS
from licensing.rules import todos
from licensing.rules.catalogue import is_altered
from licensing.rules.classification_questions import State, holds


def opinion_on(asked: ClassificationQuestion) -> ClassificationOpinion | None:
    """What two officers answered."""
    given = asked.opinions.filter(status=Status.APPROVED.value).select_related(
        "question__authority__member_state"
    )
    return given.first()


def still_holds(opinion: ClassificationOpinion, *, on: date) -> bool:
    """Does it count on that day: neither over, nor its entry altered by an edition of Annex I since?"""
    if opinion.given_on is None:
        return False
    altered = is_altered(opinion.control_entry, since=opinion.edition)
    return holds(given_on=opinion.given_on, on=on, is_changed=altered)


def show_question(asked: ClassificationQuestion) -> dict[str, Any]:
    """In the words of REST; the opinion once two officers gave it. `with_opinions()` brings it along."""
    given = next((each for each in asked.opinions.all() if each.status == Status.APPROVED), None)
    return {
        "reference": asked.reference,
        "status": asked.status,
        "authority": asked.authority.short_name,
        "item_number": asked.item_number or None,
        "item": asked.item,
        "question": asked.question or None,
        "asked_at": rfc3339(asked.asked_at),
        "opinion": _show_opinion(given) if given else None,
    }


def _show_opinion(opinion: ClassificationOpinion) -> dict[str, Any]:
    return {
        "id": str(opinion.pk),
        "control_entry": opinion.control_entry or None,
        "edition": opinion.edition.isoformat() if opinion.edition else None,
        "reason": opinion.reason,
        "is_binding": opinion.is_binding,
        "provision": opinion.provision or None,
        "given_on": opinion.given_on.isoformat() if opinion.given_on else None,
    }


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Questions that nobody answers yet, and opinions that wait for a second officer."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    if not authorities:
        return
    waiting = ClassificationOpinion.objects.pending().filter(question=OuterRef("pk"))
    asked = ClassificationQuestion.objects.filter(authority__in=authorities, status=State.ASKED.value)
    yield Source(
        kind=todos.CLASSIFY_ITEM,
        noun="classification_question",
        rows=asked.filter(~Exists(waiting)),
        facts=_facts(""),
    )
    yield Source(
        kind=todos.APPROVE_OPINION,
        noun="classification_question",
        rows=ClassificationOpinion.objects.approvable_by(user),
        about="question_id",
        facts=_facts("question__") | {"who": F("proposed_by__name"), "reason": Left("reason", MOST_WORDS)},
    )


def _facts(path: str) -> dict[str, Any]:
    return {
        "title": KeyTextTransform("name", F(f"{path}item")),
        "reference": F(f"{path}reference"),
        "company": F(f"{path}exporter__legal_name"),
        "state": F(f"{path}authority__member_state"),
    }
