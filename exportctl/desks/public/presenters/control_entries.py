"""Annex I as people walk it: categories, entries and what stands beside each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from controllist.rules import control_entries
from controllist.rules.control_entries import ControlEntry, Extent

CATEGORIES = {
    "0": _("Nuclear materials, facilities and equipment"),
    "1": _("Special materials and related equipment"),
    "2": _("Materials processing"),
    "3": _("Electronics"),
    "4": _("Computers"),
    "5": _("Telecommunications and information security"),
    "6": _("Sensors and lasers"),
    "7": _("Navigation and avionics"),
    "8": _("Marine"),
    "9": _("Aerospace and propulsion"),
}
GROUPS = {
    "A": _("Systems, equipment and components"),
    "B": _("Test, inspection and production equipment"),
    "C": _("Materials"),
    "D": _("Software"),
    "E": _("Technology"),
}
UNITS = {
    "pieces": _("pieces"),
    "set": _("sets"),
    "kg": _("kilograms"),
    "l": _("litres"),
    "m2": _("square metres"),
    "m3": _("cubic metres"),
    "licences": _("licences"),
}
TRANSFER = {
    Extent.YES: _("In Annex IV: a transfer inside the Union needs an authorisation, too (Article 11)."),
    Extent.PART: _(
        "In Annex IV in part: some of these items need an authorisation for a transfer in the Union, too (Article 11)."
    ),
}
WITHOUT_NATIONAL = _(
    "It stands in Part II of Annex IV: no national general authorisation is possible for such a transfer."
)
SHUT_OUT = {
    Extent.YES: _(
        "In Annex II, Section I: general authorisations EU001, EU003, EU004 and EU007 never cover it."
    ),
    Extent.PART: _(
        "In Annex II, Section I in part: general authorisations EU001, EU003, EU004 and EU007 never cover that part."
    ),
}


@dataclass(frozen=True)
class Line:
    """An entry in a list."""

    code: str
    title: str
    thresholds: str
    url: str
    depth: int = 0
    is_reference_only: bool = False


@dataclass(frozen=True)
class Category:
    number: str
    title: Any
    groups: list[tuple[Any, list[Line]]]
    count: int


@dataclass(frozen=True)
class Hits:
    """What fits a question: in one category, if one was chosen, and how many in each."""

    question: str
    chosen: str
    fitting: list[ControlEntry]
    categories: list[tuple[str, Any, int, str]]

    def address(self, **others: str | int) -> str:
        return f"?{urlencode({'q': self.question, **({'category': self.chosen} if self.chosen else {}), **others})}"


def hits(entries: list[ControlEntry], question: str, *, chosen: str) -> Hits:
    """The likeliest first, as they were found; a category in which nothing fits is not offered."""
    counted = Counter(entry.category for entry in entries)
    offered = [
        (number, title, counted[number], f"?{urlencode({'q': question, 'category': number})}")
        for number, title in CATEGORIES.items()
        if counted[number]
    ]
    within = [entry for entry in entries if entry.category == chosen]
    return Hits(question, chosen, within, offered) if within else Hits(question, "", entries, offered)


def lines(entries: Iterable[ControlEntry], *, under: str = "") -> list[Line]:
    """As a list shows them; below `under` indented by their level."""
    return [_line(entry, under) for entry in entries]


def _line(entry: ControlEntry, under: str) -> Line:
    depth = entry.code.count(".") - under.count(".") - 1 if under else 0
    url = reverse("desks:control_entry", args=[entry.code])
    return Line(entry.code, title_of(entry), entry.thresholds, url, depth, entry.is_reference_only)


def title_of(entry: ControlEntry) -> str:
    return entry.title((get_language() or "en")[:2])


def categories() -> list[Category]:
    """The whole Annex: ten categories, the entries of each by what kind of thing they are."""
    return [_category(number, title) for number, title in CATEGORIES.items()]


def _category(number: str, title: Any) -> Category:
    own = [entry for entry in control_entries.below("") if entry.category == number]
    groups = [
        (words, lines(entry for entry in own if entry.group == group)) for group, words in GROUPS.items()
    ]
    return Category(number, title, [(words, listed) for words, listed in groups if listed], len(own))


def parts(entry: ControlEntry) -> list[Line]:
    """Everything that stands below it, in the order of the Annex."""
    below = [each for code, each in control_entries.entries().items() if code.startswith(f"{entry.code}.")]
    return lines(below, under=entry.code)


def trail(entry: ControlEntry) -> list[dict[str, str]]:
    """From the Annex to the entry."""
    steps = [{"label": str(_("Annex I")), "url": reverse("desks:control_entries")}]
    for wider in control_entries.above(entry):
        steps.append({"label": wider.code, "url": reverse("desks:control_entry", args=[wider.code])})
    return [*steps, {"label": entry.code, "url": ""}]


def marks(entry: ControlEntry) -> list[Any]:
    """Where other annexes stand on it, a sentence each."""
    sentences = [TRANSFER.get(control_entries.in_annex_iv(entry.code))]
    if control_entries.annex_iv_part(entry.code) == 2:
        sentences.append(WITHOUT_NATIONAL)
    sentences.append(SHUT_OUT.get(control_entries.in_section_i(entry.code)))
    return [sentence for sentence in sentences if sentence]
