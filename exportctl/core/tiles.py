"""How a log is laid out in static files (C2SP tlog-tiles): 256 hashes a tile, 256 entries a bundle. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exportctl.core import merkle

WIDTH = 256
HEIGHT = 8  # of a tile: 2^8 hashes
LEVELS = 6  # 256^6 leaves are more than 2^40
LONGEST_ENTRY = 0xFFFF

_PATH = re.compile(r"tile/([0-5]|entries)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Tile:
    """`width` hashes of one level from the `index`-th tile on; without a level, so many entries themselves."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """`tile/0/x001/067`, of a partial one `tile/0/x001/067.p/12`; bundles lie under `tile/entries`."""
        kind = "entries" if self.level is None else str(self.level)
        return f"tile/{kind}/{_number(self.index)}{'' if self.is_full else f'.p/{self.width}'}"

    @property
    def is_full(self) -> bool:
        return self.width == WIDTH

    @property
    def span(self) -> int:
        """How many leaves stand under one of its hashes."""
        return 1 << HEIGHT * (self.level or 0)

    @property
    def leaves(self) -> range:
        """The leaves that it is made of."""
        first = self.index * WIDTH * self.span
        return range(first, first + self.width * self.span)


def tile_at(path: str) -> Tile | None:
    """The tile of a path, which has one spelling; None for anything else."""
    if not (parts := _PATH.fullmatch(path)):
        return None
    kind, number, width = parts.groups()
    tile = Tile(
        level=None if kind == "entries" else int(kind),
        index=int(number.replace("x", "").replace("/", "")),
        width=int(width or WIDTH),
    )
    return tile if tile.path == path and tile.width <= WIDTH else None


def tiles_of(size: int, *, since: int = 0) -> Iterator[Tile]:
    """Every tile and bundle of a log of `size` leaves that one of `since` leaves did not have."""
    for level in (None, *range(LEVELS)):
        span = 1 << HEIGHT * (level or 0)
        hashes, before = size // span, since // span
        if hashes == before:
            continue
        for index in range(before // WIDTH, -(-hashes // WIDTH)):
            yield Tile(level=level, index=index, width=min(WIDTH, hashes - index * WIDTH))


def hashed(tile: Tile, hashes: Sequence[bytes]) -> bytes:
    """A tile of hashes: for each of its places the root over the leaves under it. `hashes` are those of its leaves."""
    firsts = range(0, len(hashes), tile.span)
    return b"".join(merkle.root(hashes[first : first + tile.span]) for first in firsts)


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries, each behind its length in two bytes."""
    return b"".join(_with_length(entry) for entry in entries)


def _with_length(entry: bytes) -> bytes:
    if len(entry) > LONGEST_ENTRY:
        raise ValueError(f"an entry of {len(entry)} bytes fits no bundle")
    return len(entry).to_bytes(2, "big") + entry


def _number(index: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *first, last = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{part}" for part in first), last])
