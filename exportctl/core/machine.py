"""A state machine as a table that can be read aloud to a lawyer: from, event, to, who."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exportctl.core.errors import WrongStatus
from exportctl.core.rules.permissions import Permission

SYSTEM = "system"  # nobody's permission: only the clock may do it
PERSON = "person"  # no seat's permission: the one person whom the object concerns may do it


@dataclass(frozen=True, slots=True)
class Row:
    """One way forward. Plain strings, so that rows go into the database as they are."""

    source: str
    event: str
    target: str
    permission: str


class Machine:
    """The rules of one kind of object. Each (source, event) has one target, and every state can be reached.

    `label` is what people call the object, `words` what they call its states, both within a sentence.
    """

    def __init__(
        self,
        name: str,
        rows: Iterable[tuple[str, str, str, str]],
        initial: str,
        *,
        label: Any = "",
        words: Mapping[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.label = label
        self.words = {str(state): word for state, word in (words or {}).items()}
        self.initial = str(initial)
        self.rows = tuple(Row(*map(str, row)) for row in rows)
        self._by_step = {(row.source, row.event): row for row in self.rows}
        self._check()

    def __repr__(self) -> str:
        return f"Machine({self.name!r})"

    @property
    def states(self) -> tuple[str, ...]:
        """The initial state first, then in the order of the rows."""
        states = [self.initial]
        for row in self.rows:
            states += [row.source, row.target]
        return tuple(dict.fromkeys(states))

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.event for row in self.rows))

    def events_from(self, status: str) -> tuple[str, ...]:
        """What may happen to an object of this status."""
        return tuple(row.event for row in self.rows if row.source == status)

    def step(self, status: str, event: str) -> Row:
        """The row that `event` takes from `status`; WrongStatus says what is possible instead."""
        row = self._by_step.get((str(status), str(event)))
        if row is None:
            raise WrongStatus.because(
                thing=self.name, current=str(status), event=str(event), allowed=self.events_from(status)
            )
        return row

    def as_table(self) -> str:
        """The machine in Markdown, for the generated docs."""
        lines = ["| From | Event | To | Who |", "|---|---|---|---|"]
        lines += [f"| {row.source} | {row.event} | {row.target} | {row.permission} |" for row in self.rows]
        return "\n".join(lines) + "\n"

    def _check(self) -> None:
        if len(self._by_step) != len(self.rows):
            steps = [(row.source, row.event) for row in self.rows]
            twice = sorted({step for step in steps if steps.count(step) > 1})
            raise ValueError(f"{self.name}: more than one row for {twice}")
        if unknown := {row.permission for row in self.rows} - {SYSTEM, PERSON, *map(str, Permission)}:
            raise ValueError(f"{self.name}: no such permission: {sorted(unknown)}")
        if unreachable := set(self.states) - {self.initial} - {row.target for row in self.rows}:
            raise ValueError(f"{self.name}: nothing leads to {sorted(unreachable)}")
