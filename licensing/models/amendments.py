"""The working copy in which an exporter corrects what was sent. What it became is a version of the request."""

from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from exportctl.core.shapes import Errors, Object
from licensing.models.drafts import Draft, DraftAttachment, DraftFieldSave
from licensing.models.end_use_statements import gaps_after_signing
from licensing.models.exporters import Exporter
from licensing.models.requests import AuthorisationRequest
from licensing.models.versions import RequestVersion
from licensing.rules.amendments import MOST_REASON, State
from licensing.rules.declarations import Declaration, Declarations
from licensing.rules.kinds import form_of
from licensing.rules.requests import Form, Kind

AMENDMENT_LABELS = {
    State.DRAFT.value: _("Draft"),
    State.SENT.value: _("Sent"),
    State.DISCARDED.value: _("Discarded"),
}


def open_correction() -> models.Subquery:
    """For a query of requests: the reference of the working copy that is open."""
    drafts = Amendment.objects.filter(request=models.OuterRef("pk"), status=State.DRAFT.value)
    return models.Subquery(drafts.values("reference")[:1])


def declaration_of(kind: str) -> Declaration:
    """What is declared of a kind of request."""
    return _declarations()[Kind(kind)]


@cache
def _declarations() -> Declarations:
    """The table that settings.DECLARATIONS names: it lies above this app."""
    table: Declarations = import_string(settings.DECLARATIONS)
    return table


class Amendment(Draft):
    """A correction of what was sent, from its first word to the version that it becomes. One at a time is open."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=24, unique=True)  # DE-2026-00418-A1
    status = models.CharField(max_length=10, choices=AMENDMENT_LABELS, default=State.DRAFT.value)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="amendments")
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    questionnaire = models.CharField(max_length=20, blank=True)  # version of the questions it answers
    based_on = models.ForeignKey(RequestVersion, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=MOST_REASON, blank=True)
    version = models.OneToOneField(RequestVersion, models.PROTECT, null=True, related_name="amendment")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="amendment_status_known", condition=Q(status__in=[*AMENDMENT_LABELS])
            ),
            models.CheckConstraint(
                name="amendment_sent_has_version",
                condition=Q(status=State.SENT.value, version__isnull=False)
                | ~Q(status=State.SENT.value) & Q(version=None),
            ),
            models.UniqueConstraint(
                name="amendment_one_open",
                fields=["request"],
                condition=Q(status=State.DRAFT.value),
                violation_error_message=_("This case is being corrected already."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def form(self) -> Form | None:
        """Of what is corrected; None of a notification."""
        return form_of(self.request.kind, self.body)

    @property
    def is_sent(self) -> bool:
        """Its case is there from the beginning: it is sent once it became a version."""
        return self.version_id is not None

    @property
    def first_item(self) -> Any:
        items = self.body.get("items") or [self.body.get("item") or {}]
        return items[0]

    @property
    def shape(self) -> Object:
        return declaration_of(self.request.kind).shape(self.questionnaire)

    @property
    def gaps(self) -> Errors:
        missing = declaration_of(self.request.kind).gaps(self.body, self.questionnaire)
        return gaps_after_signing(self.request, missing)

    @property
    def statement(self) -> str:
        return declaration_of(self.request.kind).statement

    @property
    def sent_files(self) -> Any:
        """The exporter's files that are with the case: they stay."""
        return self.request.documents.from_exporter().select_related("file")


class AmendmentFieldSave(DraftFieldSave):
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="field_saves")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="amendment_field_save_once", fields=["amendment", "pointer"]),
        ]


class AmendmentAttachment(DraftAttachment):
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="attachments")
