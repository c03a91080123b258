"""The grammar of Annex I to Regulation (EU) 2021/821, and which entries we hold that Annex IV names, too."""

import json
import re
from enum import StrEnum
from pathlib import Path

ANNEX_I = "Regulation (EU) 2021/821, Annex I"
ANNEX_IV = "Regulation (EU) 2021/821, Annex IV"

_FILE = Path(__file__).resolve().parent.parent / "data" / "annex_i.json"
_DATA = json.loads(_FILE.read_text(encoding="utf-8"))
_GRAMMAR = re.compile(_DATA["grammar"])
_IN_ANNEX_IV = {entry["code"]: entry["annex_iv"] for entry in _DATA["entries"] if entry["annex_iv"] != "no"}
# Within software and technology the last letter says which equipment it belongs to: .a is 5A004.a.
_PART_OF_5A004_A = ("5D002.a.3.a", "5D002.c.3.a")


class AnnexIV(StrEnum):
    """Does a transfer inside the Union need an authorisation (Article 11(1))?"""

    YES = "yes"
    PARTLY = "partly"  # what belongs to 5A004.a does
    NO = "no"


def is_annex_i(code: str) -> bool:
    """Is it written as Annex I writes its entries? Whether the entry exists is the declarant's word."""
    return _GRAMMAR.fullmatch(code) is not None


def annex_iv(code: str) -> AnnexIV:
    """Of the entries about surveillance; every other entry is answered with no."""
    code = code.rstrip(".")
    if any(_is_under(code, part) for part in _PART_OF_5A004_A):
        return AnnexIV.YES
    for entry, where in _IN_ANNEX_IV.items():
        if code == entry or (where == "part_i" and _is_under(code, entry)):
            return AnnexIV.YES if where == "part_i" else AnnexIV.PARTLY
        if _is_under(entry, code):
            return AnnexIV.PARTLY  # the code declared is wider than what Annex IV names
    return AnnexIV.NO


def _is_under(code: str, other: str) -> bool:
    return code == other or code.startswith(f"{other}.")
