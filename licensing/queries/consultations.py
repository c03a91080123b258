"""Consultations as they stand, and what a proposal has to wait for."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from exportctl.core.calendar import EASTERNMOST, local_date
from exportctl.core.canonical import rfc3339
from exportctl.core.rules.files import Status as FileStatus
from licensing.models import (
    Advice,
    AuthorisationRequest,
    ConditionsDraft,
    Consultation,
    ConsultedBody,
    Document,
    SharedDocument,
)
from licensing.models.documents import RECEIVED
from licensing.rules.amendments import is_outdated
from licensing.rules.consultations import ConsultationState, Hindrance, State, hindrances
from licensing.rules.information_requests import DAYS_BEFORE_ADVICE


def consultations_of(request: AuthorisationRequest) -> QuerySet[Consultation]:
    """The consultations of a case with all that its page shows, in a fixed number of queries."""
    rows = request.consultations.select_related("body", "conditions", "asked_by", "request")
    shared = SharedDocument.objects.select_related("document")
    return rows.prefetch_related(
        "advice__recorded_by", "advice__conditions", "mails", Prefetch("shared_documents", shared)
    )


def latest_draft(request: AuthorisationRequest) -> ConditionsDraft | None:
    """The conditions as drafted last; None while nobody drafted any."""
    return request.conditions_drafts.order_by("-version").first()


def bodies_waited_for(request: AuthorisationRequest) -> list[ConsultedBody]:
    """Who was asked and has not answered, the earliest day first."""
    waiting = request.consultations.filter(status=State.ASKED.value).select_related("body")
    return [each.body for each in waiting.order_by("due_on", "pk")]


def shareable(request: AuthorisationRequest) -> QuerySet[Document]:
    """The documents a body may be shown: files of the exporter and of the authority that passed the virus check."""
    sent = request.documents.filter(kind__in=RECEIVED, file__status=FileStatus.CLEAN.value)
    return sent.select_related("file")


def shared_with(consultation: Consultation) -> QuerySet[Document]:
    """The documents that go along with the question as it stands now."""
    round_ = consultation.shared_documents.filter(round=consultation.round)
    return shareable(consultation.request).filter(pk__in=round_.values("document"))


def files_of(*advice: Advice) -> list[Document]:
    """The files that came with pieces of advice, whatever their check said."""
    files = Document.objects.filter(about__in=[each.pk for each in advice])
    return list(files.select_related("file").order_by("name", "pk"))


def is_on_earlier_version(consultation: Consultation, request: AuthorisationRequest) -> bool:
    """Was what the body advised last about what the exporter corrected since? Reads `advice.all()`: prefetch it."""
    advised_on = [advice.version for advice in consultation.advice.all()]
    number = request.version.number if request.version else 1
    return consultation.status == State.ADVISED and is_outdated(advised_on, version=number)


def hindering(
    request: AuthorisationRequest,
    *,
    outcome: str,
    conditions: Sequence[str],
    consultations: Sequence[Consultation] | None = None,
    today: date,
) -> dict[Hindrance, list[ConsultationState]]:
    """What a decision waits for. `consultations`: those of the case, where they are read already."""
    every: Iterable[Consultation] = (
        request.consultations.select_related("body", "conditions").prefetch_related("advice")
        if consultations is None
        else consultations
    )
    questions = [
        ConsultationState(
            row.body.name,
            row.status,
            row.due_on,
            row.proposed_conditions,
            is_on_earlier_version(row, request),
        )
        for row in every
    ]
    return hindrances(questions, outcome=outcome, conditions=conditions, today=today)


def to_be_reminded(*, at: datetime) -> list[UUID]:
    """Bodies whose day is near and who were not reminded in this round; nobody waits for them in an ended case."""
    then = at + timedelta(days=DAYS_BEFORE_ADVICE)
    open_cases = AuthorisationRequest.objects.open()
    waiting = Consultation.objects.filter(
        status=State.ASKED.value,
        reminded_at=None,
        due_on__lte=local_date(then, EASTERNMOST),
        request__in=open_cases,
    )
    rows = waiting.order_by("due_on", "pk").values_list(
        "pk", "due_on", "request__authority__member_state__timezone"
    )
    return [pk for pk, due_on, zone in rows[:200] if due_on <= local_date(then, ZoneInfo(zone))]


def show_body(body: ConsultedBody) -> dict[str, Any]:
    """In the words of REST."""
    named = {name: getattr(body, name) for name in ("status", "kind", "name", "email", "language")}
    return {"id": str(body.pk), **named}


def show_body_consultation(consultation: Consultation) -> dict[str, Any]:
    """What a body was asked last, and what it said in every round; of `consultations_of`."""
    shared = [each for each in consultation.shared_documents.all() if each.round == consultation.round]
    return {
        "id": str(consultation.pk),
        "body": {"id": str(consultation.body_id), "name": consultation.body.name},
        "status": consultation.status,
        "question": consultation.question,
        "parts": consultation.parts,
        "documents": [str(each.document_id) for each in shared],
        "conditions": [*consultation.proposed_conditions],
        "due_on": consultation.due_on.isoformat(),
        "round": consultation.round,
        "asked_at": rfc3339(consultation.asked_at),
        "advice": [_show_advice(each) for each in consultation.advice.all()],
    }


def _show_advice(advice: Advice) -> dict[str, Any]:
    return {
        "round": advice.round,
        "stance": advice.stance,
        "text": advice.text or None,
        "given_by": advice.given_by,
        "given_at": rfc3339(advice.given_at),
        "recorded": advice.recorded_by_id is not None,
    }
