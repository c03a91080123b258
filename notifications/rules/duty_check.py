"""“Do I have to notify?”: a tree of plain questions for each of the three regimes, as data, and a walk. Pure.

No answer ever clears an export: where nothing asks for a notification, that is all that is said.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
REPLIES = ("yes", "no", "unknown")
NOTHING, UNSETTLED = "nothing", "unsettled"
ACTIVITY, EXPORT = "activity", "yes"


@dataclass(frozen=True)
class Step:
    """A question that was answered; `basis` names the rule it comes from."""

    question: str
    reply: str
    basis: str


@dataclass(frozen=True)
class Walk:
    """The way so far, and either the next question or the answer it ends with."""

    steps: tuple[Step, ...]
    question: str = ""
    answer: str = ""

    @property
    def open_points(self) -> tuple[str, ...]:
        """The questions to which nobody knew the answer."""
        return tuple(step.question for step in self.steps if step.reply == "unknown")


@cache
def tree() -> dict[str, Any]:
    """Questions, answers, legal bases and the paths of each regime, in three languages."""
    content: dict[str, Any] = json.loads((DATA / "duty_check.json").read_text(encoding="utf-8"))
    return content


def walk(regime: str, replies: Mapping[str, str]) -> Walk:
    """Follow the replies from the regime's first question. Replies off the path, and unknown words, do not count.

    An address that was kept from before the activity was asked was about an export.
    """
    paths = tree()["regimes"][regime]
    question, steps = paths["first"], []
    if question == ACTIVITY and any(replies.get(other) in REPLIES for other in paths["steps"]):
        replies = {ACTIVITY: EXPORT, **replies}
    while (reply := replies.get(question)) in REPLIES:
        step = paths["steps"][question]
        steps.append(Step(question, str(reply), step["basis"]))
        target = step[reply]
        if target.startswith("="):
            return _ended(tuple(steps), target[1:])
        question = target
    return Walk(tuple(steps), question=question)


def _ended(steps: tuple[Step, ...], answer: str) -> Walk:
    """The answer at the end of a way: open instead of no duty where a question was answered “unknown”."""
    ended = Walk(steps, answer=answer)
    return Walk(steps, answer=UNSETTLED) if answer == NOTHING and ended.open_points else ended


def longest(regime: str) -> int:
    """How many questions the longest way through a regime has."""
    return max(len(way.steps) for way in ways(regime))


def ways(regime: str) -> Iterator[Walk]:
    """Every way through a regime to its answer."""
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        replies = waiting.pop()
        way = walk(regime, replies)
        if way.answer:
            yield way
        else:
            waiting += [{**replies, way.question: reply} for reply in REPLIES]
