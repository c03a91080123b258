"""Rules as a table: one a row, as an office writes them into CSV or XLSX. Pure: rows or sentences come out."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.days import read_day
from exportctl.core.rules.uploaded_tables import Columns, Table
from exportctl.core.shapes import Choice, Date, ListOf, Object, Text
from licensing.rules.authorisations import OF_A_MEASURE
from licensing.rules.hearings import HEARING
from licensing.rules.measures import ANNEX_I, LIFTING, Event, Kind
from licensing.rules.shapes import END_USER_KINDS

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
_CODES = ListOf(each=Text(most=60), most=500, required=False)
RULE = Object(
    members={
        "kind": Choice(options=tuple(Kind)),
        "country": Text(most=2, required=False),
        "act": Text(most=200),
        "article": Text(most=100, required=False),
        "title": Text(most=300),
        **dict.fromkeys(("entries", "cn_codes", "uses", "listed", "lifts"), _CODES),
        "applies_from": Date(),
        "applies_until": Date(required=False),
        "old_contracts_until": Date(required=False),
    }
)
CHANGE = Object(
    members={
        "event": Choice(options=(Event.CONFIRM.value, Event.END.value)),
        "act": Text(most=200),
        "act_on": Date(),
        "applies_until": Date(required=False),
    }
)
COLUMNS = Columns(names=NAMES, needed=("kind", "act", "title", "applies_from"), most=MOST_RULES)
LENGTHS = {"act": 200, "article": 100, "title": 300}
SEVERAL = {"entries": 20, "cn_codes": 10, "uses": 20, "listed": 60, "lifts": 20}
_ENTRY = re.compile(r"[0-9]([A-Ea-e]([0-9]{0,2}|[0-9]{3}(\.[A-Za-z0-9]{1,3})*))?")
_CN_CODE = re.compile(r"[0-9]{2}|[0-9]{4,8}")
_NAMING: Mapping[str, Callable[[str], object]] = {
    "entries": lambda code: code == ANNEX_I or _ENTRY.fullmatch(code),
    "cn_codes": _CN_CODE.fullmatch,
    "uses": END_USER_KINDS.__contains__,
}
_NAMING_NOTHING = {
    "entries": _(
        "“%(code)s” is no entry of Annex I, nor the beginning of one. Write 5A002.a, 5A or ANNEX_I; for other goods"
        " write customs codes."
    ),
    "cn_codes": _("“%(code)s” is no customs code: write 2 or 4 to 8 digits, and a comma between two codes."),
    "uses": _("“%(code)s” is no kind of end user. Write one of these: %(kinds)s."),
}
_CN_AS_PRINTED = re.compile(r"[0-9]{4}( [0-9]{2}){1,2}")


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
        if not wrong:
            rule = _rule(cells, zone)
            rows.append(rule)
            wrong = [Fault(row.number, f"{column}: {sentence}") for column, sentence in faults_of(rule)]
        faults += wrong
    return ([], faults) if faults else (rows, [])


def rule_of(
    body: Mapping[str, Any], *, zone: str, countries: Mapping[str, Any]
) -> tuple[RuleRow | None, list[Any]]:
    """One rule by its members, as REST sends it; else what is wrong with it, in sentences."""
    cells = {name: _cell(body.get(name)) for name in NAMES}
    wrong = list(_wrong(cells, countries))
    if wrong:
        return None, wrong
    rule = _rule(cells, zone)
    wrong = [f"{column}: {sentence}" for column, sentence in faults_of(rule)]
    return (None, wrong) if wrong else (rule, [])


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")


def faults_of(rule: RuleRow) -> Iterator[tuple[str, Any]]:
    """Why a rule cannot be one, each with its column: a code that names nothing makes a rule that meets nothing."""
    if rule.kind not in LIFTING and rule.lifts:
        yield "lifts", _("Only an exemption or a derogation lifts something.")
    if rule.kind == Kind.PROHIBITION and not (rule.country or rule.listed):
        yield "country", _("A prohibition names a country or listed persons.")
    if rule.applies_until and rule.applies_until <= rule.applies_from:
        yield "applies_until", _("A rule does not end before it begins.")
    for name, most in SEVERAL.items():
        for code in getattr(rule, name):
            if name in _NAMING and not _NAMING[name](code):
                yield name, _NAMING_NOTHING[name] % {"code": code, "kinds": ", ".join(END_USER_KINDS)}
            elif len(code) > most:
                yield name, _("“%(code)s” has more than %(most)d characters.") % {"code": code, "most": most}


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
        **{name: split_cn(cells[name]) if name == "cn_codes" else split(cells[name]) for name in SEVERAL},
        applies_from=midnight(begins, zone),
        applies_until=midnight(ends, zone) if ends else None,
        old_contracts_until=_day(cells["old_contracts_until"]),
    )


def split(text: str) -> tuple[str, ...]:
    """Codes of a cell or a field, parted by spaces, commas, semicolons or lines; each once."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def split_cn(text: str) -> tuple[str, ...]:
    """Customs codes, also as the tariff prints them: `8471 30 00` and `8471.30` are one code each."""
    codes: list[str] = []
    for part in re.split(r"[,;\n]", text.replace(".", "")):
        words = part.split()
        if _CN_AS_PRINTED.fullmatch(" ".join(words)):
            codes.append("".join(words))
        elif any(len(word) < 4 for word in words):  # of several, which digits belong together nobody can tell
            codes.append(" ".join(words))
        else:
            codes += words
    return tuple(dict.fromkeys(codes))


def midnight(day: date, zone: str) -> datetime:
    """The instant at which the day begins there."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


# One act over many authorisations, by their numbers; and which of those that wait are settled, all without `acts`.
OVER = Object(
    members={
        "event": Choice(
            options=tuple(each.value for each in OF_A_MEASURE), gap=_("Suspend, revoke or continue.")
        ),
        "authorisations": ListOf(each=Text(most=20), most=1000, gap=_("Name at least one authorisation.")),
        "grounds": Text(most=8000, lines=True, gap=_("Say why.")),
        "hearing": HEARING,
    }
)
SETTLED = Object(members={"acts": ListOf(each=Text(most=36), most=1000, required=False)})
