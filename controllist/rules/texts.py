"""The editorial text of an entry in one language: drafted by one officer, read and published by another.

It explains; it is never the law. What was listed is in the entry and in the log, and stays as it was decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.mailing import Group
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
    label=pgettext_lazy("thing", "text of an entry"),
    words={
        Status.DRAFT: pgettext_lazy("status", "a draft"),
        Status.PROPOSED: pgettext_lazy("status", "proposed"),
        Status.PUBLISHED: pgettext_lazy("status", "published"),
        Status.DISCARDED: pgettext_lazy("status", "discarded"),
    },
)  # fmt: skip

ACTS = (
    Act("create", TEXT, pgettext_lazy("done to it", "begun"), _("Began the text of an entry")),
    Act(
        Event.SEND,
        TEXT,
        pgettext_lazy("done to it", "sent to the second reader"),
        _("Sent a text to the second reader"),
        notices=(
            NoticeKind(
                "text_waiting",
                _("%(reference)s: a text waits for its second reader"),
                _(
                    "A colleague wrote the editorial text of an entry. Another officer reads it, then publishes it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.PUBLISH,
        TEXT,
        pgettext_lazy("done to it", "published"),
        _("Published a text as second reader"),
    ),
    Act(Event.RETURN, TEXT, pgettext_lazy("done to it", "returned"), _("Returned a text to its writer")),
    Act(Event.DISCARD, TEXT, pgettext_lazy("done to it", "discarded"), _("Discarded a draft text")),
)


@dataclass(frozen=True, kw_only=True)
class TextWords:
    """What a reader of one language sees of an entry."""

    title: str
    description: str
    covered: Sequence[str] = ()
    not_covered: Sequence[str] = ()
