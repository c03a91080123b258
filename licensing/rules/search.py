"""Words of a case and of a question, made alike: no accents, no capitals, no endings cut (cases have many languages).

A document is PostgreSQL's tsvector, written here word by word, so that what is found, what is marked on the page and
what is compared with a typing error follow one rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from exportctl.core.rules.codes import Unreadable, customs_code, reference
from exportctl.core.rules.folding import letters_and_digits, plain, rewritten

# Of these rules, and of what is searched: raise it with any change of them, of `plain` or of `rewritten`. What
# another version wrote is written anew by a sweep (licensing/tasks.py).
VERSION = 1
LONGEST_WORD = 60
LAST_POSITION = 16_000  # PostgreSQL counts to 16,383
MOST_PLACES = 8  # of one word that are kept
MOST_TERMS = 8
SNIPPET = 160  # characters
BEFORE = 50  # of them in front of the first hit
WORD = re.compile(r"[^\W_]+")
LONGEST_MODEL = 16  # characters: longer ones are a word and a number that has nothing to do with it
_JOINING = frozenset("-/.‐‑–")
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
            parts += dict.fromkeys([before + word, before + (word.lstrip("0") or word)])
        before = word
    return parts


def terms(question: str) -> list[str]:
    """What somebody looks for: every word, each once, at most eight; a reference and a customs code as it is stored.

    A model keeps together what a hyphen joins: `PR-3` is no word that begins with pr beside one that begins with 3.
    """
    stored = reference(question) or _customs_code(question)
    asked = question if stored.startswith("CS-") or not stored else stored
    parts = [word[:LONGEST_WORD] for word in _joined(plain(asked))]
    return list(dict.fromkeys(parts))[:MOST_TERMS]


def _joined(text: str) -> Iterator[str]:
    """The words of a text, letters and figures that one sign joins as one."""
    before: re.Match[str] | None = None
    for match in WORD.finditer(text):
        if before and text[before.end() : match.start()] in _JOINING and _is_one_model(before[0], match[0]):
            yield before[0] + match[0]
            before = None
            continue
        if before:
            yield before[0]
        before = match
    if before:
        yield before[0]


def _customs_code(question: str) -> str:
    """`8517 62 00` as the eight digits that are stored; "" for what is no customs code."""
    try:
        return customs_code(question)
    except Unreadable:
        return ""


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
    both = before + word
    return before[-1:].isalpha() and word.isdigit() and both.isascii() and len(both) <= LONGEST_MODEL


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


def is_named(name: str, asked: str) -> bool:
    """Is every word of what was asked one of the name's, or its beginning; or does all of it stand in there?"""
    known, wanted = words(name), terms(asked)
    if wanted and all(any(word.startswith(term) for word in known) for term in wanted):
        return True
    return bool(asked.strip()) and plain(asked.strip()) in plain(name)


def marked(text: str, wanted: Sequence[str], *, whole: bool = False) -> list[Piece]:
    """The text in pieces, hits apart. A long one is cut to the surroundings of its first hit unless `whole`."""
    spans = _spans(text, wanted)
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


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where hits stand: a word, or letters and figures that are one model together."""
    spans: list[tuple[int, int]] = []
    before: re.Match[str] | None = None
    for match in WORD.finditer(text):
        one_model = before and _is_one_model(plain(before[0]), plain(match[0]))
        if before and one_model and _is_hit(before[0] + match[0], wanted):
            spans = [*(span for span in spans if span != before.span()), before.span(), match.span()]
        elif _is_hit(match[0], wanted):
            spans.append(match.span())
        before = match
    return spans


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
