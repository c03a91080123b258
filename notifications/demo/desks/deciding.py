"""The officers' part of the demonstration: assessed red flags, a colleague who stepped back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from licensing.actions.conflicts import declare_conflict
from notifications.actions.assessments import assess_flag
from notifications.demo.content import read
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

DAYS_AGO = 2  # by then every case that is open today has been taken


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    said = read("deciding")
    for key, rows in said["assessments"].items():
        start = replay.office_hour(DAYS_AGO, key=f"{key} assess")
        for number, row in enumerate(rows):
            at = start + timedelta(minutes=7 * number)
            replay.plan(at, lambda when, row=row, key=key: _assess(stories[key], row, when))
    for key, reason in said["conflicts"].items():
        at = replay.office_hour(1, key=f"{key} conflict")
        replay.plan(at, lambda when, key=key, reason=reason: _step_back(stories[key], reason, when))


def _assess(story: Story, row: list[str], at: datetime) -> None:
    if story.request is None:
        return
    question, verdict, reason = row
    assess_flag(
        request_id=story.request.pk,
        question=question,
        verdict=verdict,
        reason=reason,
        actor=story.desk("officer"),
        at=at,
    )


def _step_back(story: Story, reason: str, at: datetime) -> None:
    if story.request is None:
        return
    declare_conflict(request_id=story.request.pk, reason=reason, actor=story.desk("approver"), at=at)
