"""The officers' part of the demonstration: assessed red flags, bodies asked, a colleague who stepped back."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from licensing.actions import consultations
from licensing.actions.bodies import add_body
from licensing.actions.conflicts import declare_conflict
from licensing.models import AuthorisationRequest, ConsultedBody
from licensing.queries.consultations import shareable
from notifications.actions.assessments import assess_flag
from notifications.demo.content import read
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

Step = Callable[[AuthorisationRequest, Story, datetime], None]
DAYS_AGO = 2  # by then every case that is open today has been taken
CASES = {"aquila": "aquila-halo-gateway", "boreale": "boreale-dns-resolver"}  # whose officers keep the bodies


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    said = read("deciding")
    desk = _Desk(replay, stories)
    for exporter, bodies in said["bodies"].items():
        for number, row in enumerate(bodies):
            desk.plan(CASES[exporter], 3, number, lambda _r, story, at, row=row: _keep(story, row, at))
    for key, rows in said["assessments"].items():
        for number, row in enumerate(rows):
            desk.plan(key, DAYS_AGO, number, lambda r, story, at, row=row: _assess(r, story, row, at))
    for key, rows in said["consultations"].items():
        _consult(desk, key, rows, said["conditions"].get(key, []))
    for key, reason in said["conflicts"].items():
        desk.plan(key, 1, 0, lambda r, story, at, reason=reason: _step_back(r, story, reason, at))


class _Desk:
    """Plans a step of a case some working days ago, each a few minutes after the one before."""

    def __init__(self, replay: Replay, stories: Mapping[str, Story]) -> None:
        self.replay, self.stories = replay, stories

    def plan(self, key: str, days_ago: int, number: int, step: Step) -> None:
        at = self.replay.office_hour(days_ago, key=f"{key} desk") + timedelta(minutes=7 * number)
        story = self.stories[key]

        def act(when: datetime) -> None:
            if story.request is not None:
                step(story.request, story, when)

        self.replay.plan(at, act)


def _consult(desk: _Desk, key: str, rows: list[dict[str, Any]], versions: list[list[str]]) -> None:
    """The first conditions, the questions, the advice, then other conditions: so one body is to be asked again."""
    for number, lines in enumerate(versions[:1]):
        desk.plan(key, DAYS_AGO, 20 + number, lambda r, story, at, lines=lines: _draft(r, story, lines, at))
    for number, row in enumerate(rows):
        desk.plan(key, DAYS_AGO, 21 + number, lambda r, story, at, row=row: _ask(r, story, row, at))
        if row["advice"]:
            desk.plan(key, 1, 1 + number, lambda r, story, at, row=row: _advise(r, row, at))
        if row.get("drop"):
            desk.plan(key, 1, 10 + number, lambda r, story, at, row=row: _drop(r, story, row, at))
    for number, lines in enumerate(versions[1:]):
        desk.plan(key, 1, 20 + number, lambda r, story, at, lines=lines: _draft(r, story, lines, at))


def _keep(story: Story, row: list[str], at: datetime) -> None:
    kind, name, email, language = row
    officer = story.desk("officer")
    assert story.request
    add_body(
        authority=story.request.authority,
        kind=kind,
        name=name,
        email=email,
        language=language,
        actor=officer,
        at=at,
    )


def _assess(request: AuthorisationRequest, story: Story, row: list[str], at: datetime) -> None:
    question, verdict, reason = row
    assess_flag(
        request_id=request.pk,
        question=question,
        verdict=verdict,
        reason=reason,
        actor=story.desk("officer"),
        at=at,
    )


def _draft(request: AuthorisationRequest, story: Story, lines: list[str], at: datetime) -> None:
    consultations.draft_conditions(
        request_id=request.pk, conditions=lines, actor=story.desk("officer"), at=at
    )


def _body(request: AuthorisationRequest, row: dict[str, Any]) -> ConsultedBody:
    exporter = "aquila" if request.authority.member_state_id == "DE" else "boreale"
    _kind, name, *_rest = read("deciding")["bodies"][exporter][row["body"]]
    return ConsultedBody.objects.get(authority=request.authority_id, name=name)


def _ask(request: AuthorisationRequest, story: Story, row: dict[str, Any], at: datetime) -> None:
    consultations.ask_body(
        request_id=request.pk,
        body_id=_body(request, row).pk,
        question=row["question"],
        parts=["item", "parties", "end_use", "conditions"],
        documents=[paper.pk for paper in shareable(request)[:1]],
        due_on=max(at.date(), (at + timedelta(days=row["days"])).date()),
        actor=story.desk("officer"),
        at=at,
    )


def _advise(request: AuthorisationRequest, row: dict[str, Any], at: datetime) -> None:
    asked = request.consultations.get(body=_body(request, row))
    stance, text, given_by = row["advice"]
    consultations.give_advice(
        consultation_id=asked.pk,
        expected_round=asked.round,
        stance=stance,
        text=text,
        given_by=given_by,
        at=at,
    )


def _drop(request: AuthorisationRequest, story: Story, row: dict[str, Any], at: datetime) -> None:
    asked = request.consultations.get(body=_body(request, row))
    consultations.drop_consultation(
        request_id=request.pk, consultation_id=asked.pk, actor=story.desk("officer"), at=at
    )


def _step_back(request: AuthorisationRequest, story: Story, reason: str, at: datetime) -> None:
    declare_conflict(request_id=request.pk, reason=reason, actor=story.desk("approver"), at=at)
