"""Questions between authorities as threads: who asked, who answered, what still waits for an answer."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from notifications.models import Contribution, ObjectionProcedure


@dataclass(frozen=True)
class Statement:
    """One contribution. Its organisation speaks, not the person."""

    state: str
    state_name: str
    speaker: str
    text: str
    said_at: datetime
    is_answer: bool


@dataclass(frozen=True)
class Thread:
    """A question with what was said to it, in the order of the acts."""

    id: int
    number: int
    question: Statement
    replies: list[Statement] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        return any(reply.is_answer for reply in self.replies)

    @property
    def answer(self) -> Statement | None:
        """The last of the notifying authority."""
        return next((reply for reply in reversed(self.replies) if reply.is_answer), None)


def threads(procedure: ObjectionProcedure) -> list[Thread]:
    """All of a procedure, oldest first, in one query."""
    by_id: dict[int, Thread] = {}
    every = Contribution.objects.filter(procedure=procedure)
    for one in every.select_related("organisation__member_state").order_by("pk"):
        if one.about_id is None:
            by_id[one.pk] = Thread(one.pk, len(by_id) + 1, _statement(one, procedure))
        else:
            by_id[one.about_id].replies.append(_statement(one, procedure))
    return list(by_id.values())


def asked_by(state: str, threads: list[Thread]) -> list[Thread]:
    """The questions of one state's delegation."""
    return [thread for thread in threads if thread.question.state == state]


def _statement(one: Contribution, procedure: ObjectionProcedure) -> Statement:
    state = one.organisation.member_state
    assert state  # neither an authority nor a delegation is without one
    notifies = one.organisation_id == procedure.notifying_authority_id
    speaker = _("notifying authority") if notifies else _("delegation")
    return Statement(state.code, state.name, speaker, one.text, one.said_at, notifies)
