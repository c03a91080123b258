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
    label: Any  # what a case of this kind is called
    whole: Any  # the page that shows everything of it
    tabs: tuple[Tab, ...]  # in the order of the page
    draft: str  # what of a request leads to the draft that it was written as
    summary: str  # the template of what was asked for, on the first tab
    brief: str  # the same in short, beside what is decided
    columns: frozenset[str]  # of the worklist: what its rows can say of this kind
    has_red_flags: bool  # the exporter answers due-diligence questions
    has_lines: bool  # several items, each decided by itself
    consequences: Callable[[AuthorisationRequest, Proposal, datetime], Consequences]

    def tabs_for(self, *, is_officer: bool) -> tuple[Tab, ...]:
        """Where the exporter answers no question, due diligence is the officers' alone: hits of the parties."""
        return tuple(tab for tab in self.tabs if is_officer or self.has_red_flags or tab != DUE_DILIGENCE)


def _if_catch_all_approved(request: AuthorisationRequest, proposal: Proposal, at: datetime) -> Consequences:
    window = window_of(request, proposal, at=at)
    return Consequences(if_approved(request, proposal, window), window)


def _if_request_approved(request: AuthorisationRequest, proposal: Proposal, at: datetime) -> Consequences:
    window = window_of(request, proposal, at=at)
    return Consequences(if_request_approved(request, proposal, window), window)


SUMMARY = Tab("summary", _("Summary"))
DUE_DILIGENCE = Tab("due-diligence", _("Due diligence"))
DOCUMENTS = Tab("documents", _("Documents"))
CONVERSATION = Tab("conversation", _("Conversation"))
DECISION = Tab("decision", _("Decision"))
HISTORY = Tab("history", _("History"))


def _of_exports(label: Any) -> CaseKind:
    return CaseKind(
        label=label,
        whole=_("The whole request"),
        tabs=(SUMMARY, DUE_DILIGENCE, DOCUMENTS, CONVERSATION, DECISION, HISTORY),
        draft="draft",
        summary="desks/case/_export_request.html",
        brief="desks/case/_export_request_brief.html",
        columns=frozenset({"destination", "stage", "clock", "submitted", "tags", "basis", "who"}),
        has_red_flags=False,
        has_lines=True,
        consequences=_if_request_approved,
    )


KINDS: Mapping[Kind, CaseKind] = {
    Kind.NOTIFICATION: CaseKind(
        label=_("Notification"),
        whole=_("The whole notification"),
        tabs=(SUMMARY, DUE_DILIGENCE, DOCUMENTS, CONVERSATION, DECISION, HISTORY),
        draft="notification",
        summary="desks/case/_catch_all.html",
        brief="desks/case/_brief.html",
        columns=frozenset({"destination", "stage", "flags", "clock", "submitted", "tags", "basis", "who"}),
        has_red_flags=True,
        has_lines=False,
        consequences=_if_catch_all_approved,
    ),
    Kind.INDIVIDUAL: _of_exports(_("Export request")),
    Kind.GLOBAL: _of_exports(_("Global export request")),
    Kind.LARGE_PROJECT: _of_exports(_("Large project request")),
}

DRAFTS = tuple(dict.fromkeys(kind.draft for kind in KINDS.values()))
TABS = tuple(dict.fromkeys(tab.key for kind in KINDS.values() for tab in kind.tabs))


def kind_of(request: AuthorisationRequest) -> CaseKind:
    return KINDS[Kind(request.kind)]


def draft_of(request: AuthorisationRequest) -> Draft | None:
    """What its exporter wrote it as; join it by its name (`DRAFTS`) where many are read."""
    found: Draft | None = getattr(request, kind_of(request).draft, None)
    return found
