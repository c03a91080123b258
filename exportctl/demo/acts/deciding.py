"""The officers' part: assessed red flags, bodies asked, drafted conditions, a colleague who stepped back."""

from datetime import date, datetime

from exportctl.demo.scene import Story
from licensing.actions import consultations
from licensing.actions.advice import give_advice
from licensing.actions.conditions import draft_conditions as draft
from licensing.actions.conflicts import declare_conflict
from licensing.actions.consulted_bodies import add_body
from licensing.models import Consultation, ConsultedBody
from licensing.queries.consultations import shareable
from notifications.actions.assessments import assess_flag


def keep_body(story: Story, at: datetime, *, row: list[str]) -> None:
    """A body that the authority consults, entered in its list."""
    kind, name, email, language = row
    add_body(
        authority=story.request.authority,
        kind=kind,
        name=name,
        email=email,
        language=language,
        actor=story.officer,
        at=at,
    )


def assess(story: Story, at: datetime, *, question: str, verdict: str, reason: str) -> None:
    assess_flag(
        request_id=story.request.pk,
        question=question,
        verdict=verdict,
        reason=reason,
        actor=story.officer,
        at=at,
    )


def draft_conditions(story: Story, at: datetime, *, conditions: list[str]) -> None:
    draft(request_id=story.request.pk, conditions=conditions, actor=story.officer, at=at)


def ask_body(story: Story, at: datetime, *, body: str, question: str, due_on: date) -> None:
    consulted = ConsultedBody.objects.get(authority=story.request.authority_id, name=body)
    consultations.ask_body(
        request_id=story.request.pk,
        body_id=consulted.pk,
        question=question,
        parts=["item", "parties", "end_use", "conditions"],
        documents=[document.pk for document in shareable(story.request)[:1]],
        due_on=due_on,
        actor=story.officer,
        at=at,
    )


def advise(story: Story, at: datetime, *, body: str, advice: list[str]) -> None:
    consultation, (stance, text, given_by) = _consultation(story, body), advice
    give_advice(
        consultation_id=consultation.pk,
        expected_round=consultation.round,
        stance=stance,
        text=text,
        given_by=given_by,
        at=at,
    )


def drop_consultation(story: Story, at: datetime, *, body: str) -> None:
    consultation, officer = _consultation(story, body), story.officer
    consultations.drop_consultation(
        request_id=story.request.pk, consultation_id=consultation.pk, actor=officer, at=at
    )


def step_back(story: Story, at: datetime, *, reason: str) -> None:
    declare_conflict(request_id=story.request.pk, reason=reason, actor=story.second, at=at)


def _consultation(story: Story, body: str) -> Consultation:
    return story.request.consultations.get(body__name=body)
