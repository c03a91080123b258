from enum import StrEnum
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import File
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from licensing.models.messages import Message
from licensing.models.requests import AuthorisationRequest
from licensing.rules.messages import Side


class DocumentKind(StrEnum):
    ATTACHMENT = "attachment"
    RECEIPT = "receipt"
    DECISION_LETTER = "decision_letter"
    AUTHORISATION = "authorisation"
    OFFICE = "office"  # filed by an officer for the authority alone


class FileNature(StrEnum):
    """What an exporter's file is."""

    DATASHEET = "datasheet"
    CONTRACT = "contract"
    END_USE_STATEMENT = "end_use_statement"
    END_USER_PROFILE = "end_user_profile"
    CORRESPONDENCE = "correspondence"
    PHOTOGRAPH = "photograph"
    OTHER = "other"


class Nature(StrEnum):
    """What an officer files."""

    MEMO = "memo"
    REPORT = "report"
    PRESS = "press"
    TELEPHONE = "telephone"
    ADVICE = "advice"
    PROOF_OF_SERVICE = "proof_of_service"  # filed by recording the service of a letter alone
    OTHER = "other"


KINDS = {
    DocumentKind.ATTACHMENT.value: _("Attachment"),
    DocumentKind.RECEIPT.value: _("Receipt"),
    DocumentKind.DECISION_LETTER.value: _("Decision letter"),
    DocumentKind.AUTHORISATION.value: _("Authorisation"),
    DocumentKind.OFFICE.value: _("Internal document"),
}
# A letter of the authority that decides nothing says so in its name; `facts` tell it apart.
LETTERS = {
    "closing_letter": _("Letter on the closing"),
    "withdrawal_letter": _("Letter on the withdrawal"),
    "authorisation_change_letter": _("Letter on the authorisation"),
    "end_use_statement": _("End-use statement, signed online"),
    "remedy_letter": _("Letter on the remedy"),
}
NATURES = {
    Nature.MEMO.value: _("Memo"),
    Nature.REPORT.value: _("Report, for example of an embassy"),
    Nature.PRESS.value: _("Press cutting"),
    Nature.TELEPHONE.value: _("Note of a telephone call"),
    Nature.ADVICE.value: _("Advice of another body"),
    Nature.PROOF_OF_SERVICE.value: _("Proof of service"),
    Nature.OTHER.value: _("Something else"),
}
FILED = [each for each in NATURES if each != Nature.PROOF_OF_SERVICE]  # what an officer may say of a file
FILE_NATURES = {
    FileNature.DATASHEET.value: _("Data sheet or technical description"),
    FileNature.CONTRACT.value: _("Order or contract"),
    FileNature.END_USE_STATEMENT.value: _("End-use statement"),
    FileNature.END_USER_PROFILE.value: _("About the end user"),
    FileNature.CORRESPONDENCE.value: _("Correspondence"),
    FileNature.PHOTOGRAPH.value: _("Photograph or drawing"),
    FileNature.OTHER.value: _("Something else"),
}
MOST_WORDS = 300
RECEIVED = (DocumentKind.ATTACHMENT.value, DocumentKind.OFFICE.value)  # files that somebody gave us


class DocumentQuerySet(OutboxQuerySet["Document"]):
    delivered = "file"

    def shown_to(self, *, is_officer: bool) -> Self:
        """The exporter never sees what officers filed for themselves."""
        return self if is_officer else self.exclude(kind=DocumentKind.OFFICE.value)

    def standing(self) -> Self:
        """Without those that were refused by the check and then removed or replaced."""
        return self.filter(removed_at=None)

    def from_exporter(self) -> Self:
        """What the exporter sent and has not taken off; not what came with a message of the authority."""
        theirs = Message.objects.filter(pk=models.OuterRef("about"), side=Side.AUTHORITY.value)
        return self.standing().filter(~models.Exists(theirs), kind=DocumentKind.ATTACHMENT.value)


class Document(OutboxRow):
    """A file of a case. One that we owe has no file yet: the row without a file is the renderer's queue."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="en")
    about = models.UUIDField(null=True)  # the decision a letter tells; the message or answer a file came with
    nature = models.CharField(
        max_length=20, choices=FILE_NATURES | NATURES, blank=True
    )  # what was sent or filed, with
    words = models.CharField(max_length=MOST_WORDS, blank=True)  # what it is about
    question = models.CharField(max_length=60, blank=True)  # the due-diligence question it is evidence for
    line = models.PositiveSmallIntegerField(null=True)  # of the items, the one it is about
    facts = models.JSONField(default=dict)  # what a letter says of the rules as they stood at its act
    file = models.OneToOneField(File, models.PROTECT, null=True)
    # Of a file that its check refused: its exporter took it off the case, or sent another in its place.
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="document_attachment_has_file",
                condition=~Q(kind__in=RECEIVED) | Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="document_removed_by_someone",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="document_one_letter_each",
                fields=["request", "kind", "about"],
                condition=~Q(kind__in=RECEIVED),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(name="document_owed", fields=["created_at"], condition=Q(file=None))]

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """What a person calls it: of a letter what it is about."""
        return str(LETTERS.get(self.facts.get("letter", ""), KINDS[self.kind]))
