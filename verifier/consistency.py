"""Proof that one signed head of the list's log is a beginning of another: nothing was taken back in between."""

from collections.abc import Iterator
from typing import Any

from verifier.logs import checkpoint_problem, roots_from_proof

Document = dict[str, Any]
Problems = Iterator[str]


def title(document: Document) -> str:
    sizes = [_of(document, name).get("tree_size", "?") for name in ("old", "new")]
    return "the log of {} leaves is a beginning of that of {}".format(*sizes)


def heads(document: Document) -> Problems:
    """Both heads bear the log's signature."""
    key = bytes.fromhex(document["signature"]["key"])
    for name in ("old", "new"):
        head = document[name]
        root = bytes.fromhex(head["root_hash"])
        if problem := checkpoint_problem(head["checkpoint"], key, head["tree_size"], root):
            yield f"{name} checkpoint: {problem}"


def growth(document: Document) -> Problems:
    """The proof leads to both roots."""
    old, new = document["old"], document["new"]
    sizes = (old["tree_size"], new["tree_size"])
    if (
        any(isinstance(size, bool) or not isinstance(size, int) for size in sizes)
        or not 0 < sizes[0] <= sizes[1]
    ):
        yield f"a log of {sizes[0]} leaves cannot become one of {sizes[1]}"
        return
    roots = bytes.fromhex(old["root_hash"]), bytes.fromhex(new["root_hash"])
    proof = [bytes.fromhex(step) for step in document["proof"]]
    if sizes[0] == sizes[1]:
        if proof or roots[0] != roots[1]:
            yield "two heads of the same size speak of different roots: the log was forked"
    elif roots_from_proof(*sizes, proof, roots[0]) != roots:
        yield "the proof does not lead from the old root to the new one: the log was forked, or the proof is wrong"


def _of(document: Document, name: str) -> Document:
    head = document.get(name)
    return head if isinstance(head, dict) else {}


CHECKS = (("signatures of the heads", heads), ("growth", growth))
