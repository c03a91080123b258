from decimal import Decimal
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisations import Authorisation
from licensing.models.balances import LineBalance


class WriteOffQuerySet(models.QuerySet["WriteOff"]):
    def standing(self) -> Self:
        """What was not reversed: what the balance is the sum of."""
        return self.filter(reversal=None)

    def visible_to(self, user: Reader) -> Self:
        """The whole ledger for holder and authority; what customs themselves wrote off for a customs office."""
        offices = access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)
        sides = [Permission.FILE, Permission.HANDLE]
        if not any(access.has_seat(user, side) for side in sides):
            return self.filter(office__in=offices)
        return self.filter(
            Q(office__in=offices) | Q(authorisation__in=Authorisation.objects.visible_to(user))
        )


class WriteOff(models.Model):
    """What customs deducted for one declaration: boxes 23 to 27 of Annex III.A. Corrected by a reversal alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="write_offs")
    balance = models.ForeignKey(LineBalance, models.PROTECT, related_name="write_offs", db_index=False)
    line = models.PositiveSmallIntegerField()
    mrn = models.CharField(max_length=18, blank=True, db_index=True)  # none of a holder's report
    attempt = models.PositiveSmallIntegerField(
        default=1
    )  # of the same pair, after the one before was reversed
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    accepted_on = models.DateField()  # the day of which validity was asked
    customs_office = models.CharField(max_length=40, blank=True)
    # Of a transmission or service that its holder reports: without a declaration, by the holder's own number.
    own_reference = models.CharField(max_length=60, blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    destination = models.CharField(max_length=2, blank=True)  # as the declaration named it
    left = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # after it
    value_left = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="write_offs")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = WriteOffQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="write_off_once",
                fields=["balance", "mrn", "attempt"],
                condition=~Q(mrn=""),
                violation_error_message=_("This declaration is written off from this line already."),
            ),
            models.UniqueConstraint(
                name="write_off_reported_once",
                fields=["balance", "own_reference", "attempt"],
                condition=~Q(own_reference=""),
                violation_error_message=_("This reference is reported for this line already."),
            ),
            models.CheckConstraint(
                name="write_off_by_declaration_or_report",
                condition=~Q(mrn="", own_reference="") & (Q(mrn="") | Q(own_reference="")),
                violation_error_message=_("A deduction has an MRN, or its holder’s own reference."),
            ),
            models.CheckConstraint(
                name="write_off_takes_something",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A write-off takes more than nothing."),
            ),
            models.CheckConstraint(
                name="write_off_value_has_currency", condition=Q(value=None) | ~Q(currency="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mrn or self.own_reference} / {self.line}"

    @property
    def is_report(self) -> bool:
        """Did its holder report it, without a declaration?"""
        return bool(self.own_reference)

    @property
    def is_reversed(self) -> bool:
        return hasattr(self, "reversal")

    @property
    def facts(self) -> dict[str, Any]:
        """What two write-offs of the same pair are compared by."""
        return {"quantity": self.quantity, "unit": self.unit, "value": self.value}

    @property
    def deducted_value(self) -> Decimal:
        return self.value or Decimal(0)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.office_id] if permission == Permission.CHECK_SHIPMENTS else []


class Reversal(models.Model):
    """A write-off taken back: its quantity is free again, and so is its declaration's line."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    write_off = models.OneToOneField(WriteOff, models.PROTECT, related_name="reversal")
    reason = models.CharField(max_length=500, blank=True)
    left = models.DecimalField(max_digits=20, decimal_places=6, null=True)  # after it
    value_left = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reversed_at = models.DateTimeField()
