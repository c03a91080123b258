"""Items and parties an exporter keeps for later. Convenience, not a legal act: the trail has no line for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access, locks
from exportctl.core.errors import DomainError, Invalid, NotFound, StaleState
from exportctl.core.i18n import fill
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.models import CatalogueEntry, CatalogueItem, Exporter
from licensing.queries.catalogue import MODELS
from licensing.rules.catalogue import NUMBER, Kind, checked_entry, edition_of, key
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
    write_body(entry=entry, body=clean, actor=actor, at=at)
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
    write_body(entry=entry, body=clean, actor=actor, at=at)
    return _written(entry)


@transaction.atomic
def archive_entry(*, kind: Kind, entry_id: UUID, actor: User, at: datetime) -> CatalogueEntry:
    """Archive an entry: it is offered no more. Notifications hold copies and stay as they are."""
    entry = _hold(kind, entry_id, actor, at)
    if entry.archived_at is None:
        entry.archived_at = at
        write_body(entry=entry, body=entry.body, actor=actor, at=at)
        entry.save()
    return entry


@transaction.atomic
def restore_entry(*, kind: Kind, entry_id: UUID, actor: User, at: datetime) -> CatalogueEntry:
    """Offer an archived entry again. Raises AlreadyInCatalogue if an equal one is active meanwhile."""
    entry = _hold(kind, entry_id, actor, at)
    if entry.archived_at is not None:
        _refuse_twice(kind, entry.exporter_id, entry.body, besides=entry.pk)
        entry.archived_at = None
        write_body(entry=entry, body=entry.body, actor=actor, at=at)
        _written(entry)
    return entry


@transaction.atomic
def put_item(
    *, exporter: Exporter, number: str, body: JsonObject, actor: User, at: datetime
) -> tuple[CatalogueItem, bool]:
    """The item of this number as the company's own system has it, whole; and whether it is new.

    An archived one is back. A number that is given for the first time goes to the active entry without one of the
    same maker and model. What says the same again writes nothing. Raises Invalid.
    """
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter.pk], at=at)
    clean = _clean(Kind.ITEM, {**body, NUMBER: number})
    if not clean.get(NUMBER):  # of characters that nobody can read nothing is left
        raise Invalid(errors=[error(f"/{NUMBER}", _("Write the item's number in letters and figures."))])
    hold_catalogue(exporter_id=exporter.pk)
    items = CatalogueItem.objects.filter(exporter=exporter)
    same = Q(number=clean[NUMBER]) | Q(number="", key=key(Kind.ITEM, clean), archived_at=None)
    entry = items.filter(same).select_related("classified_by").order_by("-number").first()
    if entry is None:
        entry = CatalogueItem(exporter=exporter, created_by=actor, created_at=at)
        write_body(entry=entry, body=clean, actor=actor, at=at)
        entry.save(force_insert=True)
        return entry, True
    if entry.body != clean or entry.archived_at is not None:
        entry.revision += 1
        entry.archived_at = None
        write_body(entry=entry, body=clean, actor=actor, at=at)
        entry.save()
    return entry, False


def hold_catalogue(*, exporter_id: UUID) -> None:
    """Of two who write numbered items of one company, the second waits; who sends its cases does not."""
    Exporter.objects.select_for_update(no_key=True).get(pk=exporter_id)


def write_body(*, entry: CatalogueEntry, body: JsonObject, actor: User, at: datetime) -> None:
    """What an entry says, and what is drawn from it. Whose classification it is changes with the classification."""
    before = (entry.body or {}).get("control_entry", "")
    entry.body, entry.name, entry.key = dict(body), body["name"], key(entry.kind, body)
    entry.changed_by, entry.changed_at = actor, at
    if isinstance(entry, CatalogueItem):
        entry.number, entry.updated_at = body.get(NUMBER, ""), at
        code = body.get("control_entry", "")
        if code != before:
            entry.classified_by, entry.classified_at = (actor, at) if code else (None, None)
            entry.classified_edition = edition_of(code) if code else None


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


def _clean(kind: Kind, body: JsonObject) -> dict[str, Any]:
    clean, errors = checked_entry(kind, dict(body))
    if errors:
        raise Invalid(errors=errors)
    return clean


def _refuse_twice(kind: Kind, exporter_id: UUID, body: JsonObject, besides: UUID | None = None) -> None:
    """One number once, archived or not; without a number one maker and model among what is active."""
    entries = MODELS[kind].objects.filter(exporter=exporter_id)
    if number := body.get(NUMBER, ""):
        same = entries.filter(number=number)
    else:
        same = entries.filter(key=key(kind, body)).active()
        same = same.filter(number="") if kind == Kind.ITEM else same
    same = same.exclude(pk=besides) if besides else same
    if (other := same.first()) is not None:
        raise _already(kind, other.name, str(other.pk))


def _already(kind: Kind, name: str, entry: str = "") -> AlreadyInCatalogue:
    return AlreadyInCatalogue(fill(ALREADY_THERE[kind], {"name": name}), entry=entry)


def _written(entry: CatalogueEntry) -> CatalogueEntry:
    """Save the entry; the second of two colleagues entering an equal one at once gets AlreadyInCatalogue."""
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        raise _already(entry.kind, entry.name) from None
    return entry
