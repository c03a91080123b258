"""An exporter's catalogue: what is in it, and what a table of items would add."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models.functions import Lower

from exportctl.core.access import Reader
from exportctl.core.models import User
from exportctl.core.rules.uploaded_tables import Row
from licensing.models import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.catalogue import CatalogueQuerySet
from licensing.rules.catalogue import Kind
from licensing.rules.catalogue_tables import Report, report

MODELS: dict[Kind, type[CatalogueEntry]] = {Kind.ITEM: CatalogueItem, Kind.PARTY: CatalogueParty}


def entries(user: Reader, kind: Kind, *, words: str = "", archived: bool = False) -> CatalogueQuerySet:
    """What is kept, or what was put away, by name."""
    rows = MODELS[kind].objects.visible_to(user).filter(archived_at__isnull=not archived).named(words)
    by_name: CatalogueQuerySet = rows.select_related("changed_by").annotate(lower_name=Lower("name"))
    return by_name.order_by("lower_name", "pk")


def every(user: Reader, kind: Kind) -> CatalogueQuerySet:
    """Archived ones as well: whoever has the address may open them."""
    return MODELS[kind].objects.visible_to(user).select_related("changed_by", "exporter")


def numbers(user: Reader) -> dict[str, int]:
    """How many active entries there are, by kind."""
    return {kind.value: model.objects.visible_to(user).active().count() for kind, model in MODELS.items()}


def keys_of(exporter_id: UUID, keys: Iterable[str] | None = None) -> set[str]:
    """The keys of the items that an exporter keeps, or those among `keys`."""
    items = CatalogueItem.objects.filter(exporter=exporter_id).active()
    if keys is not None:
        items = items.filter(key__in=list(keys))
    return set(items.values_list("key", flat=True))


def waiting_upload(user: User) -> CatalogueUpload | None:
    """The table this person has uploaded and neither imported nor discarded."""
    return CatalogueUpload.objects.visible_to(user).filter(created_by=user).first()


def report_of(upload: CatalogueUpload) -> Report:
    """The upload's rows checked against the catalogue as it is now."""
    rows = [Row(number, cells) for number, cells in upload.rows]
    return report(rows, known_keys=keys_of(upload.exporter_id))
