"""The words of a party's name: how each is heard in several alphabets, and how much it says about who it is.

Over the product's one folding: scripts, accents and transliteration by `spellings`, legal forms by `core`. What other
languages make of a name, and words that say little, are data (`licensing/data/party_words.json`).
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from exportctl.core.rules.company_names import core
from exportctl.core.rules.folding import letters_and_digits, script, sound, spellings, words

_DATA = Path(__file__).resolve().parent.parent / "data"
_WORDS = json.loads((_DATA / "party_words.json").read_text(encoding="utf-8"))

WHOLE, COMMON, TRADE, PARTICLE = 1.0, 0.6, 0.35, 0.1  # what a word says about who it is
SAME = "="  # in front of what words have in common that are one name in several languages
LONGEST_WITH_ARTICLE = 6  # letters of a word in which "al" in front may still be part of it
MOST_WORDS = 12  # of a name are compared

# How the romanisations of several languages write one sound, after the folding's own `sound`; longest first.
_CONSONANTS = (
    ("aye", "ae"), ("eye", "ee"), ("oye", "oe"), ("aje", "ae"), ("eje", "ee"), ("oje", "oe"),
    ("schtsch", "s"), ("shch", "s"), ("dzh", "j"), ("tsch", "c"), ("dsch", "j"), ("sch", "s"), ("tch", "c"),
    ("sh", "s"), ("ch", "c"), ("zh", "z"), ("dj", "j"), ("ts", "c"), ("tz", "c"), ("cz", "c"), ("sz", "s"),
    ("ck", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
_SOUNDS = (("oo", "u"), ("ee", "i"), ("eo", "o"), ("ei", "i"), ("ie", "i"), ("e", "i"), ("o", "u"))
_CARONS = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ž": "zh", "ç": "ch", "ğ": "g", "đ": "dj", "ż": "zh"}
)
_HARD_C = re.compile(r"(?<!s)c(?![eiyhz])")
_TWICE = re.compile(r"([a-z0-9])\1+")
_VOWELS = re.compile(r"[aeiouhvwyj]")
# Consonants that alphabets without the one write as the other.
_ONE_CONSONANT = str.maketrans(
    {"b": "p", "d": "t", "g": "k", "z": "s", "c": "s", "j": "k", "q": "k", "x": "k"}
)
_CONSONANTAL = frozenset({"arabic", "hebrew", "syriac"})
_ARTICLE = re.compile(r"^(?:ال|لل)(?=...)")
_INITIALS = re.compile(r"\b(Y|K|Z|S|C|T|Ю|Я)(?:[uaehs])\.")
_LETTERS_OF_ONE_SOUND = str.maketrans("ضظذثصط", "زززسست")  # in Persian and Urdu
_APOSTROPHES = re.compile(r"['’ʼ`´]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it is written, every way it is heard, and what it says."""

    written: str
    heard: frozenset[str]
    skeletons: frozenset[str]
    weight: float
    concept: str = ""
    is_consonantal: bool = False

    @property
    def is_initial(self) -> bool:
        return len(self.written) == 1


@lru_cache(maxsize=60_000)  # a consolidated list names some 25,000, again for each party
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name that say who it is, in their order; the whole name where nothing else is left."""
    parted = _parted(_APOSTROPHES.sub("", name))
    spoken, telling = words(parted), core(parted)
    saying = [word for word in (_word(each, each in telling) for each in spoken) if word.weight]
    return tuple(saying or [_of(each, WHOLE, "") for each in spoken])[:MOST_WORDS]


def joined(run: Sequence[Word]) -> Word:
    """Neighbours as the one word that another name makes of them."""
    written = "".join(word.written for word in run)
    word = _of(written, max(word.weight for word in run), "")
    heard = frozenset(_products([sorted(each.heard) for each in run]))
    concept = next((_concepts()[each] for each in sorted(word.heard) if each in _concepts()), "")
    return Word(
        " ".join(each.written for each in run),
        word.heard | heard,
        skeletons_of(run),
        TRADE if concept else sum(each.weight for each in run),
        concept,
        any(each.is_consonantal for each in run),
    )


def skeletons_of(run: Sequence[Word]) -> frozenset[str]:
    """Of words written together."""
    parts = [sorted(word.skeletons) for word in run if word.skeletons]
    return frozenset(map(_skeleton, _products(parts)))


def _products(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each first way to hear the words, and each last: enough where words are joined."""
    for place in (0, -1):
        yield _TWICE.sub(r"\1", "".join(part[place] for part in parts if part))


def _parted(name: str) -> str:
    """Terms of scripts without spaces stand apart; an initial of two letters has one.

    A capital İ is read as I: in small letters it would be two signs, and no phrase would fit.
    """
    name = name.replace("İ", "I")
    for term, meaning in _WORDS["terms"].items():
        name = name.replace(term, f" {meaning} ")
    for phrase, meaning in _WORDS["phrases"].items():
        if phrase in name.lower():
            name = re.sub(re.escape(phrase), meaning, name, flags=re.IGNORECASE)
    return _INITIALS.sub(r"\1.", name)


def _word(written: str, is_telling: bool) -> Word:
    bare = _ARTICLE.sub("", written)
    if _is_one_of(_nothing(), bare) or _is_one_of(_nothing(), written):
        return Word(written, frozenset(), frozenset(), 0.0)
    if _is_one_of(_particles(), bare):
        return _of(bare, PARTICLE, "")
    concept = next((_concepts()[each] for each in sorted(_forms(bare)) if each in _concepts()), "")
    weight = COMMON if _is_one_of(_common(), bare) else WHOLE
    return _of(bare, TRADE if concept or not is_telling else weight, concept)


def _of(written: str, weight: float, concept: str) -> Word:
    heard = _forms(written)
    skeletons = frozenset(_skeleton(each) for each in heard if not each.startswith(SAME))
    return Word(written, heard, skeletons, weight, concept, script(written) in _CONSONANTAL)


@lru_cache(maxsize=60_000)
def _forms(word: str) -> frozenset[str]:
    """Every way that a word is heard; words that are one name have one way in common."""
    ways = {word, word.translate(_CARONS), word.translate(_LETTERS_OF_ONE_SOUND)}
    if len(word) > LONGEST_WITH_ARTICLE and word[:2] in ("al", "el"):
        ways.add(word[2:])
    written = {spelling for way in ways for spelling in spellings(way)}
    heard = {each for spelling in written for each in _heard(spelling)} - {""}
    return frozenset(heard | {_same()[each] for each in heard if each in _same()})


def _heard(spelling: str) -> Iterator[str]:
    """As English and French have it, and, where it makes a difference, as German has it."""
    yield _sounded(spelling)
    if "ch" in spelling or "z" in spelling:
        german = spelling.replace("tsch", "#").replace("sch", "$").replace("ch", "h").replace("z", "ts")
        yield _sounded(german.replace("#", "tch").replace("$", "sh"))


def _sounded(spelling: str) -> str:
    spelling = _HARD_C.sub("k", spelling)
    for letters, one in _CONSONANTS:
        spelling = spelling.replace(letters, one)
    whole = sound(spelling)
    for letters, one in _SOUNDS:
        whole = whole.replace(letters, one)
    return _TWICE.sub(r"\1", whole)


def _skeleton(heard: str) -> str:
    """The consonants alone, those of a kind as one; a word of vowels stays as it is."""
    bare = _TWICE.sub(r"\1", _VOWELS.sub("", heard).translate(_ONE_CONSONANT))
    return bare or heard


def _is_one_of(listed: frozenset[str], word: str) -> bool:
    return not listed.isdisjoint(spellings(word))


@cache
def _nothing() -> frozenset[str]:
    """Forms, titles and particles: they say nothing about who it is."""
    return _spelt(_WORDS["forms"], _WORDS["titles"])


@cache
def _particles() -> frozenset[str]:
    return _spelt(_WORDS["particles"])


@cache
def _same() -> dict[str, str]:
    """Ways to hear the names of which one is the other in another language, and the first of each row."""
    return {
        each: f"{SAME}{row[0].lower()}"
        for row in _WORDS["same"]
        for name in row
        for spelling in spellings(name)
        for each in _heard(spelling)
    }


@cache
def _common() -> frozenset[str]:
    return _spelt(_WORDS["light"])


@cache
def _concepts() -> dict[str, str]:
    """A word of the trade, as it is heard, and what it means."""
    return {
        form: concept
        for concept, each in _WORDS["concepts"].items()
        for word in each
        for form in _forms(words(word)[0])
    }


def _spelt(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(
        spelling for each in lists for text in each for spelling in spellings(letters_and_digits(text))
    )
