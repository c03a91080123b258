"""Messages between exporter and authority: only ever added, told to the other side, no legal act."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import DomainError, NotFound
from exportctl.core.i18n import fill
from exportctl.core.models import File, User
from exportctl.core.notices import zone_of
from exportctl.core.transitions import record
from licensing.actions.documents import add_files
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, Message, MessageReading, MessageThread
from licensing.queries.messages import conversation_end
from licensing.queries.recipients import officers_told
from licensing.rules.messages import DAYS_AFTER_THE_END, PERMISSION, Side, takes_messages
from licensing.rules.requests import REQUEST


class CaseOver(DomainError):
    code = "case_over"
    default_message = fill(
        _(
            "This case, and what was granted on it, ended more than %(days)d days ago and takes no more messages."
            " Write to the authority about a new matter by a new notification."
        ),
        {"days": DAYS_AFTER_THE_END},
    )


def open_thread(
    *,
    request_id: UUID,
    side: Side,
    subject: str,
    text: str,
    uploads: Sequence[Upload] = (),
    actor: User,
    at: datetime,
) -> Message:
    """Begin a thread with its first message. Files are received before the transaction. Raises CaseOver."""
    files = receive_files(
        uploads=uploads, by=actor, at=at, allowed=lambda: _hold(request_id, side, actor, at)
    )
    return _open(
        request_id=request_id, side=side, subject=subject, text=text, files=files, actor=actor, at=at
    )


def write_message(
    *, thread_id: UUID, side: Side, text: str, uploads: Sequence[Upload] = (), actor: User, at: datetime
) -> Message:
    """Add to a thread. Files are received before the transaction. Raises CaseOver."""
    files = receive_files(
        uploads=uploads, by=actor, at=at, allowed=lambda: _hold_thread(thread_id, side, actor, at)
    )
    return _write(thread_id=thread_id, side=side, text=text, files=files, actor=actor, at=at)


@transaction.atomic
def read_thread(*, thread_id: UUID, up_to: int, actor: User) -> None:
    """The person has read the thread as far as `up_to`; reading less than before changes nothing."""
    reading, _created = MessageReading.objects.get_or_create(
        thread_id=thread_id, person=actor, defaults={"read_up_to": up_to}
    )
    MessageReading.objects.filter(pk=reading.pk, read_up_to__lt=up_to).update(read_up_to=up_to)


@transaction.atomic
def _open(
    *, request_id: UUID, side: Side, subject: str, text: str, files: list[File], actor: User, at: datetime
) -> Message:
    request = _hold(request_id, side, actor, at)
    thread = MessageThread.objects.create(request=request, subject=subject, opened_by=actor, opened_at=at)
    return _add(request, thread, side, text, files, actor, at)


@transaction.atomic
def _write(
    *, thread_id: UUID, side: Side, text: str, files: list[File], actor: User, at: datetime
) -> Message:
    request, thread = _hold_thread(thread_id, side, actor, at)
    return _add(request, thread, side, text, files, actor, at)


def _hold_thread(
    thread_id: UUID, side: Side, actor: User, at: datetime
) -> tuple[AuthorisationRequest, MessageThread]:
    """A thread with its case, locked. Raises NotFound, CaseOver."""
    thread = MessageThread.objects.filter(pk=thread_id).first()
    if thread is None:
        raise NotFound
    return _hold(thread.request_id, side, actor, at), thread


def _hold(request_id: UUID, side: Side, actor: User, at: datetime) -> AuthorisationRequest:
    """Return the case, locked: its messages are numbered under this lock. Raises NotFound, CaseOver."""
    request = hold_request(request_id=request_id, permission=PERMISSION[side], actor=actor, at=at)
    today = local_date(at, zone_of(request.authority))
    if not takes_messages(ended_on=conversation_end(request), today=today):
        raise CaseOver
    return request


def _add(
    request: AuthorisationRequest,
    thread: MessageThread,
    side: Side,
    text: str,
    files: list[File],
    actor: User,
    at: datetime,
) -> Message:
    message = Message.objects.create(
        thread=thread,
        sequence=thread.messages.count() + 1,
        side=side.value,
        text=text,
        written_by=actor,
        written_at=at,
    )
    update_search_documents(request_ids=[request.pk])
    add_files(request=request, files=files, about=message.pk, at=at)
    read_thread(thread_id=thread.pk, up_to=message.sequence, actor=actor)
    record(
        request,
        "message",
        machine=REQUEST,
        actor=actor,
        at=at,
        thread=str(thread.pk),
        message=str(message.pk),
        sequence=message.sequence,
        side=side.value,
        files=len(files),
    )
    from_exporter = side == Side.EXPORTER
    owe_notice(
        kind="message_written",
        organisations=[request.authority if from_exporter else request.exporter.organisation],
        people=officers_told(request, at=at) if from_exporter else None,
        reference=request.reference,
        path=f"{request.get_absolute_url()}/messages/{thread.pk}",
        at=at,
    )
    return message
