from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from controllist.models.table_imports import TableImport


class DatedQuerySet(models.QuerySet[Any]):
    def confirmed(self) -> Self:
        """What two officers confirmed: no other row counts as law, whoever loaded it."""
        return self.filter(confirmed_by__isnull=False)

    def in_force(self, *, on: date) -> Self:
        """What counts on that day."""
        return self.from_day(on).filter(starts_on__lte=on)

    def from_day(self, on: date) -> Self:
        """What counts on that day or begins later; what was taken back before it began does neither."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on) & Q(ends_on__gt=F("starts_on")))


class NationalEntry(models.Model):
    """An entry of a Member State's own list (Regulation (EU) 2021/821, Article 9), as it was published."""

    member_state = models.ForeignKey("core.MemberState", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)  # as Annex I writes codes, its numbers from 900 on
    text = models.TextField()  # in the list's own language
    publication = models.CharField(
        max_length=120
    )  # Official Journal, C series (Article 9(4)), or the national gazette
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # from that day on no more; the first day of what never began
    confirmed_by = models.ForeignKey(TableImport, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["member_state", "code", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="national_entry_once", fields=["member_state", "code", "starts_on"]),
            models.CheckConstraint(
                name="national_entry_ends_not_before_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [models.Index(name="national_entry_by_code", fields=["code"])]

    def __str__(self) -> str:
        return f"{self.member_state_id} {self.code}"


class CnCorrelation(models.Model):
    """Which entries of the list a customs code suggests: indicative, many to many, and never a decision."""

    cn_code = models.CharField(max_length=10)  # or the beginning of some, or ten digits of TARIC
    control_entries = ArrayField(models.CharField(max_length=40))
    source = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(TableImport, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["cn_code", "starts_on"]
        constraints = [
            models.UniqueConstraint(name="cn_correlation_once", fields=["cn_code", "starts_on"]),
            models.CheckConstraint(
                name="cn_correlation_ends_not_before_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.cn_code
