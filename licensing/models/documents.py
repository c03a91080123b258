from enum import StrEnum
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import File
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from licensing.models.requests import AuthorisationRequest


class DocumentKind(StrEnum):
    ATTACHMENT = "attachment"
    RECEIPT = "receipt"
    DECISION_LETTER = "decision_letter"
    AUTHORISATION = "authorisation"
    OFFICE = "office"  # filed by an officer for the authority alone


class Nature(StrEnum):
    """What an officer files."""

    MEMO = "memo"
    REPORT = "report"
    PRESS = "press"
    TELEPHONE = "telephone"
    ADVICE = "advice"
    OTHER = "other"


KINDS = {
    DocumentKind.ATTACHMENT.value: _("Attachment"),
    DocumentKind.RECEIPT.value: _("Receipt"),
    DocumentKind.DECISION_LETTER.value: _("Decision letter"),
    DocumentKind.AUTHORISATION.value: _("Authorisation"),
    DocumentKind.OFFICE.value: _("Internal document"),
}
NATURES = {
    Nature.MEMO.value: _("Memo"),
    Nature.REPORT.value: _("Report, for example of an embassy"),
    Nature.PRESS.value: _("Press cutting"),
    Nature.TELEPHONE.value: _("Note of a telephone call"),
    Nature.ADVICE.value: _("Advice of another body"),
    Nature.OTHER.value: _("Something else"),
}
RECEIVED = (DocumentKind.ATTACHMENT.value, DocumentKind.OFFICE.value)  # files that somebody gave us


class DocumentQuerySet(OutboxQuerySet["Document"]):
    delivered = "file"

    def shown_to(self, *, is_officer: bool) -> Self:
        """The exporter never sees what officers filed for themselves."""
        return self if is_officer else self.exclude(kind=DocumentKind.OFFICE.value)


class Document(OutboxRow):
    """A file of a case. One that we owe has no file yet: the row without a file is the renderer's queue."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en")
    about = models.UUIDField(null=True)  # the decision a letter tells; the message or answer a file came with
    nature = models.CharField(max_length=12, choices=NATURES, blank=True)  # of what an officer filed, with
    words = models.CharField(max_length=300, blank=True)  # what it is about
    facts = models.JSONField(default=dict)  # what a letter says of the rules as they stood at its act
    file = models.OneToOneField(File, models.PROTECT, null=True)
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="document_attachment_has_file",
                condition=~Q(kind__in=RECEIVED) | Q(file__isnull=False),
            ),
            models.UniqueConstraint(
                name="document_one_letter_each",
                fields=["request", "kind", "about"],
                condition=~Q(kind__in=RECEIVED),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(name="document_owed", fields=["created_at"], condition=Q(file=None))]
