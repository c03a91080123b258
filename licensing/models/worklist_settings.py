from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission

LONGEST_NAME = 60
LONGEST_QUERY = 2000  # characters of an address
DENSITIES = {"compact": _("compact"), "comfortable": _("comfortable")}


class DeskSettings(models.Model):
    """One officer's settings of the worklist."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="desk_settings"
    )
    columns = models.JSONField(default=list)  # codes, in the order of the table; empty: as it comes
    density = models.CharField(max_length=12, choices=DENSITIES, default="compact")
    keys = models.BooleanField(default=True)  # single keys can be turned off (WCAG 2.1.4)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="desk_density_known", condition=Q(density__in=[*DENSITIES]))
        ]


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: Reader) -> Self:
        """One's own, and what colleagues share, at the authorities one handles cases of."""
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.filter(Q(owner=user.pk) | Q(is_shared=True), authority__in=authorities)


class SavedView(models.Model):
    """Filters, sort and columns of the worklist under a name."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="saved_views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)  # as in the worklist's address
    columns = models.JSONField(default=list)
    is_shared = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "authority",
                "owner",
                Lower("name"),
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.CheckConstraint(name="saved_view_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
