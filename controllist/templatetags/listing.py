"""`{{ code|function }}`, `{{ entry.regime|regime }}`, `{{ text|marked:words }}`: an entry on a page."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from controllist.models import ControlListEntry, EntryText
from controllist.models.entries import ACT_LABELS
from controllist.models.entry_changes import CHANGE_GROUND_LABELS
from controllist.queries import provenance
from controllist.queries.changes import Difference
from controllist.queries.texts import LANGUAGE_NAMES
from controllist.rules import functions
from controllist.rules.search import Why
from exportctl.core import countries
from exportctl.core.look.differences import pieces

register = template.Library()


@register.filter
def function(code: str | None) -> str:
    return functions.label(code, get_language() or "en") if code else ""


@register.filter(name="functions")
def functions_(codes: Iterable[str] | None) -> str:
    return ", ".join(function(code) for code in codes or ())


@register.filter
def regime(text: str | None) -> str:
    """A stored regime in the reader's language; its words are marked where the rule sets stand."""
    return gettext(text) if text else ""


@register.simple_tag
def common_regime(entries: Iterable[ControlListEntry]) -> dict[str, Any]:
    """The regime of most of them, which is said once above a list; a row says its own where it differs."""
    regimes = Counter((entry.regime, entry.in_force) for entry in entries)
    (text, in_force), _count = regimes.most_common(1)[0] if regimes else (("", False), 0)
    return {"regime": text, "in_force": in_force}


@register.filter
def country(code: str | None) -> str:
    return countries.country(code) if code else ""


@register.filter
def language_word(code: str | None) -> str:
    """`German` of `de`, in the reader's language."""
    return str(LANGUAGE_NAMES.get(code or "", ""))


@register.filter
def change_ground(code: str | None) -> str:
    """Why an entry was corrected or taken off, in words."""
    return str(CHANGE_GROUND_LABELS.get(code or "", ""))


@register.filter
def legal_act(act: Mapping[str, str | None] | None) -> str:
    """The kind of act and its reference: `Official Journal, C series: C/2026/1234`."""
    kind = str(ACT_LABELS.get((act or {}).get("kind") or "", ""))
    reference = (act or {}).get("reference")
    return f"{kind}: {reference}" if reference else kind


@register.filter
def bands(entry: ControlListEntry) -> dict[str, str] | None:
    return provenance.bands_of(entry)


@register.filter
def title_in(entry: ControlListEntry, texts: Mapping[UUID, EntryText]) -> str:
    """The title in the reader's language, where there is an editorial text; else the words that were listed."""
    text = texts.get(entry.pk)
    return text.title if text else entry.name


@register.filter
def description_in(entry: ControlListEntry, texts: Mapping[UUID, EntryText]) -> str:
    text = texts.get(entry.pk)
    return text.description if text else entry.description


@register.filter
def marked(text: str | None, words: Iterable[str]) -> SafeString | str:
    """The text with every word that a word of the search begins in `<mark>`: "face" is not in "interface"."""
    if not text:
        return ""
    alternatives = [re.escape(word) for word in sorted(words, key=len, reverse=True) if word]
    if not alternatives:
        return text
    pieces = re.split(rf"\b({'|'.join(alternatives)})", text, flags=re.IGNORECASE)
    return format_html_join("", "{}", ((_piece(piece, place),) for place, piece in enumerate(pieces)))


def _piece(piece: str, place: int) -> SafeString | str:
    return format_html("<mark>{}</mark>", piece) if place % 2 else piece


@register.filter
def cn(code: str | None) -> str:
    """`8517 62 00`."""
    if not code:
        return ""
    return f"{code[:4]} {code[4:6]} {code[6:]}".strip()


@register.filter
def reasons_for(why: Mapping[str, list[Why]] | None, entry: ControlListEntry | None) -> list[Why]:
    """Why this entry is among the hits."""
    return why.get(entry.code, []) if why and entry else []


@register.filter
def left_words(difference: Difference) -> list[tuple[str, str]]:
    """The earlier text alone, with what is gone marked."""
    return [piece for piece in pieces(difference.before, difference.after) if piece[0] != "inserted"]


@register.filter
def right_words(difference: Difference) -> list[tuple[str, str]]:
    """The later text alone, with what is new marked."""
    return [piece for piece in pieces(difference.before, difference.after) if piece[0] != "deleted"]
