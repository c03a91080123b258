"""Names of parties: alike where they are one name, apart where they are neighbours; held by a labelled set."""

import json
from pathlib import Path

import pytest

from licensing.rules.party_names import THRESHOLD, Sign, keys, likeness
from tests.properties import given, st

LABELLED = json.loads(
    (Path(__file__).resolve().parents[2] / "licensing/data/party_pairs.json").read_text(encoding="utf-8")
)
PAIRS = LABELLED["pairs"]


def share_of_matches(label: str, group: str) -> float:
    pairs = [(one, other) for one, other, labelled, of in PAIRS if (labelled, of) == (label, group)]
    return sum(likeness(one, other).is_match for one, other in pairs) / len(pairs)


def test_the_labelled_set_is_large_enough_to_say_something():
    assert len(PAIRS) >= 400
    assert len({(one, other) for one, other, *_ in PAIRS}) == len(PAIRS)
    assert all(sum(label == kind for _a, _b, label, _of in PAIRS) >= 200 for kind in ("same", "other"))


@pytest.mark.parametrize("group", ["chosen", "unseen"])
def test_variants_of_a_name_are_recalled_and_neighbours_left_alone(group):
    assert share_of_matches("same", group) >= LABELLED["least_recall"]
    assert share_of_matches("other", group) <= LABELLED["most_false_alarms"]


def test_what_matches_shares_a_key_so_that_the_index_finds_it():
    matching = [(one, other) for one, other, *_ in PAIRS if likeness(one, other).is_match]

    assert [pair for pair in matching if not keys(pair[0]) & keys(pair[1])] == []


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ("Сергей Николаевич Воронков", "Sergey Nikolayevich Voronkov", {Sign.OTHER_SCRIPT}),
        ("VORONKOV Sergey", "Sergey Voronkov", {Sign.OTHER_ORDER}),
        ("Sergey Voronkov", "Sergey Nikolayevich Voronkov", {Sign.MORE_WORDS}),
        ("Golden Falcon", "Goldenfalcon", {Sign.WRITTEN_TOGETHER}),
        ("Golden Falcon FZE", "golden falcon LLC", {Sign.SAME}),
    ],
)
def test_a_match_says_why(one, other, signs):
    alike = likeness(one, other)

    assert alike.is_match
    assert signs == set(alike.signs)
    assert alike.words


@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_whatever_is_compared_has_a_score_between_nothing_and_the_same(one, other):
    there, back = likeness(one, other), likeness(other, one)

    assert 0 <= there.score <= 1
    assert there.score == pytest.approx(back.score, abs=0.05)


@pytest.mark.parametrize("name", ["", "  ", "LLC", "…", "ООО", "株式会社", "x" * 200, "wort " * 40])
def test_a_name_is_itself_and_an_empty_one_is_nobody(name):
    assert likeness(name, name).score in (0.0, 1.0)
    assert likeness(name, "").score == 0.0
    assert 0.5 < THRESHOLD < 1
