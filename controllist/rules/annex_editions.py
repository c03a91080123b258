"""What a new edition of Annex I changes: a word on an item ends with the entry it names, not with every edition. Pure.

The delegated acts of Article 17(1) replace Annex I as a whole, also where they alter a few entries. Which these are
is stated beside the entries (`controllist/data/annex_i_editions.json`); where it is not, all of them count as altered.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "data" / "annex_i_editions.json"


@dataclass(frozen=True)
class Edition:
    """By the day it is called by; since when it is law; the codes that it alters, None where nobody stated them."""

    on: date
    in_force_on: date
    changed: tuple[str, ...] | None


@cache
def editions() -> tuple[Edition, ...]:
    """Those that this program has held, the oldest first."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["editions"]
    return tuple(
        Edition(
            on=date.fromisoformat(row["on"]),
            in_force_on=date.fromisoformat(row["in_force_on"]),
            changed=None if row["changed"] is None else tuple(row["changed"]),
        )
        for row in rows
    )


def in_force(day: date) -> date:
    """What the edition that was law on that day is called by; before the first that is known the earliest date."""
    return max((each.on for each in editions() if each.in_force_on <= day), default=date.min)


def is_changed(code: str, *, since: date, until: date, known: Sequence[Edition] | None = None) -> bool:
    """Did an edition after `since`, up to `until`, alter this entry, a part of it, or what it is a part of?

    Of an item that falls under no entry (`code` is empty) any alteration may be the one that names it.
    """
    later = (each for each in (editions() if known is None else known) if since < each.on <= until)
    return any(_alters(each.changed, code) for each in later)


def _alters(changed: Iterable[str] | None, code: str) -> bool:
    if changed is None:
        return True
    altered = tuple(changed)
    return bool(altered) if not code else any(_related(code, each) for each in altered)


def _related(code: str, other: str) -> bool:
    return code == other or code.startswith(f"{other}.") or other.startswith(f"{code}.")
