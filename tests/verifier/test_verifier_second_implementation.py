"""Where the verifier and the product compute the same, they agree, and both with the standards."""

from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exportctl.core import canonical as product_canonical
from exportctl.core import merkle
from exportctl.core.calendar import event_day
from notifications.rules.rule_sets import RULE_SETS
from notifications.rules.tally import tally
from tests.properties import given, st
from tests.union import PEOPLE, calendar, others
from tests.verifier.samples import calendar_in_file
from verifier import canonical, counting, ed25519, logs

# RFC 8032, section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard_verify(key, message, signature):
    assert ed25519.verifies(bytes.fromhex(key), bytes.fromhex(signature), bytes.fromhex(message))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 511))
def test_a_signature_verifies_and_with_any_bit_turned_it_does_not(seed, message, bit):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    turned = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")

    assert ed25519.verifies(public, signature, message)
    assert not ed25519.verifies(public, turned, message)
    assert not ed25519.verifies(public, signature, message + b"!")


@given(st.binary(min_size=32, max_size=32))
def test_a_signature_has_no_second_form(seed):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key.sign(b"once")
    larger = int.from_bytes(signature[32:], "little") + ed25519.ORDER
    second = signature[:32] + larger.to_bytes(32, "little")

    assert not ed25519.verifies(key.public_key().public_bytes_raw(), second, b"once")


@pytest.mark.parametrize("key", [b"", b"\0" * 31, b"\xff" * 32, b"\x02" + b"\0" * 31])
def test_bytes_that_are_no_key_verify_nothing(key):
    assert not ed25519.verifies(key, b"\0" * 64, b"")


texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | texts
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=20)


@given(values)
def test_both_write_the_same_canonical_json(value):
    assert canonical.canonical(value) == product_canonical.canonical(value)


@given(values.filter(lambda value: isinstance(value, dict)))
def test_what_was_written_is_read_back(value):
    assert canonical.read(canonical.canonical(value)) == value


@given(st.lists(st.binary(max_size=5), min_size=1, max_size=70), st.data())
def test_both_build_the_same_tree_and_find_the_same_place(leaves, data):
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    index = data.draw(st.integers(0, len(leaves) - 1))
    edge = logs.Edge()
    for leaf in leaves:
        edge.append(logs.leaf_hash(leaf))

    path = merkle.audit_path(index, hashes)

    assert edge.root() == merkle.root(hashes)
    assert logs.root_from_path(hashes[index], index, len(leaves), path) == edge.root()


@pytest.mark.parametrize("name", RULE_SETS)
@given(st.sampled_from(sorted(PEOPLE)), st.data())
def test_both_count_every_coalition_of_the_26_alike(name, notifying, data):
    participants = others(notifying)
    stance = st.sampled_from(["object", "agree", None])
    drawn = data.draw(st.lists(stance, min_size=26, max_size=26))
    latest = {state: said for state, said in zip(sorted(participants), drawn, strict=True) if said}
    mostly = data.draw(st.sampled_from(["object", "agree", None]))
    if mostly:  # random thirds rarely reach a threshold
        silent = data.draw(st.sets(st.sampled_from(sorted(participants)), max_size=8))
        latest = {state: mostly for state in participants if state not in silent}

    figures, outcome = counting.tally(name, sorted(participants), PEOPLE, latest)
    product = tally(name, participants, notifying, PEOPLE, latest)

    assert figures == product.as_rest()
    assert outcome == product.outcome


@pytest.mark.parametrize("name", RULE_SETS)
def test_both_know_the_same_windows(name):
    reading, rules = counting.READINGS[name], RULE_SETS[name]

    assert (reading.window, reading.most_added) == (rules.working_days, rules.max_added)
    assert reading.in_force == rules.in_force


def test_neither_knows_a_rule_set_that_the_other_does_not():
    assert counting.READINGS.keys() == RULE_SETS.keys()


openings = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@given(st.sampled_from(sorted(PEOPLE)), openings, st.integers(1, 60))
def test_both_find_the_same_due_instant_in_every_state(state, opened_at, working_days):
    last = calendar(state).last_day(event_day(opened_at), working_days)

    found = counting.due(opened_at, working_days, calendar_in_file(state))

    assert found == calendar(state).due_instant(last)


def test_a_due_instant_known_by_hand():
    opened_at = datetime(2026, 3, 30, 8, tzinfo=UTC)

    assert counting.due(opened_at, 10, calendar_in_file("FR")) == datetime(2026, 4, 14, 22, tzinfo=UTC)
    assert counting.due(opened_at, 10, calendar_in_file("GR")) == datetime(2026, 4, 15, 21, tzinfo=UTC)
    assert event_day(opened_at) == date(2026, 3, 30)
