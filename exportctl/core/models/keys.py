from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models

from exportctl.core.models.organisations import Seat


class ApiKey(models.Model):
    """A machine's credential for one account and one of its seats; it ends with either. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_keys")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of 256 random bits needs no stretching
    demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)  # to the hour: a call is not to cost a write

    def expired(self, *, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at


class IdempotencyRecord(models.Model):
    """The answer to a call with an Idempotency-Key, written in the transaction of the call itself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    key = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="idempotency_record_once", fields=["user", "key"])]
        indexes = [models.Index(name="idempotency_record_age", fields=["created_at"])]
