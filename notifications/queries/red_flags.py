"""The due-diligence questions in the reader's language, alone or with an exporter's answers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from licensing.labels import label
from licensing.rules.shapes import JsonObject
from notifications.rules.notifications import lacks_evidence
from notifications.rules.red_flags import TOPICS, current_version, questionnaire


@dataclass(frozen=True)
class Question:
    key: str
    number: int
    label: str
    question: str
    explanation: str
    hint: str
    flag_when: str
    own: bool = False  # ours: it does not come from the Recommendation

    @property
    def flag_word(self) -> str:
        return label("red_flag_answers", self.flag_when)


@dataclass(frozen=True)
class AnsweredQuestion(Question):
    answer: str = ""
    evidence: str = ""

    @property
    def answer_label(self) -> str:
        return label("red_flag_answers", self.answer) if self.answer else ""

    @property
    def flagged(self) -> bool:
        return self.answer == self.flag_when

    @property
    def is_quiet(self) -> bool:
        """An answer that raises no flag and leaves nothing unknown."""
        return not self.flagged and self.answer not in ("", "unknown")

    @property
    def lacks_evidence(self) -> bool:
        return lacks_evidence({"answer": self.answer, "evidence": self.evidence})

    @property
    def is_open(self) -> bool:
        """Is something missing before it can be sent?"""
        return not self.answer or self.lacks_evidence


@dataclass(frozen=True)
class Topic:
    """The questions about one thing."""

    title: str
    questions: tuple[Question, ...]


def topics(version: str = "") -> list[Topic]:
    """All questions of a version, by what they are about; what no topic names stands under the last one."""
    asked = {question.key: question for question in questions(version)}
    named = [(title, [asked.pop(key) for key in keys if key in asked]) for title, keys in TOPICS]
    named[-1][1].extend(asked.values())
    return [Topic(str(title), tuple(rows)) for title, rows in named if rows]


def questions(version: str = "") -> list[Question]:
    """All questions of a version (default: the current one), in the active language."""
    return [Question(**_spoken(row)) for row in questionnaire(version or current_version())["questions"]]


def answered_questions(body: JsonObject, *, version: str = "") -> list[AnsweredQuestion]:
    """All questions with what was answered; the empty answer where nothing was."""
    answers = body.get("red_flags") or {}
    rows = questionnaire(version or current_version())["questions"]
    return [_answered(row, answers.get(row["key"]) or {}) for row in rows]


def _spoken(row: JsonObject) -> dict[str, Any]:
    language = (get_language() or "en")[:2]
    texts = {
        name: row[name].get(language, row[name]["en"])
        for name in ("label", "question", "explanation", "hint")
    }
    return {
        "key": row["key"],
        "number": row["number"],
        "flag_when": row["flag_when"],
        "own": row.get("own", False),
        **texts,
    }


def _answered(row: JsonObject, answer: JsonObject) -> AnsweredQuestion:
    evidence = answer.get("evidence") or ""
    return AnsweredQuestion(**_spoken(row), answer=answer.get("answer") or "", evidence=evidence)
