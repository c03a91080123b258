"""What somebody may do, declared once beside its machine; every table about acts is read from these rows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exportctl.core.machine import Machine
from exportctl.core.rules.mailing import Group


@dataclass(frozen=True)
class NoticeKind:
    """A message that an act owes somebody: a subject and a sentence, without case content.

    `facts` names what both need besides `reference`; `group` decides how a reader's choice of mail applies. What is
    told `before_seat` reaches one person who has no seat at that organisation yet; whoever has no password gets a link
    to choose one.
    """

    code: str
    subject: Any
    sentence: Any
    facts: tuple[str, ...] = ()
    group: Group = Group.NEWS
    before_seat: bool = False


@dataclass(frozen=True)
class HistoryLine:
    """An act as the history of its case tells it.

    `side` is the kind of organisation that acts; empty where the facts of the event say it. `dated` is a
    second sentence with the day among the facts; `given` holds other sentences, by the fact that asks for each.
    What is not `public` stays within the authority.
    """

    sentence: Any
    side: str = "authority"
    public: bool = True
    dated: Any = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    def sentence_of(self, facts: Mapping[str, Any]) -> Any:
        """The sentence that these facts ask for."""
        return next((words for name, words in self.given.items() if facts.get(name)), self.sentence)


@dataclass(frozen=True)
class Act:
    """One act on the objects of one machine, by the name under which the audit trail records it.

    `label` is what is done to the object ("taken"), `sentence` what whoever did it did ("Took a case"),
    `lacking` names a fact and another sentence for when the event holds none of it,
    `history` is its line in the history of a case, `feed` its type in GET /api/v1/events. What only owes
    notices and leaves no audit event is not `recorded`.
    """

    name: str
    machine: Machine
    label: Any
    sentence: Any
    history: HistoryLine | None = None
    lacking: tuple[str, Any] = ("", "")
    notices: tuple[NoticeKind, ...] = ()
    feed: str = ""
    recorded: bool = True

    def sentence_of(self, facts: Mapping[str, Any]) -> Any:
        """What whoever did it did, given the facts of the event."""
        name, otherwise = self.lacking
        return otherwise if name and name in facts and facts[name] is None else self.sentence

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", str(self.name))  # a plain string goes into queries as it is
