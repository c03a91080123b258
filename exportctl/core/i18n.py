"""Texts in the reader's language, put into words when they are read. The one module of Django that rules may use."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import (
    get_language,
    gettext,
    gettext_lazy,
    gettext_noop,
    override,
    pgettext_lazy,
)

__all__ = [
    "fill",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "in_every_language",
    "joined",
    "language",
    "pgettext_lazy",
]

# A sentence whose gaps are filled when it is read, in the reader's language, not when the error is raised.
fill: Callable[[Any, Mapping[str, Any]], Any] = lazy(lambda text, values: str(text) % values, str)

# Words in a row, as they are read.
joined: Callable[[list[Any]], Any] = lazy(lambda words: ", ".join(map(str, words)), str)


LANGUAGES = ("en", "de", "fr")


def in_every_language(write: Callable[[], Any]) -> dict[str, Any]:
    """What is stored now and read later by people of any language: written once in each."""
    words = {}
    for code in LANGUAGES:
        with override(code):
            words[code] = write()
    return words


def language() -> str:
    """The reader's: en, de or fr."""
    return (get_language() or "en")[:2]
