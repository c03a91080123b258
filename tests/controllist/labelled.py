"""The labelled pairs of controllist/data/model_pairs.json, and what the rule makes of them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from controllist.rules.likeness import ItemQuery
from controllist.rules.resemblance import Resemblance

FILE = Path(__file__).resolve().parents[2] / "controllist/data/model_pairs.json"
LABELLED = json.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Listed:
    name: str
    manufacturer: str
    model_names: tuple[str, ...]
    functions: tuple[str, ...] = ()
    description: str = ""
    cn_code: str = ""


@dataclass(frozen=True)
class Pair:
    item: tuple[str, str]
    query: ItemQuery
    label: str
    mark: str


@cache
def items() -> list[Listed]:
    return [Listed(name, maker, (model,)) for maker, model, name in LABELLED["items"]]


@cache
def pairs() -> list[Pair]:
    return [
        Pair((maker, model), ItemQuery(of, written, name), label, mark)
        for maker, model, of, written, name, label, _how, mark in LABELLED["pairs"]
    ]


def shares(*, mark: str = "") -> dict[str, float]:
    """Of each label the share that is a hit: of `same` and `variant` the item itself, of `different` anything."""
    listed = items()
    index = Resemblance(listed)
    hits: dict[str, list[bool]] = {}
    for pair in pairs():
        if mark in ("", pair.mark):
            matches = index.find(pair.query)
            meant = [(listed[m.place].manufacturer, listed[m.place].model_names[0]) for m in matches]
            is_hit = bool(matches) if pair.label == "different" else pair.item in meant
            hits.setdefault(pair.label, []).append(is_hit)
    return {label: sum(each) / len(each) for label, each in hits.items()}
