from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from exportctl.core.clock import Now
from exportctl.core.countries import names_by_code, of_state
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.permissions import OrganisationKind, Permission

KINDS = {
    OrganisationKind.EXPORTER.value: _("Exporter"),
    OrganisationKind.AUTHORITY.value: _("Competent authority"),
    OrganisationKind.DELEGATION.value: _("Delegation"),
    OrganisationKind.COMMISSION.value: _("Commission"),
    OrganisationKind.CUSTOMS.value: _("Customs office"),
    OrganisationKind.SANDBOX.value: _("Sandbox of customs"),
}
# What the product itself called them: read in the reader's language. A name that a body chose stays its own.
GIVEN_NAMES = {
    OrganisationKind.DELEGATION.value: ("Delegation {}", _("Delegation %(state)s")),
    OrganisationKind.CUSTOMS.value: ("Customs {}", _("Customs %(state)s")),
    OrganisationKind.SANDBOX.value: ("Sandbox {}", _("Sandbox %(state)s")),
    OrganisationKind.COMMISSION.value: ("Commission", _("Commission")),
}
GIVEN_LONG_NAMES = {
    OrganisationKind.DELEGATION.value: ("Delegation of {}", _("Delegation %(of_state)s")),
    OrganisationKind.CUSTOMS.value: ("Customs of {}", _("Customs %(of_state)s")),
    OrganisationKind.SANDBOX.value: (
        "Sandbox for the customs of {}",
        _("Sandbox for the customs %(of_state)s"),
    ),
    OrganisationKind.COMMISSION.value: ("European Commission", _("European Commission")),
}
PERMISSION_LABELS = {
    Permission.FILE: _("May file for an exporter"),
    Permission.HANDLE: _("May handle cases of an authority"),
    Permission.TAKE_POSITION: _("May take positions for a Member State"),
    Permission.ADMINISTER: _("May administer for the Commission"),
    Permission.CHECK_SHIPMENTS: _("May check shipments for customs"),
    Permission.TRY_OUT: _("May try systems out in the sandbox of customs"),
    Permission.MANAGE: _("May administer the people"),
}


class Organisation(models.Model):
    """Whoever people act for: an exporter, an authority, a delegation, the Commission, a customs office."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=300)
    # In its own language; `name` is the translation.
    native_name = models.CharField(max_length=300, blank=True, default="", db_default="")
    short_name = models.CharField(max_length=80)
    member_state = models.ForeignKey("core.MemberState", models.PROTECT, null=True, blank=True)
    language = models.CharField(max_length=2, default="en")

    class Meta:
        default_permissions = ()
        permissions = [(code.value, str(label)) for code, label in PERMISSION_LABELS.items()]
        constraints = [
            models.CheckConstraint(name="organisation_kind_known", condition=Q(kind__in=[*KINDS])),
            models.CheckConstraint(
                name="organisation_has_state",
                condition=Q(kind=OrganisationKind.COMMISSION.value) | Q(member_state__isnull=False),
                violation_error_message=_("Every organisation but the Commission belongs to a Member State."),
            ),
            models.UniqueConstraint(
                name="organisation_one_delegation_per_state",
                fields=["member_state"],
                condition=Q(kind=OrganisationKind.DELEGATION.value),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def zone(self) -> str:
        """The name of the zone in which its days end; of the Commission Brussels."""
        return self.member_state.timezone if self.member_state else BRUSSELS.key

    @property
    def spoken_name(self) -> str:
        """The short name, in the reader's language where it is none of the body's own."""
        given, spoken = GIVEN_NAMES.get(self.kind, ("", ""))
        state = self.member_state_id or ""
        if self.short_name != given.format(state):
            return self.short_name
        return str(spoken) % {"state": state}

    @property
    def spoken_long_name(self) -> str:
        """The name in full, likewise."""
        given, spoken = GIVEN_LONG_NAMES.get(self.kind, ("", ""))
        if self.name != given.format(names_by_code().get(self.member_state_id or "", {}).get("en", "")):
            return self.name
        return str(spoken) % {"of_state": of_state(self.member_state_id)}

    @property
    def own_name(self) -> str:
        """By which it acts: the name in its own language."""
        return self.native_name or self.name

    @property
    def translated_name(self) -> str:
        """The English name, to be read beneath its own; empty where they are the same."""
        return "" if self.own_name == self.name else self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def live(self, *, at: datetime | Now) -> Self:
        """Seats that count at `at`: begun, not ended, not removed."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at, removed_at=None)

    def lasting(self, *, at: datetime) -> Self:
        """Seats that count at `at` or later: not ended, not removed."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), removed_at=None)

    def for_machines(self) -> Self:
        """Seats an API key may use: people are administered by people."""
        return self.exclude(permission__codename=Permission.MANAGE.value)

    def granting(self, permission: str, organisations: Iterable[object]) -> Self:
        return self.filter(permission__codename=permission, content_object__in=organisations)


class Seat(UserObjectPermissionBase):
    """What one person may do for one organisation, and from when to when. Rows are written by our actions alone."""

    content_object = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="seats_granted"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    # Somebody from outside who acts for the organisation until a date: a forwarder, a law firm.
    is_agent = models.BooleanField(default=False)

    objects = SeatQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        # Instead of guardian's unique_together: a removed person may be given the seat again.
        unique_together = ()
        constraints = [
            models.UniqueConstraint(
                name="seat_once",
                fields=["user", "permission", "content_object"],
                condition=Q(removed_at=None),
                violation_error_message=_("This person holds this seat already."),
            ),
            models.CheckConstraint(
                name="seat_ends_after_start", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="seat_given_by_somebody_else",
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")),
                violation_error_message=_("Nobody gives themselves a seat."),
            ),
            models.CheckConstraint(
                name="seat_agent_has_an_end",
                condition=Q(is_agent=False) | Q(ends_at__isnull=False),
                violation_error_message=_("An agent's seat needs an end date."),
            ),
        ]

    def ended(self, *, at: datetime) -> bool:
        return self.removed_at is not None or (self.ends_at is not None and self.ends_at <= at)

    @property
    def label(self) -> str:
        return str(PERMISSION_LABELS[Permission(self.permission.codename)])

    @property
    def organisation(self) -> Organisation:
        return self.content_object
