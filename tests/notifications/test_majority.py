from itertools import chain, combinations

import pytest

from notifications.rules.majority import blocking_minority, needed, objection_carries
from tests.properties import given, st
from tests.union import PEOPLE, THRESHOLDS, others

NOTIFYING = [row for row in THRESHOLDS if row["notifying_excluded"] != "(none)"]
by_state = pytest.mark.parametrize("row", NOTIFYING, ids=lambda row: row["notifying_excluded"])

codes = st.text("ABCDEFGHIJ", min_size=1, max_size=1)
unions = st.dictionaries(codes, st.integers(1, 40), min_size=1, max_size=7)


def coalitions(states):
    return chain.from_iterable(combinations(sorted(states), size) for size in range(len(states) + 1))


def can_block(minority, population):
    """More than 35 % of the people, tried out on the whole."""
    return 20 * sum(population[state] for state in minority) > 7 * sum(population.values())


def smallest_blocking(population):
    """Article 238(3)(a), second paragraph, by trying every coalition: the fewest over 35 %, plus one."""
    fewest = min(len(some) for some in coalitions(population) if can_block(some, population))
    return fewest + 1


def carries(objecting, population):
    """The Treaty's words: eleven twentieths of the members, thirteen twentieths of the people."""
    rest = len(population) - len(objecting)
    members = 20 * len(objecting) >= 11 * len(population)
    people = 20 * sum(population[state] for state in objecting) >= 13 * sum(population.values())
    return members and (people or rest < smallest_blocking(population))


@given(unions)
def test_every_coalition_of_a_small_union_is_judged_as_the_treaty_says(population):
    for objecting in coalitions(population):
        assert objection_carries(objecting, population) == carries(objecting, population)


@given(unions)
def test_the_blocking_minority_is_the_one_that_trying_all_coalitions_finds(population):
    assert blocking_minority(population) == smallest_blocking(population)


@by_state
def test_the_thresholds_of_the_union_are_those_of_the_table(row):
    population = others(row["notifying_excluded"])

    assert len(population) == int(row["n_participating"])
    assert needed(55, len(population)) == int(row["members_55pct"])
    assert needed(72, len(population)) == int(row["members_72pct"])
    assert sum(population.values()) == int(row["participating_population"])
    assert needed(65, sum(population.values())) == int(row["population_65pct_ceiling"])
    assert blocking_minority(population) == int(row["blocking_minority_members"])


@given(st.sampled_from(NOTIFYING), st.data())
def test_random_coalitions_of_the_real_26_are_judged_by_the_table(row, data):
    population = others(row["notifying_excluded"])
    objecting = data.draw(st.sets(st.sampled_from(sorted(population))))
    outside = len(population) - len(objecting)
    people = sum(population[state] for state in objecting)

    expected = len(objecting) >= int(row["members_55pct"]) and (
        people >= int(row["population_65pct_ceiling"]) or outside < int(row["blocking_minority_members"])
    )

    assert objection_carries(objecting, population) == expected


@by_state
def test_coalitions_at_the_edge_of_the_real_26_are_judged_by_the_table(row):
    population = others(row["notifying_excluded"])
    lightest_first = sorted(population, key=population.get)
    for outside in range(1, 13):
        for skipped in combinations(lightest_first[-5:], min(outside, 5)):
            rest = [state for state in lightest_first if state not in skipped][outside - len(skipped) :]
            people = sum(population[state] for state in rest)
            by_people = people >= int(row["population_65pct_ceiling"])
            by_number = 26 - len(rest) < int(row["blocking_minority_members"])
            assert objection_carries(rest, population) == (len(rest) >= 15 and (by_people or by_number))


@given(unions, st.sets(codes), codes)
def test_one_more_objection_never_undoes_a_majority(population, objecting, late):
    objecting &= population.keys()
    if late in population and objection_carries(objecting, population):
        assert objection_carries(objecting | {late}, population)


def test_all_but_germany_and_france_cannot_be_blocked_when_italy_notifies():
    population = others("IT")
    objecting = population.keys() - {"DE", "FR"}

    assert 100 * sum(population[state] for state in objecting) < 65 * sum(population.values())
    assert objection_carries(objecting, population)
    assert not objection_carries(objecting, population, states_percent=72, with_blocking_minority=False)


def test_all_but_three_can_be_blocked_when_austria_notifies_unless_they_are_light():
    population = others("AT")

    assert not objection_carries(population.keys() - {"DE", "FR", "IT", "ES"}, population)
    assert objection_carries(population.keys() - {"DE", "FR", "IT"}, population)


def crowd(*people):
    return {f"S{number:02}": count for number, count in enumerate(people)}


@pytest.mark.parametrize(("weight", "expected"), [(64, False), (65, True), (66, True)])
def test_exactly_65_per_cent_of_the_people_are_enough(weight, expected):
    rest = (100 - weight - 7, *[1] * 7)  # eight states outside can block by their number
    population = crowd(weight - 11, *[1] * 11, *rest)
    objecting = list(population)[:12]

    assert objection_carries(objecting, population) is expected


@pytest.mark.parametrize(("members", "expected"), [(10, False), (11, True)])
def test_exactly_55_per_cent_of_the_members_are_enough(members, expected):
    population = crowd(*[1000] * members, *[1] * (20 - members))
    objecting = list(population)[:members]

    assert objection_carries(objecting, population) is expected


def test_exactly_35_per_cent_cannot_block():
    assert blocking_minority(crowd(35, *[13] * 5)) == 3  # one state has 35 %, not more than that
    assert blocking_minority(crowd(36, *[8] * 8)) == 2


def test_a_rounded_share_would_decide_wrongly():
    population = crowd(64_988, *[1] * 11, 34_995, *[1] * 7)
    objecting = list(population)[:12]
    weight, total = sum(population[state] for state in objecting), sum(population.values())

    assert round(100 * weight / total, 2) == 65.0
    assert not objection_carries(objecting, population)
    assert objection_carries(objecting, population | {"S00": 64_994})


@given(st.integers(0, 100), st.integers(0, 10**9))
def test_what_is_needed_is_the_smallest_number_that_reaches_the_share(percent, total):
    least = needed(percent, total)

    assert 100 * least >= percent * total
    assert 100 * (least - 1) < percent * total


def test_a_state_that_takes_no_part_cannot_object():
    with pytest.raises(ValueError, match=r"not participating: \['DE'\]"):
        objection_carries({"DE"}, others("DE"))


def test_nobody_participating_is_an_error_and_not_a_majority():
    with pytest.raises(ValueError, match="no participating states"):
        blocking_minority({})


def test_the_union_has_27_states_with_451_million_people():
    assert (len(PEOPLE), sum(PEOPLE.values())) == (27, 451_028_881)
