"""What a request says: its submitted bodies, and the lines, parties and destinations drawn from each.

All four are only ever added. The newest version counts; `AuthorisationRequest.version` points at it, so that a list
joins its rows without looking for the newest. `request` and `authority` of a row are those of its version, repeated
because an index cannot reach over a join.
"""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import Organisation
from licensing.rules.amendments import MOST_REASON
from licensing.rules.versions import Role

ROLE_LABELS = {
    Role.END_USER.value: _("End user"),
    Role.CONSIGNEE.value: _("Consignee"),
    Role.THIRD_PARTY.value: _("Third party"),
}


class RequestVersion(models.Model):
    """The body as it was submitted: the first, then one for each amendment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(
        "licensing.AuthorisationRequest", models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()  # in the contract's shape
    reason = models.CharField(max_length=MOST_REASON, blank=True)  # why it was corrected; the first has none
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="request_version_number_once",
                fields=["request", "number"],
                violation_error_message=_("This case has a newer version. Reload the page."),
            ),
            models.CheckConstraint(name="request_version_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="request_version_amended_has_reason",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message=_("Say why you correct it."),
            ),
            # What the foreign keys of request, lines, parties and destinations refer to: a version of that request.
            models.UniqueConstraint(name="request_version_of_request", fields=["id", "request"]),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} v{self.number}"


class DeclaredQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Rows of the versions that count."""
        return self.filter(version__counts_for__isnull=False)


class RequestLine(models.Model):
    """One item of a request, and how much of it. A catch-all notification has exactly one."""

    version = models.ForeignKey(RequestVersion, models.PROTECT, related_name="lines", db_index=False)
    request = models.ForeignKey(
        "licensing.AuthorisationRequest", models.PROTECT, related_name="+", db_index=False
    )
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()  # as the body has them, from 1
    name = models.CharField(max_length=200)
    manufacturer = models.CharField(max_length=200, blank=True)
    model = models.CharField(max_length=120, blank=True)
    item_key = models.CharField(max_length=330)  # maker and model, normalised: one objection window per item
    description = models.TextField(blank=True)
    functions = ArrayField(models.CharField(max_length=40), default=list)
    cn_code = models.CharField(max_length=8, blank=True)
    control_entry = models.CharField(max_length=40, blank=True)
    quantity = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    unit = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    item_number = models.CharField(max_length=60, blank=True)  # the exporter's own
    origin = models.CharField(max_length=2, blank=True)  # Annex III, box 14
    cas = models.CharField(max_length=12, blank=True)  # of a chemical: box 15

    objects = DeclaredQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                name="request_line_number_once",
                fields=["version", "number"],
                violation_error_message=_("This request has a line of that number already."),
            ),
            models.CheckConstraint(
                name="request_line_counts_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Lines are numbered from 1."),
            ),
            models.CheckConstraint(
                name="request_line_quantity_has_unit",
                condition=Q(quantity=None) | (Q(quantity__gt=0) & ~Q(unit="")),
                violation_error_message=_("A quantity is above zero and has a unit."),
            ),
            models.CheckConstraint(
                name="request_line_value_has_currency",
                condition=Q(value=None) | (Q(value__gte=0) & ~Q(currency="")),
                violation_error_message=_("A value is not negative and has a currency."),
            ),
        ]
        indexes = [
            models.Index(name="request_line_by_name", fields=["authority", "name", "id"]),
            models.Index(name="request_line_by_item", fields=["authority", "item_key", "id"]),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="request_line_words"),
        ]

    def __str__(self) -> str:
        return self.name


class RequestParty(models.Model):
    """Who receives the items, or stands between. Of end users and third parties there may be several."""

    version = models.ForeignKey(RequestVersion, models.PROTECT, related_name="parties", db_index=False)
    request = models.ForeignKey(
        "licensing.AuthorisationRequest", models.PROTECT, related_name="+", db_index=False
    )
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=ROLE_LABELS)
    number = models.PositiveSmallIntegerField()  # within its role, from 1
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)  # its letters and digits: earlier cases are matched by it
    address = models.CharField(max_length=500, blank=True)
    country = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    match_keys = ArrayField(models.CharField(max_length=400), default=list)  # by which listed names find it

    objects = DeclaredQuerySet.as_manager()

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.CheckConstraint(name="request_party_role_known", condition=Q(role__in=[*ROLE_LABELS])),
            models.UniqueConstraint(
                name="request_party_number_once",
                fields=["version", "role", "number"],
                violation_error_message=_("This request has a party of that role and number already."),
            ),
            models.CheckConstraint(
                name="request_party_one_consignee",
                condition=~Q(role=Role.CONSIGNEE.value) | Q(number=1),
                violation_error_message=_("A request has one consignee at most."),
            ),
        ]
        indexes = [
            models.Index(name="request_party_by_name", fields=["authority", "name_key", "id"]),
            GinIndex(name="request_party_keys", fields=["match_keys"]),
        ]

    def __str__(self) -> str:
        return self.name


class RequestDestination(models.Model):
    """A country where the items go: one for a notification or an individual request, several for a global one."""

    version = models.ForeignKey(RequestVersion, models.PROTECT, related_name="destinations", db_index=False)
    request = models.ForeignKey(
        "licensing.AuthorisationRequest", models.PROTECT, related_name="+", db_index=False
    )
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()  # as the body has them, from 1
    country = models.CharField(max_length=2)

    objects = DeclaredQuerySet.as_manager()

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(name="request_destination_number_once", fields=["version", "number"]),
            models.UniqueConstraint(
                name="request_destination_once",
                fields=["version", "country"],
                violation_error_message=_("This request names that destination already."),
            ),
        ]
        indexes = [models.Index(name="request_destination_by_country", fields=["authority", "country", "id"])]

    def __str__(self) -> str:
        return self.country
