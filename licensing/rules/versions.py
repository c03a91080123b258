"""What a body declares, drawn apart: its lines, its parties and its destinations.

One shape for every kind. A notification and an individual request write `destination` and `end_user`, a global one
`destinations`, `end_users` or both: where it names end users alone, their countries are its destinations. A
notification has one `item`, with its quantity and value beside it, a request `items`, each with its own; a line that
is a whole category of items is called by its entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol

from controllist.rules.matching import item_key, within
from exportctl.core.canonical import canonical
from exportctl.core.rules.folding import letters_and_digits
from licensing.rules.shapes import JsonObject

BESIDE = ("quantity", "unit", "value", "currency")
TEXTS = (
    "manufacturer", "model", "description", "cn_code", "control_entry", "unit", "currency",
    "item_number", "origin", "cas",
)  # fmt: skip


class Role(StrEnum):
    END_USER = "end_user"
    CONSIGNEE = "consignee"
    THIRD_PARTY = "third_party"


class Item(Protocol):
    """What an item is, whether it is a rule's line or a stored one."""

    @property
    def name(self) -> str: ...
    @property
    def manufacturer(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def functions(self) -> Sequence[str]: ...
    @property
    def cn_code(self) -> str: ...


class Recipient(Protocol):
    """Who a party is, whether it is a rule's or a stored one."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def kind(self) -> str: ...


def item_members(item: Item) -> dict[str, Any]:
    """An item as the contract writes it: name, manufacturer, model, description, functions, cn_code."""
    texts = ("name", "manufacturer", "model", "description", "cn_code")
    return {**{member: getattr(item, member) for member in texts}, "functions": list(item.functions)}


def party_members(party: Recipient) -> dict[str, str]:
    """A party as the contract writes it: name, address, country, kind."""
    return {member: getattr(party, member) for member in ("name", "address", "country", "kind")}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item, as much of it as is exported. A global request may leave out quantity and value."""

    name: str
    manufacturer: str = ""
    model: str = ""
    description: str = ""
    functions: Sequence[str] = ()
    cn_code: str = ""
    control_entry: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    value: Decimal | None = None
    currency: str = ""
    item_number: str = ""  # the exporter's own
    origin: str = ""  # country, box 14 of Annex III
    cas: str = ""  # of a chemical, box 15

    @property
    def item_key(self) -> str:
        """Equal for the same maker and model, at most 200 characters."""
        return item_key(self.manufacturer, self.model)


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody who receives the items, or stands between; `kind` is that of an end user."""

    role: Role
    name: str
    address: str = ""
    country: str = ""
    kind: str = ""

    @property
    def name_key(self) -> str:
        return name_key(self.name)


def name_key(name: str) -> str:
    """Letters and digits of a party's name, case-folded: equal however it is spaced; at most 200 characters."""
    return within(200, letters_and_digits(name))


def lines_of(body: JsonObject) -> list[Line]:
    """The items in the order of the body; what stands beside them (currency, a notification's quantity) is theirs."""
    beside = {member: body.get(member) for member in BESIDE}
    return [_line({**beside, **item}) for item in body.get("items") or [body["item"]]]


def parties_of(body: JsonObject) -> list[Party]:
    """End users, consignee, third parties, each role in the order of the body."""
    return [
        Party(
            role=role,
            name=given["name"],
            address=given.get("address") or "",
            country=given.get("country") or "",
            kind=given.get("kind") or "",
        )
        for role, given in _given_parties(body)
        if given
    ]


def destinations_of(body: JsonObject) -> list[str]:
    """Country codes, each once; of a global body that names end users alone theirs."""
    several = body.get("destinations") or [body.get("destination")]
    if not any(several):
        several = [each.get("country") for each in body.get("end_users") or []]
    return list(dict.fromkeys(filter(None, several)))


def _line(given: JsonObject) -> Line:
    return Line(
        name=given.get("name") or given["control_entry"],
        functions=tuple(given.get("functions") or ()),
        quantity=_decimal(given.get("quantity")),
        value=_decimal(given.get("value")),
        **{member: given.get(member) or "" for member in TEXTS},
    )


def _given_parties(body: JsonObject) -> Iterator[tuple[Role, JsonObject | None]]:
    for end_user in body.get("end_users") or [body.get("end_user")]:
        yield Role.END_USER, end_user
    yield Role.CONSIGNEE, body.get("consignee")
    for third_party in body.get("third_parties") or []:
        yield Role.THIRD_PARTY, third_party


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def body_commitment(body: JsonObject, *, salt: bytes) -> str:
    """What the audit trail holds of a body: SHA-256, in hex, of salt and canonical JSON."""
    return sha256(salt + canonical(body)).hexdigest()
