"""Does an authorisation that was granted cover what a line declares? As far as a line can show it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from controllist.rules.matching import item_key
from licensing.rules.party_names import THRESHOLD, likeness
from licensing.rules.write_offs import exceeds

PARTIES = ("consignee", "end_user")


class Obstacle(StrEnum):
    """What a line shows that the authorisation does not cover."""

    ITEM = "item"
    DESTINATION = "destination"
    CONSIGNEE = "consignee"
    END_USER = "end_user"
    QUANTITY = "quantity"


@dataclass(frozen=True)
class GrantedLine:
    """One line of it, and what is left; None where the quantity is not limited."""

    control_entry: str
    manufacturer: str
    model: str
    left: Decimal | None
    unit: str


@dataclass(frozen=True)
class Parties:
    """Whom it names; nobody where a global one names destinations alone."""

    end_users: tuple[str, ...] = ()
    consignees: tuple[str, ...] = ()


def other_party(role: str, name: str, parties: Parties) -> bool:
    """Is somebody else named than it was granted for? A consignee may be the end user, who receives the items."""
    known = parties.end_users if role == "end_user" else (*parties.consignees, *parties.end_users)
    return bool(name and known) and not any(likeness(name, each).score >= THRESHOLD for each in known)


def is_item(line: Mapping[str, Any], granted: GrantedLine) -> bool:
    """The same maker and model; where one of the two says none, an entry at least as fine as the granted one."""
    declared = item_key(line.get("manufacturer") or "", line.get("model") or "")
    own = item_key(granted.manufacturer, granted.model)
    if line.get("model") and granted.model:
        return declared == own
    entry, covered = (line.get("control_entry") or "").lower(), granted.control_entry.lower()
    return bool(covered) and (entry == covered or entry.startswith(f"{covered}."))


def obstacle(
    line: Mapping[str, Any], *, lines: Sequence[GrantedLine], goes_there: bool, parties: Parties
) -> Obstacle | None:
    """The first thing that stands against it; None where nothing that the line shows does."""
    items = [each for each in lines if is_item(line, each)]
    if not items:
        return Obstacle.ITEM
    if not goes_there:
        return Obstacle.DESTINATION
    for role in PARTIES:
        if other_party(role, line.get(role) or "", parties):
            return Obstacle(role)
    return None if _is_enough(line, items) else Obstacle.QUANTITY


def _is_enough(line: Mapping[str, Any], items: Iterable[GrantedLine]) -> bool:
    wanted, unit = line.get("quantity"), line.get("unit") or ""
    if not wanted:
        return True
    return any(
        not exceeds(Decimal(str(wanted)), each.left)
        for each in items
        if not unit or not each.unit or unit == each.unit
    )
