from collections.abc import Callable
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.permissions import Permission
from licensing.models.requests import KIND_LABELS
from licensing.rules.decision_clock import DECISION_DAYS, LONGEST_PERIOD, SHORTEST_PERIOD

SANE = Q(working_days__gte=SHORTEST_PERIOD, working_days__lte=LONGEST_PERIOD)
FIRST_DAY = date(2021, 9, 9)  # Regulation (EU) 2021/821 applies: what no act dated has counted ever since


class DecisionPeriodChange(FourEyesAct):
    """Another decision period, proposed by one officer of the authority and approved by another."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="period_changes")
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    working_days = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    starts_anew = models.BooleanField(default=False, db_default=False)  # with a correction that weighs
    provision = models.CharField(max_length=200, blank=True)  # of national law, as officers cite it
    reason = models.TextField()

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="period_change_one_pending", fields=["authority", "kind"], condition=PENDING
            ),
            models.CheckConstraint(name="period_change_sane", condition=SANE),
        ]

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []


class DecisionPeriodQuerySet(models.QuerySet["DecisionPeriod"]):
    def in_force(self, *, on: date) -> Self:
        """The period that counts for requests sent on that day, one per authority and kind."""
        begun = self.filter(starts_on__lte=on).order_by("authority", "kind", "-starts_on", "-pk")
        return begun.distinct("authority", "kind")


class DecisionPeriod(models.Model):
    """How many working days an authority has for a kind of request, from a day on (Article 12(5): national law).

    Rows are only added: of those that have begun the latest counts, of one day's the newest.
    """

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="decision_periods")
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    working_days = models.PositiveSmallIntegerField(default=DECISION_DAYS)
    starts_on = models.DateField(default=FIRST_DAY)
    starts_anew = models.BooleanField(default=False, db_default=False)  # as above; else it goes on
    change = models.OneToOneField(DecisionPeriodChange, models.PROTECT, null=True, related_name="period")

    objects = DecisionPeriodQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="decision_period_sane", condition=SANE)]
