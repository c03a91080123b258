"""An authority's own standard texts: for which field, in which languages, and what may be done to one."""

from collections.abc import Mapping
from enum import StrEnum

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import PERSON, Machine

LANGUAGES = ("en", "de", "fr")
LONGEST = 4000  # of the words in one language


class Field(StrEnum):
    """What a text is offered for."""

    GROUNDS = "grounds"
    CONDITIONS = "conditions"
    QUESTION = "question"  # to the exporter
    CONSULTATION = "consultation"  # to a body that is asked for advice
    MESSAGE = "message"  # to the exporter
    ENQUIRY = "enquiry"  # what customs ask: the answer


class State(StrEnum):
    IN_USE = "in_use"
    RETIRED = "retired"


class Event(StrEnum):
    CHANGE = "change"
    RETIRE = "retire"
    RESTORE = "restore"


# One person is enough: a text binds nobody before it is used, and a decision with it takes two officers.
AUTHORITY_TEXT = Machine(
    "authority text",
    (
        (State.IN_USE, Event.CHANGE, State.IN_USE, PERSON),
        (State.IN_USE, Event.RETIRE, State.RETIRED, PERSON),
        (State.RETIRED, Event.RESTORE, State.IN_USE, PERSON),
    ),
    initial=State.IN_USE,
    label=pgettext_lazy("thing", "standard text of an authority"),
    words={
        State.IN_USE: pgettext_lazy("status", "in use"),
        State.RETIRED: pgettext_lazy("status", "retired"),
    },
)  # fmt: skip


def wording(texts: Mapping[str, str], *languages: str) -> str:
    """The words in the first of `languages` that they exist in, else in any: a text is offered with what it has."""
    wanted = (*(language[:2] for language in languages), *LANGUAGES)
    return next((texts[code] for code in wanted if texts.get(code)), "")


def inserted(written: str, texts: list[str], *, field: str) -> str:
    """`texts` added to what is written already, each once: a line for conditions, a paragraph for anything else."""
    between = "\n" if field == Field.CONDITIONS else "\n\n"
    parts = [written.strip()] if written.strip() else []
    parts += [text for text in texts if text not in written]
    return between.join(parts)
