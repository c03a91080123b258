"""The words of a proposal that others will read."""

from collections.abc import Mapping
from typing import Any

from licensing.rules.versions import Item


def entry_words(item: Item, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The list's words: as the officer wrote them, else the item as notified."""
    said = said or {}
    return {
        "name": said.get("name") or item.name,
        "manufacturer": said.get("manufacturer") or item.manufacturer,
        "models": said.get("models") or [item.model],
        "functions": said.get("functions") or list(item.functions),
        "description": said.get("description") or item.description,
    }


def dossier_words(item: Item, grounds: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The states' words: as the officer wrote them, else the item as notified and the grounds."""
    said = said or {}
    return {
        "description": said.get("description") or item.description,
        "grounds": said.get("grounds") or grounds,
    }


def read_by_others(
    item: Item, end_user: str, entry: Mapping[str, Any], dossier: Mapping[str, Any]
) -> dict[str, str]:
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
    # The states read these as notified: a name in them blocks the refusal until the exporter changes it.
    return {**texts, "/item/name": item.name, "/end_user/name": end_user}
