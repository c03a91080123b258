"""What each kind of request looks like on the desks: the one place above licensing that knows kinds.

Below it `licensing/rules/kinds.py` holds what a kind allows. A kind that is filed has a row in both tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.models import AuthorisationRequest, Draft, Proposal
from licensing.rules.requests import Kind
from notifications.queries.consequences import if_approved, if_request_approved, window_of
from notifications.queries.windows import Window


@dataclass(frozen=True)
class Tab:
    """A page of a case. The exporter sees it, or the authority's officers alone."""

    key: str
    label: Any
    for_exporter: bool = True


@dataclass(frozen=True)
class Consequences:
    """What an approval brings about, in sentences; and the window it would open, when it opens one."""

    sentences: list[Any]
    window: Window | None = None


@dataclass(frozen=True)
class CaseKind:
    label: Any  # what a case of this kind is called
    tabs: tuple[Tab, ...]  # in the order of the page
    draft: str  # what of a request leads to the draft that it was written as
    summary: str  # the template of what was asked for, on the first tab
    items: str  # the template of the items, on their own tab
    parties: str  # the same of who receives them
    columns: frozenset[str]  # of the worklist: what its rows can say of this kind
    has_lines: bool  # several items, each decided by itself
    consequences: Callable[[AuthorisationRequest, Proposal, datetime], Consequences]

    def tab_keys(self, *, for_officer: bool) -> tuple[str, ...]:
        return tuple(tab.key for tab in self.tabs if for_officer or tab.for_exporter)


def _if_catch_all_approved(request: AuthorisationRequest, proposal: Proposal, at: datetime) -> Consequences:
    window = window_of(request, proposal, at=at)
    return Consequences(if_approved(request, proposal, window), window)


def _if_request_approved(request: AuthorisationRequest, proposal: Proposal, at: datetime) -> Consequences:
    window = window_of(request, proposal, at=at)
    return Consequences(if_request_approved(request, proposal, window), window)


KINDS: Mapping[Kind, CaseKind] = {
    Kind.NOTIFICATION: CaseKind(
        label=_("Notification"),
        tabs=(
            Tab("summary", _("Summary")),
            Tab("item", _("Item"), for_exporter=False),
            Tab("parties", _("Parties"), for_exporter=False),
            Tab("flags", _("Red flags")),
            Tab("documents", _("Documents")),
            Tab("questions", _("Questions")),
            Tab("messages", _("Messages")),
            Tab("notes", _("Notes"), for_exporter=False),
            Tab("consultation", _("Consultation"), for_exporter=False),
            Tab("decision", _("Decision")),
            Tab("clock", _("Clock")),
            Tab("history", _("History")),
        ),
        draft="notification",
        summary="desks/case/_catch_all.html",
        items="desks/case/_item.html",
        parties="desks/case/_parties.html",
        columns=frozenset({"destination", "stage", "flags", "clock", "submitted", "tags", "basis", "who"}),
        has_lines=False,
        consequences=_if_catch_all_approved,
    ),
    Kind.INDIVIDUAL: CaseKind(
        label=_("Export request"),
        tabs=(
            Tab("summary", _("Summary")),
            Tab("item", _("Items"), for_exporter=False),
            Tab("parties", _("Parties"), for_exporter=False),
            Tab("documents", _("Documents")),
            Tab("questions", _("Questions")),
            Tab("messages", _("Messages")),
            Tab("notes", _("Notes"), for_exporter=False),
            Tab("consultation", _("Consultation"), for_exporter=False),
            Tab("decision", _("Decision")),
            Tab("clock", _("Clock")),
            Tab("history", _("History")),
        ),
        draft="draft",
        summary="desks/case/_individual.html",
        items="desks/case/_individual_items.html",
        parties="desks/case/_individual_parties.html",
        columns=frozenset({"destination", "stage", "clock", "submitted", "tags", "basis", "who"}),
        has_lines=True,
        consequences=_if_request_approved,
    ),
}

DRAFTS = tuple(dict.fromkeys(kind.draft for kind in KINDS.values()))
TABS = tuple(dict.fromkeys(tab.key for kind in KINDS.values() for tab in kind.tabs))


def kind_of(request: AuthorisationRequest) -> CaseKind:
    return KINDS[Kind(request.kind)]


def draft_of(request: AuthorisationRequest) -> Draft | None:
    """What its exporter wrote it as; join it by its name (`DRAFTS`) where many are read."""
    found: Draft | None = getattr(request, kind_of(request).draft, None)
    return found
