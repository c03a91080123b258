"""Classification markings: a line of its own in capitals, as in the head or foot of a page; no words in a sentence.

The Union's markings are those of Council Decision 2013/488/EU, Article 2 and Appendix B; the Member States' and NATO's
are as its Appendix B compares them.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

_LEVELS = (
    "TRES SECRET UE|SECRET UE|CONFIDENTIEL UE|RESTREINT UE|EU TOP SECRET|EU SECRET|EU CONFIDENTIAL|EU RESTRICTED"
    "|COSMIC TOP SECRET|NATO SECRET|NATO CONFIDENTIAL|NATO RESTRICTED"
    "|VS NUR FUR DEN DIENSTGEBRAUCH|VS NUR FUER DEN DIENSTGEBRAUCH|VS N[Ff]D|VSN[Ff]D|VS VERTRAULICH|STRENG GEHEIM"
    "|TRES SECRET DEFENSE|SECRET DEFENSE|CONFIDENTIEL DEFENSE|DIFFUSION RESTREINTE|RISERVATISSIMO|SEGRETISSIMO"
)
_MARKING = re.compile(rf"(?<!\w)(?:{_LEVELS})(?!\w)")
# What may stand beside a marking in its line; anything else makes it a sentence or a title.
_LABELS = frozenset(
    {
        "ANNEX",
        "ANLAGE",
        "ANNEXE",
        "EINSTUFUNG",
        "EINGESTUFT",
        "CLASSIFICATION",
        "CLASSIFIED",
        "CLASSIFIE",
        "NIVEAU",
    }
    | {"MARKING", "GEHEIMHALTUNGSGRAD", "VERSCHLUSSSACHE", "CLASSIFICA", "AMTLICH", "GEHEIM", "GEHALTEN"}
    | {
        "OF",
        "DE",
        "VON",
        "SUR",
        "PAGE",
        "SEITE",
        "COPY",
        "NO",
        "NR",
        "UE",
        "EU",
        "RELEASABLE",
        "TO",
        "UNTIL",
        "BIS",
    }
)
_NEGATIONS = frozenset({"NOT", "NON", "NICHT", "KEIN", "KEINE", "PAS", "NEVER", "FORMERLY", "DECLASSIFIED"})
LONGEST_LINE = 200  # signs: a longer one is no marking
MOST_WORDS_BEFORE = 10  # "COUNCIL OF THE EUROPEAN UNION  RESTREINT UE/EU RESTRICTED"


def marking_in(lines: Iterable[str]) -> str:
    """The first line that is a classification marking, or nothing; accents, hyphens and unseen signs hide none."""
    for line in lines:
        if 4 < len(line) <= 4 * LONGEST_LINE and _is_marking(_bare(line)):
            return " ".join(line.split())[:100]
    return ""


def marking_in_name(name: str) -> str:
    """A marking in the name of a file: in capitals, or nothing but the marking in any letters."""
    stem = _bare(PurePosixPath(name).stem)
    return stem if _is_marking(stem) or _MARKING.fullmatch(stem.upper()) else ""


def _bare(line: str) -> str:
    """The line without accents, unseen signs and punctuation, its capitals as they are."""
    apart = unicodedata.normalize("NFKD", line)
    letters = (sign for sign in apart if unicodedata.category(sign) not in {"Cf", "Mn"})
    return " ".join(re.findall(r"[^\W_]+", "".join(letters)))


def _is_marking(line: str) -> bool:
    if len(line) > LONGEST_LINE or (match := _MARKING.search(line)) is None:
        return False
    before, after = line[: match.start()].split(), _MARKING.sub(" ", line[match.end() :]).split()
    if _NEGATIONS & {word.upper() for word in before}:
        return False
    in_capitals = all(_is_label(word) or word == word.upper() for word in before)
    return in_capitals and len(before) <= MOST_WORDS_BEFORE and all(map(_is_label, after))


def _is_label(word: str) -> bool:
    """Part of a marking's line beside it: a label, or something with a digit (a number, a date, `1/5`)."""
    return word.upper() in _LABELS or any(map(str.isdigit, word))
