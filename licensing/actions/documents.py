"""Letters: owed in the transaction of the act, rendered by a sweep.

And the files that came with a message or an answer: documents of the case like any other.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.actions import outbox
from exportctl.core.actions.files import store_file
from exportctl.core.models import File
from exportctl.core.rules.files import Status as FileStatus
from licensing import letters, papers, statements
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, Document, Draft
from licensing.models.documents import DocumentKind
from licensing.models.end_use_statements import LETTER as SIGNED_STATEMENT
from licensing.rules.shapes import JsonObject

PDF = "application/pdf"


def owe_document(
    *,
    request: AuthorisationRequest,
    kind: str,
    at: datetime,
    about: UUID | None = None,
    facts: JsonObject | None = None,
    name: str = "",
    language: str = "",
) -> Document:
    """Write the row that the renderer takes up; without a `language` the exporter's organisation says in which.

    `facts` is what has to be said as it stood at the act, whenever the letter is rendered.
    """
    organisation = request.exporter.organisation
    return Document.objects.create(
        request=request,
        kind=kind,
        name=name or f"{request.reference}-{kind.replace('_', '-')}.pdf",
        language=language or organisation.language,
        about=about,
        facts=facts or {},
        created_at=at,
    )


def hand_over(
    *, draft: Draft, request: AuthorisationRequest, at: datetime, about: UUID | None = None
) -> list[Document]:
    """What was put to a draft becomes documents of its case, under the ids they had; refused files stay behind."""
    attached = draft.attachments.select_related("file").exclude(file__status=FileStatus.REJECTED.value)
    return Document.objects.bulk_create(
        Document(
            id=each.pk,
            request=request,
            kind=DocumentKind.ATTACHMENT.value,
            name=each.file.name,
            file=each.file,
            nature=each.nature,
            words=each.words,
            question=each.question,
            line=each.line,
            about=about,
            created_at=at,
        )
        for each in attached
    )


@transaction.atomic
def add_files(*, request: AuthorisationRequest, files: Iterable[File], about: UUID, at: datetime) -> None:
    """Put received files among the documents of the case, with what they came with. Opened once scanned."""
    received = list(files)
    Document.objects.bulk_create(
        Document(
            request=request,
            kind=DocumentKind.ATTACHMENT.value,
            name=file.name,
            about=about,
            file=file,
            created_at=at,
        )
        for file in received
    )
    if received:
        update_search_documents(request_ids=[request.pk])


def render_document(*, document_id: UUID, at: datetime, machine_at: datetime) -> None:
    """Render one owed letter and attach it. `at` is the product's clock, `machine_at` the machine's."""

    def write(document: Document) -> dict[str, File]:
        content = _rendered(document, at)
        return {"file": store_file(content=content, name=document.name, media_type=PDF, at=at)}

    owed = Document.objects.filter(pk=document_id)
    outbox.deliver(rows=owed, send=write, machine_at=machine_at, reason=_kind_of)


def _rendered(document: Document, at: datetime) -> bytes:
    if document.kind == DocumentKind.AUTHORISATION:
        return papers.render(document)
    if document.facts.get("letter") == SIGNED_STATEMENT:
        return statements.render(document)
    return letters.render(document, at=at)


def _kind_of(error: Exception) -> str:
    """The name of the error's class. Its text may quote the case, so that only the worker's log has it."""
    return type(error).__name__
