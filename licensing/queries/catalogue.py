"""An exporter's catalogue: what is in it, what a table of items would add, what an authority said of an item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Lower

from controllist.rules.matching import item_key
from exportctl.core.access import Reader
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import User
from exportctl.core.rules.uploaded_tables import Row
from licensing.models import (
    AuthorisationRequest,
    CatalogueEntry,
    CatalogueItem,
    CatalogueParty,
    CatalogueUpload,
    ClassificationConfirmation,
)
from licensing.models.catalogue import CatalogueQuerySet
from licensing.queries.exporters import exporter_ids
from licensing.rules.catalogue import NUMBER, Kind, filled, is_altered, numbers_in
from licensing.rules.catalogue_tables import Known, Stock, key_of, number_of
from licensing.rules.request_lines import LINE

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


def only_maker(exporter_id: UUID) -> str:
    """The maker of every item in the catalogue, where there is just one: mostly the exporter's own company."""
    rows = CatalogueItem.objects.filter(exporter=exporter_id, body__manufacturer__gt="").active()
    makers = list(rows.order_by().values_list("body__manufacturer", flat=True).distinct()[:2])
    return makers[0] if len(makers) == 1 else ""


def numbered_bodies(exporter_id: UUID, item_numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the catalogue says of the items of these numbers, by number; what is archived is offered no more."""
    items = CatalogueItem.objects.filter(exporter=exporter_id, number__in=[*item_numbers]).active()
    return dict(items.values_list("number", "body"))


def with_items(*, exporter_id: UUID, body: Any, of: Collection[int] | None = None) -> Any:
    """The body, its lines that name an item of the exporter's catalogue filled from there; `of` some lines alone.

    What a line says itself wins. It takes a copy: what changes in the catalogue later changes no request.
    """
    lines = body.get("items") if isinstance(body, Mapping) else None
    if not isinstance(lines, list) or not (wanted := numbers_in(lines)):
        return body
    known = numbered_bodies(exporter_id, wanted)
    items = [
        filled(line, known.get(line.get(NUMBER) or ""), LINE.members)
        if isinstance(line, Mapping) and (of is None or place in of)
        else line
        for place, line in enumerate(lines)
    ]
    return {**body, "items": items}


def stock_of(exporter_id: UUID, rows: Sequence[Row]) -> Stock:
    """What of the catalogue these rows of a table name."""
    named = {number for row in rows if (number := number_of(row))}
    items = CatalogueItem.objects.filter(exporter=exporter_id)
    numbered = items.filter(number__in=named).values_list("number", "pk", "body", "archived_at")
    keys = {key_of(row) for row in rows}
    unnumbered = items.filter(number="", key__in=keys).active().values_list("key", "pk", "body")
    return Stock(
        {number: Known(pk, body, archived_at is not None) for number, pk, body, archived_at in numbered},
        {key: Known(pk, body) for key, pk, body in unnumbered},
    )


def waiting_uploads(user: User) -> QuerySet[CatalogueUpload]:
    """The tables this person has handed over and that wait, are in work, or of which rows were left out."""
    open_or_wrong = Q(finished_at=None) | ~Q(failure={}) | Q(outcome__counts__wrong__gt=0)
    uploads = CatalogueUpload.objects.visible_to(user).filter(open_or_wrong, created_by=user)
    return uploads.select_related("exporter").defer("source").order_by("created_at", "pk")


@dataclass(frozen=True)
class Confirmation:
    """What an officer said of an item, and whether it still holds: for its maker and model, by today's Annex I."""

    control_entry: str
    edition: date | None
    reason: str
    authority: str
    reference: str
    at: Any
    is_same_item: bool
    is_current: bool


def confirmations_of(items: Iterable[CatalogueItem]) -> Mapping[UUID, Confirmation]:
    """The newest word of an authority on each of these items that has one, by the item's id."""
    numbered = {(item.exporter_id, item.number): item for item in items if item.number}
    if not numbered:
        return {}
    rows = ClassificationConfirmation.objects.filter(
        exporter__in={exporter for exporter, _number in numbered},
        item_number__in={number for _exporter, number in numbered},
    )
    newest = rows.newest_of_items().select_related("request__authority", "opinion__question__authority")
    return {
        item.pk: _confirmation(item, row)
        for row in newest
        if (item := numbered.get((row.exporter_id, row.item_number)))
    }


def _confirmation(item: CatalogueItem, row: ClassificationConfirmation) -> Confirmation:
    same = row.item_key == item_key(item.body.get("manufacturer") or "", item.body.get("model") or "")
    about = row.request or row.opinion.question  # type: ignore[union-attr]  # one of them, by constraint
    return Confirmation(
        control_entry=row.control_entry,
        edition=row.edition,
        reason=row.reason,
        authority=about.authority.short_name,
        reference=about.reference,
        at=row.confirmed_at,
        is_same_item=same,
        is_current=same and not is_altered(row.control_entry, since=row.edition),
    )


def classified_lines() -> ArraySubquery:
    """For a query of requests: how an officer classified which line, the word that counts: `{line, control_entry}`."""
    words = ClassificationConfirmation.objects.filter(request=OuterRef("pk")).newest_of_lines()
    return ArraySubquery(words.values(word=JSONObject(line="line_id", control_entry="control_entry")))


def words_on(request: AuthorisationRequest, number: int) -> list[ClassificationConfirmation]:
    """What officers said of the item of a line, the newest first."""
    rows = ClassificationConfirmation.objects.filter(request=request, line__number=number)
    return list(rows.select_related("line", "request__authority").order_by("-confirmed_at", "-pk"))


def show_confirmation(word: ClassificationConfirmation) -> dict[str, Any]:
    """An officer's word on a line as REST shows it, to its exporter, too."""
    assert word.line  # as its request, by constraint
    assert word.request
    return {
        "line": word.line.number,
        "control_entry": word.control_entry or None,
        "edition": iso_or_none(word.edition),
        "reason": word.reason or None,
        "authority": word.request.authority.short_name,
        "confirmed_at": rfc3339(word.confirmed_at),
    }


def show_item(item: CatalogueItem, confirmation: Confirmation | None) -> dict[str, Any]:
    """An item as machines read it: what the company says, and beside it whose classification it is."""
    return {
        "number": item.number or None,
        **{name: item.body.get(name) for name in SHOWN},
        "functions": item.body.get("functions") or [],
        "archived": item.archived_at is not None,
        "changed_at": item.updated_at,
        "classification": _own_word(item),
        "confirmation": _their_word(confirmation) if confirmation else None,
    }


SHOWN = ("name", "manufacturer", "model", "description", "cn_code", "control_entry", "origin", "cas")


def _own_word(item: CatalogueItem) -> dict[str, Any] | None:
    if not item.body.get("control_entry"):
        return None
    return {
        "control_entry": item.body["control_entry"],
        "edition": item.classified_edition,
        "by": item.classified_by.name if item.classified_by else None,
        "at": item.classified_at,
    }


def _their_word(confirmation: Confirmation) -> dict[str, Any]:
    return {
        "control_entry": confirmation.control_entry or None,
        "edition": confirmation.edition,
        "by": confirmation.authority,
        "at": confirmation.at,
        "request": confirmation.reference,
        "reason": confirmation.reason or None,
        "current": confirmation.is_current,
    }
