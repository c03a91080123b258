"""Two spellings of one word: the same where they should be, apart where they should not."""

import pytest

from exportctl.core.rules.folding import latin, letters_and_digits, plain, sort_key, spellings, words
from tests.properties import given, st

TEXT = st.text(max_size=100)
FUNCTIONS = pytest.mark.parametrize("fold", [letters_and_digits, plain, latin])


@FUNCTIONS
@given(text=TEXT)
def test_folding_again_changes_nothing(fold, text):
    assert fold(fold(text)) == fold(text)


@FUNCTIONS
@given(text=st.text(st.characters(codec="latin-1"), max_size=100))
def test_capitals_do_not_count(fold, text):
    assert fold(text) == fold(text.upper().lower()) == fold(text.casefold())


@given(TEXT)
def test_the_words_are_the_letters_and_digits(text):
    assert "".join(words(text)) == letters_and_digits(text)


@given(TEXT)
def test_letters_and_digits_hold_nothing_else(text):
    assert letters_and_digits(text) == "" or letters_and_digits(text).isalnum()


@given(TEXT)
def test_a_text_is_one_of_its_own_spellings(text):
    assert letters_and_digits(text) in spellings(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Halo-LX 4", "halolx4"),
        ("\uff28\uff41\uff4c\uff4f", "halo"),  # full width
        ("ﬁeld", "field"),  # a ligature of print
        ("Bore\u0301ale", "bor\u00e9ale"),  # a combining mark
        ("Straße", "strasse"),
        ("Ήχος-7 Звук", "ήχοσ7звук"),
    ],
)
def test_letters_and_digits_are_what_is_compared_of_an_item(text, folded):
    assert letters_and_digits(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Überwachung", "uberwachung"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("Forêt Nœud", "foret noeud"),
        ("Halo™", "halotm"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Ħal Għaxaq", "hal ghaxaq"),
    ],
)
def test_accents_do_not_count_in_a_search(text, folded):
    assert plain(text) == folded


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ήλιος", "ilios"),
        ("Ουρανός", "ouranos"),
        ("Ευρώπη", "evropi"),
        ("Балкан", "balkan"),
        ("Търговище", "targovishte"),
        ("Майор", "mayor"),
    ],
)
def test_greek_and_cyrillic_are_read_in_latin_letters(text, read):
    assert latin(text) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MULLER"),
        ("Ørsted", "Oersted"),
        ("Ørsted", "Orsted"),
        ("Ålborg", "Aalborg"),
        ("Ήλιος", "Ilios"),
        ("Балкан", "Balkan"),
        ("Aquila", "\u0410quil\u0430"),  # Cyrillic A and a
        ("Nova", "\u039d\u03bfv\u03b1"),  # Greek letters
        ("Groß", "GROSS"),
    ],
)
def test_names_that_may_be_the_same_share_a_spelling(one, other):
    assert spellings(one) & spellings(other)


@pytest.mark.parametrize(("one", "other"), [("Müller", "Miller"), ("Балкан", "Bulkan"), ("Halo 4", "Halo 5")])
def test_other_names_share_none(one, other):
    assert not spellings(one) & spellings(other)


def test_names_sort_by_their_letters_and_the_accent_decides_last():
    names = ["Zypern", "Österreich", "Osttimor", "Oman", "Éire", "Eire"]

    assert sorted(names, key=sort_key) == ["Eire", "Éire", "Oman", "Österreich", "Osttimor", "Zypern"]
