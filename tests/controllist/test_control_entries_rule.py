"""Annex I, whole: what is held, how it is found, and where other annexes stand on a code."""

import pytest

from controllist.rules.annex import is_annex_i
from controllist.rules.control_entries import (
    Extent,
    above,
    annex_iv_part,
    below,
    codes_from,
    declared_entry,
    entries,
    entry_named,
    in_annex_iv,
    in_section_i,
    nearest,
    search,
)
from exportctl.core.rules.codes import Unreadable
from tests.properties import given, st


def codes(question: str) -> list[str]:
    return [entry.code for entry in search(question)]


def test_every_entry_is_held_with_its_parents_and_in_three_languages():
    held = entries()

    assert len(held) == 2474
    assert len(below("")) == 384
    assert all(is_annex_i(code) for code in held)
    assert all(entry.parent in held for entry in held.values() if entry.parent)
    assert all(entry.titles[language].strip() for entry in held.values() for language in ("en", "de", "fr"))


def test_an_entry_knows_what_it_stands_under_and_what_stands_under_it():
    assert [entry.code for entry in above(entries()["5A002.a.2"])] == ["5A002", "5A002.a"]
    assert [entry.code for entry in below("5A002")] == ["5A002.a", "5A002.b", "5A002.c", "5A002.d", "5A002.e"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("IMSI catcher", "5A001.f"),
        ("thiodiglycol", "1C350.1"),
        ("Verschlüsselung", "5A002.a"),
        ("verschluesselung", "5A002.a"),
        ("CHIFFREMENT", "5A002"),
        ("5a002", "5A002"),
        ("5a001 f2", "5A001.f.2"),
        ("5A002.a.2.z.9", "5A002.a.2"),
        ("1c350 thiodi", "1C350.1"),
    ],
)
def test_an_entry_is_found_by_words_of_three_languages_and_by_its_code(question, first):
    assert codes(question)[0] == first


def test_the_beginning_of_a_code_stands_for_the_entries_it_begins():
    assert codes_from("5A002") == ["5A002"]
    assert codes_from("5A002.a") == ["5A002.a"]
    assert codes_from("4A")[:4] == ["4A001", "4A003", "4A004", "4A005"]
    assert {code[0] for code in codes_from("5")} == {"5"}


def test_a_code_that_is_being_typed_finds_the_entries_it_begins():
    assert codes("5A00") == ["5A001", "5A002", "5A003", "5A004"]


def test_every_word_has_to_stand_there_or_with_a_parent():
    assert codes("mobile interception")
    assert set(codes("mobile interception")) <= set(codes("interception"))
    assert codes("interception unicorn") == []


@given(st.text(max_size=60))
def test_no_question_is_too_odd(question):
    assert len(search(question)) <= 200


def test_what_is_not_there_is_said():
    with pytest.raises(Unreadable, match="no entry 5A999"):
        entry_named("5A999")
    with pytest.raises(Unreadable, match="of the EU-wide list"):
        entry_named("a drone")


@pytest.mark.parametrize(
    ("written", "stored"),
    [("5a002 a2", "5A002.a.2"), ("5A002.a.2.z", "5A002.a.2.z"), ("cs 1", "CS-0001"), ("5A901", "5A901")],
)
def test_what_is_declared_names_an_entry_that_exists(written, stored):
    assert declared_entry(written) == stored


@pytest.mark.parametrize("written", ["5A009", "0B123.a", "3E777"])
def test_an_entry_that_annex_i_does_not_have_is_told(written):
    with pytest.raises(Unreadable, match="Annex I has no entry"):
        declared_entry(written)


def test_a_deeper_code_is_its_nearest_parent():
    assert nearest("5A002.a.2.b.7").code == "5A002.a.2"
    assert nearest("5A999.a") is None


@pytest.mark.parametrize(
    ("code", "extent", "part"),
    [
        ("5A004.a", Extent.YES, 1),
        ("5A002", Extent.NO, None),
        ("1B233", Extent.PART, 2),
        ("1B233.a", Extent.YES, 2),
        ("1B233.c", Extent.NO, None),
        ("1E201", Extent.PART, None),  # for some items by Part I, for others by Part II
        ("0A001.a", Extent.YES, 2),
        ("0C001", Extent.NO, None),
        ("6A001", Extent.PART, 1),
    ],
)
def test_where_annex_iv_stands(code, extent, part):
    assert (in_annex_iv(code), annex_iv_part(code)) == (extent, part)


@pytest.mark.parametrize(
    ("code", "extent"),
    [
        ("0C001", Extent.YES),  # beside Annex IV
        ("1C351.d.4", Extent.YES),
        ("1C450", Extent.PART),
        ("9A009", Extent.PART),
        ("5A004.a", Extent.YES),  # all of Annex IV
        ("5A004", Extent.PART),
        ("5A002", Extent.NO),
    ],
)
def test_what_section_i_shuts_out(code, extent):
    assert in_section_i(code) == extent
