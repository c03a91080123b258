"""What states tell each other, and what a delegation tells itself, about one procedure. Nothing here is changed."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core import access
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models import Document
from notifications.models.procedures import ObjectionProcedure
from notifications.rules.releases import Part


class Contribution(models.Model):
    """A question of a delegation (`about` is empty), or what was said to one. Whoever sees the procedure reads it."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="contributions")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]  # the order of the acts; the clock of a demonstration goes back, too
        constraints = [models.CheckConstraint(name="contribution_has_text", condition=~Q(text=""))]


class InstructionQuerySet(models.QuerySet["Instruction"]):
    def visible_to(self, user: Any) -> Self:
        """A delegation's own people alone."""
        return self.filter(organisation__in=access.organisation_ids_of(user, Permission.TAKE_POSITION))


class Instruction(models.Model):
    """What the capital wants its delegation to say: an internal note, in no evidence and in no answer of REST."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="instructions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    given_at = models.DateTimeField()

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="instruction_has_text", condition=~Q(text=""))]
        indexes = [models.Index(name="instruction_of_delegation", fields=["procedure", "organisation"])]


class Release(models.Model):
    """What the notifying authority disclosed to the other states. It cannot be taken back: they have seen it."""

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
