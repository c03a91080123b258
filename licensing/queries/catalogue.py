"""An exporter's catalogue: what is in it, and what a table of items would add."""

from collections.abc import Iterable
from typing import Any

from django.db.models.functions import Lower

from exportctl.core.rules.uploaded_tables import Row
from licensing.models import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.catalogue import CatalogueQuerySet
from licensing.rules.catalogue import Kind
from licensing.rules.catalogue_tables import Report, report

MODELS: dict[Kind, type[CatalogueEntry]] = {Kind.ITEM: CatalogueItem, Kind.PARTY: CatalogueParty}


def entries(user: Any, kind: Kind, *, words: str = "", archived: bool = False) -> CatalogueQuerySet:
    """What is kept, or what was put away, by name."""
    rows = MODELS[kind].objects.visible_to(user).filter(archived_at__isnull=not archived).named(words)
    return rows.select_related("changed_by").annotate(lower_name=Lower("name")).order_by("lower_name", "pk")


def every(user: Any, kind: Kind) -> CatalogueQuerySet:
    """Archived ones as well: whoever has the address may open them."""
    return MODELS[kind].objects.visible_to(user).select_related("changed_by", "exporter")


def numbers(user: Any) -> dict[str, int]:
    """How many of each kind are kept."""
    return {kind.value: model.objects.visible_to(user).kept().count() for kind, model in MODELS.items()}


def keys_of(exporter_id: Any, keys: Iterable[str] | None = None) -> set[str]:
    """The keys of the items that an exporter keeps, or those among `keys`."""
    held = CatalogueItem.objects.filter(exporter=exporter_id).kept()
    if keys is not None:
        held = held.filter(key__in=list(keys))
    return set(held.values_list("key", flat=True))


def waiting_upload(user: Any) -> CatalogueUpload | None:
    """The table that the person has not decided about."""
    return CatalogueUpload.objects.visible_to(user).filter(created_by=user).first()


def report_of(upload: CatalogueUpload) -> Report:
    """Its rows against the catalogue as it is now."""
    rows = [Row(number, cells) for number, cells in upload.rows]
    return report(rows, held=keys_of(upload.exporter_id))
