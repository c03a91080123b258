import json
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from exportctl.core.canonical import LARGEST, canonical
from tests.properties import given, st

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(values)
def test_what_is_written_reads_back_as_the_same_value(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(texts, plain))
def test_the_order_of_members_makes_no_difference(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(values)
def test_writing_twice_changes_nothing(value):
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_members_are_sorted_by_their_utf16_code_units():
    # The example of RFC 8785, section 3.2.3: an emoji (a surrogate pair) sorts before U+FB33.
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    ordered = list(json.loads(canonical(dict.fromkeys(names, 0))))

    assert ordered == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_texts_escape_only_what_json_cannot_carry():
    # RFC 8785, section 3.2.2.2: short escapes, lower-case hex, everything else as it is.
    assert canonical("\u20ac$\u000f\nA'B\"\\/\x7f\u2028") == '"€$\\u000f\\nA\'B\\"\\\\/\x7f\u2028"'.encode()


def test_there_is_no_white_space():
    assert canonical({"b": [1, True, None], "a": {}}) == b'{"a":{},"b":[1,true,null]}'


def test_a_word_of_a_vocabulary_is_written_as_its_value():
    colour = StrEnum("colour", {"RED": "red"})

    assert canonical([colour.RED]) == b'["red"]'


@pytest.mark.parametrize("value", [0.5, float("nan"), Decimal("1"), date(2026, 1, 1), b"x", {1}])
def test_what_has_no_canonical_form_here_is_refused_with_its_place(value):
    with pytest.raises(TypeError, match=r"/a/1: .* has no canonical form"):
        canonical({"a": [0, value]})


def test_a_number_that_other_readers_would_round_is_refused():
    assert canonical(2**53 - 1) == b"9007199254740991"
    with pytest.raises(ValueError, match="too large"):
        canonical(2**53)


def test_a_name_that_is_not_a_string_is_refused():
    with pytest.raises(TypeError, match="is not a string"):
        canonical({1: "a"})


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError):
        canonical("\ud800")
