"""The five readings of what follows a refusal, as data. The Commission chooses one for procedures to come.

None is presented as current law unless it is: `regime` and `in_force` go wherever a result goes.
"""

from dataclasses import dataclass
from enum import StrEnum

from exportctl.core.i18n import gettext_noop
from licensing.rules.regimes import VOTE_OF_2018, Regime


class Decision(StrEnum):
    """The condition that decides whether the item is listed."""

    MAJORITY_OBJECTS = "majority_objects"  # a share of the states with a share of the people
    SOME_OBJECT = "some_object"  # a number of states with a share of the people
    ONE_OBJECTS = "one_objects"
    ALL_AGREE = "all_agree"


class Denominator(StrEnum):
    PARTICIPATING = "participating"  # without the notifying state
    ALL = "all"


class Silence(StrEnum):
    NO_OBJECTION = "no_objection"
    NOT_AGREEMENT = "not_agreement"


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """One reading. Shares in per cent; what a reading does not use is None."""

    name: str
    working_days: int
    max_added: int  # an extension adds at most this many working days
    decision: Decision
    states_percent: int | None = None
    states_count: int | None = None
    people_percent: int | None = None
    denominator: Denominator | None = None  # of the people
    blocking_minority: bool = False
    silence: Silence = Silence.NO_OBJECTION
    regime: str
    in_force: bool = False

    @property
    def max_total(self) -> int:
        return self.working_days + self.max_added

    @property
    def binds_for_its_destination_alone(self) -> bool:
        """Article 5 of the Regulation and Article 4(4) of COM(2016) 616 speak of essentially identical transactions."""
        return self.decision in (Decision.ALL_AGREE, Decision.ONE_OBJECTS)

    @property
    def regime_facts(self) -> Regime:
        """The regime as letters, pages, files and REST name it."""
        return Regime(self.name, self.regime, self.in_force)

    def working_days_with_extension(self, added: int) -> int:
        """The window's length from the same opening day. ValueError beyond what may be added."""
        if not 1 <= added <= self.max_added:
            raise ValueError(f"{self.name} allows 1 to {self.max_added} more working days, not {added}")
        return self.working_days + added


RULE_SETS = {
    rule_set.name: rule_set
    for rule_set in (
        RuleSet(
            name="qualified_majority_objection",
            working_days=30,
            max_added=30,
            decision=Decision.MAJORITY_OBJECTS,
            states_percent=55,
            people_percent=65,
            denominator=Denominator.PARTICIPATING,
            blocking_minority=True,
            regime=VOTE_OF_2018,
        ),
        RuleSet(
            name="qualified_majority_objection_72",
            working_days=30,
            max_added=30,
            decision=Decision.MAJORITY_OBJECTS,
            states_percent=72,
            people_percent=65,
            denominator=Denominator.PARTICIPATING,
            regime=gettext_noop(
                "European Parliament, January 2018, as its press release describes it, reading Article 238(3)(b) TFEU"
            ),
        ),
        RuleSet(
            name="four_states_35_percent",
            working_days=30,
            max_added=30,
            decision=Decision.SOME_OBJECT,
            states_count=4,
            people_percent=35,
            denominator=Denominator.ALL,
            regime=gettext_noop("recalled draft, unconfirmed"),
        ),
        RuleSet(
            name="single_objection",
            working_days=10,
            max_added=20,
            decision=Decision.ONE_OBJECTS,
            states_count=1,
            regime=gettext_noop("COM(2016) 616, Article 4"),
        ),
        RuleSet(
            name="unanimous_agreement",
            working_days=30,
            max_added=30,
            decision=Decision.ALL_AGREE,
            states_percent=100,
            silence=Silence.NOT_AGREEMENT,
            regime=gettext_noop("Regulation (EU) 2021/821, Article 5(5)–(6)"),
            in_force=True,
        ),
    )
}
DEFAULT = "qualified_majority_objection"


def rule_set(name: str) -> RuleSet:
    """The rule set of that name, the default for an empty one. KeyError for an unknown one."""
    return RULE_SETS[name or DEFAULT]
