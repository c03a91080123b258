from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from licensing.models.requests import AuthorisationRequest
from licensing.rules.closings import LABELS, Reason

# Each ground with what it names, as `licensing/rules/closings.py` asks for it.
COMPLETE = (
    Q(because=Reason.NOT_COMPETENT.value) & ~Q(passed_on_to="")
    | Q(because=Reason.NOT_ADMISSIBLE.value)
    | Q(because=Reason.NO_ANSWER.value, warned_on__isnull=False)
    | Q(because=Reason.DUPLICATE.value, duplicate_of__isnull=False)
    | Q(because=Reason.ANOTHER_LIST.value) & ~Q(list="")
    | Q(because=Reason.GENERAL_AUTHORISATION.value) & ~Q(code="")
)


class Closing(models.Model):
    """Why an authority ended a case without a decision, as its letter says it. Never changed, never taken back."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.OneToOneField(AuthorisationRequest, models.PROTECT, related_name="closing")
    because = models.CharField(max_length=30, choices=LABELS)
    detail = models.TextField()
    passed_on_to = models.CharField(max_length=200, blank=True)
    warned_on = models.DateField(null=True)
    duplicate_of = models.ForeignKey(AuthorisationRequest, models.PROTECT, null=True, related_name="+")
    list = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)  # of the general authorisation
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="closing_says_why", condition=COMPLETE & ~Q(detail="")),
            models.CheckConstraint(
                name="closing_of_another_case",
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=models.F("request")),
            ),
        ]

    def as_facts(self) -> dict[str, Any]:
        """For machines: the members that were given, and when."""
        return {
            "because": self.because,
            "detail": self.detail,
            "passed_on_to": self.passed_on_to or None,
            "warned_on": self.warned_on.isoformat() if self.warned_on else None,
            "duplicate_of": self.duplicate_of.reference if self.duplicate_of else None,
            "list": self.list or None,
            "code": self.code or None,
        }
