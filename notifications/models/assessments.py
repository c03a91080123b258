from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from licensing.models import AuthorisationRequest
from notifications.rules.assessments import Verdict

VERDICT_LABELS = {
    Verdict.SIGN.value: pgettext_lazy("assessment", "Red flag"),
    Verdict.NO_SIGN.value: pgettext_lazy("assessment", "No red flag"),
    Verdict.OPEN.value: pgettext_lazy("assessment", "Still open"),
}


class Assessment(models.Model):
    """An officer's view of one due-diligence question. A later row supersedes, all stay; no exporter reads it."""

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="assessments")
    question = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=VERDICT_LABELS)
    reason = models.TextField(blank=True)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="assessment_verdict_known", condition=Q(verdict__in=[*VERDICT_LABELS])
            ),
            models.CheckConstraint(
                name="assessment_has_reason", condition=Q(verdict=Verdict.OPEN.value) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="assessment_latest", fields=["request", "question", "-id"])]
