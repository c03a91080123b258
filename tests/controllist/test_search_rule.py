"""What an entry is found by, and what a slip of the finger is."""

import pytest

from controllist.rules.search import Field, forms, slips, words_by_field

ENTRY = {
    "code": "CS-0042",
    "models": ["Halo-LX 4", "O1"],
    "manufacturer": "Müller & Søn",
    "name": "Gateway",
    "cn_code": "85176200",
    "description": "Ortung, IMSI/IMEI.",
    "translations": {"fr": {"name": "Passerelle", "description": "Localise."}},
}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field.CODE, {"cs", "0042", "cs0042"}),
        (Field.MODEL, {"halo", "lx", "4", "halolx", "lx4", "halolx4", "o1", "01"}),
        (Field.MAKER, {"müller", "mueller", "muller", "søn", "soen", "son"}),
        (Field.CN_CODE, {"85176200"}),
        (Field.DESCRIPTION, {"ortung", "imsi", "imei"}),
        (Field.TRANSLATION, {"passerelle", "localise"}),
    ],
)
def test_every_word_of_an_entry_finds_it(field, words):
    assert words <= words_by_field(ENTRY)[field]


def test_a_question_has_each_word_in_every_spelling_and_not_too_many():
    assert dict(forms("Müller halo")) == {
        "müller": frozenset({"müller", "mueller", "muller"}),
        "halo": frozenset({"halo"}),
    }
    assert len(forms("a " * 300)) == 8
    assert forms("%'; --") == []


def test_slips_are_swapped_neighbours_and_a_letter_too_many():
    assert {"imsi", "misi"} & slips("imis") == {"imsi"}
    assert "halo" in slips("hallo")
    assert "halo" not in slips("halo")
