"""Other states' denials as a table: one a row, as the system of Article 23(6) or an office writes them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.days import read_day
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.uploaded_tables import Columns, Table
from exportctl.core.shapes import check
from licensing.rules.denials import ENTRY, State
from licensing.rules.shapes import JsonObject

MOST_DENIALS = 1_000
LARGEST_BYTES = 5_000_000
DAYS = ("paper_on", "decided_on")
NAMES = (*ENTRY.members, "status")
COLUMNS = Columns(names=NAMES, needed=("state", "paper_number", "name", "end_user"), most=MOST_DENIALS)
# What tells that two rows are about one denial, and what of one never changes: its state would notify another.
FIXED = ("act", "decided_on", "name")
DENIAL_IMPORT = four_eyes_machine(
    "import of denials", Permission.HANDLE, label=pgettext_lazy("thing", "import of denials")
)


class What(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"  # another ground
    GONE = "gone"  # revoked by its state
    SAME = "same"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row: its number as the table counts, and the sentence."""

    row: int
    sentence: Any


@dataclass(frozen=True)
class Known:
    """A denial that is entered already, as far as a row is compared with it."""

    reference: str
    fixed: tuple[str, ...]  # by FIXED
    ground: str
    is_valid: bool
    is_own: bool  # kept by the authority that reads the file


def denials_of(table: Table, *, own_state: str, today: date) -> tuple[list[JsonObject], list[Fault]]:
    """The rows as they are stored, each with its `row`. With a fault no row is to be taken. `today`: of its reader."""
    rows: list[JsonObject] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    for each in table.rows:
        cells = {name: (each.cells.get(name) or "").strip() for name in NAMES}
        clean, wrong = _read(cells, today)
        faults += [Fault(each.number, sentence) for sentence in wrong]
        if wrong:
            continue
        key = (clean["state"], clean["paper_number"])
        if clean["state"] == own_state:
            faults.append(Fault(each.number, _("Denials of your own state are notified here by themselves.")))
        elif key in seen:
            faults.append(Fault(each.number, _("Row %(row)d has the same number.") % {"row": seen[key]}))
        seen[key] = each.number
        rows.append({**clean, "row": each.number})
    return ([], faults) if faults else (rows, [])


def _read(cells: dict[str, str], today: date) -> tuple[JsonObject, list[Any]]:
    status = cells.pop("status") or State.VALID.value
    given: dict[str, Any] = {name: value for name, value in cells.items() if value}
    for name in DAYS:
        try:
            day = read_day(given.get(name, ""))
        except ValueError:
            day = None
        if day:
            given[name] = day.isoformat()
    for name in ("state", "destination"):
        given[name] = given.get(name, "").upper()
    missing = [f"{each['pointer'].strip('/')}: {each['detail']}" for each in ENTRY.missing(given, "")]
    clean, errors = check(given, ENTRY)
    wrong: list[Any] = missing or [f"{each['pointer'].strip('/')}: {each['detail']}" for each in errors]
    if status not in set(State):
        wrong.append(_("The column “status” says valid or revoked."))
    if not wrong and clean["decided_on"] > clean["paper_on"]:
        wrong.append(_("A denial is notified after it was decided: compare both days with the paper."))
    if not wrong and date.fromisoformat(clean["paper_on"]) > today:
        wrong.append(f"paper_on: {_('This day has not come yet.')}")
    return {name: value for name, value in clean.items() if value} | {"status": status}, wrong


def what_of(row: JsonObject, known: Known | None) -> What:
    """What a row does, as things stand."""
    gone = row["status"] == State.REVOKED
    if known is None:
        return What.SAME if gone else What.NEW
    if gone:
        return What.GONE if known.is_valid else What.SAME
    says_otherwise = (row.get("ground") or known.ground) != known.ground  # a cell left empty says nothing
    return What.CHANGED if known.is_valid and says_otherwise else What.SAME


def faults_against(row: JsonObject, known: Known | None) -> Iterator[Any]:
    """Why a row cannot be about the denial that is entered under its number."""
    if known is None:
        return
    words = {"reference": known.reference}
    if known.fixed != tuple(row.get(name) or "" for name in FIXED):
        text = _("It is entered as %(reference)s with another act, day or item: compare both papers.")
        yield text % words
    if not known.is_own and what_of(row, known) is not What.SAME:
        text = _("%(reference)s is kept by another authority, which enters what changed.")
        yield text % words
