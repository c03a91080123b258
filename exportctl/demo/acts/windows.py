"""While a procedure is open: positions, questions with answers, instructions, releases, its extension and end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exportctl.demo.content import read
from exportctl.demo.scene import Story
from notifications.actions import extensions, withdrawals
from notifications.actions.closing import close_due
from notifications.actions.contributions import ask_authority, reply
from notifications.actions.instructions import note_instruction
from notifications.actions.positions import record_position
from notifications.actions.releases import release_part
from notifications.models import Contribution


def position(story: Story, at: datetime, *, position: Mapping[str, Any]) -> None:
    """The one act that reads the clock itself, which shows `at`."""
    record_position(
        procedure_id=story.procedure_id,
        actor=story.people[f"delegate.{position['state'].lower()}@demo.example"],
        stance=position["stance"],
        grounds=position["grounds"],
        reason=position["reason"],
    )


def say(story: Story, at: datetime, *, line: Mapping[str, str]) -> None:
    """An instruction to a state's own delegates, a question to the notifying authority, or a reply to the last one."""
    procedure, by = story.procedure, line["by"]
    actor = story.officer if by == "authority" else story.people[f"delegate.{by}@demo.example"]
    given: dict[str, Any] = {"procedure_id": procedure.pk, "text": line["text"], "actor": actor, "at": at}
    if line["kind"] == "instruction":
        note_instruction(**given)
    elif line["kind"] == "question":
        ask_authority(**given)
    else:
        question = Contribution.objects.filter(procedure=procedure, about=None).order_by("-pk")[0]
        reply(question_id=question.pk, **given)


def release(story: Story, at: datetime, *, line: Mapping[str, str]) -> None:
    release_part(
        procedure_id=story.procedure.pk,
        part=line["part"],
        reason=line["reason"],
        actor=story.officer,
        at=at,
    )


def propose_extension(story: Story, at: datetime, *, working_days: int) -> None:
    extensions.propose_extension(
        procedure_id=story.procedure.pk,
        working_days=working_days,
        reason=read("plan")["comments"]["extension"],
        actor=story.people["commission@demo.example"],
        at=at,
    )


def approve_extension(story: Story, at: datetime) -> None:
    procedure = story.procedure
    extensions.approve_extension(
        procedure_id=procedure.pk,
        extension_id=procedure.extensions.get().pk,
        actor=story.people["commission2@demo.example"],
        at=at,
    )


def propose_withdrawal(story: Story, at: datetime) -> None:
    withdrawals.propose_withdrawal(
        procedure_id=story.procedure.pk,
        grounds=story.case["withdrawal_grounds"],
        actor=story.officer,
        at=at,
    )


def approve_withdrawal(story: Story, at: datetime) -> None:
    procedure = story.procedure
    withdrawals.approve_withdrawal(
        procedure_id=procedure.pk,
        withdrawal_id=procedure.withdrawals.get().pk,
        actor=story.second,
        at=at,
    )


def close(story: Story, at: datetime) -> None:
    """What the sweep does with every procedure that has fallen due."""
    close_due(at=at)
