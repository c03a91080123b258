"""The advice of a body: given through its link, recorded for it by an officer, awaited by a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid, NotFound, StaleState
from exportctl.core.formatting import long_day
from exportctl.core.models import File, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import transition
from licensing.actions.consultations import hold_consultation, owe_mail, require_open
from licensing.actions.requests import hold_request, tell_officers
from licensing.actions.search_documents import update_search_documents
from licensing.actions.versions import require_version_read
from licensing.errors import ConsultationOpen
from licensing.models import Advice, AuthorisationRequest, Consultation, Document
from licensing.models.consultations import MailKind
from licensing.models.documents import DocumentKind, Nature
from licensing.queries.consultations import hindering
from licensing.rules.consultations import CONSULTATION, ConsultationState, Event, Hindrance, Stance


@dataclass(frozen=True)
class Words:
    """What a body says: its stance, why and under which conditions, and who says it."""

    stance: str
    text: str
    given_by: str


def record_advice(
    *,
    request_id: UUID,
    consultation_id: UUID,
    stance: str,
    text: str,
    given_by: str,
    actor: User,
    at: datetime,
    uploads: Sequence[Upload] = (),
) -> Advice:
    """An officer writes down what a body said by letter or telephone; the body is told that it stands in its name.

    Files, a scan of the letter for example, are received before the transaction. Raises FileRefused, Invalid.
    """
    ids: dict[str, Any] = {"request_id": request_id, "consultation_id": consultation_id}
    files = receive_advice(**ids, uploads=uploads, actor=actor, at=at)
    words: dict[str, Any] = {"stance": stance, "text": text, "given_by": given_by}
    return record_received_advice(**ids, **words, files=files, actor=actor, at=at)


def receive_advice(
    *, request_id: UUID, consultation_id: UUID, uploads: Sequence[Upload], actor: User, at: datetime
) -> list[File]:
    """The files of an advice that may be recorded now, before it is. Raises FileRefused."""
    return receive_files(
        uploads=uploads,
        by=actor,
        at=at,
        allowed=lambda: _hold_recordable(request_id, consultation_id, actor, at),
    )


def give_advice(
    *,
    consultation_id: UUID,
    expected_round: int,
    stance: str,
    text: str,
    given_by: str,
    at: datetime,
    expected_version: int | None = None,
    uploads: Sequence[Upload] = (),
) -> Advice:
    """The body answers through its link, once. The caller checked the link; its round is checked under the lock.

    `expected_version`: the number of the request's version that its page showed; another raises StaleState.
    Files are received before the transaction, and only while the question is open. Raises FileRefused, Invalid.
    """
    words = Words(stance, text, given_by)
    files = receive_files(
        uploads=uploads,
        by=None,
        at=at,
        allowed=lambda: _hold_asked(consultation_id, expected_round, expected_version),
    )
    return _give(consultation_id, expected_round, expected_version, words, files, at)


def _hold_recordable(request_id: UUID, consultation_id: UUID, actor: User, at: datetime) -> Consultation:
    """A question of the case that waits for its advice, both locked. Raises NotFound, WrongStatus."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    require_open(request=request)
    consultation = hold_consultation(request=request, consultation_id=consultation_id)
    CONSULTATION.step(consultation.status, Event.RECORD)
    return consultation


@transaction.atomic
def record_received_advice(
    *,
    request_id: UUID,
    consultation_id: UUID,
    stance: str,
    text: str,
    given_by: str,
    files: list[File],
    actor: User,
    at: datetime,
) -> Advice:
    """The same with `files` that `receive_advice` has received."""
    words = Words(stance, text, given_by)
    consultation = _hold_recordable(request_id, consultation_id, actor, at)
    given = _advise(consultation, Event.RECORD, words, files, actor, at)
    owe_mail(consultation=consultation, kind=MailKind.RECORDED, at=at)
    return given


@transaction.atomic
def _give(
    consultation_id: UUID,
    expected_round: int,
    expected_version: int | None,
    words: Words,
    files: list[File],
    at: datetime,
) -> Advice:
    locked = _hold_asked(consultation_id, expected_round, expected_version)
    return _advise(locked, Event.ADVISE, words, files, None, at)


def _hold_asked(consultation_id: UUID, expected_round: int, expected_version: int | None) -> Consultation:
    """The question as the body read it, and its case, locked. Raises NotFound, WrongStatus, StaleState."""
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None:
        raise NotFound
    requests = AuthorisationRequest.objects.filter(pk=consultation.request_id).select_related(
        "authority", "version"
    )
    request = locks.lock_for_update(requests)
    if request is None:
        raise NotFound
    require_open(request=request)
    locked = hold_consultation(request=request, consultation_id=consultation_id)
    if locked.round != expected_round:
        raise StaleState(_("The authority asked anew meanwhile. Use the link of its latest message."))
    corrected = _(
        "The exporter corrected this case while you wrote. Read it as it stands now, then answer again."
    )
    require_version_read(request=request, expected=expected_version, message=corrected)
    CONSULTATION.step(locked.status, Event.ADVISE)
    return locked


def _advise(
    consultation: Consultation,
    event: Event,
    words: Words,
    files: list[File],
    actor: User | None,
    at: datetime,
) -> Advice:
    if words.stance not in [each.value for each in Stance]:
        raise Invalid(errors=[error("/stance", _("Choose what the advice is."))])
    if words.stance != Stance.NO_OBJECTION and not words.text:
        raise Invalid(errors=[error("/text", _("Say why, and under which conditions."))])
    facts: dict[str, Any] = {"stance": words.stance, "round": consultation.round, "files": len(files)}
    transition(consultation, event, machine=CONSULTATION, actor=actor, at=at, **facts)
    tell_officers(
        kind="advice_given",
        request=consultation.request,
        tab="consultation",
        actor=actor,
        at=at,
        facts={"body": consultation.body.name},
    )
    advice = Advice.objects.create(
        consultation=consultation,
        round=consultation.round,
        stance=words.stance,
        text=words.text,
        given_by=words.given_by,
        question=consultation.question,
        conditions=consultation.conditions,
        version=consultation.request.version.number if consultation.request.version else 1,
        recorded_by=actor,
        given_at=at,
    )
    _file(advice, files, at)
    update_search_documents(request_ids=[consultation.request_id])
    return advice


def _file(advice: Advice, files: list[File], at: datetime) -> None:
    """Put a body's files among the authority's own documents: the exporter never sees them."""
    Document.objects.bulk_create(
        Document(
            request=advice.consultation.request,
            kind=DocumentKind.OFFICE.value,
            name=file.name,
            nature=Nature.ADVICE.value,
            words=advice.consultation.body.name,
            about=advice.pk,
            file=file,
            created_at=at,
        )
        for file in files
    )


def require_advice(
    *, request: AuthorisationRequest, outcome: str, conditions: Sequence[str], reason: str, at: datetime
) -> str:
    """Let a proposal pass, or say which body it has to wait for. Returns the reason that counts, if one does.

    The caller holds the request: nobody asks, answers or drops meanwhile.
    """
    today = local_date(at, zone_of(request.authority))
    by_hindrance = hindering(request, outcome=outcome, conditions=conditions, today=today)
    if waiting := by_hindrance.get(Hindrance.WAITING):
        message = _(
            "Their advice is still to come: %(bodies)s. Wait for it, record it, or drop the question."
        )
        raise ConsultationOpen(message % {"bodies": _named(waiting, with_day=True)})
    if changed := by_hindrance.get(Hindrance.CHANGED):
        message = _(
            "The conditions are not those that %(bodies)s advised on. Save them as a draft and ask again."
        )
        raise ConsultationOpen(message % {"bodies": _named(changed)})
    late, amended = by_hindrance.get(Hindrance.LATE), by_hindrance.get(Hindrance.AMENDED)
    if late and not reason:
        message = _("No advice came from %(bodies)s. Wait, or give the reason for going on without it.")
        raise Invalid(errors=[error("/without_advice", message % {"bodies": _named(late, with_day=True)})])
    if amended and not reason:
        message = _(
            "The exporter corrected the case after %(bodies)s advised. Ask again, or give the reason for going on"
            " with the earlier advice."
        )
        raise Invalid(errors=[error("/without_advice", message % {"bodies": _named(amended)})])
    return reason if late or amended else ""


def _named(bodies: Sequence[ConsultationState], *, with_day: bool = False) -> str:
    if not with_day:
        return ", ".join(each.body for each in bodies)
    return ", ".join(
        _("%(body)s (until %(day)s)") % {"body": each.body, "day": long_day(each.due_on)} for each in bodies
    )
