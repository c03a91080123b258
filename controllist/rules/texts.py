"""The editorial text of an entry in one language: drafted by one officer, read and published by another.

It explains; it is never the law. What was listed is in the entry and in the log, and stays as it was decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission

LANGUAGES = ("en", "de", "fr")


class Status(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Event(StrEnum):
    SEND = "send"
    RETURN = "return"
    PUBLISH = "publish"
    DISCARD = "discard"


OPEN = (Status.DRAFT, Status.PROPOSED)

TEXT = Machine(
    "entry text",
    (
        (Status.DRAFT,    Event.SEND,    Status.PROPOSED,  Permission.ADMINISTER),
        (Status.DRAFT,    Event.DISCARD, Status.DISCARDED, Permission.ADMINISTER),
        (Status.PROPOSED, Event.RETURN,  Status.DRAFT,     Permission.ADMINISTER),
        (Status.PROPOSED, Event.PUBLISH, Status.PUBLISHED, Permission.ADMINISTER),
    ),
    initial=Status.DRAFT,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TextWords:
    """What a reader of one language sees of an entry."""

    title: str
    description: str
    covered: Sequence[str] = ()
    not_covered: Sequence[str] = ()
