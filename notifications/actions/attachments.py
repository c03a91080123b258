"""Files put to a draft notification."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, locks
from exportctl.core.actions.files import Upload, receive_file
from exportctl.core.errors import DomainError, NotFound, WrongStatus
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from notifications.models import Attachment, CatchAllNotification
from notifications.rules.machines import NotificationState

MOST = 30


class TooMany(DomainError):
    code = "too_many"
    default_message = _("A notification takes 30 files. Remove one first, or put several into one PDF.")


def add_attachment(
    *, notification_id: UUID, uploaded: Upload, question: str, actor: User, at: datetime
) -> Attachment:
    """Keep the file in quarantine and put it to the draft. Bytes are written before the transaction."""
    file = receive_file(uploaded=uploaded, by=actor, at=at)
    return _attach(notification_id=notification_id, file=file, question=question, actor=actor, at=at)


@transaction.atomic
def _attach(*, notification_id: UUID, file: File, question: str, actor: User, at: datetime) -> Attachment:
    held = _hold_draft(notification_id, actor, at)
    if held.attachments.count() >= MOST:
        raise TooMany
    return Attachment.objects.create(notification=held, file=file, question=question, created_at=at)


@transaction.atomic
def remove_attachment(*, notification_id: UUID, attachment_id: UUID, actor: User, at: datetime) -> None:
    """Take a file off the draft; the bytes stay until they are purged by rule."""
    held = _hold_draft(notification_id, actor, at)
    if not held.attachments.filter(pk=attachment_id).delete()[0]:
        raise NotFound


def _hold_draft(notification_id: UUID, actor: User, at: datetime) -> CatchAllNotification:
    found = CatchAllNotification.objects.filter(pk=notification_id).first()
    if found is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[found.exporter_id], at=at)
    held: CatchAllNotification | None = locks.hold(CatchAllNotification.objects.filter(pk=notification_id))
    if held is None or held.status != NotificationState.DRAFT:
        raise WrongStatus(_("This notification was sent or withdrawn; it cannot be changed any more."))
    return held
