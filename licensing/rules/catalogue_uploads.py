"""A table of items on its way into the catalogue: where it stands, and what became of its rows. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from licensing.rules.catalogue_tables import Change, Mistake, Planned, Report

LARGEST_MEGABYTES = 20
SMALL = 100 * 1024  # octets: a table that is checked while its uploader waits
PART = 1000  # rows that are written in one transaction
MOST_MISTAKES = 1000  # that are kept to be read; all are counted
MOST_SHOWN = 200  # rows that are kept to look at
MOST_WAITING = 20  # tables of one company at once: each is kept whole until it is imported
KEPT = timedelta(days=30)  # after it is done


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    CHECKED = "checked"
    DONE = "done"
    FAILED = "failed"


STATE_LABELS = {
    State.QUEUED.value: _("Waits for its turn"),
    State.RUNNING.value: _("In work"),
    State.CHECKED.value: _("Waits for your decision"),
    State.DONE.value: _("Done"),
    State.FAILED.value: _("Failed"),
}


def state(*, checked: bool, wanted: bool, finished: bool, failed: bool, begun: bool) -> State:
    """Where a table stands, by what has happened to it."""
    if failed:
        return State.FAILED
    if finished:
        return State.DONE
    if checked and not wanted:
        return State.CHECKED
    return State.RUNNING if begun else State.QUEUED


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of the rows so far. Its members are stored as JSON."""

    counts: Mapping[str, int] = field(default_factory=dict)  # by Change, and wrong
    mistakes: tuple[Mistake, ...] = ()
    more_mistakes: int = 0
    shown: tuple[dict[str, Any], ...] = ()  # [{row, change, body}]
    unknown: tuple[str, ...] = ()  # columns that were passed over

    @property
    def fine(self) -> int:
        """Rows that can be imported, those included that change nothing."""
        return sum(self.counts.get(change.value, 0) for change in Change)

    @property
    def wrong(self) -> int:
        return self.counts.get("wrong", 0)

    def count(self, change: Change) -> int:
        return self.counts.get(change.value, 0)

    def with_report(self, report: Report) -> "Outcome":
        """With the next rows added."""
        counts = Counter(self.counts)
        counts.update(each.change.value for each in report.items)
        counts["wrong"] += report.wrong_rows
        mistakes = (*self.mistakes, *report.mistakes)
        new = [_shown(each) for each in report.items if each.change != Change.UNCHANGED]
        return Outcome(
            counts=dict(counts),
            mistakes=mistakes[:MOST_MISTAKES],
            more_mistakes=self.more_mistakes + max(len(mistakes) - MOST_MISTAKES, 0),
            shown=(*self.shown, *new)[:MOST_SHOWN],
            unknown=self.unknown,
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def outcome_of(stored: Mapping[str, Any]) -> Outcome:
    """As it was stored."""
    mistakes = tuple(Mistake(**each) for each in stored.get("mistakes", ()))
    return Outcome(
        counts=stored.get("counts", {}),
        mistakes=mistakes,
        more_mistakes=stored.get("more_mistakes", 0),
        shown=tuple(stored.get("shown", ())),
        unknown=tuple(stored.get("unknown", ())),
    )


def _shown(planned: Planned) -> dict[str, Any]:
    return {"row": planned.row, "change": planned.change.value, "body": planned.body}
