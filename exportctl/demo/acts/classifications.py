"""Which entry an item is: a company asks, two officers of its authority answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from exportctl.core import access
from exportctl.core.rules.permissions import Permission
from exportctl.demo.scene import Scene
from licensing.actions import classification_questions as actions
from licensing.models import ClassificationQuestion


def ask(scene: Scene, at: datetime, *, by: str, item: Mapping[str, Any]) -> None:
    """The company describes the item in its own words."""
    person = scene.people[by]
    (company,) = access.organisation_ids_of(person, Permission.FILE)
    actions.ask_classification(exporter_id=company, body=dict(item), actor=person, at=at)


def judge(scene: Scene, at: datetime, *, state: str, name: str, opinion: Mapping[str, Any]) -> None:
    """The first officer."""
    actor = scene.desk("officer", state)
    actions.propose_opinion(question_id=_question_about(name).pk, body=dict(opinion), actor=actor, at=at)


def confirm(scene: Scene, at: datetime, *, state: str, name: str) -> None:
    """The second."""
    question = _question_about(name)
    waiting = question.opinions.get(status="proposed")
    actor = scene.desk("approver", state)
    actions.approve_opinion(question_id=question.pk, opinion_id=waiting.pk, actor=actor, at=at)


def _question_about(name: str) -> ClassificationQuestion:
    return ClassificationQuestion.objects.get(item__name=name)
