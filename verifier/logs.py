"""Merkle trees of RFC 6962 and signed checkpoints (C2SP signed-note, tlog-checkpoint)."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from verifier.ed25519 import verifies


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def parent(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Edge:
    """The full subtrees of a growing tree, largest first: all that its root needs."""

    def __init__(self) -> None:
        self.subtrees: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        self.subtrees.append((1, leaf))
        while len(self.subtrees) > 1 and self.subtrees[-1][0] == self.subtrees[-2][0]:
            (size, right), (_, left) = self.subtrees.pop(), self.subtrees.pop()
            self.subtrees.append((2 * size, parent(left, right)))

    def root(self) -> bytes:
        if not self.subtrees:
            return sha256(b"").digest()
        *larger, (_, reached) = self.subtrees
        for _, left in reversed(larger):
            reached = parent(left, reached)
        return reached


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root that follows from a leaf hash and its path; None when the path has the wrong length.

    Walks the tree from its top: at each fork of n leaves the left side has the largest power of two below n.
    """
    turns: list[bool] = []  # at each fork from the top: did the leaf lie on the right?
    while size > 1:
        split = 1 << (size - 1).bit_length() - 1
        turns.append(index >= split)
        index, size = (index - split, size - split) if index >= split else (index, split)
    if len(turns) != len(path):
        return None
    for on_the_right, sibling in zip(reversed(turns), path, strict=True):
        leaf = parent(sibling, leaf) if on_the_right else parent(leaf, sibling)
    return leaf


def root_of(hashes: list[bytes]) -> bytes:
    """The root over leaf hashes in their order."""
    edge = Edge()
    for each in hashes:
        edge.append(each)
    return edge.root()


def roots_from_proof(
    old_size: int, size: int, proof: list[bytes], old_root: bytes
) -> tuple[bytes, bytes] | None:
    """The roots of the old and the new tree that follow from a proof of growth; None when its length is wrong.

    Walks the tree from its top, as section 2.1.2 of RFC 6962 builds the proof; 0 < old_size < size.
    """
    steps = list(proof)
    try:
        roots = _both(old_size, size, steps, old_root, whole=True)
    except IndexError:
        return None
    return None if steps else roots


def _both(old: int, size: int, steps: list[bytes], old_root: bytes, *, whole: bool) -> tuple[bytes, bytes]:
    """Roots of the first `old` leaves and of all `size`; takes its hashes off the beginning of `steps`."""
    if old == size:
        known = old_root if whole else steps.pop(0)
        return known, known
    split = 1 << (size - 1).bit_length() - 1
    if old <= split:
        left_old, left = _both(old, split, steps, old_root, whole=whole)
        return left_old, parent(left, steps.pop(0))
    right_old, right = _both(old - split, size - split, steps, old_root, whole=False)
    left = steps.pop(0)
    return parent(left, right_old), parent(left, right)


@dataclass(frozen=True)
class Head:
    """A signed head: of which log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes


def head_of(note: str, key: bytes) -> Head | None:
    """The head in a checkpoint that this key signed; None of anything else."""
    lines = note.split("\n")
    try:
        head = Head(lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True))
    except (IndexError, ValueError, binascii.Error):
        return None
    return None if checkpoint_problem(note, key, head.size, head.root) else head


def checkpoint_problem(note: str, key: bytes, size: int, root: bytes) -> str | None:
    """What is wrong with a signed checkpoint of this size and root; None when it stands."""
    text, gap, signatures = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) != 3 or not lines[0] or not signatures.endswith("\n"):
        return "it is not a signed checkpoint of three lines"
    if lines[1] != str(size):
        return f"it speaks of {lines[1]} leaves, not of {size}"
    if lines[2] != base64.b64encode(root).decode():
        return "it speaks of another root"
    if not any(is_signed_by(line, f"{text}\n", key) for line in signatures.splitlines()):
        return "this key did not sign it"
    return None


def is_signed_by(line: str, text: str, key: bytes) -> bool:
    """Is it the signature line of a note that this key made over the text?"""
    mark, name, encoded = [*line.split(" "), "", ""][:3]
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return False
    identity = sha256(f"{name}\n".encode() + b"\1" + key).digest()[:4]
    return mark == "\u2014" and raw[:4] == identity and verifies(key, raw[4:], text.encode())
