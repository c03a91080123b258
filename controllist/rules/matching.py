"""When two items are the same: maker and model are equal by their letters and digits."""

from functools import lru_cache
from hashlib import sha256

from exportctl.core.rules.folding import letters_and_digits


@lru_cache(maxsize=20_000)  # catalogues and declarations name the same items again and again
def item_key(manufacturer: str, model: str) -> str:
    """One string, at most 200 characters, equal for the same maker and model."""
    return within(200, f"{letters_and_digits(manufacturer)}/{letters_and_digits(model)}")


def model_key(model: str) -> str:
    """The model alone, at most 120 characters."""
    return within(120, letters_and_digits(model))


def within(limit: int, key: str) -> str:
    """`key` in at most `limit` characters.

    Folding can lengthen a text; what no longer fits ends in its hash, and stays as different.
    """
    return key if len(key) <= limit else f"{key[: limit - 65]}#{sha256(key.encode()).hexdigest()}"
