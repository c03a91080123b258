from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.general_registrations import GeneralRegistration


class GeneralReport(models.Model):
    """What an exporter reports of its use of a general authorisation in a period. Only added; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    registration = models.ForeignKey(GeneralRegistration, models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_until = models.DateField()
    number = models.PositiveSmallIntegerField()  # within its period: from 2 on a correction
    due_on = models.DateField()
    is_nil = models.BooleanField()
    lines = models.JSONField(default=list)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    is_late = models.BooleanField()

    class Meta:
        ordering = ["period_from", "number"]
        constraints = [
            models.UniqueConstraint(
                name="general_report_numbered",
                fields=["registration", "period_until", "number"],
                violation_error_message=_("Somebody reported this period just now. Reload the page."),
            ),
            models.CheckConstraint(
                name="general_report_has_period", condition=Q(period_until__gte=F("period_from"))
            ),
            models.CheckConstraint(
                name="general_report_nil_or_lines",
                condition=Q(is_nil=True, lines=[]) | Q(is_nil=False) & ~Q(lines=[]),
                violation_error_message=_("Report what was exported, or say that nothing was."),
            ),
        ]
