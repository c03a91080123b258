"""Files of a case that their check refused: whoever sent one puts another in its place, or takes it off the case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.errors import NotFound, WrongStatus
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, Document
from licensing.models.documents import DocumentKind
from licensing.queries.refused_files import refused_files_of
from licensing.rules.requests import REQUEST


def replace_file(*, document_id: UUID, upload: Upload, actor: User, at: datetime) -> Document:
    """Another file in the place of a refused one, about the same. Raises FileRefused, NotFound, WrongStatus.

    The file is received before the transaction.
    """
    (file,) = receive_files(uploads=[upload], by=actor, at=at, allowed=lambda: _hold(document_id, actor, at))
    return _replace(document_id, file, actor, at)


@transaction.atomic
def remove_file(*, document_id: UUID, actor: User, at: datetime) -> Document:
    """A refused file is on no list any more; the trail keeps that it was there. Raises NotFound, WrongStatus."""
    request, document = _hold(document_id, actor, at)
    _set_aside(document, actor, at)
    status, facts = request.status, {"document": str(document.pk)}
    record(request, "remove_file", machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts)
    update_search_documents(request_ids=[request.pk])
    return document


@transaction.atomic
def _replace(document_id: UUID, file: File, actor: User, at: datetime) -> Document:
    request, document = _hold(document_id, actor, at)
    other = Document.objects.create(
        request=request,
        kind=document.kind,
        name=file.name,
        about=document.about,
        nature=document.nature,
        words=document.words,
        question=document.question,
        line=document.line,
        file=file,
        created_at=at,
    )
    document.replaced_by = other
    _set_aside(document, actor, at)
    status, facts = request.status, {"document": str(document.pk)}
    record(
        request, "replace_file", machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts
    )
    return other


def _hold(document_id: UUID, actor: User, at: datetime) -> tuple[AuthorisationRequest, Document]:
    """Seat, request, document, locked."""
    found = Document.objects.filter(pk=document_id, kind=DocumentKind.ATTACHMENT.value).first()
    if found is None:
        raise NotFound
    request = hold_request(request_id=found.request_id, permission=Permission.FILE, actor=actor, at=at)
    if not request.is_open:
        raise WrongStatus(_("The case is decided or withdrawn: its files stay as they are."))
    document = locks.lock_for_update(refused_files_of(request).filter(pk=document_id))
    if document is None:
        raise NotFound
    return request, document


def _set_aside(document: Document, actor: User, at: datetime) -> None:
    document.removed_at, document.removed_by = at, actor
    document.save(update_fields=["removed_at", "removed_by", "replaced_by"])
