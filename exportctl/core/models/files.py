from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from exportctl.core.rules.files import REASONS, Status

STATUS_LABELS = {
    Status.QUARANTINED.value: _("Being checked"),
    Status.CLEAN.value: _("Checked"),
    Status.REJECTED.value: _("Rejected"),
    Status.WITHHELD.value: _("Withheld"),
}


class FileQuerySet(OutboxQuerySet["File"]):
    """The check is what each row owes: a file in quarantine is the queue."""

    def undelivered(self) -> Self:
        return self.filter(status=Status.QUARANTINED.value)

    def waiting(self) -> Self:
        return self.undelivered().order_by("created_at", "pk")

    def in_turn(self, *, at: datetime) -> Self:
        """Those to be checked now, the least tried first: one that fails holds up nobody."""
        return self.due(at=at).order_by("attempts", "created_at", "pk")


class File(OutboxRow):
    """Bytes that somebody gave us or that we made: stored under a random name, quarantined until checked."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.QUARANTINED.value)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finding = models.CharField(max_length=20, blank=True)  # why it was rejected or withheld: rules.uploads
    # The words of the file that were the reason: its marking, the name of a part.
    detail = models.CharField(max_length=100, blank=True, default="")

    objects = FileQuerySet.as_manager()
    # Whose officers may release it: the authority of its case, named by the use case that knows it.
    authority_ids: Sequence[UUID] = ()

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_status_known", condition=Q(status__in=[*STATUS_LABELS]))
        ]

    @property
    def reason(self) -> Any:
        """Why nobody can open it, and what to do; empty for a file that is clean or not yet checked."""
        is_shut = self.status in {Status.REJECTED, Status.WITHHELD}
        return REASONS.get(self.finding, "") if is_shut else ""

    @property
    def location(self) -> str:
        """Path below FILES_ROOT; nothing of it comes from whoever sent the file."""
        name = self.id.hex
        return f"{name[:2]}/{name[2:4]}/{name}"

    def organisation_ids(self, _permission: str) -> list[UUID]:
        return [*self.authority_ids]
