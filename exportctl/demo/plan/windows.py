"""What happens while a procedure is open: positions, an exchange, an extension, its close. All after the opening."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from exportctl.core.calendar import event_day
from exportctl.demo.plan.offices import OPEN_MINUTES
from exportctl.demo.plan.steps import COMMISSION, GAP, MIDDAY, Present, Step
from notifications.rules.rule_sets import DEFAULT, rule_set
from notifications.rules.windows import Due, dues

GRACE = timedelta(seconds=20)  # the sweep's usual delay after a window's end
ANSWERING = timedelta(hours=5)  # from one line of an exchange to the next
DELIBERATION = 2  # working days from the opening to the first line of an exchange
BETWEEN_OFFICERS = timedelta(hours=4)
DAYS_BEFORE_END = 2
EXTRA_DAYS = 10
CLOSED = ("refused_closed_listed", "refused_closed_lapsed")


@dataclass(frozen=True)
class Window:
    """The procedure of one case, opened at an instant."""

    case: Mapping[str, Any]
    state: str  # the notifying one
    opened_at: datetime
    present: Present
    place: int

    def steps(self) -> list[Step]:
        steps = [*self._positions(), *self._exchange()]
        if self.case["extended"]:
            steps += self._extension()
        if self.case["stage"] in CLOSED:
            steps.append(Step(self.closes_at + GRACE, self.case["key"], "close", "close"))
        return steps

    @property
    def closes_at(self) -> datetime:
        return max(due.due_at for due in self.dues(EXTRA_DAYS if self.case["extended"] else 0).values())

    def dues(self, added: int = 0) -> dict[str, Due]:
        """Each other state's last day and due instant, by the product's own rules."""
        rules = rule_set(DEFAULT)
        working_days = rules.working_days_with_extension(added) if added else rules.working_days
        others = {
            code: office.calendar for code, office in self.present.offices.items() if code != self.state
        }
        return dues(others, opened_on=event_day(self.opened_at), working_days=working_days)

    def _positions(self) -> Iterator[Step]:
        """Each on its working day of its own state's window, none before the one that precedes it."""
        opened_on, before = event_day(self.opened_at), self.opened_at
        for number, position in enumerate(self.case["positions"] or ()):
            office = self.present.offices[position["state"]]
            minute = (37 * self.place + 97 * number) % OPEN_MINUTES
            day = office.calendar.last_day(opened_on, position["working_day"])
            before = office.soonest(max(office.minute(day, minute), before + GAP), minute=minute)
            yield self._step(before, "positions", "position", position["state"], position=position)

    def _exchange(self) -> Iterator[Step]:
        """What the authorities say to each other, and what the notifying one releases on it."""
        exchange = self.case["exchange"]
        lines = [("say", {"line": line}) for line in exchange.get("said", ())]
        lines += [("release", {"line": line}) for line in exchange.get("released", ())]
        calendar = self.present.offices[self.state].calendar
        start = calendar.last_day(event_day(self.opened_at), DELIBERATION)
        since = self.present.offices[self.state].minute(start, (53 * self.place) % MIDDAY)
        for act, facts in lines:
            by = facts["line"].get("by", "authority")
            state = self.state if by == "authority" else by.upper()
            at = self.present.offices[state].soonest(since, minute=MIDDAY)
            yield self._step(at, "exchange", act, state, **facts)
            since = at + ANSWERING

    def _extension(self) -> list[Step]:
        """Two officers of the Commission, well before the first state's last day has passed."""
        office = self.present.offices[COMMISSION]
        earliest = min(due.due_at for due in self.dues().values())
        approved = office.latest(earliest - timedelta(days=DAYS_BEFORE_END), minute=MIDDAY)
        proposed = office.latest(approved - BETWEEN_OFFICERS, minute=MIDDAY)
        return [
            self._step(proposed, "extension", "propose_extension", COMMISSION, working_days=EXTRA_DAYS),
            self._step(approved, "extension", "approve_extension", COMMISSION),
        ]

    def _step(self, at: datetime, thread: str, act: str, office: str, **facts: Any) -> Step:
        return Step(at, self.case["key"], thread, act, office, facts)
