from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, Object
from licensing.models import (
    AuthorisationRequest,
    Conflict,
    Draft,
    DraftAttachment,
    DraftFieldSave,
    Exporter,
)
from licensing.rules.shapes import notification
from notifications.rules.machines import NotificationState
from notifications.rules.notifications import gaps
from notifications.rules.red_flags import question_keys

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


class CatchAllNotification(Draft):
    """An exporter's doubt about a cyber-surveillance item, told to the authority. Submitting it opens a request."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # N-2026-000512
    status = models.CharField(
        max_length=20, choices=NOTIFICATION_LABELS, default=NotificationState.DRAFT.value
    )
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="notifications")
    questionnaire = models.CharField(max_length=20)  # version of the due-diligence questions it answers
    request = models.OneToOneField(
        AuthorisationRequest, models.PROTECT, null=True, related_name="notification"
    )

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

    @property
    def first_item(self) -> Any:
        return self.body.get("item") or {}

    @property
    def newest_body(self) -> dict[str, Any]:
        """What counts: of what was sent its newest version. Join `request__version`."""
        return self.request.body if self.request_id and self.request else self.body

    @property
    def shape(self) -> Object:
        return notification(question_keys(self.questionnaire))

    @property
    def gaps(self) -> Errors:
        return gaps(self.body, version=self.questionnaire)


class FieldSave(DraftFieldSave):
    notification = models.ForeignKey(CatchAllNotification, models.PROTECT, related_name="field_saves")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="field_save_once", fields=["notification", "pointer"]),
        ]


class Attachment(DraftAttachment):
    notification = models.ForeignKey(CatchAllNotification, models.PROTECT, related_name="attachments")
