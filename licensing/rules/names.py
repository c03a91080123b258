"""Does a text that other states or the public will read name the exporter?

A name is read as what it is made of: with and without legal form, status ("in liquidation") and what stands in front
of it, the part in brackets or quotes, the same in another script, the name of the business beside that of the company.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from controllist.rules import functions
from exportctl.core.rules.codes import ascii_digits
from exportctl.core.rules.company_names import FORMS, core, endings, name_stages, spelt
from exportctl.core.rules.folding import letters_and_digits, plain, script, sound, spellings, words

SHORTEST_CORE = 3  # "C3" alone says nothing
SHORTEST_ANYWHERE = 6  # shorter ones count as whole words only: "MAN" is not in "human"
SHORTEST_NUMBER = 8  # digits of an EORI that tell a company without its prefix
LONGEST_INITIALS = 4

_DATA = Path(__file__).resolve().parent.parent / "data"
_ORDINARY = json.loads((_DATA / "ordinary_words.json").read_text(encoding="utf-8"))["words"]
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_QUOTES = re.compile(r"[„“”«»‚‘\"]([^„“”«»‚‘’\"]+)[“”»«‘’\"]")
_ALIAS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(re.escape(each) for each in sorted(FORMS["aliases"], key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_EORI_PREFIXES = {"EL": "GR", "GR": "EL"}  # Greece: EL in VAT and excise numbers, GR in ISO 3166


@dataclass(frozen=True)
class Needle:
    """A spelling of the exporter to look for: its words; `is_ordinary` if it is a word that any text may hold."""

    words: tuple[str, ...]
    is_core: bool
    is_ordinary: bool = False
    initials: str = ""  # as they are written, of a name in capitals alone

    @property
    def letters(self) -> str:
        return "".join(self.words)

    @property
    def is_anywhere(self) -> bool:
        """Long and telling enough to count inside other words as well."""
        return self.is_core and not self.is_ordinary and len(self.letters) >= SHORTEST_ANYWHERE


def names_exporter(
    texts: Mapping[str, str], *, legal_name: str, trade_name: str = "", eori: str = ""
) -> list[str]:
    """The pointers of those `texts` in which the exporter's legal name, trade name or EORI can be read.

    Names count with and without their legal form, by their letters and digits, in every spelling (accents, ü as ue,
    other scripts). A name that is one ordinary word counts with its form alone: see `may_name_exporter`.
    """
    needles = _needles(legal_name) | _needles(trade_name)
    numbers = _numbers(eori)
    return [
        pointer for pointer, text in texts.items() if _is_named(needles, text) or _holds_number(numbers, text)
    ]


def may_name_exporter(
    texts: Mapping[str, str], *, legal_name: str, trade_name: str = "", **_: str
) -> list[str]:
    """The pointers of those `texts` that hold the one ordinary word by which the exporter goes ("signal")."""
    ordinary = {needle for needle in _needles(legal_name) | _needles(trade_name) if needle.is_ordinary}
    wanted = {spelling for needle in ordinary for spelling in spellings(needle.letters)}
    if not wanted:
        return []
    return [
        pointer
        for pointer, text in texts.items()
        if any(not wanted.isdisjoint(spellings(word)) for word in words(text))
    ]


def is_the_exporter(maker: str, *, legal_name: str, trade_name: str = "", eori: str = "") -> bool:
    """Is the maker the exporter? Its name is published with the item, and so is the exporter's."""
    named = names_exporter({"/manufacturer": maker}, legal_name=legal_name, trade_name=trade_name, eori=eori)
    return bool(named) or any(
        spellings("".join(core(maker))) & spellings("".join(core(name)))
        for name in (legal_name, trade_name)
        if maker and name
    )


@lru_cache(maxsize=500)
def _needles(name: str) -> frozenset[Needle]:
    """Everything by which a company of this name can be read."""
    found = set()
    for part in _parts(name):
        stages = name_stages(words(part))
        *longer, last = stages
        is_ordinary = len(last) == 1 and last[0] in _ordinary()
        initials = "".join(last) if is_ordinary and _in_capitals(name, last[0]) else ""
        found.add(Needle(tuple(last), True, is_ordinary, initials))
        found |= {Needle(tuple(stage), False) for stage in longer}
    return frozenset(needle for needle in found if len(needle.letters) >= SHORTEST_CORE)


def _parts(name: str) -> Iterator[str]:
    """The name, and every part of it that is a name of its own."""
    yield name
    outer = _BRACKETS.sub(" ", name)
    sides = [side for each in (outer, *_BRACKETS.findall(name)) for side in _ALIAS.split(each)]
    quoted = list(_QUOTES.findall(name))
    for part in (*sides, *quoted, *_by_script(outer), *_before_activity(outer)):
        if _stands_alone(part):
            yield part


def _stands_alone(part: str) -> bool:
    """A form, a status or a place is no name: "(publ)", "in liquidation", "(Ireland)"."""
    spoken = words(part)
    return (
        bool(spoken)
        and "".join(spoken) not in _no_names()
        and any(word not in _no_names() for word in core(part))
    )


def _by_script(name: str) -> Iterator[str]:
    """Neighbouring words of one script, where a name is written in two."""
    runs: list[tuple[str, list[str]]] = []
    for word in name.split():
        of = script(word)
        if runs and of in ("", runs[-1][0]):
            runs[-1][1].append(word)
        else:
            runs.append((of, [word]))
    if len(runs) > 1:
        yield from (" ".join(run) for _script, run in runs)


def _before_activity(name: str) -> Iterator[str]:
    """What stands before the words for what a company does: "Kobalt, podjetje za trgovino, d.o.o."."""
    spoken = words(name)
    for place in range(1, len(spoken) - 1):
        if spoken[place] not in _activities():
            continue
        before = name_stages(spoken[:place])
        if len(before) > 1 or re.search(rf",\s*{re.escape(spoken[place])}\b", name, re.IGNORECASE):
            yield " ".join(before[-1])


@cache
def _no_names() -> frozenset[str]:
    return endings() | spelt(FORMS["places"], FORMS["statuses"])


@cache
def _activities() -> frozenset[str]:
    return frozenset(word for each in FORMS["activities"] for word in words(each)[:1])


@cache
def _ordinary() -> frozenset[str]:
    """Words of grammar and of the trade, in every spelling."""
    of_the_trade = [word for term in functions.terms() for word in words(term)]
    return spelt(*_ORDINARY.values(), of_the_trade)


def _in_capitals(name: str, word: str) -> bool:
    """Is the word written in the name as initials are: "MAN AG"?"""
    return len(word) <= LONGEST_INITIALS and word.upper() in re.split(r"[\W_]+", name)


def _is_named(needles: Collection[Needle], text: str) -> bool:
    anywhere = [needle.letters for needle in needles if needle.is_anywhere]
    whole, heard = spellings(text), sound(text)
    for letters in anywhere:
        if any(spelling in one for one in whole for spelling in spellings(letters)):
            return True
        if len(told := sound(letters)) >= SHORTEST_ANYWHERE and told in heard:
            return True
    rest = [needle for needle in needles if not needle.is_anywhere]
    return _is_among_words([each for each in rest if not each.is_ordinary], text) or _is_initials(rest, text)


def _is_among_words(needles: Collection[Needle], text: str) -> bool:
    """Whole neighbouring words that make up a needle when written together ("M A N")."""
    wanted = {spelling for needle in needles for spelling in spellings(needle.letters)}
    runs = _runs(words(text), max(map(len, wanted))) if wanted else ()
    return any(not wanted.isdisjoint(spellings(run)) for run in runs)


def _is_initials(needles: Collection[Needle], text: str) -> bool:
    """Capitals in a text that is not itself in capitals ("a MAN lorry"), or dots: no ordinary word is written so."""
    initials = {each for needle in needles if needle.initials for each in spellings(needle.initials)}
    if not initials:
        return False
    written = {"".join(run.split(".")) for run in _DOTTED.findall(text)}
    if text != text.upper():
        written |= {word for word in re.split(r"[\W_]+", text) if word.isupper()}
    return any(not initials.isdisjoint(spellings(word)) for word in written)


def _runs(spoken: list[str], length: int) -> Iterable[str]:
    """Neighbouring words written together, as far as they can reach `length` characters."""
    for start in range(len(spoken)):
        run = ""
        for word in spoken[start:]:
            run += word
            if len(run) > length:
                break
            yield run


def _numbers(eori: str) -> set[str]:
    """The EORI, with the other prefix where its state has two, and its digits alone where they are long enough."""
    whole = letters_and_digits(eori)
    prefix, digits = whole[:2].upper(), whole[2:]
    numbers = {whole, letters_and_digits(_EORI_PREFIXES.get(prefix, prefix)) + digits} if whole else set()
    return numbers | ({digits} if len(digits) >= SHORTEST_NUMBER else set())


def _holds_number(numbers: Collection[str], text: str) -> bool:
    """In whatever digits: `٨٠١` is 801."""
    return any(number in one for number in numbers for one in spellings(plain(ascii_digits(text))))
