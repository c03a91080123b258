from datetime import date
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.rules.sandbox import Happened, Type


class Sandbox(models.Model):
    """One account’s place to try its systems out; nothing in it is real. The row that its acts lock."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sandbox")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.organisation_id] if permission == Permission.TRY_OUT else []


class SandboxEventQuerySet(models.QuerySet["SandboxEvent"]):
    def visible_to(self, user: Reader) -> Self:
        """Those of the account itself, while it has a seat in the sandbox."""
        if not isinstance(user, User) or not access.has_seat(user, Permission.TRY_OUT):
            return self.none()
        return self.filter(sandbox__account=user)

    def of_day(self, day: date) -> Self:
        """What counts: every night the sandbox begins anew, whether or not a worker has swept it."""
        return self.filter(on=day).order_by("pk")


class SandboxEvent(models.Model):
    """What an account did in the sandbox today; swept at night, or when it asks for it."""

    sandbox = models.ForeignKey(Sandbox, models.CASCADE, related_name="events", db_index=False)
    on = models.DateField()
    type = models.CharField(max_length=40, choices=[(each.value, each.value) for each in Type])
    subject = models.CharField(max_length=20)
    thing = models.UUIDField()
    data = models.JSONField()
    at = models.DateTimeField()

    objects = SandboxEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="sandbox_event_by_day", fields=["sandbox", "on", "id"])]

    @property
    def happened(self) -> Happened:
        return Happened(Type(self.type), self.subject, str(self.thing), self.data, self.at)
