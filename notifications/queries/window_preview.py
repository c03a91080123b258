"""What a refusal would open, before anybody approves it."""

from dataclasses import dataclass
from datetime import datetime

from controllist.queries.entries import listed
from licensing.models import AuthorisationRequest
from notifications.models import ObjectionProcedure
from notifications.queries.opening import opening
from notifications.queries.regimes import rule_in_words
from notifications.rules.machines import State


@dataclass(frozen=True)
class Window:
    """`because`: why none opens, already_listed or procedure_open. Else who, until when, by which rule."""

    because: str = ""
    states: int = 0
    closes_at: datetime | None = None
    rule: str = ""


def preview_window(request: AuthorisationRequest, *, at: datetime) -> Window:
    """The window that would open for `request` at `at`; nothing is written."""
    if listed(item_key=request.line.item_key):
        return Window(because="already_listed")
    if ObjectionProcedure.objects.filter(item_key=request.line.item_key, status=State.OPEN.value).exists():
        return Window(because="procedure_open")
    window = opening(notifying=str(request.authority.member_state_id), at=at)
    rule = rule_in_words(window.frozen["rule_set"]["name"], people=window.people)
    return Window(states=len(window.people), closes_at=window.closes_at, rule=rule)
