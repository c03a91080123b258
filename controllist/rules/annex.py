"""The grammar of Annex I to Regulation (EU) 2021/821, and which of its entries Annex IV names, too."""

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable, reference, squeezed

ANNEX_I = "Regulation (EU) 2021/821, Annex I"
ANNEX_IV = "Regulation (EU) 2021/821, Annex IV"

_DATA = Path(__file__).resolve().parent.parent / "data"
_ANNEX = json.loads((_DATA / "annex_i.json").read_text(encoding="utf-8"))
_GRAMMAR = re.compile(_ANNEX["grammar"])
_SURVEILLANCE = tuple(row["code"] for row in _ANNEX["entries"] if set(row["functions"]) - {"other"})
# As people write it: signs between the parts or none, the letter O for 0, l for 1, and words behind.
_WRITTEN = re.compile(r"([0-9])[.\-]?([A-E])[.\-]?([0-9OIL]{3})(.*)", re.DOTALL)
_PARTS = re.compile(r"[A-Z]+|[0-9]+")
LONGEST_PART = 3
_DIGITS = str.maketrans("OIL", "011")
_UNREADABLE = _(
    "Give an entry of Annex I, such as 5A001.f.2, or of the EU-wide list, such as CS-0042; leave it out otherwise."
)
_ANNEX_IV = json.loads((_DATA / "annex_iv.json").read_text(encoding="utf-8"))


class AnnexIV(StrEnum):
    """Does a transfer inside the Union need an authorisation (Article 11(1))?"""

    YES = "yes"
    PARTLY = "partly"  # the code alone does not say
    NO = "no"


def control_entry(text: str) -> str:
    """The code of an entry of Annex I or of the EU-wide list as it is stored: `5a001 f2` as `5A001.f.2`.

    Raises Unreadable for what names neither. Whether the entry exists below its first five signs is not asked.
    """
    if (listed := reference(text)).startswith("CS-"):
        return listed
    match = _WRITTEN.fullmatch(squeezed(text))
    if match is None:
        raise Unreadable(_UNREADABLE)
    category, group, number, rest = match.groups()
    below = takewhile(lambda part: len(part) <= LONGEST_PART, map(str.lower, _PARTS.findall(rest)))
    return ".".join([f"{category}{group}{number.translate(_DIGITS)}", *below])


def is_annex_i(code: str) -> bool:
    """Is it written as Annex I writes its entries? Whether the entry exists is the declarant's word."""
    return _GRAMMAR.fullmatch(code) is not None


def watches_people(code: str) -> bool:
    """Is it, or may it be, an entry that Annex I has for surveillance? Article 2(20) asks of the item itself."""
    return bool(code) and any(_is_under(code, entry) or _is_under(entry, code) for entry in _SURVEILLANCE)


def annex_iv(code: str) -> AnnexIV:
    """Where Annex IV stands on what is declared under `code`, which may be wider than what Annex IV names."""
    code = code.rstrip(".")
    if _under_any(code, _ANNEX_IV["not"]):
        return AnnexIV.NO
    named = [*_ANNEX_IV["whole"], *_ANNEX_IV["part"]]
    if _under_any(code, _ANNEX_IV["part"]) or any(
        _is_under(entry, code) and entry != code for entry in named
    ):
        return AnnexIV.PARTLY
    return AnnexIV.YES if code.startswith("0") or _under_any(code, _ANNEX_IV["whole"]) else AnnexIV.NO


def _under_any(code: str, entries: Iterable[str]) -> bool:
    return any(_is_under(code, entry) for entry in entries)


def _is_under(code: str, entry: str) -> bool:
    return code == entry or code.startswith(f"{entry}.")
