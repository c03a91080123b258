from collections.abc import Callable
from datetime import date
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission


class DutyTurnQuerySet(models.QuerySet["DutyTurn"]):
    def running(self, *, on: date) -> Self:
        """Those of the day `on` that were not taken off the roster."""
        return self.filter(from_on__lte=on, until_on__gte=on, removed_at=None)


class DutyTurn(models.Model):
    """On an authority's duty roster: from one day to another an officer is the second one of urgent cases."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="duty_turns")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duty_turns")
    from_on = models.DateField()
    until_on = models.DateField()  # the last day
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = DutyTurnQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(name="duty_turn_ends_after_start", condition=Q(until_on__gte=F("from_on")))
        ]
        indexes = [
            models.Index(
                name="duty_turn_running", fields=["authority", "until_on"], condition=Q(removed_at=None)
            )
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.MANAGE else []
