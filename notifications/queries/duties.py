"""What the regime asks of an exporter, in words, and the guided check of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from licensing.labels import label
from notifications.rules.duties import NAMES, Ask, Duty, Regime, duties
from notifications.rules.duty_check import Walk, tree, walk

ARTICLES: dict[str, Any] = {
    "Article 4(2)": gettext_lazy("Article 4(2) as proposed"),
    "Article 5(1)": gettext_lazy("Article 5(1)"),
    "Article 5(2)": gettext_lazy("Article 5(2)"),
    "Article 5(3)": gettext_lazy("Article 5(3)"),
    "Articles 3, 4, 9 and 10": gettext_lazy("Regulation (EU) 2021/821, Articles 3, 4, 9 and 10"),
}
WORDS: dict[Ask, tuple[Any, Any]] = {
    Ask.ANSWER_ALL: (
        gettext_lazy("Answer the rest first"),
        gettext_lazy("What follows can change with every answer that is still missing."),
    ),
    Ask.FIND_OUT: (
        gettext_lazy("Find out what you do not know"),
        gettext_lazy("Not knowing is a valid answer, but it is not a “no”. Above stands what to look at."),
    ),
    Ask.NOTIFY_DOUBT: (
        gettext_lazy("Notify your authority"),
        gettext_lazy(
            "A red flag is a reason for doubt, and so is what you cannot find out. A doubt is enough."
        ),
    ),
    Ask.NOTIFY_OTHER_DOUBT: (
        gettext_lazy("Notify if you doubt for another reason"),
        gettext_lazy(
            "That none of your answers is a red flag settles nothing."
            " A doubt that no question asked about counts as well."
        ),
    ),
    Ask.NOTIFY_AWARE: (
        gettext_lazy("Notify if you are aware"),
        gettext_lazy(
            "Read your red flags together: if they tell you that the item is meant for internal repression or for"
            " serious violations of human rights or humanitarian law, you are aware, and you must notify. Who closes"
            " their eyes to what the red flags show cannot rely on not knowing."
        ),
    ),
    Ask.NOTIFY_WHEN_AWARE: (
        gettext_lazy("Notify as soon as you become aware"),
        gettext_lazy(
            "Today no answer is a red flag. What you learn before the item leaves counts just as much."
        ),
    ),
    Ask.NOTIFY_SUSPICION: (
        gettext_lazy("Ask whether suspicion is enough where you are"),
        gettext_lazy(
            "Your Member State may require an authorisation where you have grounds for suspecting."
            " Your authority tells you."
        ),
    ),
    Ask.WAIT: (
        gettext_lazy("Do not ship meanwhile"),
        gettext_lazy(
            "The authority decides whether the export needs an authorisation. Until then the item stays."
        ),
    ),
    Ask.INFORMED: (
        gettext_lazy("If your authority writes to you, you need an authorisation"),
        gettext_lazy(
            "That the authority tells you of such a possible use is enough, whatever your own answers say."
        ),
    ),
    Ask.OTHER_RULES: (
        gettext_lazy("Look at the other rules, too"),
        gettext_lazy(
            "Items in Annex I, on a national list, or for weapons and military uses need an authorisation for"
            " reasons of their own."
        ),
    ),
}


@dataclass(frozen=True)
class DutyText:
    title: str
    text: str
    article: str


@dataclass(frozen=True)
class RegimeDuties:
    """A regime with the duties it puts on an exporter."""

    regime: str
    in_force: bool
    duties: tuple[DutyText, ...]


def regime_duties(regime: Regime, *, signs: int, unknown: int, unanswered: int) -> RegimeDuties:
    duty_list = duties(regime, signs=signs, unknown=unknown, unanswered=unanswered)
    return RegimeDuties(_(NAMES[regime]), regime.in_force, tuple(_duty_text(duty) for duty in duty_list))


def _duty_text(duty: Duty) -> DutyText:
    title, text = WORDS[duty.ask]
    return DutyText(str(title), str(text), str(ARTICLES.get(duty.article, "")))


# --- the guided check --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Basis:
    text: str
    in_force: bool


@dataclass(frozen=True)
class CheckStep:
    """One answered question of the check, with the provision it comes from."""

    key: str
    question: str
    reply: str
    basis: Basis
    find_out: str


@dataclass(frozen=True)
class GuidedCheck:
    """The answered questions of a regime's check, and the next question or the answer, in the reader's language."""

    regime: Regime
    name: str
    about: str
    way: Walk
    steps: tuple[CheckStep, ...]

    @property
    def question(self) -> dict[str, Any]:
        key = self.way.question
        basis = tree()["regimes"][self.regime]["steps"][key]["basis"]
        words = {name: _spoken(each) for name, each in tree()["questions"][key].items()}
        return {"key": key, "basis": _basis(basis), **words}

    @property
    def answer(self) -> dict[str, Any]:
        answer = tree()["answers"][self.way.answer]
        return {
            "kind": answer["kind"],
            "title": _spoken(answer["title"]),
            "text": _spoken(answer["text"]),
            "basis": _basis(answer["basis"]) if answer["basis"] else None,
            "next": [_spoken(each) for each in answer["next"]],
            "open": [step for step in self.steps if step.key in self.way.open_points],
        }


def guided_check(regime: Regime, replies: Mapping[str, str]) -> GuidedCheck:
    way = walk(regime, replies)
    questions = tree()["questions"]
    steps = tuple(
        CheckStep(
            key=step.question,
            question=_spoken(questions[step.question]["question"]),
            reply=label("red_flag_answers", step.reply),
            basis=_basis(step.basis),
            find_out=_spoken(questions[step.question]["find_out"]),
        )
        for step in way.steps
    )
    return GuidedCheck(regime, _(NAMES[regime]), about(regime), way, steps)


def about(regime: Regime) -> str:
    """One sentence on what the regime is."""
    return _spoken(tree()["regimes"][regime]["about"])


def _basis(key: str) -> Basis:
    basis = tree()["bases"][key]
    return Basis(_spoken(basis["text"]), Regime(basis["regime"]).in_force)


def _spoken(texts: Mapping[str, str]) -> str:
    return texts.get((get_language() or "en")[:2], texts["en"])
