"""The words of a proposal that others will read."""

from collections.abc import Mapping
from typing import Any


def entry_words(body: Mapping[str, Any], said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The list's words: as the officer wrote them, else the item as notified."""
    item = body.get("item") or {}
    said = said or {}
    return {
        "name": said.get("name") or item.get("name") or "",
        "manufacturer": said.get("manufacturer") or item.get("manufacturer") or "",
        "models": said.get("models") or [item.get("model") or ""],
        "functions": said.get("functions") or item.get("functions") or [],
        "description": said.get("description") or item.get("description") or "",
    }


def dossier_words(body: Mapping[str, Any], grounds: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The states' words: as the officer wrote them, else the item as notified and the grounds."""
    item = body.get("item") or {}
    said = said or {}
    return {
        "description": said.get("description") or item.get("description") or "",
        "grounds": said.get("grounds") or grounds,
    }


def read_by_others(
    body: Mapping[str, Any], entry: Mapping[str, Any], dossier: Mapping[str, Any]
) -> dict[str, str]:
    """Every text that states or public will read, by pointer; the maker's name is not among them."""
    texts = {
        "/entry/name": str(entry["name"]),
        "/entry/description": str(entry["description"]),
        **{f"/entry/models/{index}": str(model) for index, model in enumerate(entry["models"])},
        "/dossier/description": str(dossier["description"]),
        "/dossier/grounds": str(dossier["grounds"]),
    }
    # The states read these as notified: a name in them blocks the refusal until the exporter changes it.
    item, end_user = body.get("item") or {}, body.get("end_user") or {}
    return {
        **texts,
        "/item/name": str(item.get("name") or ""),
        "/end_user/name": str(end_user.get("name") or ""),
    }
