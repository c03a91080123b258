from django.conf import settings
from django.db import models
from django.db.models import Q

from licensing.models import Document
from notifications.models.procedures import ObjectionProcedure
from notifications.rules.releases import Part


class Release(models.Model):
    """A part of the file that the notifying authority disclosed to the other states, for good."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="releases")
    part = models.CharField(max_length=20, choices=[(part.value, part.value) for part in Part])
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="release_once", fields=["procedure", "part", "document"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="release_file_is_a_document",
                condition=Q(part=Part.FILE.value, document__isnull=False)
                | ~Q(part=Part.FILE.value) & Q(document=None),
            ),
            models.CheckConstraint(
                name="release_part_known", condition=Q(part__in=[part.value for part in Part])
            ),
            models.CheckConstraint(name="release_has_reason", condition=~Q(reason="")),
        ]
