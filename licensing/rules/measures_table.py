"""Rules as a table: one a row, as an office writes them into CSV or XLSX. Pure: rows or sentences come out."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.days import read_day
from exportctl.core.rules.uploaded_tables import Columns, Table
from licensing.rules.measures import Kind

MOST_RULES = 2_000
NAMES = (
    "kind",
    "country",
    "act",
    "article",
    "title",
    "entries",
    "cn_codes",
    "uses",
    "listed",
    "lifts",
    "applies_from",
    "applies_until",
    "old_contracts_until",
)
COLUMNS = Columns(names=NAMES, needed=("kind", "act", "title", "applies_from"), most=MOST_RULES)
LENGTHS = {"act": 200, "article": 100, "title": 300}
SEVERAL = {"entries": 20, "cn_codes": 10, "uses": 20, "listed": 60, "lifts": 20}


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule as it is entered."""

    kind: str
    act: str
    title: str
    applies_from: datetime
    country: str = ""
    article: str = ""
    entries: tuple[str, ...] = ()
    cn_codes: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    applies_until: datetime | None = None
    old_contracts_until: date | None = None

    def columns(self) -> dict[str, Any]:
        """As a model takes them."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row: its number as the table counts, and the sentence."""

    row: int
    sentence: Any


def rules_of(table: Table, *, zone: str, countries: Mapping[str, Any]) -> tuple[list[RuleRow], list[Fault]]:
    """The rows as rules; a day begins at midnight of `zone`. With a fault no row is to be taken."""
    rows: list[RuleRow] = []
    faults: list[Fault] = []
    for row in table.rows:
        cells = {name: (row.cells.get(name) or "").strip() for name in NAMES}
        wrong = [Fault(row.number, sentence) for sentence in _wrong(cells, countries)]
        faults += wrong
        if not wrong:
            rows.append(_rule(cells, zone))
    return rows, faults


def _wrong(cells: Mapping[str, str], countries: Mapping[str, Any]) -> Iterator[Any]:
    if cells["kind"] not in list(Kind):
        yield _("The kind is one of these: %(kinds)s.") % {"kinds": ", ".join(Kind)}
    if cells["country"] and cells["country"].upper() not in countries:
        yield _("There is no country “%(code)s”.") % {"code": cells["country"]}
    for name in ("act", "title"):
        if not cells[name]:
            yield _("The column “%(column)s” is empty.") % {"column": name}
    for name, most in LENGTHS.items():
        if len(cells[name]) > most:
            yield _("The column “%(column)s” has more than %(most)d characters.") % {
                "column": name,
                "most": most,
            }
    for name, most in SEVERAL.items():
        if any(len(each) > most for each in split(cells[name])):
            yield _("The column “%(column)s” has more than %(most)d characters.") % {
                "column": name,
                "most": most,
            }
    for name in ("applies_from", "applies_until", "old_contracts_until"):
        if (cells[name] or name == "applies_from") and _day(cells[name]) is None:
            yield _("The column “%(column)s” is no day, such as 2027-03-01.") % {"column": name}


def _rule(cells: Mapping[str, str], zone: str) -> RuleRow:
    begins, ends = _day(cells["applies_from"]), _day(cells["applies_until"])
    assert begins  # checked before
    return RuleRow(
        kind=cells["kind"],
        act=cells["act"],
        title=cells["title"],
        article=cells["article"],
        country=cells["country"].upper(),
        **{name: split(cells[name]) for name in SEVERAL},
        applies_from=midnight(begins, zone),
        applies_until=midnight(ends, zone) if ends else None,
        old_contracts_until=_day(cells["old_contracts_until"]),
    )


def split(text: str) -> tuple[str, ...]:
    """Codes of a cell or a field, parted by spaces, commas, semicolons or lines; each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def midnight(day: date, zone: str) -> datetime:
    """The instant at which the day begins there."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None
