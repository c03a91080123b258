from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.acts import Status

STATUS_LABELS = {
    Status.PROPOSED.value: _("Proposed"),
    Status.APPROVED.value: _("Approved"),
    Status.DISCARDED.value: _("Discarded"),
}


class FourEyesAct(models.Model):
    """An act of two officers: one proposes, another approves. The database refuses self-approval."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.PROPOSED.value)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_four_eyes",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Nobody approves their own proposal."),
            ),
            models.CheckConstraint(
                name="%(class)s_approved_by_someone",
                condition=~Q(status=Status.APPROVED.value)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(name="%(class)s_status_known", condition=Q(status__in=[*STATUS_LABELS])),
        ]
