from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarAddress(models.Model):
    """The secret address of one person's deadlines; only its hash is kept. It ends when a new one is made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_addresses")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of 256 random bits
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendar_address_one_live", fields=["user"], condition=Q(ended_at=None)
            )
        ]
