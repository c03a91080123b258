from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing.models.requests import AuthorisationRequest


class InformationRequest(models.Model):
    """A question of the authority to the exporter. While one is open, the decision clock stands still."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="information_requests")
    question = models.TextField()
    due_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="information_answer_whole",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            )
        ]


class ClockStop(models.Model):
    """A stretch during which the decision clock stands still: an open question, or a decision later withdrawn."""

    CAUSES = {"information": _("Waiting for the exporter"), "decided": _("Decided, then reopened")}

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="clock_stops")
    cause = models.CharField(max_length=20, choices=CAUSES)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="clock_stop_one_open", fields=["request"], condition=Q(until_at=None)
            )
        ]
