"""Which lines are taken for an item of the list: over labelled pairs, and what stands at the edges of the rule."""

from controllist.rules.likeness import ItemQuery, Sign
from controllist.rules.makers import is_alike_maker, maker_key
from controllist.rules.resemblance import Resemblance
from controllist.rules.spelling import is_model_mistyped, is_other_number, is_typo
from tests.controllist.labelled import LABELLED, Listed, items, pairs, shares


def test_variants_are_met_and_other_items_are_not():
    reached = shares()

    assert len(pairs()) >= 600
    assert reached["variant"] >= LABELLED["least_recall"]
    assert reached["same"] >= LABELLED["least_recall"]
    assert reached["different"] <= LABELLED["most_false_alarms"]


def test_what_was_not_used_to_choose_the_thresholds_keeps_to_them_nearly():
    unseen = shares(mark="unseen")

    assert unseen["variant"] >= LABELLED["least_recall"]
    assert unseen["different"] <= 2 * LABELLED["most_false_alarms"]


def test_the_verdict_rests_on_maker_and_model_alone():
    """A variant is a hint; `is_the_item` is said of what is equal by letters and digits, legal form aside."""
    index = Resemblance(items())
    for row in pairs():
        best = next(iter(index.find(row.query)), None)
        if row.label == "different":
            assert best is None or not best.is_the_item, row


def test_every_entry_of_a_large_list_is_met_and_nothing_walks_it():
    many = [Listed(f"Unit {n}", "Vexor Labs", (f"VX-{n}",)) for n in range(3_000)]
    index = Resemblance(many)

    (match,) = index.find(ItemQuery("Vexor Labs Ltd", "VX 2741"))

    assert (match.place, match.is_the_item) == (2741, True)
    assert match.reasons[0].sign == Sign.SAME_BUT_FORM


def test_a_maker_is_one_whatever_its_legal_form_and_name():
    assert maker_key("Vexor Labs GmbH & Co. KG") == maker_key("VEXOR labs, Inc.") == "vexorlabs"
    assert maker_key("Rohde und Schwarz") == maker_key("R&S")
    assert is_alike_maker("Vexor", "Vexor Labs")
    assert is_alike_maker("Müller AG", "Mueller")
    assert not is_alike_maker("Vexor Labs", "Kobalt Labs")
    assert not is_alike_maker("", "Vexor")


def test_a_mistake_is_one_letter_of_a_word_and_never_a_figure():
    assert is_typo("scope", "scpoe")
    assert is_typo("scope", "scop")
    assert not is_typo("scope", "scope")
    assert is_model_mistyped("Celscope 4", "Cellscope 4")
    assert not is_model_mistyped("Cellscope 5", "Cellscope 4")
    assert not is_model_mistyped("Halo RX", "Halo LX")
    assert is_other_number("CX-0440", "CX-0441")
    assert not is_other_number("CX-0440", "CX 440")
