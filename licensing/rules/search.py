"""Words of a case and of a question, made alike: no accents, no capitals, no endings cut (cases have many languages).

A document is PostgreSQL's tsvector, written here word by word, so that what is found, what is marked on the page and
what is compared with a typing error follow one rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from exportctl.core.rules.codes import reference
from exportctl.core.rules.folding import letters_and_digits, plain, rewritten

LONGEST_WORD = 60
LAST_POSITION = 16_000  # PostgreSQL counts to 16,383
MOST_PLACES = 8  # of one word that are kept
MOST_TERMS = 8
SNIPPET = 160  # characters
BEFORE = 50  # of them in front of the first hit
WORD = re.compile(r"[^\W_]+")
LONGEST_MODEL = 16  # characters: longer ones are a word and a number that has nothing to do with it
_PIECES = re.compile(r"[^\W\d_]+|\d+")
# By what a hit counts more: PostgreSQL's four weights.
WEIGHTS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Field:
    """A text of a case: where it stands, how much it counts, and whether the exporter may know it."""

    code: str
    text: str
    weight: str = "C"
    declared: bool = True


@dataclass(frozen=True)
class Piece:
    text: str
    hit: bool


def words(text: str) -> list[str]:
    """The words of a text, folded, each followed by what it is also found by.

    A number without the zeros in front (418 in DE-2026-00418), a name in Latin letters and with ü as ue or u, letters
    and figures written together or apart (Zweit8, Zweit 8).
    """
    parts: list[str] = []
    before = ""
    # A mark that no letter took in parts no word, in some scripts not even when both are one sign.
    composed = "".join(sign for sign in normalize("NFKC", text) if not combining(sign))
    for written in WORD.findall(composed):
        word, *_others = ways = _ways(written)
        parts += ways
        if _is_one_model(before, word):
            parts.append((before + word)[:LONGEST_WORD])
        before = word
    return parts


def terms(question: str) -> list[str]:
    """What somebody looks for: every word, each once, at most eight; the reference of a case as it is stored."""
    stored = reference(question)
    asked = question if stored.startswith("CS-") or not stored else stored
    parts = [word[:LONGEST_WORD] for word in WORD.findall(plain(asked))]
    return list(dict.fromkeys(parts))[:MOST_TERMS]


@lru_cache(maxsize=20_000)  # cases repeat their words
def _ways(written: str) -> tuple[str, ...]:
    """A word as it is stored, and the others by which it is found; each once."""
    word = plain(written)
    if word.isascii() and word.isdigit():
        found = [word, word.lstrip("0")] if word[0] == "0" else [word]
    else:
        spelt = [way for ways in rewritten([letters_and_digits(written)]) for way in ways if way.isascii()]
        without = [word.replace(pair, pair[0]) for pair in ("ae", "oe", "ue")]
        pieces = _PIECES.findall(word)
        found = [word, *spelt, *without, *(pieces if len(pieces) > 1 else ())]
    return tuple(dict.fromkeys(each[:LONGEST_WORD] for each in found if each))


def _is_one_model(before: str, word: str) -> bool:
    """Are these a model in two words, letters and then figures?"""
    return before[-1:].isalpha() and word.isdigit() and len(before + word) <= LONGEST_MODEL


def document(fields: Iterable[Field]) -> str:
    """The tsvector of the fields, as PostgreSQL reads it: `'word':3A,7B`."""
    places: dict[str, list[str]] = defaultdict(list)
    position = 0
    for field in fields:
        for word in words(field.text):
            position = min(position + 1, LAST_POSITION)
            if len(places[word]) < MOST_PLACES:
                places[word].append(f"{position}{field.weight}")
    return " ".join(f"'{word}':{','.join(marks)}" for word, marks in sorted(places.items()))


def tsquery(wanted: Sequence[str]) -> str:
    """Every term has to be there, each may go on: `'night':* & 'vis':*`."""
    return " & ".join(f"'{term}':*" for term in wanted)


def hits_in(fields: Iterable[Field], wanted: Sequence[str]) -> list[tuple[Field, list[str]]]:
    """The fields in which something was found, with the terms found there; the best first."""
    hits = []
    for field in fields:
        known = words(field.text)
        matched = [term for term in wanted if any(word.startswith(term) for word in known)]
        if matched:
            hits.append((field, matched))
    return sorted(hits, key=lambda hit: (-len(hit[1]), WEIGHTS.index(hit[0].weight)))


def marked(text: str, wanted: Sequence[str], *, whole: bool = False) -> list[Piece]:
    """The text in pieces, hits apart. A long one is cut to the surroundings of its first hit unless `whole`."""
    spans = [match.span() for match in WORD.finditer(text) if _is_hit(match[0], wanted)]
    start, end = (0, len(text)) if whole else _window(text, spans)
    pieces = [Piece("… ", False)] if start else []
    at = start
    for first, last in spans:
        if first < at or last > end:
            continue
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece.text]


def _is_hit(word: str, wanted: Sequence[str]) -> bool:
    return any(known.startswith(term) for known in words(word) for term in wanted)


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From where to where a text is shown: whole words around the first hit."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1
    end = text.find(" ", start + SNIPPET)
    return start, len(text) if end == -1 else end
