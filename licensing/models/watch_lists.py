from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from licensing.rules.watch_lists import State

STATE_LABELS = {
    State.LISTED.value: pgettext_lazy("on the watch list", "Listed"),
    State.REMOVED.value: pgettext_lazy("on the watch list", "Taken off"),
}


class WatchListEntryQuerySet(models.QuerySet["WatchListEntry"]):
    def visible_to(self, user: Reader) -> Self:
        """The officers of the authority whose list it is, and nobody else."""
        return self.filter(authority__in=access.organisation_ids_of(user, Permission.HANDLE))

    def listed(self) -> Self:
        return self.filter(status=State.LISTED.value)


class WatchListEntry(models.Model):
    """Somebody whom an authority wants to look at twice. Never changed: taken off with a reason, entered anew."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="watch_list")
    status = models.CharField(max_length=10, choices=STATE_LABELS, default=State.LISTED.value)
    name = models.CharField(max_length=200)
    other_names = models.JSONField(default=list)
    country = models.CharField(max_length=2, blank=True)
    reason = models.TextField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.TextField(blank=True)

    objects = WatchListEntryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(name="watch_list_status_known", condition=Q(status__in=[*STATE_LABELS])),
            models.CheckConstraint(
                name="watch_list_has_reason", condition=~Q(reason=""), violation_error_message=_("Say why.")
            ),
            models.UniqueConstraint(
                name="watch_list_name_once",
                fields=["authority", "name"],
                condition=Q(status=State.LISTED.value),
                violation_error_message=_("This name is on your watch list already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []
