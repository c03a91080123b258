from django.conf import settings
from django.db import models

from licensing.models.requests import AuthorisationRequest


class ProposalDraft(models.Model):
    """A half-written proposal of one officer: what is in the form, unchecked. Gone once it is proposed."""

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="proposal_drafts")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="proposal_draft_once", fields=["request", "officer"])]
