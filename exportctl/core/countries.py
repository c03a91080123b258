"""The countries of the world by their code (ISO 3166-1 alpha-2, and XK): one name each, for pages, letters, tables."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from exportctl.core.rules.codes import Unreadable, country_code
from exportctl.core.rules.folding import sort_key, spellings

FILE = Path(__file__).parent / "data" / "countries.json"
CONTRACTED = re.compile(r"^de (les?) ")
ARTICLES = FILE.with_name("state_articles.json")


def country(code: object) -> str:
    """The name in the reader's language; the code itself where there is none, nothing for nothing."""
    names = names_by_code().get(str(code))
    return _in(_language(), names) if names else str(code or "")


def in_sentence(code: object) -> str:
    """A Member State as a sentence names it: `la France`, `the Netherlands`."""
    return _articles().get(_language(), {}).get(str(code), "") + country(code)


def of_state(code: object) -> str:
    """`of France`, `Deutschlands`, `de la France`, `du Danemark`: what stands after a noun."""
    named, language = in_sentence(code), _language()
    if language == "fr":
        return CONTRACTED.sub(lambda article: {"le": "du ", "les": "des "}[article[1]], f"de {named}")
    if language == "de":
        return f"der {named.removeprefix('die ')}" if named.startswith("die ") else f"{named}s"
    return f"of {named}"


def countries() -> list[tuple[str, str]]:
    """Every code with its name, for a select: by name, as the language sorts them."""
    return list(_sorted(_language()))


def names_of(code: object) -> list[str]:
    """What a country is called in each language, each name once: for searching."""
    return list(dict.fromkeys(names_by_code().get(str(code), {}).values()))


def codes_typed(text: str) -> tuple[list[str], list[str]]:
    """The codes of countries that somebody typed, and what is none: names in any of our languages, or codes.

    Commas stand between names; between codes alone a space is enough.
    """
    codes: list[str] = []
    unknown: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;\n]", text))):
        one = _code_of(part)
        read = [one] if one else [_code_of(each) for each in part.split()]
        if all(read):
            codes += [each for each in read if each]
        else:
            unknown.append(part)
    return list(dict.fromkeys(codes)), unknown


def _code_of(text: str) -> str:
    """Of one country; "" for what is none."""
    try:
        code = country_code(text)
    except Unreadable:
        code = ""
    if code in names_by_code():
        return code
    named = {each for spelling in spellings(text) for each in _codes_by_spelling().get(spelling, ())}
    return named.pop() if len(named) == 1 else ""


@cache
def _codes_by_spelling() -> Mapping[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for code, names in names_by_code().items():
        for spelling in {each for name in names.values() for each in spellings(name)}:
            codes[spelling].add(code)
    return codes


@cache
def names_by_code() -> Mapping[str, Mapping[str, str]]:
    """Code → {"en": …, "de": …, "fr": …}, in the order of the codes."""
    return {row["code"]: row["name"] for row in json.loads(FILE.read_text(encoding="utf-8"))["countries"]}


@cache
def _articles() -> Mapping[str, Mapping[str, str]]:
    articles: Mapping[str, Mapping[str, str]] = json.loads(ARTICLES.read_text(encoding="utf-8"))["articles"]
    return articles


@cache
def _sorted(language: str) -> tuple[tuple[str, str], ...]:
    named = ((code, _in(language, names)) for code, names in names_by_code().items())
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1])))


def _in(language: str, names: Mapping[str, str]) -> str:
    return names.get(language, names["en"])


def _language() -> str:
    return (get_language() or "en")[:2]
