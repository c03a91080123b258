"""A request for an authorisation as its exporter writes it; what it became is its request's first version."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.rules.files import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, Object, error
from licensing.models.amendments import declaration_of
from licensing.models.drafts import OPEN, Draft, DraftAttachment, DraftFieldSave
from licensing.models.end_use_statements import gaps_after_signing
from licensing.models.exporters import Exporter
from licensing.models.requests import AuthorisationRequest
from licensing.rules.drafts import value_at
from licensing.rules.end_use_statements import digest
from licensing.rules.export_requests import Procedure
from licensing.rules.kinds import form_of
from licensing.rules.requests import Form

PROCEDURE_LABELS = {
    Procedure.PERMANENT.value: _("Permanent export"),
    Procedure.TEMPORARY.value: _("Temporary export: the items come back"),
    Procedure.RE_EXPORT.value: _("Re-export of items that are no goods of the Union"),
    Procedure.OUTWARD_PROCESSING.value: _("Outward processing"),
}
FORM_LABELS = {
    Form.INDIVIDUAL.value: _("Individual: one end user or consignee"),
    Form.GLOBAL.value: _("Global: several end users or countries"),
}


class RequestDraftQuerySet(models.QuerySet["RequestDraft"]):
    def visible_to(self, user: Reader) -> Self:
        """Its exporter's alone; what was sent, the authority reads on the case."""
        return self.filter(exporter__in=access.organisation_ids_of(user, Permission.FILE))

    def open(self) -> Self:
        """Neither sent nor discarded."""
        return self.filter(closed_at=None)


class RequestDraft(Draft):
    """The body of a request until it is sent. The request itself is there from the first word on, with its number.

    `reference` and `exporter` are those of the request, repeated: every kind of draft is found by them.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-2026-00418
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="request_drafts")
    request = models.OneToOneField(AuthorisationRequest, models.PROTECT, related_name="draft")
    closed_at = models.DateTimeField(null=True)  # sent or discarded: from then on it stays as it is

    objects = RequestDraftQuerySet.as_manager()
    questionnaire = ""  # it answers no due-diligence questions

    class Meta:
        indexes = [models.Index(name="request_draft_by_exporter", fields=["exporter", "-created_at", "-id"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_sent(self) -> bool:
        return self.request.submitted_at is not None

    @property
    def status(self) -> str:
        """That of its request, as its exporter may know it."""
        return OPEN if self.is_open else self.request.status_for(is_officer=False).value

    def get_status_display(self) -> str:
        return self.request.status_label_for(is_officer=False)

    @property
    def first_item(self) -> Any:
        return (self.body.get("items") or [{}])[0]

    @property
    def newest_body(self) -> Any:
        """What counts: of what was sent its newest version. Join `request__version`."""
        return self.request.body or self.body

    @property
    def form(self) -> Form | None:
        """Of what it asks for; None as long as a large project does not say."""
        return form_of(self.request.kind, self.body)

    @property
    def shape(self) -> Object:
        return declaration_of(self.request.kind).shape("")

    @property
    def gaps(self) -> Errors:
        """As declared; a file that is named as the end-use statement and was not accepted is missing.

        A signature by link stands for the statement where it is about just what the draft says.
        """
        declared = declaration_of(self.request.kind)
        content = digest(self.body, exporter=self.exporter.legal_name)
        missing = gaps_after_signing(self.request, declared.gaps(self.body, ""), digest=content)
        named = value_at(self.body, self.statement) if self.statement else None
        files = [each.file for each in self.attachments.all() if str(each.pk) == named] if named else []
        if named and (not files or files[0].status == Status.REJECTED):
            text = _("The end-use statement was not accepted. Add it anew, then choose it.")
            missing.append(error(self.statement, text))
        return missing

    @property
    def statement(self) -> str:
        return declaration_of(self.request.kind).statement


class RequestFieldSave(DraftFieldSave):
    draft = models.ForeignKey(RequestDraft, models.PROTECT, related_name="field_saves")

    class Meta:
        constraints = [models.UniqueConstraint(name="request_field_save_once", fields=["draft", "pointer"])]


class RequestAttachment(DraftAttachment):
    draft = models.ForeignKey(RequestDraft, models.PROTECT, related_name="attachments")
