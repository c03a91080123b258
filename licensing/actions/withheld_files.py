"""Files of a case that carry a classification marking: released by an officer who says that they are not classified."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.errors import NotFound
from exportctl.core.models import File, User
from exportctl.core.rules.files import FILE, Event
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.requests import hold_request
from licensing.models import Document


@transaction.atomic
def release_file(*, document_id: UUID, actor: User, at: datetime) -> None:
    """Open a withheld file to whoever may see the case. Raises NotFound, Forbidden, WrongStatus.

    Seat, then request, then file, locked. Who released it is in the audit trail.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None or document.file_id is None:
        raise NotFound
    request = hold_request(request_id=document.request_id, permission=Permission.HANDLE, actor=actor, at=at)
    file = locks.lock_for_update(File.objects.filter(pk=document.file_id))
    if file is None:
        raise NotFound
    file.authority_ids = [request.authority_id]
    transition(file, Event.RELEASE, machine=FILE, actor=actor, at=at, request=request.reference)
