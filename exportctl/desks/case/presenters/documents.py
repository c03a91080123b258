"""The files of a case: who sent them, for which question, and how they may be looked at."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _

from exportctl.core.rules.files import Status
from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import AuthorisationRequest, Document, Message
from licensing.models.documents import RECEIVED, DocumentKind
from licensing.rules.messages import Side
from notifications.queries.red_flags import questions

# What a browser shows without running anything of it. Everything else is a download.
IMAGES = frozenset({"image/png", "image/jpeg"})
TEXTS = frozenset({"text/plain", "text/csv"})
PDF = "application/pdf"


@dataclass(frozen=True)
class CaseDocument:
    """A document with what the list says about it."""

    document: Document
    number: int | None = None  # of the due-diligence question it is evidence for
    question: str = ""
    sender: str = ""  # whose it is, as the reader may know it
    occasion: str = ""  # with what it came

    @property
    def is_there(self) -> bool:
        return self.document.file is not None and self.document.file.status == Status.CLEAN

    @property
    def is_withheld(self) -> bool:
        """An officer may release it."""
        return self.document.file is not None and self.document.file.status == Status.WITHHELD

    may_be_replaced: bool = False  # by the reader: its check refused it

    @property
    def look(self) -> str:
        """`image`, `text`, `pdf`; empty for what can only be downloaded."""
        if self.document.file is None or not self.is_there:
            return ""
        kind = self.document.file.media_type
        return "image" if kind in IMAGES else "text" if kind in TEXTS else "pdf" if kind == PDF else ""


def case_documents(case: CasePage) -> list[CaseDocument]:
    """Every document that the reader has, by time and then by name; a query for each kind of thing files came with."""
    request, documents = case.request, sorted(case.documents, key=lambda row: (row.created_at, row.name))
    known = {question.key: question for question in questions(case.questionnaire)}
    messages = Message.objects.filter(thread__request=request, pk__in=[row.about for row in documents])
    written = {message.pk: message for message in messages.select_related("thread")}
    corrections = _corrections(request)
    rows = []
    for document in documents:
        question = known.get(document.question)
        message = written.get(document.about) if document.about else None
        rows.append(
            CaseDocument(
                document,
                question.number if question else None,
                question.label if question else "",
                _sender(case, document, message),
                _occasion(document, message, corrections),
                _may_be_replaced(case, document, message),
            )
        )
    return rows


def _sender(case: CasePage, document: Document, message: Message | None) -> str:
    """The exporter sends attachments, but those of the authority's messages; letters are the authority's."""
    if document.kind not in RECEIVED:
        return author(case, None, Side.AUTHORITY)
    if document.kind == DocumentKind.OFFICE:
        return author(case, document.file.uploaded_by if document.file else None, Side.AUTHORITY)
    side = Side(message.side) if message else Side.EXPORTER
    return author(case, document.file.uploaded_by if document.file else None, side)


def _corrections(request: AuthorisationRequest) -> set[UUID]:
    """The versions with which files may have come; none of a case that stands as it was first sent."""
    if request.version is None or request.version.number == 1:
        return set()
    return set(request.versions.filter(number__gt=1).values_list("pk", flat=True))


def _may_be_replaced(case: CasePage, document: Document, message: Message | None) -> bool:
    shut = document.file is not None and document.file.status in {Status.REJECTED, Status.WITHHELD}
    is_own = document.kind == DocumentKind.ATTACHMENT and not (message and message.side == Side.AUTHORITY)
    return shut and is_own and not case.is_officer and case.request.is_open


def _occasion(document: Document, message: Message | None, corrections: set[UUID]) -> str:
    if message:
        return _("With the message “%(subject)s”") % {"subject": message.thread.subject}
    if document.kind == DocumentKind.OFFICE:
        return f"{document.get_nature_display()}: {document.words}"
    if document.kind != DocumentKind.ATTACHMENT:
        return ""
    if document.about in corrections:
        return _("With a correction")
    return _("With an answer") if document.about else _("With what was sent")


def if_released(name: str) -> list[str]:
    """What releasing a withheld file brings about."""
    return [
        format_html(_("Whoever may see the page that it belongs to can open <b>{name}</b>."), name=name),
        _("You say that it is not classified. Your name and the time stay on record."),
        _("If it is classified, do not release it: tell your security officer."),
    ]


def files_for(request: AuthorisationRequest, question: str) -> list[Document]:
    """The exporter's files for one question."""
    files = request.documents.filter(question=question, file__status=Status.CLEAN.value)
    return list(files.select_related("file"))
