"""Letters: owed in the transaction of the act, rendered by the worker outside any, attached in another.

And the files that came with a message or an answer: documents of the case like any other.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.actions.files import store_file
from exportctl.core.models import File
from licensing import letters
from licensing.models import AuthorisationRequest, Document

log = logging.getLogger(__name__)

ATTEMPTS = 10
PDF = "application/pdf"


def owe_document(
    *, request: AuthorisationRequest, kind: str, at: datetime, about: UUID | None = None
) -> Document:
    """Write the row that the renderer takes up; the exporter's organisation says in which language."""
    organisation = request.exporter.organisation
    return Document.objects.create(
        request=request,
        kind=kind,
        name=f"{request.reference}-{kind.replace('_', '-')}.pdf",
        language=organisation.language,
        about=about,
        created_at=at,
    )


@transaction.atomic
def add_files(*, request: AuthorisationRequest, files: Iterable[File], about: UUID, at: datetime) -> None:
    """Put received files among the documents of the case, with what they came with. Opened once scanned."""
    Document.objects.bulk_create(
        Document(request=request, kind="attachment", name=file.name, about=about, file=file, created_at=at)
        for file in files
    )


def render_document(*, document_id: UUID, at: datetime) -> None:
    """Render one owed letter. A crash on the way renders it again; two workers attach one of theirs."""
    document = Document.objects.filter(pk=document_id, file=None, attempts__lt=ATTEMPTS).first()
    if document is None:
        return
    try:
        content = letters.render(document, at=at)
    except Exception:  # the row stays owed; the page says that the letter is being written
        log.exception("document %s was not rendered", document.pk)
        _count_attempt(document_id=document_id)
        return
    file = store_file(content=content, name=document.name, media_type=PDF, at=at)
    attach(document_id=document_id, file=file)


@transaction.atomic
def attach(*, document_id: UUID, file: File) -> None:
    """Give an owed document its file, unless another worker was quicker."""
    owed = locks.lock_for_update(Document.objects.filter(pk=document_id, file=None), skip_locked=True)
    if owed is not None:
        Document.objects.filter(pk=owed.pk).update(file=file)


@transaction.atomic
def _count_attempt(*, document_id: UUID) -> None:
    document = Document.objects.select_for_update().get(pk=document_id)
    Document.objects.filter(pk=document_id).update(attempts=document.attempts + 1)
