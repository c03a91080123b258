"""What a new entry of the list is made of, and what of it the log commits to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from controllist.rules.entries import ActKind, Change, Ground
from controllist.rules.matching import item_key, model_key
from exportctl.core.calendar import event_day
from exportctl.core.canonical import from_rfc3339
from exportctl.core.rules.folding import with_spellings

INSTANT = timedelta(microseconds=1)  # a last day ends with the midnight after it
AGREED_BY_ALL = "unanimous_agreement"  # the rule set of Article 5(5) and (6)


@dataclass(frozen=True, kw_only=True)
class EntryWords:
    """The words the public reads, as two officers confirmed them."""

    name: str
    manufacturer: str
    models: Sequence[str]
    functions: Sequence[str]
    description: str
    cn_code: str = ""
    language: str = "en"  # in which they were confirmed: in it they are authentic


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
    ground: Ground
    destination: str  # the only one it binds for, or ""
    bands: Mapping[str, Any]

    @property
    def act_reference(self) -> str:
        """The outcome, as a listing cites it: who notified, and the last day of the procedure: `IT 2026-04-20`."""
        return f"{self.notifying_state} {event_day(self.closed_at - INSTANT).isoformat()}"


def code_of(number: int) -> str:
    """`CS-0042`."""
    return f"CS-{number:04d}"


def as_columns(public: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition says, by the columns of the list's table; with what is derived from its words."""
    same = ("code", "name", "manufacturer", "functions", "description", "edition", "status")
    return {
        **{column: public[column] for column in (*same, "rule_set", "regime", "in_force")},
        **basis_of_change(public),
        "model_names": public["models"],
        "cn_code": public["cn_code"] or "",
        "destination": public["destination"] or "",
        "authentic_language": public.get("authentic_language") or "",
        "translations": public.get("translations") or {},
        "publication": public.get("publication") or "",
        "reviewed_at": from_rfc3339(public["reviewed_at"]) if public.get("reviewed_at") else None,
        "listed_on": date.fromisoformat(public["listed_on"]),
        "effective_from": from_rfc3339(public["effective_from"]),
        **derived(words_of(public)),
    }


def words_of(public: Mapping[str, Any]) -> EntryWords:
    """The words of an edition."""
    return EntryWords(
        name=public["name"],
        manufacturer=public["manufacturer"],
        models=public["models"],
        functions=public["functions"],
        description=public["description"],
        cn_code=public["cn_code"] or "",
        language=public.get("authentic_language") or "en",
    )


def basis_of_change(public: Mapping[str, Any]) -> dict[str, Any]:
    """What the last change was and rests on, by the columns of the list's table.

    Editions with a leaf of the first version are listings that say less.
    """
    act = public.get("legal_act") or {"kind": ActKind.OUTCOME.value, "reference": None}
    return {
        "change": public.get("change", Change.LISTING.value),
        "sequence": public.get("sequence", 1),
        "ground": public.get("ground") or ground_of(public["rule_set"]).value,
        "change_ground": public.get("change_ground") or "",
        "act_kind": act["kind"],
        "act_reference": act["reference"] or "",
        "reason": public.get("reason") or "",
        "changed_at": from_rfc3339(public.get("changed_at", public["effective_from"])),
        "delisted_at": from_rfc3339(public["delisted_at"]) if public.get("delisted_at") else None,
    }


def ground_of(rule_set: str) -> Ground:
    """The ground of a listing that does not name its own: what its rules list for."""
    return Ground.ARTICLE_5 if rule_set == AGREED_BY_ALL else Ground.HUMAN_RIGHTS


def derived(words: EntryWords) -> dict[str, Any]:
    """The columns by which an entry is found: maker and model, the models alone, and one text for the search."""
    return {
        "item_keys": [item_key(words.manufacturer, model) for model in words.models],
        "model_keys": [model_key(model) for model in words.models],
        "search": searchable(words),
    }


def searchable(words: EntryWords) -> str:
    """One text for the index of the public search: the words, then each that has another way to be typed."""
    return with_spellings(" ".join([words.name, words.manufacturer, *words.models, words.description]))
