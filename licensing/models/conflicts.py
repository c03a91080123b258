from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.access import Reader


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def hidden_from(self, user: Reader) -> models.QuerySet[Any, Any]:
        """The keys of the cases that an officer has stepped back from: a subquery, never a list."""
        return self.hidden_from_officer(user.pk)

    def hidden_from_officer(self, officer: UUID | None) -> models.QuerySet[Any, Any]:
        return self.standing().filter(officer=officer).values("request")


class Conflict(models.Model):
    """An officer declares a conflict of interest: from then on the case is hidden from that officer alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey("licensing.AuthorisationRequest", models.PROTECT, related_name="conflicts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="conflict_one_standing", fields=["request", "officer"], condition=Q(lifted_at=None)
            ),
            models.CheckConstraint(
                name="conflict_four_eyes",
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("officer")),
                violation_error_message=_("Nobody lifts their own conflict of interest."),
            ),
            models.CheckConstraint(
                name="conflict_lifting_whole",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="conflict_hides", fields=["officer", "request"], condition=Q(lifted_at=None))
        ]
