"""Rows of the page on which somebody checks what will be sent, each with a link to its own field."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class SummaryRow:
    """In the shape of the look's summary list."""

    label: str
    value: Any
    url: str
    action: str
    hidden: str


@dataclass(frozen=True)
class Section:
    title: Any
    rows: list[SummaryRow] = field(default_factory=list)


def summary_row(label: Any, value: Any, url: str, action: str = "") -> SummaryRow:
    """A row whose link says `action`, or Change."""
    return SummaryRow(str(label), value, url, action or pgettext("act", "Change"), str(label))


def missing_word() -> str:
    """What stands in place of an answer that has to be given before the draft can be sent."""
    return format_html("<b>{}</b>", _("Missing"))
