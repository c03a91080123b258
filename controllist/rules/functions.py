"""What a cyber-surveillance item does (contract: `functions`), and the words for it in three languages."""

import json
from collections.abc import Mapping
from pathlib import Path

from controllist.rules.likeness import windows
from exportctl.core.rules.folding import words

FUNCTIONS = (
    "phone_interception",
    "phone_location",
    "password_circumvention",
    "user_identification",
    "intrusion_software",
    "traffic_analysis",
    "data_extraction",
    "biometric_identification",
    "data_retention",
    "other",
)

LANGUAGES = ("en", "de", "fr")

_FILE = Path(__file__).resolve().parent.parent / "data" / "functions.json"
_WORDS = {row["code"]: row for row in json.loads(_FILE.read_text(encoding="utf-8"))["functions"]}


def label(code: str, language: str) -> str:
    """`Location`: the one word for it, in tables, tags and forms; in a language not held, in English."""
    return _spoken(_WORDS[code]["label"], language)


def explanation(code: str, language: str) -> str:
    return _spoken(_WORDS[code]["description"], language)


def terms() -> Mapping[str, tuple[str, ...]]:
    """Every label and synonym in every language, with the functions it may mean."""
    return _TERMS


def meant(text: str) -> tuple[str, ...]:
    """The functions that one of their labels or synonyms names in `text`, as whole words."""
    spoken = set(windows(words(text), most=4))
    codes_meant = {code for key, codes in _KEYS.items() if key in spoken for code in codes}
    return tuple(code for code in FUNCTIONS if code in codes_meant)


def _spoken(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language[:2], texts["en"])


def _terms() -> dict[str, tuple[str, ...]]:
    by_term: dict[str, tuple[str, ...]] = {}
    for code in FUNCTIONS:
        row = _WORDS[code]
        for language in LANGUAGES:
            for term in (row["label"][language], *row["synonyms"][language]):
                by_term[term] = tuple(dict.fromkeys((*by_term.get(term, ()), code)))
    return by_term


def _keys(terms: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    by_key: dict[str, frozenset[str]] = {}
    for term, codes in terms.items():
        key = "".join(words(term))
        by_key[key] = by_key.get(key, frozenset()) | frozenset(codes)
    return by_key


_TERMS = _terms()
_KEYS = _keys(_TERMS)
