"""A copy of the list's log, in files as it is published (C2SP tlog-tiles): whole, signed, grown out of earlier heads.

Everything is recomputed from the entries themselves: each bundle's leaves, each tile, the root of the signed head.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verifier.canonical import Unreadable, read
from verifier.logs import Head, head_of, leaf_hash, root_of

WIDTH = 256
Problems = Iterator[str]


@dataclass(frozen=True)
class Mirror:
    """The files, and the head that they are checked against."""

    directory: Path
    head: Head

    def file(self, kind: str, index: int, width: int) -> bytes:
        """A tile or bundle, whole or so wide; a wider one begins with it."""
        path = self.directory / "tile" / kind / number(index)
        named = (each for each in path.parent.glob(f"{path.name}.p/*") if each.name.isdecimal())
        partials = sorted(named, key=lambda each: int(each.name))
        for candidate in (path, *(each for each in partials if int(each.name) >= width)):
            if candidate.is_file():
                return candidate.read_bytes()
        raise Unreadable(f"tile/{kind}/{number(index)} with {width} of its {WIDTH} places is missing")

    def entries(self) -> Iterator[bytes]:
        """Every leaf of the log, in order."""
        for index, width in rows(self.head.size):
            yield from _entries(self.file("entries", index, width), width)


def open_mirror(directory: Path, name: str, keys: Sequence[bytes]) -> Mirror:
    """Unreadable without a head that one of these keys signed."""
    try:
        note = (directory / "checkpoint").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Unreadable(f"there is no signed head: {error}") from error
    for key in reversed(keys):
        if head := head_of(note, key):
            return Mirror(directory, head)
    raise Unreadable(f"{name}/checkpoint is no head that this key signed")


def leaves(mirror: Mirror, hashes: list[bytes]) -> Problems:
    """The root over the entries is the one that was signed, and each is canonical JSON of the list."""
    if root_of(hashes) != mirror.head.root:
        yield f"the {len(hashes)} entries do not have the root that was signed: the log was changed or forked"
    for index, data in enumerate(mirror.entries()):
        try:
            kind = json.loads(data).get("type")
        except (ValueError, AttributeError):
            kind = None
        if not str(kind).startswith("exportctl-leaf/"):
            yield f"entry {index} is no leaf of the list"


def tiles(mirror: Mirror, hashes: list[bytes]) -> Problems:
    """Each level's tiles hold the roots of what lies under them."""
    level, nodes = 0, hashes
    while nodes and level < 6:
        for index, width in rows(len(nodes)):
            wanted = b"".join(nodes[index * WIDTH : index * WIDTH + width])
            if mirror.file(str(level), index, width)[: len(wanted)] != wanted:
                yield f"tile/{level}/{number(index)} does not fit the entries"
        full = len(nodes) // WIDTH
        nodes = [root_of(nodes[at * WIDTH : (at + 1) * WIDTH]) for at in range(full)]
        level += 1


def grown(hashes: list[bytes], earlier: Head) -> Problems:
    """A head that somebody kept is a beginning of this log."""
    if earlier.size > len(hashes):
        yield f"the log once had {earlier.size} leaves, and has {len(hashes)} now: it was cut off"
    elif root_of(hashes[: earlier.size]) != earlier.root:
        yield f"the first {earlier.size} leaves are not those of the head you kept: the log was forked"


def includes(hashes: list[bytes], document: Any) -> Problems:
    """The leaf of a proof stands in the log where the proof says."""
    index, data = document["leaf_index"], bytes.fromhex(document["leaf"])
    if not 0 <= index < len(hashes) or hashes[index] != leaf_hash(data):
        yield f"the log does not hold this leaf at place {index}: the proof is of another, forked log"
    yield from grown(hashes, Head("", document["tree_size"], bytes.fromhex(document["root_hash"])))


def earlier_head(file: Path, keys: list[bytes]) -> Head:
    """The signed head in a file that somebody kept: a checkpoint, or any proof of the list."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file}: {error}") from error
    if text.lstrip().startswith("{"):
        document = read(text.encode())
        newer = document.get("new")
        text = str((newer if isinstance(newer, dict) else document).get("checkpoint"))
    for key in keys:
        if head := head_of(text, key):
            return head
    raise Unreadable(f"{file} holds no head that this key signed")


def rows(count: int) -> Iterator[tuple[int, int]]:
    """Each tile of `count` places: its number and how many of its places are taken."""
    for index in range(-(-count // WIDTH)):
        yield index, min(WIDTH, count - index * WIDTH)


def number(index: int) -> str:
    """`1234067` as `x001/x234/067`."""
    text = str(index % 1000).zfill(3)
    while index := index // 1000:
        text = f"x{index % 1000:03d}/{text}"
    return text


def _entries(data: bytes, width: int) -> Iterator[bytes]:
    at = 0
    for _place in range(width):
        length = int.from_bytes(data[at : at + 2], "big")
        entry = data[at + 2 : at + 2 + length]
        if len(entry) != length or at + 2 > len(data):
            raise Unreadable("a bundle of entries ends too early")
        yield entry
        at += 2 + length
