"""Dated tables that come as files: a state's own list (Article 9), and which entries a customs code suggests. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from controllist.rules.annex import control_entry
from exportctl.core.i18n import fill, gettext
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable, squeezed
from exportctl.core.rules.days import iso_day
from exportctl.core.rules.uploaded_tables import Columns, Row, read

MOST_ROWS = 100_000
LONGEST_CODE, LONGEST_PUBLICATION = 40, 120  # characters
NATIONAL = Columns(
    names=("code", "text", "publication", "from", "until"), needed=("code",), most=MOST_ROWS,
    called={"entry": "code", "control entry": "code", "description": "text", "valid from": "from"},
)  # fmt: skip
CORRELATION = Columns(
    names=("cn_code", "control_entry", "from", "until"), needed=("cn_code",), most=MOST_ROWS,
    called={"cn": "cn_code", "cn code": "cn_code", "taric": "cn_code", "goods code": "cn_code",
            "dual use": "control_entry", "entry": "control_entry", "valid from": "from"},
)  # fmt: skip


class WrongRows(ValueError):
    """The arguments are (row, sentence) of each; nothing of the file is taken."""


@dataclass(frozen=True)
class NationalRow:
    code: str
    text: str
    publication: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class CorrelationRow:
    cn_code: str
    control_entries: tuple[str, ...]
    starts_on: date
    ends_on: date | None


R = TypeVar("R", NationalRow, CorrelationRow)


def national_rows(source: bytes, *, starts_on: date, publication: str) -> list[NationalRow]:
    """The entries of a file. `starts_on` and `publication` of those that do not say their own. Raises WrongRows.

    Of two rows of a code the earlier one ends where the later one begins (`_in_turn`).
    """

    known: set[tuple[str, date]] = set()

    def one(cells: Mapping[str, str]) -> NationalRow:
        first, last = _days(cells, starts_on)
        code = _entry(cells.get("code", ""))
        if (code, first) in known:
            raise Unreadable(_("This code is there twice from the same day on. Keep one of the rows."))
        known.add((code, first))
        published = _publication(cells.get("publication", publication))
        return NationalRow(code, cells.get("text", ""), published, first, last)

    return _in_turn(_each(source, NATIONAL, one), key="code")


def correlation_rows(source: bytes, *, starts_on: date) -> list[CorrelationRow]:
    """The codes of a file, each with all entries that its rows name. Raises WrongRows."""

    def one(cells: Mapping[str, str]) -> CorrelationRow:
        first, last = _days(cells, starts_on)
        named = re.split(r"[;,|\n]+", cells.get("control_entry", ""))
        entries = tuple(_entry(each) for each in named if each.strip())
        return CorrelationRow(goods_code(cells.get("cn_code", "")), entries, first, last)

    merged: dict[tuple[str, date], tuple[int, CorrelationRow]] = {}
    for number, row in _each(source, CORRELATION, one):
        place, earlier = merged.get((row.cn_code, row.starts_on), (number, None))
        entries = dict.fromkeys([*(earlier.control_entries if earlier else ()), *row.control_entries])
        joined = CorrelationRow(row.cn_code, tuple(entries), row.starts_on, row.ends_on)
        merged[row.cn_code, row.starts_on] = (place, joined)
    return _in_turn(list(merged.values()), key="cn_code")


def _in_turn(numbered: list[tuple[int, R]], *, key: str) -> list[R]:
    """On each day one row of a code counts: one without a last day ends where the next one begins.

    Which of two would count where their days overlap nobody could tell. Raises WrongRows.
    """
    place: dict[str, int] = {}
    rows, wrong = [row for _number, row in numbered], []
    for at in sorted(range(len(rows)), key=lambda each: rows[each].starts_on):
        row, code = rows[at], getattr(rows[at], key)
        before = rows[place[code]] if code in place else None
        if before and before.ends_on is None:
            rows[place[code]] = replace(before, ends_on=row.starts_on)
        elif before and before.ends_on and before.ends_on > row.starts_on:
            text = _(
                "%(code)s counts until %(day)s by another row already. Let one end where the other begins."
            )
            facts = {"code": code, "day": before.ends_on.isoformat()}
            wrong.append((numbered[at][0], str(fill(text, facts))))
        place[code] = at
    if wrong:
        raise WrongRows(*wrong)
    return rows


def goods_code(text: str) -> str:
    """Four to ten digits, however spaced and pointed: of a heading, of CN, of TARIC. Raises Unreadable."""
    digits = re.sub(r"[.\-/·]", "", squeezed(text))
    if re.fullmatch(r"[0-9]{4}([0-9]{2}){0,3}", digits):
        return digits
    raise Unreadable(_("Give four to ten digits of the customs code, for example 8517 62 00."))


def beginnings(cn_code: str) -> list[str]:
    """Under which codes of the table a code may stand: itself, and what it begins with."""
    return [cn_code[:length] for length in (10, 8, 6, 4) if len(cn_code) >= length]


def _each(source: bytes, columns: Columns, one: Any) -> list[tuple[int, Any]]:
    """Each row with its number in the file; or WrongRows with all that are not right."""
    rows, wrong = [], []
    for row in read(source, columns).rows:
        try:
            rows.append((row.number, one(row.cells)))
        except Unreadable as unreadable:
            wrong.append((row.number, str(unreadable.args[0])))
        except ValueError:
            wrong.append((row.number, _a_day(row)))
    if wrong:
        raise WrongRows(*wrong)
    return rows


def _a_day(_row: Row) -> str:
    return gettext("Give a date as year-month-day, for example 2026-12-15.")


def _entry(text: str) -> str:
    code = control_entry(text)
    if len(code) > LONGEST_CODE:
        raise Unreadable(_("No entry of a list has a code as long as this. Compare it with the list."))
    return code


def _publication(text: str) -> str:
    if len(text) > LONGEST_PUBLICATION:
        message = _("The publication is longer than %(most)d characters. Cite it shorter.")
        raise Unreadable(fill(message, {"most": LONGEST_PUBLICATION}))
    return text


def _days(cells: Mapping[str, str], starts_on: date) -> tuple[date, date | None]:
    first = iso_day(cells["from"]) if cells.get("from") else starts_on
    last = iso_day(cells["until"]) if cells.get("until") else None
    if last and last <= first:
        raise Unreadable(_("It would end before it begins. Give a later day under “until”."))
    return first, last
