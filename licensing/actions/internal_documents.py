"""Documents that officers file on a case for their authority alone: a memo, a report, a press cutting."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, Document
from licensing.models.documents import DocumentKind
from licensing.rules.requests import REQUEST


def file_document(
    *, request_id: UUID, upload: Upload, nature: str, words: str, actor: User, at: datetime
) -> Document:
    """An officer files a document of the authority's own: its exporter never sees it. Raises FileRefused, NotFound.

    The file is received before the transaction; it opens once it is checked. A case that ended takes one, too.
    """
    file = receive_document(request_id=request_id, upload=upload, actor=actor, at=at)
    return add_document(request_id=request_id, file=file, nature=nature, words=words, actor=actor, at=at)


def receive_document(*, request_id: UUID, upload: Upload, actor: User, at: datetime) -> File:
    """A file for a case, into quarantine. Raises NotFound, FileRefused."""
    (file,) = receive_files(uploads=[upload], by=actor, at=at, allowed=lambda: _hold(request_id, actor, at))
    return file


@transaction.atomic
def add_document(
    *, request_id: UUID, file: File, nature: str, words: str, actor: User, at: datetime
) -> Document:
    """Put what was received among the authority's own documents of the case. Raises NotFound."""
    request = _hold(request_id, actor, at)
    document = Document.objects.create(
        request=request,
        kind=DocumentKind.OFFICE.value,
        name=file.name,
        nature=nature,
        words=words,
        file=file,
        created_at=at,
    )
    update_search_documents(request_ids=[request.pk])
    record(
        request,
        "file_document",
        machine=REQUEST,
        actor=actor,
        at=at,
        document=str(document.pk),
        nature=nature,
    )
    return document


def _hold(request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    return hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
