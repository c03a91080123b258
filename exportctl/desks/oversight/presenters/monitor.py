"""What the Commission watches: windows by closing time, sweeps, stuck rows, its own proposals that wait."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from controllist.models import EntryChange
from controllist.queries.texts import waiting_texts
from exportctl.core.formatting import last_day
from exportctl.core.models import ReferenceChange
from exportctl.core.queries import monitoring
from exportctl.core.queries.monitoring import SHOWN, in_words
from exportctl.core.rules.heartbeats import is_starting
from licensing.models import Document
from notifications.models import Extension, ObjectionProcedure, RuleSetSelection
from notifications.queries import windows
from notifications.queries.outbox import OutboxLine, OutboxStatus, outbox_statuses
from notifications.queries.procedure_list import open_by_closing

STUCK_AFTER = timedelta(seconds=60)
DOCUMENT_WAITS_LONG = timedelta(minutes=10)
MOST = 50  # windows on the page
OPEN = 5  # rows of a problem; the others are folded


@dataclass(frozen=True)
class Line:
    """One stuck row: what it is, since when, and where to go or what to do."""

    what: str
    since: str
    url: str = ""
    undelivered: OutboxLine | None = None  # what a button tries again


@dataclass(frozen=True)
class Proposal:
    """What the reader proposed and another officer has to approve."""

    what: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Check:
    """A number that must be 0, and the rows behind it."""

    label: Any
    count: int
    lines: list[Line]
    is_caught_up: bool = False  # of before the first start: on its way, and nobody's problem

    @property
    def is_wrong(self) -> bool:
        return bool(self.count) and not self.is_caught_up

    @property
    def others(self) -> int:
        """How many rows stand behind the first few."""
        return max(self.count - OPEN, 0) if len(self.lines) > OPEN else 0

    @property
    def more(self) -> int:
        """How many rows the page does not list; a count of events has one line for all."""
        return self.count - len(self.lines) if len(self.lines) >= SHOWN else 0


def monitor_page(user: Any, *, at: datetime, machine_at: datetime) -> dict[str, Any]:
    """`at` is the product's clock, which windows follow; `machine_at` the machine's, which sweeps follow."""
    tail = monitoring.tail(at=machine_at)
    outboxes = outbox_statuses()
    set_up_at = monitoring.set_up_at()
    starting = is_starting(set_up_at=set_up_at, at=machine_at)
    checks = [
        _windows(at),
        *(_given_up(status, machine_at) for status in outboxes),
        replace(_files(at), is_caught_up=starting),
        replace(_documents(at), is_caught_up=starting),
        replace(_tail(tail, machine_at), is_caught_up=starting and tail.head is None),
        _cut(tail),
    ]
    beats = monitoring.beats(at=machine_at, set_up_at=set_up_at)
    return {
        "rows": windows.rows(open_by_closing(user)[:MOST], state=None, at=at),
        "problems": [check for check in checks if check.is_wrong],
        "catching_up": [check for check in checks if check.count and not check.is_wrong],
        "fine": [check for check in checks if not check.count],
        "beats": beats,
        "restarts": monitoring.restarts(),
        "wrong": sum(check.is_wrong for check in checks) + sum(beat.late for beat in beats),
        "outboxes": outboxes,
        "failing": [line for status in outboxes for line in status.failing_lines()],
        "tail": tail,
        "proposed": _proposals_of(user),
        "at": at,
        "machine_at": machine_at,
    }


def _proposals_of(user: Any) -> list[Proposal]:
    """What the reader proposed and another officer has to settle, the oldest first."""
    changes = EntryChange.objects.pending_from(user).select_related("entry")
    windows_longer = Extension.objects.pending_from(user).select_related("procedure")
    rows = [
        *(
            (f"{each.get_kind_display()}: {each.entry.code}", each, each.get_absolute_url())
            for each in changes
        ),
        *(
            (
                _("Extension of %(reference)s") % {"reference": each.procedure.reference},
                each,
                reverse("desks:approve_extension", args=[each.procedure.reference, each.pk]),
            )
            for each in windows_longer
        ),
        *(
            (_("Choice of a rule set"), each, reverse("desks:approve_choice", args=[each.pk]))
            for each in RuleSetSelection.objects.pending_from(user)
        ),
        *(
            (each.get_kind_display(), each, reverse("desks:approve_change", args=[each.pk]))
            for each in ReferenceChange.objects.pending_from(user)
        ),
    ]
    text_words = _("Text of %(code)s (%(language)s)")
    proposals = [Proposal(what, url, row.proposed_at) for what, row, url in rows] + [
        Proposal(
            text_words % {"code": text.entry.code, "language": text.language.upper()},
            text.get_absolute_url(),
            text.written_at,
        )
        for text in waiting_texts().filter(written_by=user)
    ]
    return sorted(proposals, key=lambda each: each.at)


def _windows(at: datetime) -> Check:
    """Whose end has passed and which no sweep has closed."""
    procedures = ObjectionProcedure.objects.closable(at=at - STUCK_AFTER).order_by("closes_at")
    lines = (
        Line(each.reference, last_day(each.closes_at), each.get_absolute_url()) for each in procedures[:SHOWN]
    )
    return _check(_("Procedures past their end and not closed"), procedures.count(), lines)


def _given_up(status: OutboxStatus, at: datetime) -> Check:
    lines = (
        Line(
            f"{line.what} ({line.reason})",
            in_words(at - line.gave_up_at) if line.gave_up_at else "",
            undelivered=line,
        )
        for line in status.given_up_lines()
    )
    return _check(status.outbox.given_up_label, status.given_up, lines)


def _files(at: datetime) -> Check:
    """By number, not by name: what a file is called is for its case alone."""
    files = monitoring.waiting_files(at=at)
    label = _("File %(id)s of %(size)d kB")
    lines = (
        Line(
            label % {"id": str(file.pk)[:8], "size": max(file.size // 1024, 1)},
            in_words(at - file.created_at),
        )
        for file in files[:SHOWN]
    )
    return _check(_("Files that wait for their check"), files.count(), lines)


def _documents(at: datetime) -> Check:
    """Letters that nobody has tried to write: the renderer is not there."""
    untried = Document.objects.owed().filter(failure="", created_at__lte=at - DOCUMENT_WAITS_LONG)
    documents = untried.select_related("request__authority")
    label = _("%(kind)s of a case of %(authority)s")
    lines = (
        Line(
            label % {"kind": each.get_kind_display(), "authority": each.request.authority.short_name},
            in_words(at - each.created_at),
        )
        for each in documents.order_by("created_at")[:SHOWN]
    )
    return _check(_("Receipts and letters not made"), documents.count(), lines)


def _tail(tail: monitoring.AuditSealStatus, at: datetime) -> Check:
    since = in_words(at - tail.head.sealed_at) if tail.head else _("never")
    lines = [Line(_("Audit events after the last seal"), since)]
    return _check(_("Audit events without a seal"), tail.stuck, lines)


def _cut(tail: monitoring.AuditSealStatus) -> Check:
    """The trail as it stands is not the one that was signed: its end was cut off, or an older dump restored."""
    lines = [Line(_("Whoever runs this site has to run verify_audit and keep the file as it is."), "")]
    return _check(
        _("Contradictions between the audit trail and its seal kept elsewhere"), int(tail.contradicted), lines
    )


def _check(label: Any, count: int, lines: Iterable[Line]) -> Check:
    """The rows are read only where there are any."""
    return Check(label, count, list(lines) if count else [])
