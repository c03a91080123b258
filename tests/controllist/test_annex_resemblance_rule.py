"""Which entries of Annex I come close to an item, and with which reasons."""

import json
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controllist.actions.annex import FILE
from controllist.rules.annex_resemblance import find
from controllist.rules.functions import FUNCTIONS
from controllist.rules.likeness import ItemQuery, Sign


@dataclass(frozen=True)
class Entry:
    code: str
    functions: tuple[str, ...]
    descriptions: dict[str, str]
    themes: dict[str, str]


DATA = json.loads(FILE.read_text(encoding="utf-8"))
ANNEX = [
    Entry(row["code"], tuple(row["functions"]), row["description"], DATA["themes"][row["theme"]])
    for row in DATA["entries"]
]


def found(asked: ItemQuery, most: int = 3) -> dict[str, dict[Sign, tuple[str, ...]]]:
    return {
        ANNEX[match.place].code: {reason.sign: reason.words for reason in match.reasons}
        for match in find(asked, ANNEX, most=most)
    }


def test_an_item_that_locates_phones_leads_to_the_entry_on_locating_phones():
    near = found(ItemQuery(name="Halo LX", functions=("phone_location",)))

    assert next(iter(near)) == "5A001.f.2"
    assert near["5A001.f.2"] == {Sign.SAME_FUNCTION: ("phone_location",)}


def test_words_lead_there_without_a_function_being_chosen():
    near = found(ItemQuery(name="Cell site simulator", description="An IMSI catcher for mountain rescue."))

    assert "IMSI catcher" in near["5A001.f.2"][Sign.FUNCTION_NAMED]


def test_german_words_lead_there_as_well():
    assert "5A001.f.1" in found(ItemQuery(name="Abhörgerät für die Luftschnittstelle"))


def test_a_code_that_the_text_names_comes_first():
    near = found(
        ItemQuery(
            name="Fuzzer", description="Classified under 5A004.b by its maker.", functions=("phone_location",)
        )
    )

    assert next(iter(near)) == "5A004.b"
    assert near["5A004.b"][Sign.CODE_NAMED] == ("5A004.b",)


def test_a_function_chosen_is_not_told_twice():
    unchosen = found(ItemQuery(name="IMSI catcher", functions=("user_identification",)))
    all_three = ("phone_interception", "phone_location", "user_identification")
    chosen = found(ItemQuery(name="IMSI catcher", functions=all_three))

    assert Sign.FUNCTION_NAMED in unchosen["5A001.f.2"]
    assert chosen["5A001.f.2"].keys() == {Sign.SAME_FUNCTION}


def test_an_item_that_does_something_else_resembles_nothing():
    assert found(ItemQuery(name="Office chair", description="One sits on it.", functions=("other",))) == {}


def test_words_that_every_such_item_has_lead_nowhere():
    assert found(ItemQuery(name="Mobile network software", description="Systems and equipment.")) == {}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(
    name=st.text(max_size=20),
    description=st.text(max_size=60),
    functions=st.lists(st.sampled_from(FUNCTIONS), max_size=4),
    most=st.integers(0, 5),
)
def test_whatever_is_typed_has_an_answer_with_reasons(name, description, functions, most):
    asked = ItemQuery(name=name, description=description, functions=tuple(functions))

    matches = find(asked, ANNEX, most=most)

    assert len(matches) <= most
    assert all(match.reasons for match in matches)
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert matches == find(asked, ANNEX, most=most)
