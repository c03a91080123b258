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
    lacks: bool = False  # an answer stands here, and not all that belongs to it
    is_quiet: bool = False  # an answer that says nothing to look at first

    @property
    def is_missing(self) -> bool:
        """Nothing stands here yet, or only half of what has to."""
        first, *_more = self.value if isinstance(self.value, list) else [self.value]
        return self.lacks or str(first) == missing_word()


@dataclass(frozen=True)
class Section:
    title: Any
    rows: list[SummaryRow] = field(default_factory=list)

    @property
    def gaps(self) -> list[SummaryRow]:
        return [row for row in self.rows if row.is_missing]

    @property
    def given(self) -> list[SummaryRow]:
        return [row for row in self.rows if not row.is_missing and not row.is_quiet]

    @property
    def quiet(self) -> list[SummaryRow]:
        return [row for row in self.rows if not row.is_missing and row.is_quiet]


def summary_row(
    label: Any, value: Any, url: str, action: str = "", *, lacks: bool = False, is_quiet: bool = False
) -> SummaryRow:
    """A row whose link says `action`, or Change."""
    words = action or pgettext("act", "Change")
    return SummaryRow(str(label), value, url, words, str(label), lacks, is_quiet)


def missing_word() -> str:
    """What stands in place of an answer that has to be given before the draft can be sent."""
    return format_html("<b>{}</b>", _("Missing"))
