"""Proof that an entry stands on the EU-wide list: its leaf, its place in the signed tree, its words."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from verifier.canonical import canonical, read
from verifier.logs import checkpoint_problem, leaf_hash, root_from_path

Document = dict[str, Any]
Problems = Iterator[str]

PLAIN = ("code", "edition", "status", "listed_on", "effective_from", "functions", "in_force")
TEXTS = ("name", "manufacturer", "models", "description")
MEMBERS = {"type", "regime_code", *PLAIN, *TEXTS}


def title(document: Document) -> str:
    entry = document.get("entry")
    return f"proof of list entry {entry.get('code') if isinstance(entry, dict) else '?'}"


def leaf(document: Document) -> Problems:
    """The leaf is canonical JSON of the kind that the list's log holds."""
    data = bytes.fromhex(document["leaf"])
    value = read(data)
    if canonical(value) != data or data.hex() != document["leaf"]:
        yield "the leaf is not canonical JSON in lower-case hex"
    if value.keys() != MEMBERS or value["type"] != "exportctl-leaf/1":
        yield "the leaf is not one of the list's log"


def place(document: Document) -> Problems:
    """The path leads from the leaf to the root."""
    index, size = document["leaf_index"], document["tree_size"]
    if isinstance(index, bool) or isinstance(size, bool) or not 0 <= index < size:
        yield f"leaf {index} cannot be in a tree of {size}"
        return
    path = [bytes.fromhex(step) for step in document["audit_path"]]
    reached = root_from_path(leaf_hash(bytes.fromhex(document["leaf"])), index, size, path)
    if reached is None:
        yield f"the path has {len(path)} steps, which is not the way from leaf {index} of {size}"
    elif reached.hex() != document["root_hash"]:
        yield "the path does not lead from this leaf to this root"


def checkpoint(document: Document) -> Problems:
    """The log's signed head speaks of this root."""
    key, root = bytes.fromhex(document["signature"]["key"]), bytes.fromhex(document["root_hash"])
    problem = checkpoint_problem(document["checkpoint"], key, document["tree_size"], root)
    if problem:
        yield f"checkpoint: {problem}"


def words(document: Document) -> Problems:
    """The entry's words are those the leaf commits to; a text that was erased by law has no salt any more."""
    value, entry, salts = read(bytes.fromhex(document["leaf"])), document["entry"], document["salts"]
    for name in TEXTS:
        if entry.get(name) is None and name not in salts:
            continue
        text = canonical(entry[name]) if name == "models" else entry[name].encode()
        if sha256(bytes.fromhex(salts[name]) + text).hexdigest() != value[name]:
            yield f"{name}: the leaf commits to another text"
    if extra := salts.keys() - set(TEXTS):
        yield f"salts for {', '.join(sorted(extra))}, which the leaf does not commit to"


def plain_members(document: Document) -> Problems:
    """What the leaf says openly, the entry says as well."""
    value, entry = read(bytes.fromhex(document["leaf"])), document["entry"]
    for name in PLAIN:
        if entry[name] != value[name] or type(entry[name]) is not type(value[name]):
            yield f"{name}: the entry says {entry[name]!r}, the leaf {value[name]!r}"


CHECKS = (
    ("leaf", leaf),
    ("place in the tree", place),
    ("checkpoint", checkpoint),
    ("words", words),
    ("plain members", plain_members),
)
