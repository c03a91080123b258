"""When two texts are the same although they are spelt differently. Pure; every comparison of the product is here.

What is stored folded (item keys, catalogue keys, search documents) stays equal to what these functions give: a change
of `letters_and_digits` needs a migration, one of `plain` or `rewritten` another `VERSION` of licensing's search rules
and, for the public search of the list, a migration such as controllist's 0007.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, name, normalize

from anyascii import anyascii

_SEPARATORS = re.compile(r"[\W_]+")
# Letters that do not come apart into a letter and an accent, as most people type them.
_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
# As German, Danish and Swedish write them on a keyboard without them.
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss"}
)
# A letter and what is read for it. Greek by ELOT 743; Cyrillic by the Bulgarian Transliteration Act, the letters of
# other languages as in passports.
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
_CYRILLIC = (
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsht ъa ьy юyu яya"
    " ыy эe єie іi їi ґg ђdj јj љlj њnj ћc џdz"
)
_LATIN = str.maketrans({pair[0]: pair[1:] for pair in f"{_GREEK} {_CYRILLIC}".split()})
# The same letters as they are also read: "ия" at the end (Transliteration Act), ъ as u or y; μπ, ντ as they sound.
_ALSO_READ = (
    (("ия", "ia"),),
    (("ия", "ia"), ("ъ", "u")),
    (("ия", "ia"), ("ъ", "y")),
    (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng")),
)
# Letters of other scripts that look like Latin ones: a name typed with them reads the same to the eye.
_LOOKS = "аa сc еe іi јj оo рp ѕs уy хx һh ԁd ԛq ԝw ӏl вb кk мm нh тt αa εe ιi κk νv οo ρp τt υy χx ηn βb μm"
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_HEARD = (
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
    ("ou", "u"),
    ("kh", "h"),
    ("ph", "f"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
)
_SHAPES = str.maketrans("oil", "011")  # what a figure is taken for
_TWICE = re.compile(r"([a-z])\1+")
_LOOK_ALIKE = str.maketrans({pair[0]: pair[1:] for pair in _LOOKS.split()})


def letters_and_digits(text: str) -> str:
    """Case-folded, however the characters were typed: `Halo-LX 4` as `halolx4`. Accents count."""
    return "".join(filter(str.isalnum, _folded(text)))


def words(text: str) -> list[str]:
    """The same letters in their words; anything else separates them."""
    folded = _folded(text)
    if not folded.isascii():  # a mark that no letter took in parts no word: a Turkish İ is an i with a dot
        folded = "".join(sign for sign in folded if not combining(sign))
    return [word for word in _SEPARATORS.split(folded) if word]


def plain(text: str) -> str:
    """Without accents, capitals and ligatures, the signs between the words left: `Überwachung` as `uberwachung`."""
    return _without_marks(text).translate(_LIGATURES)


def sort_key(text: str) -> tuple[str, str]:
    """Ö and É sort as O and E, as dictionaries in German and French have it; equal ones as they are written."""
    return plain(text), text


@lru_cache(maxsize=4_000)  # a text is compared word by word, and its words come again
def spellings(text: str) -> frozenset[str]:
    """Every way to write a name with letters and digits: as it is, without accents, with ü as ue, in Latin letters by
    transliteration, and by what its letters look like. Two names may be the same when they share one."""
    whole = _folded(text)
    if whole.isascii():
        return frozenset((letters_and_digits(whole),))
    written = {whole, plain(whole), whole.translate(_SPELT_OUT), latin(whole), looks(whole)}
    if _OTHER_SCRIPT.search(whole):
        written |= {latin(_read(whole, pairs)) for pairs in _ALSO_READ}
        written.add(anyascii(_without_marks(whole)))
    return frozenset(letters_and_digits(one) for one in written)


def sound(text: str) -> str:
    """What all spellings of a name have in common, umlauts mixed and scripts mixed: `Größe Müller` as `grose muler`
    without the space. Coarse: it tells apart only names of some length."""
    whole = latin(text)
    if not whole.isascii():
        whole = plain(anyascii(whole))
    for written, heard in _HEARD:
        whole = whole.replace(written, heard)
    return _TWICE.sub(r"\1", letters_and_digits(whole))


@lru_cache(maxsize=20_000)  # declarations repeat their makers and models
def resemblances(text: str) -> frozenset[str]:
    """Keys that two texts share when one may be the other typed on another keyboard: its spellings, umlauts and
    scripts mixed, the letter O for 0 and l for 1. Never enough to call them the same."""
    keys = {shape(spelling) for spelling in spellings(text)} | {shape(sound(text))}
    return frozenset(keys - {""})


def rewritten(spoken: Sequence[str]) -> list[list[str]]:
    """The words of a text, then, unless they are ASCII alone, all of them in each other way to write them."""
    if all(map(str.isascii, spoken)):
        return [list(spoken)]
    ways = dict.fromkeys([tuple(spoken), *zip(*map(_ways, spoken), strict=True)])
    return [list(way) for way in ways]


def with_spellings(text: str) -> str:
    """A text for an index: itself, and behind it every other way to type its words, each once."""
    as_written, *ways = rewritten(words(text))
    others = dict.fromkeys(word for way in ways for word in way)
    return " ".join([text, *(word for word in others if word not in as_written)])


@lru_cache(maxsize=20_000)
def _ways(word: str) -> tuple[str, ...]:
    ways = plain(word), word.translate(_SPELT_OUT), latin(word), looks(word)
    return tuple(letters_and_digits(way) for way in ways)


@lru_cache(maxsize=50_000)
def shape(letters: str) -> str:
    """The one of `resemblances` that costs nothing: figures for the letters that are taken for them."""
    return letters.translate(_SHAPES)


def latin(text: str) -> str:
    """`plain`, Greek and Cyrillic transliterated: `Ήλιος` as `ilios`, `Жълт` as `zhalt`."""
    whole = _folded(text).replace("й", "y")  # which otherwise loses its breve
    digraphs = _without_marks(whole).replace("ου", "ou").replace("αυ", "av").replace("ευ", "ev")
    return plain(digraphs.translate(_LATIN))


def script(word: str) -> str:
    """Of a word's first letter: "latin", "greek", "cyrillic" or the name of another; "" without a letter."""
    letter = next(filter(str.isalpha, word), "")
    return name(letter, "other").split()[0].lower() if letter else ""


def _read(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for letters, read in pairs:
        text = text.replace(letters, read)
    return text


def looks(text: str) -> str:
    """As the eye reads it: `plain`, Greek and Cyrillic letters that look Latin as Latin ones."""
    return plain(_without_marks(text).translate(_LOOK_ALIKE))


def _folded(text: str) -> str:
    """Composed and case-folded: full-width letters, ligatures of print and decomposed accents become one spelling."""
    return normalize("NFKC", normalize("NFKC", text).casefold())


def _without_marks(text: str) -> str:
    apart = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(sign for sign in apart if not combining(sign))
