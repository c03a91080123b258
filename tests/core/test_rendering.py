"""What a call's body is read as: the quicker reader says the same as the strict one, or nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportctl.core.api.rendering import read

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, (",", ":"), (" ,", " :"), (", ", ": ")]))
def test_every_body_is_read_as_json_reads_it(value, ascii_only, separators):
    text = json.dumps(value, ensure_ascii=ascii_only, separators=separators)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        return  # half of a surrogate pair
    assert repr(read(body)) == repr(json.loads(text))


@given(st.text(max_size=5), st.text(max_size=5))
def test_a_member_named_twice_is_refused(name, value):
    for colon in (":", ": ", " :"):
        member = f"{json.dumps(name)}{colon}{json.dumps(value)}"
        for body in (f"{{{member},{member}}}", f'[{{"a": 1, {member}, {member}}}]'):
            with pytest.raises(ValueError, match="named twice"):
                read(body.encode())


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"123456789012345678901234567890", 123456789012345678901234567890),
        (b"-0", 0),
        (b"1E2", 100.0),
        (b'{"a": ": b, \\": c"}', {"a": ': b, ": c'}),
        (b' {"a" : [ ] } ', {"a": []}),
    ],
)
def test_what_only_the_strict_reader_reads(body, value):
    assert repr(read(body)) == repr(value)


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"[1,]", b"\xff", b"\xef\xbb\xbf{}", b"[" * 100_000])
def test_what_is_not_json_is_refused(body):
    with pytest.raises((ValueError, RecursionError)):
        read(body)
