"""The words of a proposal that others will read."""

from collections.abc import Mapping
from typing import Any

from exportctl.core.canonical import content_hash
from licensing.rules.names import is_the_exporter, may_name_exporter
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import Item

# What the states read as the exporter wrote it: a name in it blocks the refusal until the exporter changes it.
AS_NOTIFIED = ("/item/name", "/item/model", "/end_user/name")
MAKER = "/entry/manufacturer"

# What the second officer approves: the hash is over these, whether read from the form or from the row.
CONTENT = ("outcome", "legal_basis", "grounds", "conditions", "entry", "dossier")


def hash_of_content(proposal: Any) -> str:
    """The hash of a proposal's content as its row has it now, with the version of the request that it decides on."""
    content = {name: getattr(proposal, name) for name in CONTENT}
    return hash_of(content, hearing=proposal.hearing, version=proposal.version)


def hash_of(content: JsonObject, *, hearing: JsonObject | None, version: int) -> str:
    """The same before there is a row. A hearing and a version count where there is one, or more than one."""
    heard = {"hearing": hearing} if hearing else {}
    amended = {"version": version} if version > 1 else {}
    return content_hash({**content, **heard, **amended})


def entry_words(item: Item, wording: JsonObject | None) -> dict[str, Any]:
    """The list's words: as the officer wrote them, else the item as notified."""
    wording = wording or {}
    return {
        "name": wording.get("name") or item.name,
        "manufacturer": wording.get("manufacturer") or item.manufacturer,
        "models": wording.get("models") or [item.model],
        "functions": wording.get("functions") or list(item.functions),
        "description": wording.get("description") or item.description,
    }


def dossier_words(item: Item, grounds: str, wording: JsonObject | None) -> dict[str, Any]:
    """The states' words: as the officer wrote them, else the item as notified and the grounds."""
    wording = wording or {}
    return {
        "description": wording.get("description") or item.description,
        "grounds": wording.get("grounds") or grounds,
    }


def read_by_others(item: Item, end_user: str, entry: JsonObject, dossier: JsonObject) -> dict[str, str]:
    """Every text that states or public will read, by pointer; the maker's name is not among them.

    `end_user` is the end user's name.
    """
    texts = {
        "/entry/name": str(entry["name"]),
        "/entry/description": str(entry["description"]),
        **{f"/entry/models/{index}": str(model) for index, model in enumerate(entry["models"])},
        "/dossier/description": str(dossier["description"]),
        "/dossier/grounds": str(dossier["grounds"]),
    }
    return {**texts, **dict(zip(AS_NOTIFIED, (item.name, item.model, end_user), strict=True))}


def doubtful(texts: Mapping[str, str], *, maker: str, exporter: Mapping[str, str]) -> list[str]:
    """The pointers of `texts`, and of the maker, that may tell who the exporter is, and stop nothing.

    A text may hold the one ordinary word that the exporter goes by; a maker who is the exporter is published.
    """
    pointers = may_name_exporter(texts, **exporter)
    return [MAKER, *pointers] if is_the_exporter(maker, **exporter) else pointers
