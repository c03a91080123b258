from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.files import Status

STATUS_LABELS = {
    Status.QUARANTINED.value: _("Being checked"),
    Status.CLEAN.value: _("Checked"),
    Status.REJECTED.value: _("Rejected"),
}


class FileQuerySet(models.QuerySet["File"]):
    def waiting(self) -> "FileQuerySet":
        return self.filter(status=Status.QUARANTINED.value).order_by("created_at", "pk")


class File(models.Model):
    """Bytes that somebody gave us or that we made: stored under a random name, quarantined until scanned."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.QUARANTINED.value)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finding = models.CharField(max_length=20, blank=True)  # why it was rejected: infected, marked, missing

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_status_known", condition=Q(status__in=[*STATUS_LABELS]))
        ]

    @property
    def location(self) -> str:
        """Path below FILES_ROOT; nothing of it comes from whoever sent the file."""
        name = self.id.hex
        return f"{name[:2]}/{name[2:4]}/{name}"
