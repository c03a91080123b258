from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.rules.permissions import Permission
from licensing.models.exporters import Exporter
from licensing.rules.catalogue import Kind


class CatalogueQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Reader) -> Self:
        """The exporter's own people; no authority reads a catalogue."""
        return self.filter(exporter__in=access.organisation_ids_of(user, Permission.FILE))

    def active(self) -> Self:
        """Entries that are not archived."""
        return self.filter(archived_at=None)

    def named(self, words: str) -> Self:
        """Entries in which every word stands in the name, manufacturer, model, country or address."""
        for word in words.split():
            condition = Q(name__icontains=word)
            for member in ("manufacturer", "model", "country", "address"):
                condition |= Q(**{f"body__{member}__icontains": word})
            self = self.filter(condition)
        return self


class CatalogueEntry(models.Model):
    """What an exporter described once to use it often. Archived instead of deleted: colleagues may miss it."""

    kind: ClassVar[Kind]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # drawn from the body, for lists
    key = models.CharField(max_length=260)  # what makes two of them the same
    body = models.JSONField()  # in the shape of a notification's item or end user; it may have gaps
    revision = models.PositiveIntegerField(default=0)  # grows with every change: two colleagues notice
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.exporter_id] if permission == Permission.FILE else []


def _once(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        name=name,
        fields=["exporter", "key"],
        condition=Q(archived_at=None),
        violation_error_message=_("Your catalogue has this already."),
    )


class CatalogueItem(CatalogueEntry):
    """An item: its maker and model are there once."""

    kind = Kind.ITEM

    class Meta:
        constraints = [_once("catalogue_item_once")]
        indexes = [models.Index(name="catalogue_item_by_name", fields=["exporter", "name"])]


class CatalogueParty(CatalogueEntry):
    """An end user or consignee: its name in its country is there once."""

    kind = Kind.PARTY

    class Meta:
        constraints = [_once("catalogue_party_once")]
        indexes = [models.Index(name="catalogue_party_by_name", fields=["exporter", "name"])]


class CatalogueUpload(models.Model):
    """A table of items that somebody uploaded and has not decided about: nothing of it is in the catalogue yet."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # of the file
    rows = models.JSONField()  # [[number, {column: cell}], …] as written
    unknown = models.JSONField(default=list)  # columns that were passed over
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [
            # A new table takes the place of the one its uploader left lying.
            models.UniqueConstraint(name="catalogue_upload_one", fields=["exporter", "created_by"])
        ]
