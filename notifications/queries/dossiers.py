"""The dossier: what the other states may see of a case, what was released to them, and what stays hidden."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.rules.files import Status
from licensing.models import AuthorisationRequest, Document, Exporter
from licensing.models.documents import DocumentKind
from notifications.models import ObjectionProcedure, Release
from notifications.queries.red_flags import AnsweredQuestion, answered_questions
from notifications.rules.releases import WHOLE, Part


@dataclass(frozen=True)
class Releasable:
    """One part of the file: what it is called, how it was released, and where the officer may do it."""

    label: str
    url: str
    release: Release | None


@dataclass(frozen=True)
class Dossier:
    """What the other states read of a case: the released parts alone, and the names of the hidden ones."""

    exporter: Exporter | None = None
    doubt: str = ""
    evidence: list[AnsweredQuestion] = field(default_factory=list)
    files: list[Release] = field(default_factory=list)
    parts: list[Releasable] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def released(self) -> list[Releasable]:
        return [part for part in self.parts if part.release]


def part_labels() -> dict[str, str]:
    return {
        Part.EXPORTER.value: _("Exporter"),
        Part.DOUBT.value: _("Doubt"),
        Part.EVIDENCE.value: _("Evidence"),
    }


def dossier_of(procedure: ObjectionProcedure) -> Dossier:
    """The dossier of a procedure. Reads `releases` with their documents and `request.exporter`: prefetch them."""
    releases = list(procedure.releases.all())
    shown = {release.part for release in releases}
    request = procedure.request
    documents = documents_of(procedure)
    flags = _flags(request) if Part.EVIDENCE in shown else []
    return Dossier(
        exporter=released_exporter(procedure),
        doubt=str(request.body.get("doubt") or "") if Part.DOUBT in shown else "",
        evidence=[flag for flag in flags if flag.evidence],
        files=[release for release in releases if release.document_id],
        parts=[*_whole_parts(procedure, releases), *_files(procedure, documents, releases)],
        hidden=_hidden(shown, documents, releases),
    )


def released_exporter(procedure: ObjectionProcedure) -> Exporter | None:
    """The company, if the notifying authority released its name."""
    named = any(release.part == Part.EXPORTER for release in procedure.releases.all())
    return procedure.request.exporter if named else None


def preview(procedure: ObjectionProcedure, part: str) -> list[str]:
    """What the others would read, word for word: for the page on which the officer decides."""
    request = procedure.request
    if part == Part.EXPORTER:
        exporter = request.exporter
        return [text for text in (exporter.legal_name, exporter.trade_name, exporter.eori) if text]
    if part == Part.DOUBT:
        return [str(request.body.get("doubt") or "–")]
    return [
        f"{flag.label}: {flag.answer_label}. {flag.evidence}" for flag in _flags(request) if flag.evidence
    ]


def documents_of(procedure: ObjectionProcedure) -> list[Document]:
    """The exporter's attachments that passed the virus check; letters and receipts are never released."""
    sent = Document.objects.filter(
        request=procedure.request_id, kind=DocumentKind.ATTACHMENT.value, file__status=Status.CLEAN.value
    )
    return list(sent.select_related("file").order_by("created_at", "pk"))


def released_document(procedure: ObjectionProcedure, document_id: UUID) -> Document | None:
    """The file behind a download, if it was released."""
    documents = (
        release.document for release in procedure.releases.all() if release.document_id == document_id
    )
    return next(documents, None)


def _flags(request: AuthorisationRequest) -> list[AnsweredQuestion]:
    notification = getattr(request, "notification", None)
    return answered_questions(request.body, version=notification.questionnaire if notification else "")


def _whole_parts(procedure: ObjectionProcedure, releases: Iterable[Release]) -> list[Releasable]:
    done = {release.part: release for release in releases}
    labels = part_labels()
    return [Releasable(labels[part], _release_url(procedure, part), done.get(part)) for part in WHOLE]


def _files(
    procedure: ObjectionProcedure, documents: Iterable[Document], releases: Iterable[Release]
) -> list[Releasable]:
    done = {release.document_id: release for release in releases}
    return [
        Releasable(
            _("File: %(name)s") % {"name": document.name},
            _release_url(procedure, str(document.pk)),
            done.get(document.pk),
        )
        for document in documents
    ]


def _release_url(procedure: ObjectionProcedure, what: str) -> str:
    return reverse("notifications:release", args=[procedure.reference, what])


def _hidden(shown: set[str], documents: list[Document], releases: list[Release]) -> list[str]:
    """What is not shown, by name; the price never is."""
    names = {Part.EXPORTER: _("exporter"), Part.DOUBT: _("doubt"), Part.EVIDENCE: _("evidence")}
    hidden = [name for part, name in names.items() if part not in shown]
    files = sum(1 for release in releases if release.document_id)
    if not documents:
        return [*hidden, _("price")]
    if not files:
        return [*hidden, _("files"), _("price")]
    return [*hidden, *([_("the other files")] if files < len(documents) else []), _("price")]
