from datetime import date
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import Organisation


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def running(self, *, on: date) -> Self:
        """Those that hold on the day `on`, and were not ended before."""
        return self.filter(from_on__lte=on, until_on__gte=on, ended_at=None)


class Absence(models.Model):
    """An officer is away from one day to another; a colleague of the same authority stands in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()  # the last day away
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # back earlier, or not away at all

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(name="absence_ends_after_start", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="absence_somebody_else",
                condition=~Q(officer=F("deputy")),
                violation_error_message=_("Nobody stands in for themselves."),
            ),
        ]
        indexes = [
            models.Index(name="absence_running", fields=["authority", "until_on"], condition=Q(ended_at=None))
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id]
