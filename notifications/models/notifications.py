from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import File
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, Conflict, Exporter
from notifications.rules.machines import NotificationState

NOTIFICATION_LABELS = {
    NotificationState.DRAFT.value: _("Draft"),
    NotificationState.SUBMITTED.value: _("Submitted"),
    NotificationState.WITHDRAWN.value: _("Withdrawn"),
}


class CatchAllNotificationQuerySet(models.QuerySet["CatchAllNotification"]):
    def visible_to(self, user: Reader) -> Self:
        """Its exporter's, from the first field on; its authority's once submitted."""
        exporters = access.organisation_ids_of(user, Permission.FILE)
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        free = ~Q(request__in=Conflict.objects.hidden_from(user))
        return self.filter(Q(exporter__in=exporters) | Q(request__authority__in=authorities) & free)


class CatchAllNotification(models.Model):
    """An exporter's doubt about a cyber-surveillance item, told to the authority. Submitting it opens a request."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # N-2026-000512
    status = models.CharField(
        max_length=20, choices=NOTIFICATION_LABELS, default=NotificationState.DRAFT.value
    )
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="notifications")
    body = models.JSONField(default=dict)  # the contract's shape; a draft may be incomplete, never wrong
    revision = models.PositiveIntegerField(default=0)  # grows with every saved change: two colleagues notice
    questionnaire = models.CharField(max_length=20)  # version of the due-diligence questions it answers
    request = models.OneToOneField(
        AuthorisationRequest, models.PROTECT, null=True, related_name="notification"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = CatchAllNotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notification_status_known", condition=Q(status__in=[*NOTIFICATION_LABELS])
            ),
            models.CheckConstraint(
                name="notification_submitted_has_request",
                condition=~Q(status=NotificationState.SUBMITTED.value) | Q(request__isnull=False),
            ),
        ]
        indexes = [models.Index(name="notification_by_exporter", fields=["exporter", "-created_at", "-id"])]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("desks:notification", args=[self.reference])

    @property
    def item_name(self) -> str:
        return (self.body.get("item") or {}).get("name") or ""

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.exporter_id] if permission == Permission.FILE else []


class FieldSave(models.Model):
    """Who last saved which field of a draft, and when: named on the page of an edit conflict."""

    notification = models.ForeignKey(CatchAllNotification, models.PROTECT, related_name="field_saves")
    pointer = models.CharField(max_length=120)  # into the body: /item/model
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="field_save_once", fields=["notification", "pointer"]),
        ]


class Attachment(models.Model):
    """A file put to a draft; it becomes a document of the request when the notification is submitted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    notification = models.ForeignKey(CatchAllNotification, models.PROTECT, related_name="attachments")
    file = models.OneToOneField(File, models.PROTECT)
    question = models.CharField(max_length=60, blank=True)  # the red flag it is evidence for
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
