from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisations import Authorisation
from licensing.models.exporters import Exporter
from licensing.models.general_editions import GeneralEdition
from licensing.rules.authorisations import State
from licensing.rules.general_authorisations import GeneralAuthorisation, general_authorisations
from licensing.rules.general_registrations import Reminder, Standing, standing_of

LIVE = (State.VALID.value, State.SUSPENDED.value)
REMINDERS = {each.value: each.value for each in Reminder}


class GeneralRegistrationQuerySet(models.QuerySet["GeneralRegistration"]):
    def visible_to(self, user: Reader) -> Self:
        """The exporter's own, and those at the officers' authority."""
        if not isinstance(user, User):
            return self.none()
        own = Q(exporter__in=access.organisation_ids_of(user, Permission.FILE))
        return self.filter(own | Q(authority__in=access.organisation_ids_of(user, Permission.HANDLE)))

    def handled_by(self, user: Reader) -> Self:
        return self.filter(authority__in=access.organisation_ids_of(user, Permission.HANDLE))

    def live(self) -> Self:
        """Registered or barred: neither given back nor ended."""
        return self.filter(authorisation__status__in=LIVE)

    def with_facts(self) -> Self:
        """Each with all that its standing and what is due are read from."""
        return self.select_related(
            "authorisation", "edition", "exporter__organisation", "authority__member_state"
        ).prefetch_related("first_uses", "reports")


class GeneralRegistration(models.Model):
    """An exporter that uses a general authorisation (Annex II, Part 3 of each Section). Registering is automatic.

    What it stands at is read from the authorisation that it gave: a bar suspends that, giving it back ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # DE-G-2026-00007
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="general_registrations")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="general_registrations")
    code = models.CharField(max_length=20)
    # What a national one covered on that day; None of the Union's.
    edition = models.ForeignKey(GeneralEdition, models.PROTECT, null=True, related_name="registrations")
    authorisation = models.OneToOneField(Authorisation, models.PROTECT, related_name="registration")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    # From when on its authority asks for periodic reports, where the code leaves that to it.
    reports_requested_on = models.DateField(null=True)

    objects = GeneralRegistrationQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        indexes = [
            models.Index(
                name="general_registration_by_office", fields=["authority", "code", "registered_at"]
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def standing(self) -> Standing:
        return standing_of(self.authorisation.status)

    @property
    def registered_on(self) -> date:
        """By the day at the authority."""
        zone = ZoneInfo(self.authority.member_state.timezone) if self.authority.member_state else BRUSSELS
        return local_date(self.registered_at, zone)

    @cached_property
    def rule(self) -> GeneralAuthorisation:
        return self.edition.rule if self.edition else general_authorisations()[self.code]

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.FILE:
            return [self.exporter_id]
        return [self.authority_id] if permission == Permission.HANDLE else []


class FirstUseNotice(models.Model):
    """When an exporter uses the authorisation first, as it notified it. Only added; the newest counts."""

    registration = models.ForeignKey(GeneralRegistration, models.PROTECT, related_name="first_uses")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    due_on = models.DateField()
    is_late = models.BooleanField()
    notified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notified_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="first_use_notice_numbered", fields=["registration", "number"])
        ]


class GeneralReminder(models.Model):
    """That an exporter was written to about a report or a notice of first use. Once each."""

    registration = models.ForeignKey(GeneralRegistration, models.PROTECT, related_name="reminders")
    about = models.CharField(max_length=20)  # report, first_use
    due_on = models.DateField()
    kind = models.CharField(max_length=10, choices=REMINDERS)
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="general_reminder_once", fields=["registration", "about", "due_on", "kind"]
            )
        ]
