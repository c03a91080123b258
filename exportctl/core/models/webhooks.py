from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from exportctl.core.models.organisations import Seat


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def live(self) -> Self:
        return self.filter(removed_at=None)

    def due(self, *, at: datetime) -> Self:
        """To be told what happened since, on the machine's clock."""
        return self.live().filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=at))


class Webhook(models.Model):
    """A receiver of the event feed of one account and seat: one event after the other, in their order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=64)  # shared with the receiver: what is sent is signed with it
    types = ArrayField(models.CharField(max_length=60), default=list)  # empty: all
    after = models.BigIntegerField()  # the last event that arrived, or was passed over
    failures = models.PositiveSmallIntegerField(default=0)  # since one arrived last
    failure = models.CharField(max_length=200, blank=True, default="")
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = WebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url
