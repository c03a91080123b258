"""What a new notification may take over from an earlier one, and what has to be said anew each time."""

from collections.abc import Collection, Mapping
from typing import Any

# Never copied: the doubt, the red flags and their evidence, the day of the export, the files. They are about one
# export at one moment; an old answer would be a declaration that nobody made (Regulation (EU) 2021/821, Article 5(2)).
PARTS: Mapping[str, tuple[str, ...]] = {
    "item": ("item",),
    "parties": ("destination", "end_user", "consignee"),
    "amount": ("quantity", "unit", "value", "currency"),
    "end_use": ("end_use",),
}


def copied(body: Mapping[str, Any], parts: Collection[str]) -> dict[str, Any]:
    """The chosen parts of `body`, in the contract's shape."""
    wanted = [name for part, names in PARTS.items() if part in parts for name in names]
    return {name: body[name] for name in wanted if name in body}
