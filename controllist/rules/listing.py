"""What a new entry of the list is made of, and what of it the log commits to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from controllist.rules.matching import item_key, model_key
from exportctl.core.canonical import canonical, from_rfc3339
from exportctl.core.rules.folding import with_spellings

LEAF_TYPE = "exportctl-leaf/1"
COMMITTED = ("name", "manufacturer", "models", "description")  # texts: the log has their salted hashes


@dataclass(frozen=True, kw_only=True)
class EntryWords:
    """The words the public reads, as two officers confirmed them."""

    name: str
    manufacturer: str
    models: Sequence[str]
    functions: Sequence[str]
    description: str
    cn_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The closed procedure an entry comes from, as far as the public may know it."""

    procedure: str  # its reference
    notifying_state: str
    opened_at: datetime
    closed_at: datetime
    rule_set: str
    regime: str
    in_force: bool
    destination: str  # the only one it binds for, or ""
    bands: Mapping[str, Any]


def code_of(number: int) -> str:
    """`CS-0042`."""
    return f"CS-{number:04d}"


def leaf_bytes(public: Mapping[str, Any], salts: Mapping[str, bytes]) -> bytes:
    """The leaf of one edition: canonical JSON of codes, dates, numbers and a commitment to each text.

    `public` is the entry as REST shows it. Erasing a text and its salt leaves the tree as it is.
    """
    plain = {
        "type": LEAF_TYPE,
        "code": public["code"],
        "edition": public["edition"],
        "status": public["status"],
        "listed_on": public["listed_on"],
        "effective_from": public["effective_from"],
        "regime_code": public["rule_set"],
        "in_force": public["in_force"],
        "functions": list(public["functions"]),
    }
    return canonical(plain | {field: commitment(public[field], salts[field]) for field in COMMITTED})


def as_columns(public: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition says, by the columns of the list's table; with what is derived from its words."""
    words = EntryWords(
        name=public["name"],
        manufacturer=public["manufacturer"],
        models=public["models"],
        functions=public["functions"],
        description=public["description"],
    )
    same = ("code", "name", "manufacturer", "functions", "description", "edition", "status")
    return {
        **{column: public[column] for column in (*same, "rule_set", "regime", "in_force")},
        "model_names": public["models"],
        "cn_code": public["cn_code"] or "",
        "destination": public["destination"] or "",
        "listed_on": date.fromisoformat(public["listed_on"]),
        "effective_from": from_rfc3339(public["effective_from"]),
        **derived(words),
    }


def derived(words: EntryWords) -> dict[str, Any]:
    """The columns by which an entry is found: maker and model, the models alone, and one text for the search."""
    return {
        "item_keys": [item_key(words.manufacturer, model) for model in words.models],
        "model_keys": [model_key(model) for model in words.models],
        "search": searchable(words),
    }


def commitment(value: str | Sequence[str], salt: bytes) -> str:
    """SHA-256 of salt and text, in hex; a list counts as its canonical JSON."""
    text = value if isinstance(value, str) else canonical(list(value)).decode()
    return sha256(salt + text.encode()).hexdigest()


def searchable(words: EntryWords) -> str:
    """One text for the index of the public search: the words, then each that has another way to be typed."""
    return with_spellings(" ".join([words.name, words.manufacturer, *words.models, words.description]))
