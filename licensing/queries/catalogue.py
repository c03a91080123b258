"""An exporter's catalogue: what is in it, and what a table of items would add."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from exportctl.core.access import Reader
from exportctl.core.models import User
from exportctl.core.rules.uploaded_tables import Row
from licensing.models import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.catalogue import CatalogueQuerySet
from licensing.queries.exporters import exporter_ids
from licensing.rules.catalogue import Kind
from licensing.rules.catalogue_tables import Report, report

MODELS: dict[Kind, type[CatalogueEntry]] = {Kind.ITEM: CatalogueItem, Kind.PARTY: CatalogueParty}


def entries(
    user: Reader, kind: Kind, *, words: str = "", archived: bool = False, company: str = ""
) -> CatalogueQuerySet:
    """What is kept, or what was put away, by name; of all the person's companies, or of one."""
    rows = MODELS[kind].objects.visible_to(user).filter(archived_at__isnull=not archived).named(words)
    mine = rows.filter(exporter__in=exporter_ids(user, company)) if company else rows
    by_name: CatalogueQuerySet = mine.select_related("changed_by", "exporter").annotate(
        lower_name=Lower("name")
    )
    return by_name.order_by("lower_name", "pk")


def every(user: Reader, kind: Kind) -> CatalogueQuerySet:
    """Archived ones as well: whoever has the address may open them."""
    return MODELS[kind].objects.visible_to(user).select_related("changed_by", "exporter")


def numbers(user: Reader, *, company: str = "") -> dict[str, int]:
    """How many active entries there are, by kind."""
    exporters = exporter_ids(user, company)
    return {
        kind.value: model.objects.visible_to(user).filter(exporter__in=exporters).active().count()
        for kind, model in MODELS.items()
    }


def keys_of(exporter_id: UUID, keys: Iterable[str] | None = None) -> set[str]:
    """The keys of the items that an exporter keeps, or those among `keys`."""
    items = CatalogueItem.objects.filter(exporter=exporter_id).active()
    if keys is not None:
        items = items.filter(key__in=list(keys))
    return set(items.values_list("key", flat=True))


def waiting_uploads(user: User) -> QuerySet[CatalogueUpload]:
    """The tables this person has uploaded and neither imported nor discarded: one a company."""
    uploads = CatalogueUpload.objects.visible_to(user).filter(created_by=user)
    return uploads.select_related("exporter").order_by("created_at", "pk")


def report_of(upload: CatalogueUpload) -> Report:
    """The upload's rows checked against the catalogue as it is now."""
    rows = [Row(number, cells) for number, cells in upload.rows]
    return report(rows, known_keys=keys_of(upload.exporter_id))
