from dataclasses import dataclass
from itertools import combinations

import pytest

from notifications.rules.rule_sets import DEFAULT, RULE_SETS, Silence, rule_set
from notifications.rules.stances import effective_stances, receipt
from notifications.rules.tally import tally, what_is_missing
from tests.properties import given, st
from tests.union import PEOPLE, others

OBJECTION_SETS = sorted(RULE_SETS.keys() - {"unanimous_agreement"})


def count(name, notifying="DE", objecting=(), agreeing=()):
    stances = dict.fromkeys(agreeing, "agree") | dict.fromkeys(objecting, "object")
    return tally(name, others(notifying), notifying, PEOPLE, stances)


def missing(name, notifying="DE", objecting=(), agreeing=()):
    return what_is_missing(count(name, notifying, objecting, agreeing), others(notifying), PEOPLE)


def test_the_default_counts_states_and_people_of_the_26():
    found = count("", objecting=["FR", "AT"])

    assert found.as_rest() == {
        "objecting": ["AT", "FR"],
        "states": 2,
        "states_needed": 15,
        "population": PEOPLE["AT"] + PEOPLE["FR"],
        "population_needed": 238_959_142,
        "population_total": 367_629_449,
        "majority_reached": False,
    }
    assert found.outcome == "listed"
    assert found.rule_set == DEFAULT == "qualified_majority_objection"


def test_72_per_cent_asks_for_19_states_and_knows_no_blocking_minority():
    all_but_two = sorted(others("IT").keys() - {"DE", "FR"})

    strict = count("qualified_majority_objection_72", "IT", all_but_two)
    default = count("qualified_majority_objection", "IT", all_but_two)

    assert (strict.states, strict.states_needed, strict.population_needed) == (24, 19, 254_375_684)
    assert (strict.majority_reached, strict.outcome) == (False, "listed")
    assert (default.majority_reached, default.outcome) == (True, "lapsed")


def test_four_states_need_35_per_cent_of_all_27():
    found = count("four_states_35_percent", "DE", ["FR", "IT", "ES", "PL"])

    assert (found.states, found.states_needed) == (4, 4)
    assert found.population_total == 451_028_881
    assert found.population_needed == 157_860_109
    assert found.population == sum(PEOPLE[state] for state in ("FR", "IT", "ES", "PL"))
    assert found.outcome == "lapsed"


def test_three_states_are_not_four_however_many_people_they_have():
    assert count("four_states_35_percent", "PL", ["DE", "FR", "IT"]).outcome == "listed"
    assert count("four_states_35_percent", "PL", ["DE", "FR", "IT", "MT"]).outcome == "lapsed"
    assert count("four_states_35_percent", "PL", ["AT", "BE", "BG", "CY"]).outcome == "listed"


def test_35_per_cent_of_all_is_inclusive():
    participants = {"A": 32, "B": 1, "C": 1, "D": 1, "E": 40}

    reached = tally("four_states_35_percent", participants, "N", participants | {"N": 25}, objects("ABCD"))
    short = tally("four_states_35_percent", participants, "N", participants | {"N": 26}, objects("ABCD"))

    assert (reached.population, reached.population_needed, reached.majority_reached) == (35, 35, True)
    assert (short.population, short.population_needed, short.majority_reached) == (35, 36, False)


def objects(states):
    return dict.fromkeys(states, "object")


def test_one_objection_is_enough_where_one_is_asked_for():
    none, one = count("single_objection"), count("single_objection", objecting=["MT"])

    assert none.as_rest() == {
        "objecting": [],
        "states": 0,
        "states_needed": 1,
        "population": None,
        "population_needed": None,
        "population_total": None,
        "majority_reached": False,
    }
    assert (none.outcome, one.outcome, one.majority_reached) == ("listed", "lapsed", True)


def test_unanimity_counts_the_agreeing_and_silence_is_not_agreement():
    all_but_malta = sorted(others("DE").keys() - {"MT"})

    short = count("unanimous_agreement", agreeing=all_but_malta)
    full = count("unanimous_agreement", agreeing=sorted(others("DE")))

    assert short.as_rest() == {
        "objecting": [],
        "states": 25,
        "states_needed": 26,
        "population": None,
        "population_needed": None,
        "population_total": None,
        "majority_reached": None,
    }
    assert (short.outcome, full.outcome) == ("lapsed", "listed")


def test_one_objection_among_25_agreeing_lapses_under_unanimity():
    found = count("unanimous_agreement", objecting=["MT"], agreeing=sorted(others("DE").keys() - {"MT"}))

    assert (found.objecting, found.states, found.outcome) == (("MT",), 25, "lapsed")


@pytest.mark.parametrize("name", OBJECTION_SETS)
def test_silence_lists_the_item_wherever_objections_decide(name):
    assert count(name).outcome == "listed"
    assert count(name, agreeing=sorted(others("DE"))).outcome == "listed"


@pytest.mark.parametrize("name", RULE_SETS)
def test_the_notifying_states_own_stance_is_ignored(name):
    assert count(name, "DE", ["DE", "FR"]) == count(name, "DE", ["FR"])
    assert count(name, "DE", agreeing=["DE", "FR"]) == count(name, "DE", agreeing=["FR"])


def test_a_state_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"not participating: \['XX'\]"):
        count("single_objection", objecting=["XX"])


def test_the_calculators_answer_has_its_outcome_and_no_names():
    assert count("", objecting=["AT"]).as_majority() == {
        "majority_reached": False,
        "outcome": "listed",
        "states": 1,
        "states_needed": 15,
        "population": PEOPLE["AT"],
        "population_needed": 238_959_142,
        "population_total": 367_629_449,
    }


# What is missing -----------------------------------------------------------------------------


def test_what_is_missing_names_the_largest_that_must_join_and_any_others():
    nine = ["AT", "BE", "BG", "CY", "CZ", "DK", "IT", "NL", "PT"]
    found = missing("", "DE", nine)

    assert (found.states, found.named, found.others) == (6, ("FR", "ES"), 4)
    people = sum(PEOPLE[state] for state in nine)
    assert found.people == 238_959_142 - people


def test_nothing_is_missing_from_a_majority():
    assert missing("", "DE", sorted(others("DE"))) is None
    assert missing("single_objection", "DE", ["MT"]) is None
    assert missing("unanimous_agreement", "DE", agreeing=sorted(others("DE"))) is None


def test_where_one_objection_decides_any_one_state_is_missing():
    found = missing("single_objection")

    assert (found.states, found.people, found.named, found.others) == (1, None, (), 1)


def test_under_unanimity_the_missing_are_all_named():
    found = missing("unanimous_agreement", agreeing=sorted(others("DE").keys() - {"MT", "FR"}))

    assert (found.states, found.named, found.others) == (2, ("FR", "MT"), 0)


def test_states_alone_can_be_missing():
    heavy = ["FR", "IT", "ES", "PL", "RO", "NL"]
    found = missing("", "DE", heavy)

    assert (found.people, found.named, found.states, found.others) == (0, (), 9, 9)


def test_when_the_heaviest_stay_out_only_numbers_can_carry():
    # Without Germany and France 65 % cannot be had when Italy notifies; 24 objecting cannot be blocked.
    found = missing("", "IT", sorted(others("IT").keys() - {"DE", "FR", "MT"}))

    assert (found.states, found.named, found.others) == (1, (), 1)


small = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 30), min_size=2, max_size=7)


@given(small, st.data(), st.sampled_from(OBJECTION_SETS))
def test_the_example_is_the_smallest_coalition_and_carries_whoever_the_others_are(population, data, name):
    objecting = data.draw(st.sets(st.sampled_from(sorted(population))))
    whole = population | {"N": data.draw(st.integers(1, 30))}

    def carried(more):
        return tally(name, population, "N", whole, objects({*objecting, *more})).majority_reached

    found = what_is_missing(tally(name, population, "N", whole, objects(objecting)), population, whole)
    left = sorted(population.keys() - objecting)
    sizes = [size for size in range(len(left) + 1) if any(map(carried, combinations(left, size)))]
    if found is None:
        assert carried(()) or not sizes
        return
    assert found.states == sizes[0]
    rest = [state for state in left if state not in found.named]
    assert all(carried({*found.named, *some}) for some in combinations(rest, found.others))


# Rule sets -----------------------------------------------------------------------------------


def test_the_rule_sets_are_the_five_of_the_domain():
    windows = {name: (found.working_days, found.max_total) for name, found in RULE_SETS.items()}

    assert windows == {
        "qualified_majority_objection": (30, 60),
        "qualified_majority_objection_72": (30, 60),
        "four_states_35_percent": (30, 60),
        "single_objection": (10, 30),
        "unanimous_agreement": (30, 60),
    }


def test_only_the_regulation_is_in_force_and_only_there_silence_is_not_consent():
    assert [name for name, found in RULE_SETS.items() if found.in_force] == ["unanimous_agreement"]
    silent = [name for name, found in RULE_SETS.items() if found.silence == Silence.NOT_AGREEMENT]
    assert silent == ["unanimous_agreement"]


def test_an_empty_name_is_the_default_and_an_unknown_one_is_not():
    assert rule_set("").name == DEFAULT
    with pytest.raises(KeyError):
        rule_set("coin_toss")


@pytest.mark.parametrize(("name", "most"), [("qualified_majority_objection", 30), ("single_objection", 20)])
def test_an_extension_stays_within_its_limit(name, most):
    rules = rule_set(name)

    assert rules.working_days_with_extension(most) == rules.working_days + most
    for wrong in (0, -1, most + 1):
        with pytest.raises(ValueError, match="more working days"):
            rules.working_days_with_extension(wrong)


# Positions -----------------------------------------------------------------------------------


@dataclass
class Said:
    state: str
    sequence: int
    stance: str


def test_the_latest_of_objection_and_agreement_counts():
    said = [Said("AT", 2, "agree"), Said("AT", 1, "object"), Said("BE", 1, "object")]

    assert effective_stances(said) == {"AT": "agree", "BE": "object"}


def test_a_comment_changes_nothing():
    said = [Said("AT", 1, "object"), Said("AT", 2, "comment"), Said("BE", 1, "comment")]

    assert effective_stances(said) == {"AT": "object"}


@given(
    st.permutations(
        [Said("AT", number, stance) for number, stance in enumerate(["object", "comment", "agree"])]
    )
)
def test_the_order_in_which_positions_are_read_makes_no_difference(said):
    assert effective_stances(said) == {"AT": "agree"}


def test_a_receipt_is_the_hash_of_the_position_as_published():
    # printf '%s' '{"cast_at":…}' | sha256sum
    found = receipt(
        state="FR",
        sequence=1,
        stance="object",
        grounds=["proportionality"],
        reason="Trop large.",
        cast_at="2026-12-01T10:00:00Z",
    )

    assert found == "6ef53e6ab5dfe6420674521bc8d877c74f219bd792c1c1b0f635c099277675c1"
