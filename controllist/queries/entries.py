"""Entries of the EU-wide list, as the public reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from controllist.models import AnnexEntry, ControlListEntry
from controllist.queries.snapshot import Snapshot, as_logged, snapshot
from controllist.rules.entries import Status
from controllist.rules.likeness import ItemQuery, Match, Reason
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import NotFound


@dataclass(frozen=True)
class Similar:
    """An entry that resembles an item, with every reason; `is_the_item` when maker and model are the same."""

    entry: ControlListEntry
    score: float
    reasons: tuple[Reason, ...]
    is_the_item: bool


def entry_of(code: str) -> ControlListEntry:
    """The entry of that code, in the words of the log, with its notifying state. Raises NotFound."""
    rows = as_logged(ControlListEntry.objects.filter(code=code).select_related("notifying_state"))
    if not rows:
        raise NotFound
    return rows[0]


def listed(*, item_key: str) -> ControlListEntry | None:
    """The entry that lists the item of this maker and model; None if there is none, or it was taken off."""
    entries = ControlListEntry.objects.exclude(status=Status.DELISTED.value)
    return entries.filter(item_keys__contains=[item_key]).order_by("listed_on", "code").first()


def latest(*, most: int = 5) -> list[ControlListEntry]:
    """The entries that changed last."""
    return as_logged(
        ControlListEntry.objects.exclude(status=Status.DELISTED.value).order_by("-edition")[:most]
    )


def similar(
    *,
    name: str,
    manufacturer: str = "",
    model: str = "",
    description: str = "",
    functions: Sequence[str] = (),
    cn_code: str = "",
    besides: str = "",
    most: int = 5,
    current: Snapshot | None = None,
) -> list[Similar]:
    """The entries most like an item, each with its reasons; `besides` is the code of one to leave out."""
    current = current or snapshot()
    query = ItemQuery(manufacturer, model, name, description, cn_code, tuple(functions))
    matches = current.resemblance.find(query, most=most + 1, widely=True)
    pairs = [(current.binding[match.place], match) for match in matches]
    return [_similar(entry, match) for entry, match in pairs if entry.code != besides][:most]


def neighbours(entry: ControlListEntry) -> list[Similar]:
    """Other entries that resemble this one."""
    return similar(
        name=entry.name,
        manufacturer=entry.manufacturer,
        description=entry.description,
        functions=entry.functions,
        besides=entry.code,
        most=3,
    )


def annex_neighbours(entry: ControlListEntry) -> list[AnnexEntry]:
    """Entries of Annex I about the same function."""
    functions = [code for code in entry.functions if code != "other"]
    return list(AnnexEntry.objects.filter(functions__overlap=functions)[:3]) if functions else []


def public(entry: ControlListEntry) -> dict[str, Any]:
    """The entry as REST, editions and proofs show it: plain JSON values."""
    return {
        "code": entry.code,
        "name": entry.name,
        "manufacturer": entry.manufacturer,
        "models": list(entry.model_names),
        "functions": list(entry.functions),
        "description": entry.description,
        "cn_code": entry.cn_code or None,
        "listed_on": entry.listed_on.isoformat(),
        "effective_from": rfc3339(entry.effective_from),
        "edition": entry.edition,
        "status": str(entry.status),
        "rule_set": entry.rule_set,
        "regime": entry.regime,
        "in_force": entry.in_force,
        "destination": entry.destination or None,
    }


def _similar(entry: ControlListEntry, match: Match) -> Similar:
    return Similar(entry, match.score, match.reasons, match.is_the_item)
