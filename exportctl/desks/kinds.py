"""What each kind of request looks like on the desks: the one place above licensing that knows kinds.

Below it `licensing/rules/kinds.py` holds what a kind allows. A kind that is filed has a row in both tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.models import AuthorisationRequest, Proposal
from licensing.rules.requests import Kind
from notifications.queries.consequences import if_approved, window_of
from notifications.queries.windows import Window


@dataclass(frozen=True)
class Tab:
    """A page of a case; what it shows to whom is its own."""

    key: str
    label: Any


@dataclass(frozen=True)
class Consequences:
    """What an approval brings about, in sentences; and the window it would open, when it opens one."""

    sentences: list[Any]
    window: Window | None = None


@dataclass(frozen=True)
class CaseKind:
    tabs: tuple[Tab, ...]  # in the order of the page; a kind without red flags has no due diligence
    summary: str  # the template of what was asked for, on the first tab
    columns: frozenset[str]  # of the worklist: what its rows can say of this kind
    consequences: Callable[[AuthorisationRequest, Proposal, datetime], Consequences]

    @property
    def tab_keys(self) -> tuple[str, ...]:
        return tuple(tab.key for tab in self.tabs)

    @property
    def has_red_flags(self) -> bool:
        return DUE_DILIGENCE in self.tabs


def _if_catch_all_approved(request: AuthorisationRequest, proposal: Proposal, at: datetime) -> Consequences:
    window = window_of(request, proposal, at=at)
    return Consequences(if_approved(request, proposal, window), window)


SUMMARY = Tab("summary", _("Summary"))
DUE_DILIGENCE = Tab("due-diligence", _("Due diligence"))
DOCUMENTS = Tab("documents", _("Documents"))
CONVERSATION = Tab("conversation", _("Conversation"))
DECISION = Tab("decision", _("Decision"))
HISTORY = Tab("history", _("History"))

KINDS: Mapping[Kind, CaseKind] = {
    Kind.NOTIFICATION: CaseKind(
        tabs=(SUMMARY, DUE_DILIGENCE, DOCUMENTS, CONVERSATION, DECISION, HISTORY),
        summary="desks/case/_catch_all.html",
        columns=frozenset({"destination", "stage", "flags", "clock", "submitted", "tags", "basis", "who"}),
        consequences=_if_catch_all_approved,
    ),
}

TABS = tuple(dict.fromkeys(tab.key for kind in KINDS.values() for tab in kind.tabs))


def kind_of(request: AuthorisationRequest) -> CaseKind:
    return KINDS[Kind(request.kind)]
