"""Contributions to a procedure, read by all its states, and a delegation's own instructions: insert-only rows."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from notifications.models.procedures import ObjectionProcedure


class Contribution(models.Model):
    """A delegation's question (`about` is empty) or a reply to one, read by everybody who sees the procedure."""

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
    def visible_to(self, user: Reader) -> Self:
        """Instructions of the delegations the person has a seat in."""
        return self.filter(organisation__in=access.organisation_ids_of(user, Permission.TAKE_POSITION))


class Instruction(models.Model):
    """A capital's internal note to its delegation: neither the evidence nor REST shows it."""

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
