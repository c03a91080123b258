"""Questions between authorities as threads: who asked, who answered, what still waits for an answer."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from notifications.models import Contribution, ObjectionProcedure


@dataclass(frozen=True)
class Said:
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
    question: Said
    replies: list[Said] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        return any(said.is_answer for said in self.replies)


def threads(procedure: ObjectionProcedure) -> list[Thread]:
    """All of a procedure, oldest first, in one query."""
    found: dict[int, Thread] = {}
    every = Contribution.objects.filter(procedure=procedure)
    for one in every.select_related("organisation__member_state").order_by("pk"):
        if one.about_id is None:
            found[one.pk] = Thread(one.pk, len(found) + 1, _said(one, procedure))
        else:
            found[one.about_id].replies.append(_said(one, procedure))
    return list(found.values())


def _said(one: Contribution, procedure: ObjectionProcedure) -> Said:
    state = one.organisation.member_state
    assert state  # neither an authority nor a delegation is without one
    notifies = one.organisation_id == procedure.notifying_authority_id
    speaker = _("notifying authority") if notifies else _("delegation")
    return Said(state.code, state.name, speaker, one.text, one.said_at, notifies)
