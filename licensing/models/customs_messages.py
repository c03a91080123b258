from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission


class CustomsMessageQuerySet(models.QuerySet["CustomsMessage"]):
    def visible_to(self, user: Reader) -> Self:
        """Those of the customs office itself; of a sandbox what the account itself tried out."""
        sandboxes = access.organisation_ids_of(user, Permission.TRY_OUT)
        tried = Q(office__in=sandboxes, user=user) if sandboxes else Q(pk__in=[])
        return self.filter(Q(office__in=access.organisation_ids_of(user, Permission.CHECK_SHIPMENTS)) | tried)


class CustomsMessage(models.Model):
    """What a customs office sent and what it was answered, refusals included: only added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    method = models.CharField(max_length=6)
    path = models.CharField(max_length=300)  # with its query
    body = models.JSONField(null=True)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(null=True)
    replay_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="replays")
    at = models.DateTimeField()

    objects = CustomsMessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="customs_message_newest", fields=["office", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.method} {self.path} → {self.status}"

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.office_id] if permission == Permission.CHECK_SHIPMENTS else []
