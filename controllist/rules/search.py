"""What an entry of the list is found by: each word in every spelling; and what a word that is typed may mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from controllist.rules.likeness import windows
from exportctl.core.rules.codes import reference
from exportctl.core.rules.folding import letters_and_digits, rewritten, shape, spellings, words

MOST_WORDS = 8  # of a question; what follows is left out
LONGEST_WORD = 60
MOST_JOINED = 3  # "Halo LX 4" is typed as "halolx4", too
SHORTEST_NEAR = 4  # of three letters everything is near
LIKE_ENOUGH = 0.7  # of the letters in the same order
# An entry as pages cite it, in their languages, with or without its name and day: "CS-0042, edition 17".
CITATION = re.compile(
    r"(CS[\s_-]*\d{1,6})\b.*?\b(?:edition|ausgabe|édition)\s+(\d{1,9})\W*", re.IGNORECASE | re.DOTALL
)


class Field(StrEnum):
    """Where a word stands in an entry, the most telling first."""

    CODE = "code"
    MODEL = "model"
    MAKER = "maker"
    NAME = "name"
    FUNCTION = "function"
    CN_CODE = "cn_code"
    DESCRIPTION = "description"
    TRANSLATION = "translation"


class How(StrEnum):
    """How near what was typed comes to the list's own word."""

    SAME = "same"
    BEGINNING = "beginning"
    NEAR = "near"
    UNKNOWN = "unknown"


NAMES = (Field.MODEL, Field.MAKER, Field.NAME)


@dataclass(frozen=True)
class Meant:
    """One typed word and the words of the list that it may mean, the likest first; none where it is unknown."""

    typed: str
    how: How
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Why:
    """One reason why an entry is among the hits: the field, its text or code, how near the question came."""

    field: Field
    text: str
    how: How


def forms(text: str) -> list[tuple[str, frozenset[str]]]:
    """The words of a question, each with the ways to write it."""
    typed = words(text)[:MOST_WORDS]
    return [
        (word, frozenset(form[:LONGEST_WORD] for form in {word, *spellings(word)} - {""})) for word in typed
    ]


def cited(text: str) -> tuple[str, int] | None:
    """The code and the edition of a citation; None for anything else."""
    match = CITATION.fullmatch(text.strip())
    return (reference(match[1]), int(match[2])) if match and reference(match[1]) else None


def likeness_of(one: str, other: str) -> float:
    """How much of two words is the same, in the same order; 1 is all."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def slips(word: str) -> frozenset[str]:
    """The word with two neighbouring letters swapped, or with one letter too few: what fingers do."""
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return frozenset((swapped | {word[:at] + word[at + 1 :] for at in range(len(word))}) - {word})


def words_by_field(public: Mapping[str, Any]) -> dict[Field, set[str]]:
    """Every word that finds an entry, by where it stands; `public` is the entry as REST shows it."""
    translations = public.get("translations") or {}
    texts: dict[Field, Sequence[str]] = {
        Field.CODE: [public["code"]],
        Field.MODEL: public["models"],
        Field.MAKER: [public["manufacturer"]],
        Field.NAME: [public["name"]],
        Field.CN_CODE: [public["cn_code"] or ""],
        Field.DESCRIPTION: [public["description"]],
        Field.TRANSLATION: [text for language in translations.values() for text in language.values()],
    }
    return {field: _spelt(" ".join(each)) | _joined(field, each) for field, each in texts.items()}


def _spelt(text: str) -> set[str]:
    return {word[:LONGEST_WORD] for way in rewritten(words(text)) for word in way if word}


def _joined(field: Field, texts: Sequence[str]) -> set[str]:
    """Codes and models written together, and with figures for the letters that are taken for them."""
    if field not in (Field.MODEL, Field.CODE):
        return set()
    runs = {run for text in texts for way in rewritten(words(text)) for run in windows(way, most=MOST_JOINED)}
    runs |= {letters_and_digits(text) for text in texts}
    return {each[:LONGEST_WORD] for run in runs for each in (run, shape(run))}
