"""A file of a draft or of a case as REST shows it, and whether it may be opened."""

from typing import Any
from uuid import UUID

from exportctl.core.canonical import rfc3339
from exportctl.core.models import File
from exportctl.core.rules.files import Status
from licensing.models import Document, DraftAttachment, RequestAttachment
from licensing.models.documents import DocumentKind

STATES = {
    Status.QUARANTINED: "checking",
    Status.CLEAN: "clean",
    Status.REJECTED: "refused",
    Status.WITHHELD: "refused",  # nobody can open it before an officer releases it
}


def show_document(document: Document) -> dict[str, Any]:
    assert document.file
    return _shown(document.pk, document.kind, document.file, document)


def show_attachment(attachment: DraftAttachment) -> dict[str, Any]:
    """A file of a draft, as it will stand among the documents of its case."""
    return _shown(attachment.pk, DocumentKind.ATTACHMENT.value, attachment.file, attachment)


def _shown(pk: UUID, kind: str, file: File, about: Document | DraftAttachment) -> dict[str, Any]:
    return {
        **shown_file(pk, file),
        "kind": kind,
        "nature": about.nature or None,
        "description": about.words or None,
        "line": about.line,
        "question": about.question or None,
    }


def shown_file(pk: UUID, file: File) -> dict[str, Any]:
    """What is said of a file under whatever number it was put somewhere; why nobody can open it, once it is known."""
    return {
        "id": str(pk),
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "created_at": rfc3339(file.created_at),
        "state": STATES[Status(file.status)],
        "why": str(file.reason) or None,
    }


def file_name(document_id: str) -> str:
    """Of a document, or of a file that was put to a draft and never sent; the id itself where there is neither."""
    named = Document.objects.filter(pk=document_id).values_list("name", flat=True).first()
    put = RequestAttachment.objects.filter(pk=document_id).values_list("file__name", flat=True)
    return named or put.first() or document_id
