"""Dated tables come into force by two officers: one reads a file and names the act and the day, another confirms.

A state's own list is its authority's (Regulation (EU) 2021/821, Article 9); which entries a customs code suggests
is the Commission's. No row counts before the confirmation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from controllist.rules.dated_tables import (
    LONGEST_PUBLICATION,
    CorrelationRow,
    NationalRow,
    correlation_rows,
    national_rows,
)
from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import PERSON
from exportctl.core.rules.four_eyes import Event, four_eyes_machine
from exportctl.core.rules.mailing import Group
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Date, Object, Text

MOST_ACT = LONGEST_PUBLICATION  # rows that name no publication of their own get the act


class Kind(StrEnum):
    NATIONAL_LIST = "national_list"
    CUSTOMS_CODES = "customs_codes"


KEEPERS = {Kind.NATIONAL_LIST: Permission.HANDLE, Kind.CUSTOMS_CODES: Permission.ADMINISTER}
KEYS = {Kind.NATIONAL_LIST: "code", Kind.CUSTOMS_CODES: "cn_code"}
SAYS = {Kind.NATIONAL_LIST: ("text", "publication"), Kind.CUSTOMS_CODES: ("control_entries",)}

TABLE_IMPORT = four_eyes_machine(
    "table import", PERSON, label=pgettext_lazy("thing", "import of a national list or of customs codes")
)
ACTS = (
    Act(
        "propose",
        TABLE_IMPORT,
        pgettext_lazy("done to it", "proposed"),
        _("Read a file for a national list or for customs codes"),
        notices=(
            NoticeKind(
                "table_import_waiting",
                _("%(reference)s: a national list or a table of customs codes waits for a second officer"),
                _("A colleague read a file. Nothing of it counts until another officer confirms it."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        TABLE_IMPORT,
        pgettext_lazy("done to it", "confirmed"),
        _("Confirmed a file for a national list or for customs codes"),
    ),
    Act(
        Event.DISCARD,
        TABLE_IMPORT,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a file for a national list or for customs codes"),
    ),
)
IMPORT = Object(
    members={
        "kind": Choice(options=tuple(each.value for each in Kind), gap=_("Say what kind of table it is")),
        "legal_act": Text(most=MOST_ACT, gap=_("Name the act that the table rests on")),
        "starts_on": Date(gap=_("Give the day from which it counts")),
        "name": Text(most=200, gap=_("Name the file")),
        "csv": Text(most=4_000_000, lines=True, gap=_("Give the table as CSV, with a head")),
    }
)


class What(StrEnum):
    """What a file does to a row."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    SAME = "same"


@dataclass(frozen=True)
class RowChange:
    """One code, and what becomes of it; `words` as the file has it, or had it of one that ends."""

    what: What
    code: str
    words: str


def rows_of(kind: Kind, source: bytes, *, starts_on: date, legal_act: str) -> list[dict[str, Any]]:
    """The rows of a file as they are stored and confirmed. Raises WrongRows, NoHead, NotATable, TooMany."""
    if kind is Kind.NATIONAL_LIST:
        rows = national_rows(source, starts_on=starts_on, publication=legal_act)
        return [_national(row) for row in rows]
    return [_correlation(row) for row in correlation_rows(source, starts_on=starts_on)]


def is_same(kind: Kind, row: Mapping[str, Any], standing: Mapping[str, Any], *, on: str) -> bool:
    """Does a row of a file that counts from `on` (an ISO day) say what stands: the same, from the same day of it on?"""
    return all(row[name] == standing[name] for name in (KEYS[kind], *SAYS[kind], "ends_on")) and (
        max(row["starts_on"], on) == max(standing["starts_on"], on)
    )


def early_rows(
    kind: Kind, rows: Iterable[Mapping[str, Any]], standing: Iterable[Mapping[str, Any]], *, on: str
) -> list[Mapping[str, Any]]:
    """Rows that would begin before the file counts: what counted then is answered by what stood then, and stays so.

    A row that stands already may name the day from which it does.
    """
    by_code = _by_code(kind, standing)
    return [
        row
        for row in rows
        if row["starts_on"] < on
        and not any(is_same(kind, row, old, on=on) for old in by_code[row[KEYS[kind]]])
    ]


def row_changes(
    kind: Kind, rows: Iterable[Mapping[str, Any]], standing: Iterable[Mapping[str, Any]], *, on: str
) -> list[RowChange]:
    """What a file does to the rows that count on its day or begin later: begun, changed, ended, as they are."""
    key, changes, by_code = KEYS[kind], [], _by_code(kind, standing)
    gone = dict(by_code)
    for row in rows:
        before = by_code.get(row[key], [])
        same = any(is_same(kind, row, old, on=on) for old in before)
        what = What.SAME if same else What.CHANGED if before else What.NEW
        changes.append(RowChange(what, row[key], _words(kind, row)))
        gone.pop(row[key], None)
    ended = [RowChange(What.ENDED, code, _words(kind, old)) for code in sorted(gone) for old in gone[code]]
    return [*changes, *ended]


def _by_code(kind: Kind, rows: Iterable[Mapping[str, Any]]) -> defaultdict[str, list[Mapping[str, Any]]]:
    of_code = defaultdict(list)
    for row in rows:
        of_code[row[KEYS[kind]]].append(row)
    return of_code


def _words(kind: Kind, row: Mapping[str, Any]) -> str:
    return str(row["text"]) if kind is Kind.NATIONAL_LIST else ", ".join(row["control_entries"])


def _national(row: NationalRow) -> dict[str, Any]:
    return {"code": row.code, "text": row.text, "publication": row.publication, **_days(row)}


def _correlation(row: CorrelationRow) -> dict[str, Any]:
    return {"cn_code": row.cn_code, "control_entries": list(row.control_entries), **_days(row)}


def _days(row: NationalRow | CorrelationRow) -> dict[str, Any]:
    return {
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
    }
