from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import File, Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.models.exporters import Exporter
from licensing.rules.registrations import DAYS_TO_CONFIRM, OPEN, Power, State

REGISTRATION_LABELS = {
    State.ENTERED.value: _("Not confirmed yet"),
    State.SENT.value: _("With the authority"),
    State.ASKED.value: _("With the company: question"),
    State.APPROVED.value: _("Approved"),
    State.REFUSED.value: _("Refused"),
    State.WITHDRAWN.value: _("Withdrawn"),
}
POWER_LABELS = {
    Power.DRAFT.value: _("Write drafts"),
    Power.SEND.value: _("Send notifications and requests"),
    Power.ANSWER.value: _("Answer the authority’s questions"),
    Power.RECEIVE.value: _("Receive letters and decisions"),
    Power.DECLARE.value: _("Declare to customs"),
}


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever entered it, from its confirmation on the company's people, and the officers of its authority."""
        if not isinstance(user, User):
            return self.none()
        own = Q(person=user, exporter=None) | Q(
            exporter__in=access.organisation_ids_of(user, Permission.FILE)
        )
        return self.filter(own | Q(pk__in=self.handled_by(user).values("pk")))

    def handled_by(self, user: Reader) -> Self:
        """What the officers of an authority see."""
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.filter(authority__in=authorities, sent_at__isnull=False)

    def open(self) -> Self:
        """With the authority, or with the company again."""
        return self.filter(status__in=[state.value for state in OPEN])

    def unconfirmed(self, *, at: datetime) -> Self:
        """Entered by somebody for an address whose owner never said yes, longer ago than is waited for."""
        before = at - timedelta(days=DAYS_TO_CONFIRM)
        return self.filter(status=State.ENTERED.value, exporter=None, created_at__lt=before)


class Registration(models.Model):
    """What a company asks its authority to keep of it, first or anew; approved it is a version of the record."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-R-2026-00007
    status = models.CharField(max_length=20, choices=REGISTRATION_LABELS, default=State.ENTERED.value)
    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+"
    )  # Article 12(2): of the seat's state
    exporter = models.ForeignKey(Exporter, models.PROTECT, null=True, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")  # who entered it
    is_change = models.BooleanField(default=False)  # of a record that is approved
    body = models.JSONField()
    before = models.JSONField(default=dict)  # the record that it changes, as it stood
    reason = models.CharField(max_length=4000, blank=True)  # why the company asks for a change
    question = models.TextField(blank=True)  # the authority's latest
    answer = models.TextField(blank=True)
    refusal = models.TextField(blank=True)
    number_verified_how = models.CharField(
        max_length=500, blank=True
    )  # where an officer saw that the number exists
    number_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    number_verified_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registration_status_known", condition=Q(status__in=[*REGISTRATION_LABELS])
            ),
            models.UniqueConstraint(
                name="registration_one_open",
                fields=["exporter"],
                condition=Q(status__in=[State.SENT.value, State.ASKED.value]),
                violation_error_message=_("A change of this record waits already."),
            ),
            models.CheckConstraint(
                name="registration_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")),
                violation_error_message=_("Nobody decides on their own registration."),
            ),
        ]
        indexes = [
            models.Index(name="registration_by_authority", fields=["authority", "status", "-sent_at", "-id"])
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def company(self) -> str:
        return str(self.body.get("legal_name") or "")

    @property
    def number(self) -> str:
        """What it gives as its number: an EORI, else that of its state."""
        return str(self.body.get("eori") or self.body.get("other_number") or "")

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def concerns(self, user: User) -> bool:
        """Is the person the one who entered it?"""
        return bool(self.person_id == user.pk)

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.FILE:
            return [self.exporter_id] if self.exporter_id else []
        return [self.authority_id] if permission == Permission.HANDLE else []


class RegistrationPaper(models.Model):
    """A paper that a company put to its registration: an extract, a power of attorney, its compliance programme."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="papers")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return str(self.file.name)
