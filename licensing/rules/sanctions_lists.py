"""The consolidated list of persons, groups and entities under financial sanctions of the Union, as it is published.

Two public forms are read: XML (`export`, namespace http://eu.europa.ec/fpi/fsd/export) and CSV (semicolons, a row for
each name and address). Nothing of the product is law: the list tells where to look, the legal act decides.
"""

import csv
import hashlib
import io
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.days import read_day
from exportctl.core.rules.permissions import Permission

LARGEST_BYTES = 100_000_000
NAMESPACE = "{http://eu.europa.ec/fpi/fsd/export}"
LONGEST_NAME = 400


class Form(StrEnum):
    XML = "xml"
    CSV = "csv"


class State(StrEnum):
    RECEIVED = "received"
    IN_USE = "in_use"
    REPLACED = "replaced"


class Event(StrEnum):
    TAKE_INTO_USE = "take_into_use"
    REPLACE = "replace"


SANCTIONS_LIST = Machine(
    "sanctions list",
    (
        (State.RECEIVED, Event.TAKE_INTO_USE, State.IN_USE, SYSTEM),
        (State.RECEIVED, Event.REPLACE, State.REPLACED, SYSTEM),
        (State.IN_USE, Event.REPLACE, State.REPLACED, SYSTEM),
    ),
    initial=State.RECEIVED,
    label=pgettext_lazy("thing", "sanctions list"),
    words={
        State.RECEIVED: pgettext_lazy("status of a list", "being read"),
        State.IN_USE: pgettext_lazy("status of a list", "in use"),
        State.REPLACED: pgettext_lazy("status of a list", "replaced"),
    },
)
IMPORTER = Permission.ADMINISTER


class NotAList(ValueError):
    """The file is not a consolidated list; the message says what is missing, in the reader's language."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass
class Entry:
    """One person or entity as the list has it."""

    number: str
    kind: str = ""  # person or entity
    programme: str = ""
    act: str = ""  # number and title of the legal act
    act_on: str = ""
    remark: str = ""
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)

    def add(self, *, name: str = "", country: str = "", born: str = "") -> None:
        """Once each; what the list leaves empty, and its "00" for a country unknown, is nothing."""
        for value, values in ((name[:LONGEST_NAME], self.names), (born, self.born)):
            if value and value not in values:
                values.append(value)
        if len(country) == 2 and country.isalpha() and country not in self.countries:
            self.countries.append(country)


@dataclass(frozen=True)
class Consolidated:
    """The list of one day."""

    form: Form
    dated_on: date
    entries: tuple[Entry, ...]
    digest: str = ""  # SHA-256 of the file, in hex

    @property
    def name_count(self) -> int:
        return sum(len(entry.names) for entry in self.entries)


def read(content: bytes) -> Consolidated:
    """Either form, told by its content. Raises NotAList."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    consolidated = _xml(content) if start == b"<" else _csv(content)
    if not consolidated.entries:
        raise NotAList(_("This file names nobody. Take the full list of the day in its XML or CSV form."))
    return replace(consolidated, digest=hashlib.sha256(content).hexdigest())


def _xml(content: bytes) -> Consolidated:
    dated: date | None = None
    entries: dict[str, Entry] = {}
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            if event == "start" and dated is None:
                if element.tag != f"{NAMESPACE}export":
                    raise NotAList(_("This XML is no consolidated list: its first element is not `export`."))
                dated = _day(element.get("generationDate") or "")
            elif event == "end" and element.tag == f"{NAMESPACE}sanctionEntity":
                entry = _entry_of(element)
                if entry.number and entry.names:
                    entries[entry.number] = entry
                element.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        if isinstance(error, NotAList):
            raise
        raise NotAList(_("This XML cannot be read: it is damaged, or not what it says it is.")) from error
    return Consolidated(Form.XML, _dated(dated), tuple(entries.values()))


def _entry_of(element: Element) -> Entry:
    entry = Entry(number=element.get("euReferenceNumber") or element.get("logicalId") or "")
    for child in element:
        tag, get = child.tag.removeprefix(NAMESPACE), child.get
        if tag == "nameAlias":
            entry.add(name=_whole(get("wholeName"), get("firstName"), get("middleName"), get("lastName")))
        elif tag in ("citizenship", "address"):
            entry.add(country=get("countryIso2Code") or "")
        elif tag == "birthdate":
            entry.add(born=get("birthdate") or get("year") or "")
        elif tag == "subjectType":
            entry.kind = _kind(get("code") or get("classificationCode") or "")
        elif tag == "remark":
            entry.remark = entry.remark or (child.text or "").strip()[:2000]
        elif tag == "regulation":
            _act(entry, get("numberTitle"), get("publicationDate"), get("programme"))
    return entry


def _csv(content: bytes) -> Consolidated:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAList(_("This file is neither XML nor text in UTF-8.")) from error
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    if not {"Entity_LogicalId", "NameAlias_WholeName"} <= set(rows.fieldnames or ()):
        raise NotAList(
            _(
                "This CSV is no consolidated list: the columns Entity_LogicalId and NameAlias_WholeName are missing."
            )
        )
    dated: date | None = None
    entries: dict[str, Entry] = {}
    try:
        for row in rows:
            dated = dated or _day(row.get("fileGenerationDate") or "")
            _add_row(
                entries,
                {
                    name: (value or "").strip()
                    for name, value in row.items()
                    if isinstance(name, str) and not isinstance(value, list)
                },
            )
    except csv.Error as error:
        raise NotAList(_("This CSV cannot be read: a row of it is damaged.")) from error
    return Consolidated(Form.CSV, _dated(dated), tuple(entry for entry in entries.values() if entry.names))


def _add_row(entries: dict[str, Entry], row: dict[str, str]) -> None:
    get = row.get
    logical = get("Entity_LogicalId") or ""
    if not logical:
        return
    entry = entries.setdefault(logical, Entry(number=get("Entity_EU_ReferenceNumber") or logical))
    entry.kind = entry.kind or _kind(
        get("Entity_SubjectType") or get("Entity_SubjectType_ClassificationCode") or ""
    )
    entry.remark = entry.remark or (get("Entity_Remark") or "")[:2000]
    _act(
        entry,
        get("Entity_Regulation_NumberTitle"),
        get("Entity_Regulation_PublicationDate"),
        get("Entity_Regulation_Programme"),
    )
    entry.add(
        name=_whole(
            get("NameAlias_WholeName"),
            get("NameAlias_FirstName"),
            get("NameAlias_MiddleName"),
            get("NameAlias_LastName"),
        ),
        born=get("BirthDate_BirthDate") or "",
    )
    for column in ("Address_CountryIso2Code", "Citizenship_CountryIso2Code"):
        entry.add(country=get(column) or "")


def _whole(whole: str | None, *parts: str | None) -> str:
    return " ".join((whole or " ".join(part for part in parts if part)).split())


def _kind(code: str) -> str:
    return "person" if code.lower() in ("person", "p") else "entity"


def _act(entry: Entry, title: str | None, on: str | None, programme: str | None) -> None:
    """The first that is named: that of the entry stands before those of its parts."""
    entry.act = entry.act or (title or "").strip()[:200]
    entry.act_on = entry.act_on or (on or "").strip()[:10]
    entry.programme = entry.programme or (programme or "").strip()[:40]


def _day(text: str) -> date | None:
    """ISO, as the XML has it, or day/month/year, as the CSV has it; the hour does not count."""
    try:
        return read_day(text[:10])
    except ValueError:
        return None


def _dated(day: date | None) -> date:
    if day is None:
        raise NotAList(_("This file does not say of which day it is (generationDate, fileGenerationDate)."))
    return day
