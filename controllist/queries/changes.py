"""The editions of the list, each with what it changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from controllist.models import ControlListEntry, Edition, EntryText
from controllist.rules import functions
from controllist.rules.entries import Status
from controllist.rules.listing import basis_of_change
from exportctl.core.i18n import language as language_of_reader
from exportctl.core.references import BRUSSELS

PER_PAGE = 25
MOST_TO_CHOOSE = 300
COMPARED = ("name", "manufacturer", "models", "functions", "description", "cn_code")


@dataclass(frozen=True)
class Difference:
    """One text before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    edition: Edition
    entry: ControlListEntry
    differences: list[Difference]  # none for a first listing
    title: str = ""  # of the entry today, in the reader's language

    @property
    def quarter(self) -> tuple[date, date]:
        """The first days of the first and the last month of the quarter, in Brussels, in which it was made."""
        day = self.edition.at.astimezone(BRUSSELS).date()
        first = (day.month - 1) // 3 * 3 + 1
        return date(day.year, first, 1), date(day.year, first + 2, 1)


def changes(*, language: str, before: int | None = None) -> tuple[list[Change], int | None]:
    """Editions newest first, those before the given one; and the number to ask on with, or None."""
    editions = Edition.objects.select_related("entry").order_by("-number").annotate(title=_title(language))
    if before is not None:
        editions = editions.filter(number__lt=before)
    rows = list(editions[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    return _compared(shown), shown[-1].number if len(rows) > PER_PAGE else None


def editions() -> Iterable[tuple[Any, ...]]:
    """Every edition, newest first, as a row of a table: number, when, code, name, event, regime, whether in force,
    and what the change rests on: its ground (of a listing the item's), the kind of act and its reference.
    """
    earlier = Edition.objects.order_by("-number").values_list(
        "number", "at", "entry__code", "event", "content"
    )
    for number, at, code, event, content in earlier.iterator():
        in_force = "true" if content.get("in_force") else "false"
        change = basis_of_change(content)
        basis = (change["change_ground"] or change["ground"], change["act_kind"], change["act_reference"])
        yield number, at, code, content.get("name"), event, content.get("regime"), in_force, *basis


def history(entry: ControlListEntry) -> list[Change]:
    """Every edition of one entry, newest first."""
    return _compared(list(Edition.objects.select_related("entry").filter(entry=entry).order_by("-number")))


def _compared(editions: Sequence[Edition]) -> list[Change]:
    """One query for the editions before these, however many there are."""
    entries = {edition.entry_id for edition in editions}
    contents = Edition.objects.filter(entry__in=entries).order_by("number")
    known: dict[Any, list[tuple[int, dict[str, Any]]]] = {}
    for number, entry, content in contents.values_list("number", "entry_id", "content"):
        known.setdefault(entry, []).append((number, content))
    return [
        Change(each, each.entry, _differences(each, known[each.entry_id]), getattr(each, "title", None) or "")
        for each in editions
    ]


def _title(language: str) -> Any:
    return EntryText.objects.title(language=language, entry="entry")


def _differences(edition: Edition, editions: Iterable[tuple[int, dict[str, Any]]]) -> list[Difference]:
    earlier = [content for number, content in editions if number < edition.number]
    if not earlier:
        return []
    return differences_of(earlier[-1], edition.content)


def differences_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Each part of an entry's words that differs between two editions."""
    pairs = [(field, _text(before, field), _text(after, field)) for field in COMPARED]
    pairs += _translations(before, after)
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def _translations(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The signed words in each language, by the names `text_de_name` and `text_de_description`."""
    former, later = before.get("translations") or {}, after.get("translations") or {}
    return [
        (
            f"text_{language}_{part}",
            former.get(language, {}).get(part, ""),
            later.get(language, {}).get(part, ""),
        )
        for language in sorted({*former, *later})
        for part in ("name", "description")
    ]


def _text(content: Mapping[str, Any], field: str) -> str:
    value = content.get(field) or ""
    if field == "functions":
        value = [functions.label(code, language_of_reader()) for code in value]
    return value if isinstance(value, str) else ", ".join(value)


@dataclass(frozen=True)
class Pair:
    """One entry in two editions of the list; `before` is empty where it was not on the list yet."""

    entry: ControlListEntry
    before: dict[str, Any]
    after: dict[str, Any]
    title: str = ""  # of the entry today, in the reader's language

    @property
    def differences(self) -> list[Difference]:
        """Each text that differs; of a new entry all of them."""
        return differences_of(self.before, self.after)

    @property
    def taken_off(self) -> bool:
        return (
            self.after.get("status") == Status.DELISTED.value
            and self.before.get("status") != self.after["status"]
        )


def numbers() -> list[tuple[int, Any]]:
    """Every edition with its instant, newest first, for choosing; none where there are too many to choose from."""
    if Edition.objects.count() > MOST_TO_CHOOSE:
        return []
    return list(Edition.objects.order_by("-number").values_list("number", "at"))


def compared(*, start: int, to: int, language: str) -> list[Pair]:
    """The entries that differ between edition `start` and edition `to`, by code. Two queries."""
    changed = Edition.objects.filter(number__gt=start, number__lte=to).values("entry")
    editions = Edition.objects.select_related("entry").filter(entry__in=changed, number__lte=to)
    editions = editions.annotate(title=_title(language))
    before: dict[Any, dict[str, Any]] = {}
    after: dict[Any, Edition] = {}
    for edition in editions.order_by("number"):
        if edition.number <= start:
            before[edition.entry_id] = edition.content
        after[edition.entry_id] = edition
    pairs = [
        Pair(last.entry, before.get(key, {}), last.content, getattr(last, "title", None) or "")
        for key, last in after.items()
    ]
    return sorted(pairs, key=lambda pair: pair.entry.code)
