"""The delegates' desk: questions with answers, instructions, and what a notifying authority released."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from notifications.actions.contributions import ask_authority, reply
from notifications.actions.instructions import note_instruction
from notifications.actions.releases import release_part
from notifications.demo.content import read
from notifications.demo.replay import Replay
from notifications.demo.stories import Story
from notifications.models import Contribution, ObjectionProcedure

STEP = timedelta(hours=5)


def plan(replay: Replay, stories: Any) -> None:
    """Each case's exchange begins a day after its window opened, one step every few hours of the office."""
    for told in read("exchange")["procedures"]:
        story: Story = stories[told["case"]]
        start = replay.office_hour(story.case["decided_days_ago"] - 2, key=f"{told['case']} exchange")
        for number, said in enumerate(told["said"]):
            replay.plan(start + number * STEP, _saying(replay, story, said))
        for number, released in enumerate(told.get("released", ())):
            replay.plan(start + timedelta(days=1) + number * STEP, _releasing(story, released))


def _saying(replay: Replay, story: Story, said: dict[str, Any]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        procedure = ObjectionProcedure.objects.get(request=story.request)
        who = said["by"]
        actor = story.desk("officer") if who == "authority" else replay.people[f"delegate.{who}@demo.example"]
        given: dict[str, Any] = {"procedure_id": procedure.pk, "text": said["text"], "actor": actor, "at": at}
        if said["kind"] == "instruction":
            note_instruction(**given)
        elif said["kind"] == "question":
            ask_authority(**given)
        else:
            asked = Contribution.objects.filter(procedure=procedure, about=None).order_by("-pk")[0]
            reply(question_id=asked.pk, **given)

    return act


def _releasing(story: Story, released: dict[str, str]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        procedure = ObjectionProcedure.objects.get(request=story.request)
        release_part(
            procedure_id=procedure.pk,
            part=released["part"],
            reason=released["reason"],
            actor=story.desk("officer"),
            at=at,
        )

    return act
