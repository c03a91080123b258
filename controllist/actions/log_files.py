"""The list's log as static files, which any web server, mirror or cache can hand on (C2SP tlog-tiles).

The database stays the log; these files follow it. Nothing that was published is ever taken back: files of which the
database's log is no continuation are left as they are, and it is said.
"""

import os
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from controllist.models import LogHead
from controllist.queries.log import CHECKPOINT, published_size, tile_bytes
from exportctl.core import locks
from exportctl.core.signing import countersigned
from exportctl.core.tiles import Tile, tiles_of

ALONE = 0x106F11E5  # the advisory lock of whoever writes the files


def publish_log(*, directory: Path) -> int:
    """Write the tiles that are missing, then the head that speaks of them. Returns how many leaves are published.

    One process at a time: a slower one would put its older head over a newer one. Raises ForkedLog, and writes nothing,
    where the published head is none of this log's.
    """
    with locks.alone(ALONE):
        return _publish(directory)


def _publish(directory: Path) -> int:
    since = published_size(directory)
    newest = LogHead.objects.order_by("-size").first()
    if newest is None:
        return since
    head, file = countersigned(newest.checkpoint).encode(), directory / CHECKPOINT
    if newest.size == since and file.read_bytes() == head:
        return since
    for tile in tiles_of(newest.size, since=since):
        _write(directory / tile.path, tile_bytes(tile))
    _write(file, head)
    for tile in tiles_of(newest.size, since=since):
        _drop_partials(directory, tile)
    return newest.size


def want_edition(*, wish: Path) -> None:
    """Note that somebody asked for the document of an edition: the worker sets it."""
    if not wish.exists():
        _write(wish, b"")


def publish_edition(*, file: Path, wish: Path, paper: bytes) -> None:
    """Keep the document of an edition beside the log; who asked for it has it."""
    _write(file, paper)
    wish.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all, and on the disk before anything that speaks of it: a reader meets no half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    try:
        with aside.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)


def _drop_partials(directory: Path, tile: Tile) -> None:
    """A full tile holds all that its partial ones held."""
    if tile.is_full:
        rmtree(directory / f"{tile.path}.p", ignore_errors=True)
