from uuid import uuid4

from django.db import models

from controllist.rules.texts import LANGUAGES
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow


class EditionPaperQuerySet(OutboxQuerySet["EditionPaper"]):
    delivered = "set_at"


class EditionPaper(OutboxRow):
    """The document of an edition that is to be set and kept beside the log; the row that is not set is the queue."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=2, choices={language: language for language in LANGUAGES})
    set_at = models.DateTimeField(null=True)

    objects = EditionPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-edition", "language"]
        constraints = [models.UniqueConstraint(name="edition_paper_once", fields=["edition", "language"])]

    def __str__(self) -> str:
        return f"{self.edition} {self.language}"
