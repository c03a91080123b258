"""Proof that an entry stands in the log of the EU-wide list: its leaf, its place in the signed tree, its words.

Three versions of leaves are known. The first is what listings were logged with; the second says what kind of change it
is, what that rests on and how far the entry reaches; the third names the authentic language, and translations signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from verifier.canonical import canonical, read
from verifier.logs import checkpoint_problem, leaf_hash, root_from_path

Document = dict[str, Any]
Problems = Iterator[str]

PLAIN = ("code", "edition", "status", "listed_on", "effective_from", "functions", "in_force")
TEXTS = ("name", "manufacturer", "models", "description")
STATUS_OF = {
    "listing": {"listed"},
    "correction": {"corrected"},
    "delisting": {"delisted"},
    "review": {"listed", "corrected"},
    "translation": {"listed", "corrected"},
}
WITHOUT_REASON = ("listing", "translation")
TRANSLATED = "translations/"  # before a language: the name of a translation's salt


@dataclass(frozen=True)
class Version:
    """What a leaf of one version holds: its type, what it says openly, the texts that it commits to."""

    kind: str
    plain: tuple[str, ...]
    texts: tuple[str, ...]
    besides: tuple[str, ...] = ()  # members of the leaf that the entry has by another name, or not at all

    @property
    def members(self) -> set[str]:
        return {"type", *self.plain, *self.texts, *self.besides}


SINCE_2 = (
    *PLAIN,
    "change",
    "sequence",
    "rule_set",
    "ground",
    "change_ground",
    "legal_act",
    "scope",
    "destinations",
    "notifying_state",
    "procedure_opened_at",
    "procedure_closed_at",
    "changed_at",
    "delisted_at",
    "cn_code",
)
SINCE_3 = ("authentic_language", "publication", "reviewed_at")
VERSIONS = {
    1: Version("exportctl-leaf/1", PLAIN, TEXTS, ("regime_code",)),
    2: Version("exportctl-leaf/2", SINCE_2, (*TEXTS, "reason"), ("version",)),
    3: Version("exportctl-leaf/3", (*SINCE_2, *SINCE_3), (*TEXTS, "reason"), ("version", "translations")),
}


def _version(value: Document) -> Version:
    """The version that a leaf says it is of; without one it is of the first."""
    return VERSIONS[value.get("version", 1)]


def title(document: Document) -> str:
    said = document.get("entry")
    entry = said if isinstance(said, dict) else {}
    ended = ", which was taken off the list" if entry.get("status") == "delisted" else ""
    return f"proof of list entry {entry.get('code', '?')}{ended}"


def leaf(document: Document) -> Problems:
    """The leaf is canonical JSON of the kind that the list's log holds."""
    data = bytes.fromhex(document["leaf"])
    value = read(data)
    if canonical(value) != data or data.hex() != document["leaf"]:
        yield "the leaf is not canonical JSON in lower-case hex"
    version = VERSIONS.get(value.get("version", 1))
    if version is None:
        yield f"the leaf is of version {value['version']!r}, which this verifier does not know"
    elif value.keys() != version.members or value["type"] != version.kind:
        yield "the leaf is not one of the list's log"
    elif version is not VERSIONS[1]:
        yield from _sense(value)


def _sense(value: Document) -> Problems:
    """What a leaf since version 2 says fits together."""
    if value["status"] not in STATUS_OF.get(value["change"], ()):
        yield f"a {value['change']} leaves no entry {value['status']}"
    if (value["delisted_at"] is not None) != (value["change"] == "delisting"):
        yield "an entry has a day since which it is off the list when it was taken off, and only then"
    if (value["reason"] is None) != (value["change"] in WITHOUT_REASON):
        yield "a correction, a delisting and a review have a reason; a listing and a translation have none of their own"
    if (value["scope"] == "destinations") != bool(value["destinations"]):
        yield "the destinations are not those of the scope"
    if value.get("authentic_language") in value.get("translations", ()):
        yield "the authentic language needs no translation"
    if value["change"] == "review" and value.get("reviewed_at") != value["changed_at"]:
        yield "a review is of the instant from which it counts"


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
    wanted = dict(_commitments(value))
    for name, commitment in wanted.items():
        said = _said(entry, name)
        if said is None and name not in salts:
            continue
        text = said.encode() if isinstance(said, str) else canonical(said)
        if sha256(bytes.fromhex(salts[name]) + text).hexdigest() != commitment:
            yield f"{name}: the leaf commits to another text"
    for name in {
        *_version(value).texts,
        *(f"{TRANSLATED}{each}" for each in entry.get("translations") or ()),
    } - set(wanted):
        if _said(entry, name) is not None:
            yield f"{name}: the leaf commits to none"
    if extra := salts.keys() - set(wanted):
        yield f"salts for {', '.join(sorted(extra))}, which the leaf does not commit to"


def _commitments(value: Document) -> Iterator[tuple[str, str]]:
    """Each text that the leaf commits to, by the name of its salt."""
    yield from ((name, value[name]) for name in _version(value).texts if value[name] is not None)
    yield from (
        (f"{TRANSLATED}{language}", hash_) for language, hash_ in value.get("translations", {}).items()
    )


def _said(entry: Document, name: str) -> Any:
    language = name.removeprefix(TRANSLATED)
    return entry.get(name) if language == name else (entry.get("translations") or {}).get(language)


def plain_members(document: Document) -> Problems:
    """What the leaf says openly, the entry says as well."""
    value, entry = read(bytes.fromhex(document["leaf"])), document["entry"]
    for name in _version(value).plain:
        if entry[name] != value[name] or type(entry[name]) is not type(value[name]):
            yield f"{name}: the entry says {entry[name]!r}, the leaf {value[name]!r}"


CHECKS = (
    ("leaf", leaf),
    ("place in the tree", place),
    ("checkpoint", checkpoint),
    ("words", words),
    ("plain members", plain_members),
)
