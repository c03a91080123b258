"""When two items are the same: maker and model are equal by their letters and digits."""

from hashlib import sha256
from unicodedata import normalize


def folded(text: str) -> str:
    """Letters and digits only, case-folded; spelled the same whichever way the characters were typed."""
    return "".join(filter(str.isalnum, normalize("NFKC", normalize("NFKC", text).casefold())))


def item_key(manufacturer: str, model: str) -> str:
    """One string, at most 200 characters, equal for the same maker and model."""
    return _within(200, f"{folded(manufacturer)}/{folded(model)}")


def model_key(model: str) -> str:
    """The model alone, at most 120 characters."""
    return _within(120, folded(model))


def _within(limit: int, key: str) -> str:
    """Folding can lengthen a text; what no longer fits ends in its hash, and stays as different."""
    return key if len(key) <= limit else f"{key[: limit - 65]}#{sha256(key.encode()).hexdigest()}"
