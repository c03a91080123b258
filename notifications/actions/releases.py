"""The notifying authority discloses a part of its file to the other states: each by itself, with a reason, for good."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.rules.files import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.errors import NamesExporter
from licensing.models import Document
from licensing.models.documents import DocumentKind
from licensing.rules.names import names_exporter
from notifications.actions.contributions import check_open
from notifications.actions.procedures import hold_procedure, regime_facts, tell_everyone
from notifications.errors import AlreadyReleased
from notifications.models import ObjectionProcedure, Release
from notifications.rules.machines import PROCEDURE
from notifications.rules.releases import Part


@transaction.atomic
def release_part(
    *,
    procedure_id: UUID,
    part: str,
    reason: str,
    actor: User,
    at: datetime,
    document_id: UUID | None = None,
) -> Release:
    """Show `part` of the case to whoever sees the procedure. It cannot be undone, because they have seen it.

    Raises Closed, AlreadyReleased, NotFound; NamesExporter while words would name an exporter still hidden.
    """
    procedure = ObjectionProcedure.objects.get(pk=procedure_id)
    allowed = procedure.organisation_ids(Permission.HANDLE)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=allowed, at=at)
    procedure = hold_procedure(procedure_id=procedure_id)
    check_open(procedure=procedure, at=at)
    document = _document(procedure, document_id) if part == Part.FILE and document_id else None
    if procedure.releases.filter(part=part, document=document).exists():
        raise AlreadyReleased()
    _refuse_hidden_names(procedure, part, document, reason)
    release = Release.objects.create(
        procedure=procedure, part=part, document=document, reason=reason, released_by=actor, released_at=at
    )
    record(
        procedure,
        "release",
        machine=PROCEDURE,
        actor=actor,
        at=at,
        release=release.pk,
        part=part,
        document=str(document.pk) if document else None,
    )
    state = {"state": str(procedure.notifying_state_id)}
    tell_everyone(procedure=procedure, kind="procedure_released", at=at, facts=state)
    _tell_exporter(procedure, part, at)
    return release


def _tell_exporter(procedure: ObjectionProcedure, part: str, at: datetime) -> None:
    """Letters promise it: whoever's name or papers are shown to other states learns that they were."""
    request = procedure.request
    owe_notice(
        kind="name_released" if part == Part.EXPORTER else "file_released",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts=regime_facts(procedure=procedure),
    )


def _document(procedure: ObjectionProcedure, document_id: UUID) -> Document:
    """A checked file that the exporter sent with the case."""
    match = Document.objects.filter(
        request=procedure.request_id,
        kind=DocumentKind.ATTACHMENT.value,
        file__status=Status.CLEAN.value,
        pk=document_id,
    )
    document = match.select_related("file").first()
    if document is None:
        raise NotFound()
    return document


def _refuse_hidden_names(
    procedure: ObjectionProcedure, part: str, document: Document | None, reason: str
) -> None:
    """Whoever releases the doubt does not release the company's name by accident."""
    if part == Part.EXPORTER or procedure.releases.filter(part=Part.EXPORTER.value).exists():
        return
    exporter = procedure.request.exporter
    texts = {"/reason": reason, "/part": _words_of(procedure.request.body, part, document)}
    pointers = names_exporter(texts, **exporter.identity)
    if "/reason" in pointers:
        message = _("The reason names the exporter, %(name)s. Rephrase it.") % {"name": exporter.legal_name}
        raise NamesExporter(message, errors=[{"pointer": "/reason", "detail": message}])
    if pointers:
        message = _("What you release names the exporter, %(name)s. Release the exporter first, or not this.")
        raise NamesExporter(message % {"name": exporter.legal_name})


def _words_of(body: Mapping[str, object], part: str, document: Document | None) -> str:
    if document is not None:
        return document.name
    if part == Part.DOUBT:
        return str(body.get("doubt") or "")
    flags: object = body.get("red_flags") or {}
    answers = flags.values() if isinstance(flags, Mapping) else ()
    return "\n".join(str(answer.get("evidence") or "") for answer in answers)
