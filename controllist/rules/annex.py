"""The grammar of Annex I to Regulation (EU) 2021/821, and which of its entries Annex IV names, too."""

import json
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

ANNEX_I = "Regulation (EU) 2021/821, Annex I"
ANNEX_IV = "Regulation (EU) 2021/821, Annex IV"

_DATA = Path(__file__).resolve().parent.parent / "data"
_GRAMMAR = re.compile(json.loads((_DATA / "annex_i.json").read_text(encoding="utf-8"))["grammar"])
_ANNEX_IV = json.loads((_DATA / "annex_iv.json").read_text(encoding="utf-8"))


class AnnexIV(StrEnum):
    """Does a transfer inside the Union need an authorisation (Article 11(1))?"""

    YES = "yes"
    PARTLY = "partly"  # the code alone does not say
    NO = "no"


def is_annex_i(code: str) -> bool:
    """Is it written as Annex I writes its entries? Whether the entry exists is the declarant's word."""
    return _GRAMMAR.fullmatch(code) is not None


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
