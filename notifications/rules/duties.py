"""What a regime asks of an exporter who answered the due-diligence questions: no score, no clearance. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from exportctl.core.i18n import gettext_noop
from licensing.rules.regimes import VOTE_OF_2018


class Regime(StrEnum):
    """The three regimes of the exporter's own duty; what follows a refusal is the rule sets' matter."""

    PARLIAMENT_2018 = "parliament_2018"
    REGULATION_2021 = "regulation_2021"
    COMMISSION_2016 = "commission_2016"

    @property
    def in_force(self) -> bool:
        return self is Regime.REGULATION_2021


NAMES = {
    Regime.PARLIAMENT_2018: VOTE_OF_2018,
    Regime.REGULATION_2021: gettext_noop("Regulation (EU) 2021/821"),
    Regime.COMMISSION_2016: gettext_noop("COM(2016) 616, Article 4"),
}
# Whoever follows a rule set after a refusal follows this regime before it.
OF_RULE_SET = {
    "qualified_majority_objection": Regime.PARLIAMENT_2018,
    "qualified_majority_objection_72": Regime.PARLIAMENT_2018,
    "four_states_35_percent": Regime.PARLIAMENT_2018,
    "single_objection": Regime.COMMISSION_2016,
    "unanimous_agreement": Regime.REGULATION_2021,
}


class Ask(StrEnum):
    """What an exporter is asked to do."""

    ANSWER_ALL = "answer_all"
    FIND_OUT = "find_out"
    NOTIFY_DOUBT = "notify_doubt"  # a sign, or not knowing, is a doubt
    NOTIFY_OTHER_DOUBT = "notify_other_doubt"  # no sign: a doubt for another reason still counts
    NOTIFY_AWARE = "notify_aware"  # signs may add up to awareness
    NOTIFY_WHEN_AWARE = "notify_when_aware"  # no sign now: awareness may come
    NOTIFY_SUSPICION = "notify_suspicion"  # where national law asks for it
    WAIT = "wait"
    INFORMED = "informed"  # the authority's word makes an authorisation necessary
    OTHER_RULES = "other_rules"


@dataclass(frozen=True)
class Duty:
    """`article`: where it stands; empty where the regime has no text that could be cited."""

    ask: Ask
    article: str = ""


def duties(regime: Regime, *, signs: int, unknown: int, unanswered: int) -> tuple[Duty, ...]:
    """The duties under a regime, in order, for so many answers of each sort (Articles 4 and 5)."""
    first = [Duty(Ask.ANSWER_ALL)] * bool(unanswered) + [Duty(Ask.FIND_OUT)] * bool(unknown)
    doubtful = bool(signs or unknown)
    if regime == Regime.PARLIAMENT_2018:
        own = _of_doubt(doubtful)
    elif regime == Regime.REGULATION_2021:
        own = _of_awareness("Article 5(2)", bool(signs))
        own += [Duty(Ask.NOTIFY_SUSPICION, "Article 5(3)")] * doubtful
        own += [Duty(Ask.WAIT, "Article 5(2)")] * doubtful + [Duty(Ask.INFORMED, "Article 5(1)")]
    else:
        own = _of_awareness("Article 4(2)", bool(signs)) + [Duty(Ask.WAIT)] * doubtful
    return (*first, *own, Duty(Ask.OTHER_RULES, "Articles 3, 4, 9 and 10"))


def _of_doubt(doubtful: bool) -> list[Duty]:
    """The Parliament's position of 2018: a doubt is notified, and the item waits."""
    return [Duty(Ask.NOTIFY_DOUBT), Duty(Ask.WAIT)] if doubtful else [Duty(Ask.NOTIFY_OTHER_DOUBT)]


def _of_awareness(article: str, signs: bool) -> list[Duty]:
    return [Duty(Ask.NOTIFY_AWARE if signs else Ask.NOTIFY_WHEN_AWARE, article)]
