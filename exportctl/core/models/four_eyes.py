from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models.users import User
from exportctl.core.rules.four_eyes import Status

STATUS_LABELS = {
    Status.PROPOSED.value: _("Proposed"),
    Status.APPROVED.value: _("Approved"),
    Status.DISCARDED.value: _("Discarded"),
}
PENDING = Q(status=Status.PROPOSED.value)


class TwoOfficersQuerySet(models.QuerySet[Any]):
    def pending(self) -> Self:
        """What waits for a second officer."""
        return self.filter(PENDING)

    def may_be_approved_by(self, user: User) -> Self:
        """What waits and was proposed by somebody else; whose body it is, `visible_to` and the machine say."""
        return self.pending().exclude(proposed_by=user)

    def pending_from(self, user: User) -> Self:
        """What this person proposed and nobody has settled yet."""
        return self.pending().filter(proposed_by=user)


class TwoOfficers(models.Model):
    """What one officer proposes and another approves. The database refuses self-approval."""

    settled_column: ClassVar[str] = "approved_at"  # where the instant of the second officer's answer goes

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TwoOfficersQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_four_eyes",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Nobody approves their own proposal."),
            )
        ]

    def was_proposed_by(self, user: User) -> bool:
        return bool(self.proposed_by_id == user.pk)


class FourEyesAct(TwoOfficers):
    """An act of two officers that is approved or discarded, and never changed in between."""

    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.PROPOSED.value)
    approved_at = models.DateTimeField(null=True)

    class Meta(TwoOfficers.Meta):
        abstract = True
        constraints = [
            *TwoOfficers.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_approved_by_someone",
                condition=~Q(status=Status.APPROVED.value)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(name="%(class)s_status_known", condition=Q(status__in=[*STATUS_LABELS])),
        ]
