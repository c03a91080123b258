"""Merkle trees of RFC 6962, section 2.1: who holds one root can check any leaf, and that history only grew.

Hashes are 32 raw bytes. `hashes` are leaf hashes in the order of the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over `hashes`, level by level: an odd one out is carried up as it is."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def audit_path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """What is missing to compute the root from leaf `index`, lowest first (section 2.1.1)."""
    if not 0 <= index < len(hashes):
        raise IndexError(f"leaf {index} is not in a tree of {len(hashes)}")
    if len(hashes) == 1:
        return []
    split = _split(len(hashes))
    if index < split:
        return [*audit_path(index, hashes[:split]), root(hashes[split:])]
    return [*audit_path(index - split, hashes[split:]), root(hashes[:split])]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Does the leaf hash `leaf` stand at `index` in the tree of `size` leaves with this root?"""
    if not 0 <= index < size:
        return False
    reached, position, last = leaf, index, size - 1
    for sibling in path:
        if last == 0:
            return False
        if position % 2 or position == last:
            reached = node_hash(sibling, reached)
            while position % 2 == 0 and position:
                position, last = position // 2, last // 2
        else:
            reached = node_hash(reached, sibling)
        position, last = position // 2, last // 2
    return last == 0 and reached == expected


def consistency_proof(old_size: int, hashes: Sequence[bytes]) -> list[bytes]:
    """What shows that the tree of the first `old_size` leaves is a beginning of this one (section 2.1.2)."""
    if not 0 <= old_size <= len(hashes):
        raise IndexError(f"a tree of {len(hashes)} never had {old_size} leaves")
    return _subproof(old_size, hashes, whole=True) if 0 < old_size < len(hashes) else []


def verify_consistency(
    old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Is the old tree a beginning of the new one? (RFC 9162, section 2.1.4.2.)"""
    if not 0 <= old_size <= size:
        return False
    if old_size in (0, size):
        expected = EMPTY_ROOT if old_size == 0 else new_root
        return not proof and old_root == expected
    nodes = list(proof)
    if old_size & (old_size - 1) == 0:
        nodes.insert(0, old_root)  # the old tree is one full subtree of the new one
    return bool(nodes) and _both_roots(old_size - 1, size - 1, nodes) == (old_root, new_root)


@dataclass
class Frontier:
    """The right edge of a growing tree: enough to append and to compute the root without any older leaf.

    One hash per full subtree, by height, None where there is none; `size` in binary says which there are.
    """

    levels: list[bytes | None] = field(default_factory=list)

    @classmethod
    def from_list(cls, stored: Sequence[str]) -> "Frontier":
        return cls([bytes.fromhex(text) if text else None for text in stored])

    def as_list(self) -> list[str]:
        """Hex strings, lowest subtree first, "" for a height that holds none."""
        return [level.hex() if level else "" for level in self.levels]

    @property
    def size(self) -> int:
        return sum(1 << height for height, level in enumerate(self.levels) if level)

    def append(self, leaf: bytes) -> None:
        """Add a leaf by its hash: full subtrees of equal height merge, as digits carry."""
        carried = leaf
        for height, level in enumerate(self.levels):
            if level is None:
                self.levels[height] = carried
                return
            carried, self.levels[height] = node_hash(level, carried), None
        self.levels.append(carried)

    def root(self) -> bytes:
        reached: bytes | None = None
        for level in self.levels:
            if level:
                reached = node_hash(level, reached) if reached else level
        return reached or EMPTY_ROOT


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _subproof(old_size: int, hashes: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if whole else [root(hashes)]
    split = _split(len(hashes))
    if old_size <= split:
        return [*_subproof(old_size, hashes[:split], whole=whole), root(hashes[split:])]
    return [*_subproof(old_size - split, hashes[split:], whole=False), root(hashes[:split])]


def _both_roots(old_last: int, last: int, nodes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the old and the new tree as the proof gives them; None with too few nodes or too many."""
    while old_last % 2:
        old_last, last = old_last // 2, last // 2
    old = new = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return None
        if old_last % 2 or old_last == last:
            old, new = node_hash(node, old), node_hash(node, new)
            while old_last % 2 == 0 and old_last:
                old_last, last = old_last // 2, last // 2
        else:
            new = node_hash(new, node)
        old_last, last = old_last // 2, last // 2
    return (old, new) if last == 0 else None
