"""The labels of codes, in the reader's language, from the project's own data files."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from controllist.rules.control_entries import nearest
from exportctl.core.countries import country
from exportctl.core.formatting import long_day, number
from licensing.models.pending_acts import SOLO_ACT_LABELS
from licensing.models.requests import KIND_LABELS
from licensing.rules.hearings import Burden
from licensing.rules.shapes import currencies

DATA = Path(__file__).parent / "data"
LISTS = Path(__file__).parent.parent / "controllist" / "data"
# Which tag the stage of a request gets; whatever is not here has not happened yet.
STATUS_TAGS = {
    "under_review": "active",
    "information_requested": "waiting",
    "proposed": "waiting",
    "granted": "done",
    "refused": "refused",
}


@cache
def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def _labels(kind: str) -> dict[str, dict[str, str]]:
    """Code → {"en": …, "de": …, "fr": …} of one vocabulary."""
    if kind == "functions":
        return {row["code"]: row["label"] for row in _read(LISTS / "functions.json")["functions"]}
    if kind == "currencies":
        return {code: _currency(code) for code in currencies()}
    return {row["code"]: row["label"] for row in _read(DATA / "vocabulary.json")[kind]}


def _currency(code: str) -> dict[str, str]:
    """Its letters, and its name as the Unicode CLDR has it: a list of letters alone is not read by everybody."""
    return {language: f"{code} – {Locale(language).currencies[code]}" for language in ("en", "de", "fr")}


def label(kind: str, code: object) -> str:
    """What a person reads for `code`; the code itself where the vocabulary does not hold it."""
    words = _labels(kind).get(str(code))
    return words.get((get_language() or "en")[:2], words["en"]) if words else str(code or "")


def offered_customs_codes() -> list[tuple[str, str]]:
    """Codes that such items often have, each with its number and what it is, so that a word finds it."""
    return [(code, f"{code} – {words}") for code, words in choices("customs_codes")]


def function_hints() -> dict[str, str]:
    """Half a line on what each function is, by its code."""
    language = (get_language() or "en")[:2]
    rows = _read(LISTS / "functions.json")["functions"]
    return {row["code"]: row["hint"][language if language in row["hint"] else "en"] for row in rows}


def amount(quantity: object, unit: object) -> str:
    """`1 system`, `3 systems`, `1,500 kilograms`; what is no number stays as it was written."""
    try:
        counted = Decimal(str(quantity))
    except InvalidOperation:
        counted = Decimal("NaN")
    if not counted.is_finite():
        return f"{quantity or '–'} {label('units', unit)}".strip()
    language = (get_language() or "en")[:2]
    is_one = counted < 2 if language == "fr" else counted == 1
    word = _ones().get(str(unit), {}).get(language) if is_one else ""
    return f"{number(counted.normalize())} {word or label('units', unit)}".strip()


def money(value: Decimal | None, currency: str) -> str:
    """`480,000 EUR`; a dash where no value is given."""
    return "–" if value is None else f"{number(value.normalize())} {currency}".strip()


@cache
def _ones() -> dict[str, dict[str, str]]:
    return {row["code"]: row["one"] for row in _read(DATA / "vocabulary.json")["units"]}


def entry_title(code: str) -> str:
    """What an entry of Annex I is, in our own words, also of a deeper code; only the Official Journal counts."""
    entry = nearest(code) if code else None
    return entry.title((get_language() or "en")[:2]) if entry else ""


def item_name(name: str, control_entry: str) -> str:
    """What a line is called: a category of a global request, which has no other name, by its entry's title."""
    return (name if name != control_entry else "") or entry_title(control_entry) or control_entry


def line_name(line: Any) -> str:
    """The same of a line of a request or of an authorisation."""
    return item_name(line.name, line.control_entry)


def how_much(quantity: Decimal | None, unit: str, value: Decimal | None, currency: str) -> str:
    """`3 systems · 480,000 EUR`; a line of a global request may limit neither."""
    parts = [
        amount(quantity, unit) if quantity is not None else _("quantity not limited"),
        money(value, currency) if value is not None else "",
    ]
    return " · ".join(filter(None, parts))


def destinations(first: str, more: int) -> str:
    """`Brazil`, `Brazil and 3 more`: where it goes, in a line."""
    words = country(first) if first else "–"
    return (
        ngettext("%(country)s and %(n)d more", "%(country)s and %(n)d more", more)
        % {
            "country": words,
            "n": more,
        }
        if more
        else words
    )


def choices(kind: str) -> list[tuple[str, str]]:
    """Every code with its label, in the order of the data."""
    return list(_choices(kind, (get_language() or "en")[:2]))


@cache
def _choices(kind: str, language: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, words.get(language, words["en"])) for code, words in _labels(kind).items())


@cache
def _regions() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in _read(DATA / "regions.json")["regions"]}


def regions() -> tuple[str, ...]:
    """The parts of the world that statistics count small destinations under."""
    return tuple(_regions())


def region_of(country_code: str) -> str:
    return next(code for code, row in _regions().items() if country_code in row["countries"])


def region(code: str) -> str:
    words = _regions()[code]["label"]
    return words.get((get_language() or "en")[:2], words["en"])


def hearing(heard: Mapping[str, str] | None) -> str:
    """How the exporter was heard before a decision (Charter, Article 41(2)(a)); nothing where it is not recorded."""
    if not heard:
        return ""
    if held_on := heard.get("held_on"):
        return _("The exporter was heard on %(day)s.") % {"day": long_day(date.fromisoformat(held_on))}
    return _("The exporter was not heard beforehand: %(reason)s") % {"reason": heard.get("waived", "")}


def put_forward() -> str:
    """Said to an officer whose act waits for a second one."""
    return _("Put forward. A second officer of your authority reads it and carries it out.")


BURDENS = {
    Burden.REFUSAL: gettext_lazy("the request is refused"),
    Burden.REQUIREMENT: gettext_lazy("the export is made subject to authorisation"),
    Burden.LINES: gettext_lazy("an item that was asked for is not granted"),
    Burden.DESTINATIONS: gettext_lazy("a destination that was asked for is not granted"),
    Burden.LESS: gettext_lazy("of an item less is granted than was asked for"),
    Burden.SHORTER: gettext_lazy("it is valid for fewer months than were asked for"),
}


def hearing_due(burdens: Iterable[Burden]) -> str:
    """Why the exporter is heard before a decision; nothing where it gives what was asked for."""
    why = "; ".join(str(BURDENS[burden]) for burden in burdens)
    return _("A hearing is due, for it burdens the exporter: %(why)s.") % {"why": why} if why else ""


def routing(because: Iterable[Sequence[str]]) -> str:
    """By what a rule about where requests go holds: each criterion with what meets it."""
    return "; ".join(f"{CRITERIA[criterion]}: {_routed_by(criterion, by)}" for criterion, by in because)


def criteria(stored: Mapping[str, Any]) -> str:
    """What a rule holds for, in words; every request where it names nothing."""
    named = [(name, wanted if isinstance(wanted, list) else [wanted]) for name, wanted in stored.items()]
    parts = [
        f"{CRITERIA[name]}: {', '.join(_routed_by(name, str(each)) for each in wanted)}"
        for name, wanted in named
    ]
    return "; ".join(parts) or _("Every request")


def _routed_by(criterion: str, by: str) -> str:
    if criterion == "destinations":
        return country(by)
    if criterion == "functions":
        return label("functions", by)
    if criterion == "value_from":
        return _("from EUR %(value)s on") % {"value": number(Decimal(by))}
    if criterion == "acts":
        return str(SOLO_ACT_LABELS.get(by, by))
    return str(KIND_LABELS.get(by, by)) if criterion == "kinds" else by


CRITERIA: dict[str, Any] = {
    "kinds": gettext_lazy("Kind"),
    "entries": gettext_lazy("Entry of the control list"),
    "functions": gettext_lazy("Function"),
    "destinations": gettext_lazy("Destination"),
    "value_from": gettext_lazy("Value"),
    "exporters": gettext_lazy("Exporter"),
    "postal_codes": gettext_lazy("Postal code of the exporter"),
    "acts": gettext_lazy("Act"),
}
# What a version of an authorisation may say otherwise than the one before it.
DIFFERENCES: dict[str, Any] = {
    "end_user_name": gettext_lazy("Name of the end user"),
    "end_user_address": gettext_lazy("Address of the end user"),
    "consignee_name": gettext_lazy("Name of the consignee"),
    "consignee_address": gettext_lazy("Address of the consignee"),
    "name": gettext_lazy("Name"),
    "description": gettext_lazy("Description"),
    "cn_code": gettext_lazy("Customs code"),
    "control_entry": gettext_lazy("Entry of the control list"),
    "quantity": gettext_lazy("Quantity"),
    "value": gettext_lazy("Value"),
    "valid_until": gettext_lazy("Last day"),
    "conditions": gettext_lazy("Conditions"),
}


def difference(member: str, line: int | None) -> str:
    """What two versions say differently, with the line that it is of."""
    name = str(DIFFERENCES[member])
    return _("Line %(line)d: %(what)s") % {"line": line, "what": name} if line else name


def difference_value(member: str, text: str) -> str:
    """As a person reads it."""
    if not text:
        return "–"
    if member == "valid_until":
        return long_day(date.fromisoformat(text))
    quantity, _space, unit = text.partition(" ")
    return amount(quantity, unit) if member == "quantity" else text


def hold_title(hold: Any) -> str:
    """The item that is kept back, and how many more; the number of the declaration where none is named."""
    if not hold.items:
        return hold.mrn
    words = {"name": hold.items[0]["description"], "n": len(hold.items) - 1}
    more = ngettext("%(name)s and %(n)d more", "%(name)s and %(n)d more", words["n"])
    return more % words if words["n"] else str(words["name"])
