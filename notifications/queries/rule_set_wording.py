"""Rule sets in words: what decides, what silence means, under which regime."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from notifications.rules.majority import blocking_minority
from notifications.rules.rule_sets import RULE_SETS, Decision, RuleSet, Silence
from notifications.rules.stances import Stance
from notifications.rules.tally import states_needed


def regime_in_words(rules: RuleSet) -> str:
    """The regime's name, translated; whether it is in force is said beside it."""
    return _(rules.regime)


def rule_in_words(name: str, *, people: Mapping[str, int]) -> str:
    """One sentence: when the item joins the list under this rule set, for these participants."""
    rules = RULE_SETS[name]
    if rules.decision == Decision.ALL_AGREE:
        sentence = _("Only if <b>all {n} states agree</b> does the item join the list.")
        return format_html(sentence, n=len(people))
    if rules.decision == Decision.ONE_OBJECTS:
        return format_html(_("Unless <b>one state objects</b>, the item joins the list."))
    needed, percent = states_needed(rules, len(people)), rules.people_percent
    if rules.blocking_minority:
        sentence = _(
            "Unless <b>{needed} of {n} states with {percent} % of the people</b> object, or so many that fewer"
            " than {few} do not, the item joins the list."
        )
        few = blocking_minority(people)
        return format_html(sentence, needed=needed, n=len(people), percent=percent, few=few)
    sentence = _(
        "Unless <b>{needed} of {n} states with {percent} % of the people</b> object, the item joins the list."
    )
    return format_html(sentence, needed=needed, n=len(people), percent=percent)


def silence_in_words(rules: RuleSet, *, state: str) -> str:
    """What it means if `state` (its name) says nothing."""
    if rules.silence == Silence.NOT_AGREEMENT:
        sentence = _("If %(state)s stays silent, that is not agreement: the item will not be listed.")
    else:
        sentence = _("If %(state)s stays silent, that counts as no objection.")
    return sentence % {"state": state}


def stance_labels(rules: RuleSet) -> list[tuple[str, str]]:
    """The three stances in the words of the frozen rule set."""
    if rules.decision == Decision.ALL_AGREE:
        agree = _("Agree: the requirement should be imposed here too")
        against = _("Object: the requirement should not be imposed")
    else:
        agree = _("No objection: the item may be listed")
        against = _("Object: the item should stay off the list")
    return [
        (Stance.AGREE.value, agree),
        (Stance.OBJECT.value, against),
        (Stance.COMMENT.value, _("Comment only (counted neither way)")),
    ]


def labels() -> dict[str, str]:
    """Each rule set in a few words."""
    return {
        "qualified_majority_objection": _(
            "Listed unless 55 % of the other states with 65 % of their people object"
        ),
        "qualified_majority_objection_72": _(
            "Listed unless 72 % of the other states with 65 % of their people object"
        ),
        "four_states_35_percent": _("Listed unless four states with 35 % of the Union's people object"),
        "single_objection": _("Listed unless one state objects"),
        "unanimous_agreement": _("Listed only if all other states agree"),
    }


def described() -> list[dict[str, Any]]:
    """The five with their figures, for a table."""
    words = labels()
    return [_described(rules, words[name]) for name, rules in RULE_SETS.items()]


def _described(rules: RuleSet, label: str) -> dict[str, Any]:
    silence = _("not agreement") if rules.decision == Decision.ALL_AGREE else _("no objection")
    return {
        "name": rules.name,
        "label": label,
        "working_days": rules.working_days,
        "max_added": rules.max_added,
        "silence": silence,
        "regime": regime_in_words(rules),
        "in_force": rules.in_force,
    }
