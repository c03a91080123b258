"""Files put to a draft notification, on their own or with the answer they are evidence for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.actions.files import Upload, receive_file
from exportctl.core.errors import DomainError, NotFound, fill
from exportctl.core.models import File, User
from notifications.actions.notifications import Saved, hold_draft, save_fields
from notifications.models import Attachment

MOST = 30


class TooMany(DomainError):
    code = "too_many"
    default_message = fill(
        _("A notification takes %(most)d files. Remove one first, or put several into one PDF."),
        {"most": MOST},
    )


def add_attachment(
    *, notification_id: UUID, uploaded: Upload, question: str, actor: User, at: datetime
) -> Attachment:
    """Keep the file in quarantine and put it to the draft. Bytes are written before the transaction."""
    file = receive_file(uploaded=uploaded, by=actor, at=at)
    return _attach(notification_id=notification_id, file=file, question=question, actor=actor, at=at)


@transaction.atomic
def _attach(*, notification_id: UUID, file: File, question: str, actor: User, at: datetime) -> Attachment:
    held = hold_draft(notification_id=notification_id, actor=actor, at=at)
    if held.attachments.count() >= MOST:
        raise TooMany
    return Attachment.objects.create(notification=held, file=file, question=question, created_at=at)


@transaction.atomic
def remove_attachment(*, notification_id: UUID, attachment_id: UUID, actor: User, at: datetime) -> None:
    """Take a file off the draft; the bytes stay until they are purged by rule."""
    held = hold_draft(notification_id=notification_id, actor=actor, at=at)
    if not held.attachments.filter(pk=attachment_id).delete()[0]:
        raise NotFound


def save_answer(
    *,
    notification_id: UUID,
    question: str,
    fields: Mapping[str, Any],
    loaded: Mapping[str, str],
    added: Upload | None = None,
    removed: UUID | None = None,
    actor: User,
    at: datetime,
) -> Saved:
    """The answer to a due-diligence question together with a file that proves it, or without one any longer."""
    file = receive_file(uploaded=added, by=actor, at=at) if added else None
    with transaction.atomic():
        saved = save_fields(notification_id=notification_id, fields=fields, loaded=loaded, actor=actor, at=at)
        if file:
            _attach(notification_id=notification_id, file=file, question=question, actor=actor, at=at)
        if removed:
            remove_attachment(notification_id=notification_id, attachment_id=removed, actor=actor, at=at)
    return saved
