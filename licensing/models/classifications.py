from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from licensing.models.classification_questions import ClassificationOpinion
from licensing.models.exporters import Exporter
from licensing.models.requests import AuthorisationRequest
from licensing.models.versions import RequestLine


class ConfirmationQuerySet(models.QuerySet[Any]):
    def newest_of_lines(self) -> Self:
        """Of each line the word that counts."""
        return self.order_by("line_id", "-confirmed_at", "-pk").distinct("line_id")

    def newest_of_items(self) -> Self:
        """Of each of the company's own numbers the word that counts."""
        numbered = self.exclude(item_number="")
        return numbered.order_by("exporter_id", "item_number", "-confirmed_at", "-pk").distinct(
            "exporter_id", "item_number"
        )


class ClassificationConfirmation(models.Model):
    """How an officer classifies the item of a line: a fact beside the exporter's own, by an edition of Annex I.

    Only added; the newest of a line counts. It is about the item as the line describes it, whatever becomes of the
    exporter's catalogue, and neither an opinion on its end use nor a decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(
        AuthorisationRequest, models.PROTECT, null=True, related_name="classifications"
    )
    line = models.ForeignKey(RequestLine, models.PROTECT, null=True, related_name="classifications")
    # What two officers answered to a question about the item, where it was not said on a request.
    opinion = models.OneToOneField(
        ClassificationOpinion, models.PROTECT, null=True, related_name="confirmation"
    )
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+", db_index=False)
    item_number = models.CharField(max_length=60, blank=True)  # the line's own
    item_key = models.CharField(max_length=330)  # its maker and model, normalised
    control_entry = models.CharField(max_length=40, blank=True)  # "" : no entry of Annex I
    edition = models.DateField(null=True)  # of Annex I; an entry of another list has none
    reason = models.CharField(max_length=2000, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="classification_of_line_or_question",
                condition=Q(opinion=None, request__isnull=False, line__isnull=False)
                | Q(opinion__isnull=False, request=None, line=None),
            )
        ]
        indexes = [
            models.Index(
                name="classification_by_item", fields=["exporter", "item_number", "confirmed_at", "id"]
            )
        ]

    def __str__(self) -> str:
        return self.control_entry or "–"
