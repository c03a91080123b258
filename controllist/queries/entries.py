"""Entries of the EU-wide list, as the public reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from controllist.models import AnnexEntry, ControlListEntry
from controllist.queries.editions import content_as_of
from controllist.queries.snapshot import Snapshot, as_logged, snapshot
from controllist.rules.entries import Status
from controllist.rules.likeness import ItemQuery, Match, Reason
from controllist.rules.listing import as_columns
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


def entry_as_of(code: str, edition: int) -> ControlListEntry:
    """The entry as it stood with an edition of the list. Raises NotFound where it was not on the list yet, or the list
    has not reached that edition: a citation never breaks, and never says what nobody could have read."""
    entry = entry_of(code)
    for column, value in as_columns(content_as_of(code, edition)).items():
        setattr(entry, column, value)
    return entry


def listed(*, item_key: str, besides: UUID | None = None) -> ControlListEntry | None:
    """The entry that lists the item of this maker and model; None if there is none, or it was taken off.

    `besides` is the id of one that does not count.
    """
    entries = ControlListEntry.objects.exclude(status=Status.DELISTED.value)
    if besides is not None:
        entries = entries.exclude(pk=besides)
    return entries.filter(item_keys__contains=[item_key]).order_by("listed_on", "code").first()


def latest(*, most: int = 5) -> list[ControlListEntry]:
    """The entries that were listed last; what is corrected keeps its place."""
    on_it = ControlListEntry.objects.exclude(status=Status.DELISTED.value)
    return as_logged(on_it.order_by("-listed_on", "-edition")[:most])


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
        **_of_the_change(entry),
    }


def _of_the_change(entry: ControlListEntry) -> dict[str, Any]:
    """Where the entry comes from, how far it reaches, and what its last change rests on."""
    return {
        "change": entry.change,
        "sequence": entry.sequence,
        "changed_at": rfc3339(entry.changed_at),
        "delisted_at": rfc3339(entry.delisted_at) if entry.delisted_at else None,
        "ground": entry.ground,
        "change_ground": entry.change_ground or None,
        "legal_act": entry.legal_act,
        "reason": entry.reason or None,
        "scope": entry.scope.value,
        "destinations": [entry.destination] if entry.destination else [],
        "publication": entry.publication or None,
        "reviewed_at": rfc3339(entry.reviewed_at) if entry.reviewed_at else None,
        "authentic_language": entry.authentic_language or None,
        "translations": entry.translations,
        "notifying_state": entry.notifying_state_id,
        "procedure_opened_at": rfc3339(entry.procedure_opened_at),
        "procedure_closed_at": rfc3339(entry.procedure_closed_at),
    }


def _similar(entry: ControlListEntry, match: Match) -> Similar:
    return Similar(entry, match.score, match.reasons, match.is_the_item)
