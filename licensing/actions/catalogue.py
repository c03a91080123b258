"""Items and parties an exporter keeps for later. Convenience, not a legal act: the trail has no line for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, locks
from exportctl.core.errors import DomainError, Invalid, NotFound, StaleState
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.uploaded_tables import Table
from licensing.models import CatalogueEntry, CatalogueItem, CatalogueUpload, Exporter
from licensing.queries.catalogue import MODELS, report_of
from licensing.rules.catalogue import Kind, checked_entry, key
from licensing.rules.shapes import JsonObject

ALREADY_THERE = {
    Kind.ITEM: _("Your catalogue has this item already, as “%(name)s”. Change it there."),
    Kind.PARTY: _("Your catalogue has this party already, as “%(name)s”. Change it there."),
}


class AlreadyInCatalogue(DomainError):
    """The same maker and model, or the same name in the same country, is in the catalogue."""

    code = "already_kept"  # as clients know it


@transaction.atomic
def add_entry(
    *, kind: Kind, exporter: Exporter, body: JsonObject, actor: User, at: datetime
) -> CatalogueEntry:
    """Put an item or a party into the catalogue. Raises Invalid, or AlreadyInCatalogue."""
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    clean = _clean(kind, body)
    _refuse_twice(kind, exporter.pk, clean)
    entry = MODELS[kind](exporter=exporter, created_by=actor, created_at=at)
    _put(entry, clean, actor, at)
    return _written(entry)


@transaction.atomic
def change_entry(
    *,
    kind: Kind,
    entry_id: UUID,
    body: JsonObject,
    actor: User,
    at: datetime,
    expected_revision: int | None = None,
) -> CatalogueEntry:
    """Say it anew, as a whole. A change since `expected_revision` raises StaleState."""
    entry = _hold(kind, entry_id, actor, at)
    if expected_revision is not None and expected_revision != entry.revision:
        message = _("%(name)s saved a change after you opened this page. Read it, then save yours again.")
        raise StaleState(fill(message, {"name": entry.changed_by}), revision=entry.revision)
    clean = _clean(kind, body)
    if entry.archived_at is None:
        _refuse_twice(kind, entry.exporter_id, clean, besides=entry.pk)
    entry.revision += 1
    _put(entry, clean, actor, at)
    return _written(entry)


@transaction.atomic
def archive_entry(*, kind: Kind, entry_id: UUID, actor: User, at: datetime) -> CatalogueEntry:
    """Archive an entry: it is offered no more. Notifications hold copies and stay as they are."""
    entry = _hold(kind, entry_id, actor, at)
    if entry.archived_at is None:
        entry.archived_at = entry.changed_at = at
        entry.changed_by = actor
        entry.save(update_fields=["archived_at", "changed_at", "changed_by"])
    return entry


@transaction.atomic
def restore_entry(*, kind: Kind, entry_id: UUID, actor: User, at: datetime) -> CatalogueEntry:
    """Offer an archived entry again. Raises AlreadyInCatalogue if an equal one is active meanwhile."""
    entry = _hold(kind, entry_id, actor, at)
    if entry.archived_at is not None:
        _refuse_twice(kind, entry.exporter_id, entry.body, besides=entry.pk)
        entry.archived_at, entry.changed_by, entry.changed_at = None, actor, at
        _written(entry)
    return entry


@transaction.atomic
def upload_items(
    *, exporter: Exporter, name: str, table: Table, actor: User, at: datetime
) -> CatalogueUpload:
    """Keep a table until its uploader has seen what is wrong with it; an earlier one is thrown away."""
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    rows = [[row.number, dict(row.cells)] for row in table.rows]
    values = {"name": name[:200], "rows": rows, "unknown": list(table.unknown), "created_at": at}
    upload, _is_new = CatalogueUpload.objects.update_or_create(
        exporter=exporter, created_by=actor, defaults=values
    )
    return upload


@transaction.atomic
def import_items(*, upload_id: UUID, expected: int, actor: User, at: datetime) -> int:
    """Put the rows that are fine into the catalogue: all `expected` of them, or none. Returns how many."""
    upload = _hold_upload(upload_id, actor, at)
    contents = report_of(upload)
    if len(contents.items) != expected:
        raise StaleState(
            _("The catalogue changed while you were looking. Look at the rows again, then decide.")
        )
    items = [
        CatalogueItem(exporter_id=upload.exporter_id, created_by=actor, created_at=at)
        for _item in contents.items
    ]
    for entry, body in zip(items, contents.items, strict=True):
        _put(entry, body, actor, at)
    try:
        with transaction.atomic():
            CatalogueItem.objects.bulk_create(items)
    except IntegrityError:
        raise StaleState from None  # a colleague imported the same rows in this very moment
    upload.delete()
    return len(items)


@transaction.atomic
def discard_upload(*, upload_id: UUID, actor: User, at: datetime) -> None:
    """Delete an uploaded table without importing any of its rows."""
    _hold_upload(upload_id, actor, at).delete()


def _hold(kind: Kind, entry_id: UUID, actor: User, at: datetime) -> CatalogueEntry:
    entry = MODELS[kind].objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[entry.exporter_id], at=at)
    locked: CatalogueEntry | None = locks.lock_for_update(
        MODELS[kind].objects.filter(pk=entry_id).select_related("changed_by")
    )
    if locked is None:
        raise NotFound
    return locked


def _hold_upload(upload_id: UUID, actor: User, at: datetime) -> CatalogueUpload:
    upload = CatalogueUpload.objects.filter(pk=upload_id).first()
    if upload is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[upload.exporter_id], at=at)
    locked: CatalogueUpload | None = locks.lock_for_update(CatalogueUpload.objects.filter(pk=upload_id))
    if locked is None:
        raise NotFound
    return locked


def _clean(kind: Kind, body: JsonObject) -> dict[str, Any]:
    clean, errors = checked_entry(kind, dict(body))
    if errors:
        raise Invalid(errors=errors)
    return clean


def _refuse_twice(kind: Kind, exporter_id: UUID, body: JsonObject, besides: UUID | None = None) -> None:
    same = MODELS[kind].objects.filter(exporter=exporter_id, key=key(kind, body)).active()
    same = same.exclude(pk=besides) if besides else same
    if (other := same.first()) is not None:
        raise _already(kind, other.name, str(other.pk))


def _already(kind: Kind, name: str, entry: str = "") -> AlreadyInCatalogue:
    return AlreadyInCatalogue(fill(ALREADY_THERE[kind], {"name": name}), entry=entry)


def _put(entry: CatalogueEntry, body: JsonObject, actor: User, at: datetime) -> None:
    entry.body, entry.name, entry.key = dict(body), body["name"], key(entry.kind, body)
    entry.changed_by, entry.changed_at = actor, at


def _written(entry: CatalogueEntry) -> CatalogueEntry:
    """Save the entry; the second of two colleagues entering an equal one at once gets AlreadyInCatalogue."""
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise _already(entry.kind, entry.name) from None
    return entry
