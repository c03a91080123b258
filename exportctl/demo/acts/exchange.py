"""What states and customs ask one another: an answer before a decision, an export kept back, released or not."""

from datetime import datetime

from exportctl.core.calendar import brussels_date
from exportctl.demo.acts.authorisations import OFFICES, authorisation_of, customs_of, movement_of
from exportctl.demo.scene import Story
from licensing.actions.customs_holds import place_hold as place
from licensing.actions.customs_holds import reply_to_hold as reply
from licensing.actions.hold_ends import end_hold as end
from licensing.actions.state_answers import answer_state as answer
from licensing.models import CustomsHold, StateConsultation


def answer_state(
    story: Story,
    at: datetime,
    *,
    state: str,
    grounds: str,
    identical: bool | None = None,
    objects: bool | None = None,
) -> None:
    """The officer of the state that the case's authority has to ask."""
    question = StateConsultation.objects.get(request=story.request, asked_state=state)
    actor = story.people[f"officer.{state.lower()}@demo.example"]
    answer(
        consultation_id=question.pk,
        objects=objects,
        identical=identical,
        grounds=grounds,
        actor=actor,
        at=at,
    )


def place_hold(story: Story, at: datetime, *, number: int, ground: str, reason: str) -> None:
    """`number` counts the declarations of this authorisation, as write-offs do."""
    authorisation = authorisation_of(story)
    place(
        mrn=movement_of(story, number, at),
        authorisation=authorisation.reference,
        ground=ground,
        reason=reason,
        customs_office=OFFICES[story.state],
        items=[{"description": line.name} for line in authorisation.lines[:1]],
        actor=customs_of(story),
        at=at,
    )


def reply_to_hold(
    story: Story, at: datetime, *, release: bool, grounds: str, kept_by: str | None = None
) -> None:
    hold = CustomsHold.objects.waiting(at=at).get(authorisation__request=story.request)
    reply(hold_id=hold.pk, release=release, act=kept_by, grounds=grounds, actor=story.officer, at=at)


def end_hold(story: Story, at: datetime, *, how: str, words: str) -> None:
    """What customs did with the goods that were not released."""
    hold = CustomsHold.objects.get(authorisation__request=story.request, status="not_released")
    end(hold_id=hold.pk, how=how, on=brussels_date(at), words=words, actor=customs_of(story), at=at)
