from hashlib import sha256

import pytest

from exportctl.core import merkle
from exportctl.core.merkle import Frontier
from tests.properties import given, st

# RFC 6962 test vectors of the reference implementation: eight leaves and the roots of the first n.
LEAVES = [bytes.fromhex(leaf) for leaf in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

logs = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def hashes_of(leaves):
    return [merkle.leaf_hash(leaf) for leaf in leaves]


def defined_root(leaves):
    """The definition in RFC 6962, section 2.1, word by word: split at the largest power of two below n."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_implementation(size):
    assert merkle.root(hashes_of(LEAVES[:size])).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing_as_its_root():
    assert merkle.root([]) == sha256(b"").digest() == Frontier().root()


@given(logs)
def test_the_root_is_the_one_the_standard_defines(leaves):
    assert merkle.root(hashes_of(leaves)) == defined_root(leaves)


@given(logs)
def test_a_frontier_has_the_root_of_all_its_leaves_at_every_size(leaves):
    frontier = Frontier()

    for size, leaf in enumerate(leaves, start=1):
        frontier = Frontier.from_list(frontier.as_list())  # as it comes back from the database
        frontier.append(merkle.leaf_hash(leaf))
        assert frontier.size == size
        assert frontier.root() == defined_root(leaves[:size])


@given(logs, st.data())
def test_every_leaf_can_be_found_by_its_path(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    hashes = hashes_of(leaves)

    path = merkle.audit_path(index, hashes)

    assert merkle.verify_inclusion(hashes[index], index, len(leaves), path, defined_root(leaves))


@given(logs, st.data())
def test_a_path_proves_nothing_for_another_leaf_place_size_or_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    hashes = hashes_of(leaves)
    path, top, size = merkle.audit_path(index, hashes), merkle.root(hashes), len(leaves)
    other = sha256(b"other").digest()

    assert not merkle.verify_inclusion(other, index, size, path, top)
    assert not merkle.verify_inclusion(hashes[index], index, size, path, other)
    assert not merkle.verify_inclusion(hashes[index], index, size, [*path, other], top)
    assert not merkle.verify_inclusion(hashes[index], size, size, path, top)
    for at in range(len(path)):
        assert not merkle.verify_inclusion(hashes[index], index, size, path[:at] + path[at + 1 :], top)
        assert not merkle.verify_inclusion(
            hashes[index], index, size, [*path[:at], other, *path[at + 1 :]], top
        )


@given(st.lists(st.binary(min_size=1, max_size=8), min_size=2, max_size=70, unique=True), st.data())
def test_a_path_proves_nothing_for_another_place(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    place = data.draw(st.integers(0, len(leaves) - 1).filter(lambda place: place != index))
    hashes = hashes_of(leaves)

    path = merkle.audit_path(index, hashes)

    assert not merkle.verify_inclusion(hashes[index], place, len(leaves), path, merkle.root(hashes))


@given(logs, st.data())
def test_a_tree_that_grew_is_shown_to_contain_the_old_one(leaves, data):
    old_size = data.draw(st.integers(0, len(leaves)))
    hashes = hashes_of(leaves)
    proof = merkle.consistency_proof(old_size, hashes)
    old, new = defined_root(leaves[:old_size]), defined_root(leaves)

    assert merkle.verify_consistency(old_size, len(leaves), proof, old, new)


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=70), st.data())
def test_a_rewritten_history_is_never_consistent(leaves, data):
    old_size = data.draw(st.integers(1, len(leaves) - 1))
    changed = data.draw(st.integers(0, old_size - 1))
    forged = [*leaves[:changed], leaves[changed] + b"!", *leaves[changed + 1 :]]
    proof = merkle.consistency_proof(old_size, hashes_of(forged))

    assert not merkle.verify_consistency(
        old_size, len(leaves), proof, defined_root(leaves[:old_size]), defined_root(forged)
    )


@given(logs, st.data())
def test_a_consistency_proof_with_a_node_too_many_or_too_few_fails(leaves, data):
    old_size = data.draw(st.integers(1, len(leaves)))
    hashes = hashes_of(leaves)
    proof = merkle.consistency_proof(old_size, hashes)
    old, new = merkle.root(hashes[:old_size]), merkle.root(hashes)

    assert not merkle.verify_consistency(old_size, len(leaves), [*proof, new], old, new)
    for at in range(len(proof)):
        assert not merkle.verify_consistency(old_size, len(leaves), proof[:at] + proof[at + 1 :], old, new)


def test_a_leaf_outside_the_tree_has_no_path():
    with pytest.raises(IndexError, match="leaf 2 is not in a tree of 2"):
        merkle.audit_path(2, hashes_of(LEAVES[:2]))


def test_a_tree_has_no_proof_for_a_size_it_never_had():
    with pytest.raises(IndexError, match="never had 3 leaves"):
        merkle.consistency_proof(3, hashes_of(LEAVES[:2]))
