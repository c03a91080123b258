from datetime import date
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from licensing.models.documents import Document
from licensing.rules.letter_services import WAY_LABELS, Rule, Standing, served_day, standing

RULES = {rule.value: rule.value for rule in Rule if rule.value}


class LetterServiceQuerySet(models.QuerySet["LetterService"]):
    def uncounted(self) -> Self:
        """Of which the presumed day may still move; not what came back."""
        waiting = self.filter(counts_on=None, presumed_on__isnull=False)
        return waiting.exclude(result__isnull=False, result__served_on=None)


class LetterService(models.Model):
    """An attempt to serve a letter: to whom, how, when sent; with the rule as it stood then. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    letter = models.ForeignKey(Document, models.PROTECT, related_name="services")
    number = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=20, choices=WAY_LABELS)
    addressee = models.CharField(max_length=300)
    power = models.CharField(max_length=300, blank=True)  # of attorney that covers receipt
    sent_on = models.DateField()
    rule = models.CharField(max_length=10, choices=RULES)
    counts_on = models.DateField(null=True)  # by the rule, where nobody has to say it
    # That day before it moves, where nobody can tell yet whether it is a working day: counts_on follows.
    presumed_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = LetterServiceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="letter_service_numbered", fields=["letter", "number"]),
            models.CheckConstraint(
                name="letter_service_counts_by_days",
                condition=Q(counts_on__isnull=False)
                | Q(presumed_on__isnull=False)
                | ~Q(rule=Rule.DAYS.value),
            ),
        ]

    def standing(self, *, today: date) -> Standing:
        result = getattr(self, "result", None)
        return standing(
            sent=True,
            failed=result is not None and result.served_on is None,
            counts_on=self.counts_on,
            slip_on=result.served_on if result else None,
            today=today,
        )

    def served_on(self, *, today: date) -> date | None:
        """The day that counts, once it has come."""
        if self.standing(today=today) != Standing.SERVED:
            return None
        result = getattr(self, "result", None)
        return served_day(counts_on=self.counts_on, slip_on=result.served_on if result else None)


class ServiceResult(models.Model):
    """What came of an attempt: the day on the slip, or why it failed; with its proof, which officers alone see."""

    service = models.OneToOneField(LetterService, models.PROTECT, primary_key=True, related_name="result")
    served_on = models.DateField(null=True)
    failed_because = models.TextField(blank=True)
    proof = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_result_is_one",
                condition=Q(served_on=None) & ~Q(failed_because="")
                | Q(served_on__isnull=False, failed_because=""),
            )
        ]
