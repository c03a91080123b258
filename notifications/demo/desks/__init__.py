"""What people do at their desks beside the course of a case: a module a desk, each planning its own steps."""

from collections.abc import Callable, Mapping

from notifications.demo.desks import (
    absences,
    catalogue,
    commission,
    conversation,
    deciding,
    filing,
    procedures,
    worklist,
)
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

Stories = Mapping[str, Story]  # by the case's key

DESKS: tuple[Callable[[Replay, Stories], None], ...] = (
    deciding.plan,
    conversation.plan,
    filing.plan,
    catalogue.plan,
    commission.plan,
    worklist.plan,
    procedures.plan,
    absences.plan,
)


def plan_desk_work(replay: Replay, stories: Stories) -> None:
    """Every desk plans its steps; a step reads `story.request` when it happens, not before."""
    for plan in DESKS:
        plan(replay, stories)
