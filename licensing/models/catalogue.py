from datetime import datetime
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
from licensing.rules.catalogue import LONGEST_NUMBER, Kind
from licensing.rules.catalogue_uploads import State, state

ALREADY = _("Your catalogue has this already.")


class CatalogueQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Reader) -> Self:
        """The exporter's own people; no authority reads a catalogue."""
        return self.filter(exporter__in=access.organisation_ids_of(user, Permission.FILE))

    def changed_since(self, instant: datetime) -> Self:
        """Items that were written, archived, restored or classified by an authority after this instant."""
        return self.filter(updated_at__gt=instant)

    def active(self) -> Self:
        """Entries that are not archived."""
        return self.filter(archived_at=None)

    def named(self, words: str) -> Self:
        """Entries in which every word stands in the name, manufacturer, model, country or address."""
        for word in words.split():
            condition = Q(name__icontains=word)
            for member in ("item_number", "manufacturer", "model", "control_entry", "country", "address"):
                condition |= Q(**{f"body__{member}__icontains": word})
            self = self.filter(condition)
        return self


class CatalogueUploadQuerySet(models.QuerySet["CatalogueUpload"]):
    def visible_to(self, user: Reader) -> Self:
        """The exporter's own people."""
        return self.filter(exporter__in=access.organisation_ids_of(user, Permission.FILE))

    def due(self, *, at: datetime) -> Self:
        """What a worker has to check or to import, on the machine's clock."""
        waits = Q(checked_at=None) | Q(wanted_at__isnull=False)
        free = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.filter(waits, free, finished_at=None)


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


class CatalogueItem(CatalogueEntry):
    """An item: by the company's own number, or by its maker and model, it is there once.

    How the exporter classifies it is in its body; when, by whom and by which edition of Annex I stands beside it.
    What an officer confirmed is a fact of its own (ClassificationConfirmation).
    """

    kind = Kind.ITEM

    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)  # the company's own, drawn from the body
    updated_at = models.DateTimeField()  # by the company, or by an officer's word on its classification
    classified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    classified_at = models.DateTimeField(null=True)
    classified_edition = models.DateField(null=True)  # of Annex I

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="catalogue_item_once",
                fields=["exporter", "key"],
                condition=Q(archived_at=None, number=""),
                violation_error_message=ALREADY,
            ),
            models.UniqueConstraint(
                name="catalogue_item_number_once",
                fields=["exporter", "number"],
                condition=~Q(number=""),
                violation_error_message=_("Your catalogue has an item of this number already."),
            ),
        ]
        indexes = [
            models.Index(name="catalogue_item_by_name", fields=["exporter", "name"]),
            models.Index(name="catalogue_item_by_change", fields=["exporter", "updated_at", "id"]),
        ]


class CatalogueParty(CatalogueEntry):
    """An end user or consignee: its name in its country is there once."""

    kind = Kind.PARTY

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="catalogue_party_once",
                fields=["exporter", "key"],
                condition=Q(archived_at=None),
                violation_error_message=ALREADY,
            )
        ]
        indexes = [models.Index(name="catalogue_party_by_name", fields=["exporter", "name"])]


class CatalogueUpload(models.Model):
    """A table of items that somebody handed over: it is checked, then imported once it is wanted. Both go in parts.

    Until it is wanted nothing of it is in the catalogue; a new table takes the place of one that nobody decided about.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # of the file
    source = models.BinaryField()  # the file; emptied when everything is done
    language = models.CharField(max_length=5)  # in which its mistakes are put into words
    rows = models.PositiveIntegerField(default=0)  # of the table
    read = models.PositiveIntegerField(default=0)  # of its rows: how far the check or the import is
    outcome = models.JSONField(default=dict)  # of licensing.rules.catalogue_uploads
    failure = models.JSONField(default=dict)  # why it came to nothing (licensing.rules.failures)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    wanted_at = models.DateTimeField(null=True)  # somebody said: import the rows that are fine
    finished_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # by the worker that is at it, on the machine's clock

    objects = CatalogueUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="catalogue_upload_one",
                fields=["exporter", "created_by"],
                condition=Q(wanted_at=None, finished_at=None),
            )
        ]
        indexes = [
            models.Index(name="catalogue_upload_due", fields=["created_at"], condition=Q(finished_at=None))
        ]

    @property
    def state(self) -> State:
        """Where it stands; derived, nobody writes it."""
        return state(
            checked=self.checked_at is not None,
            wanted=self.wanted_at is not None,
            finished=self.finished_at is not None,
            failed=bool(self.failure),
            begun=self.claimed_until is not None or self.read > 0,
        )
