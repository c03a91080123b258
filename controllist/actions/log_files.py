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
from exportctl.core.tiles import Tile, tiles_of


def publish_log(*, directory: Path) -> int:
    """Write the tiles that are missing, then the head that speaks of them. Returns how many leaves are published.

    Raises ForkedLog, and writes nothing, where the published head is none of this log's.
    """
    since = published_size(directory)
    newest = LogHead.objects.order_by("-size").first()
    if newest is None or newest.size == since:
        return since
    for tile in tiles_of(newest.size, since=since):
        _write(directory / tile.path, tile_bytes(tile))
    _write(directory / CHECKPOINT, newest.checkpoint.encode())
    for tile in tiles_of(newest.size, since=since):
        _drop_partials(directory, tile)
    return newest.size


def publish_edition(*, file: Path, paper: bytes) -> None:
    """Keep the document of an edition beside the log."""
    _write(file, paper)


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all: a reader meets no half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    aside.write_bytes(data)
    os.replace(aside, file)


def _drop_partials(directory: Path, tile: Tile) -> None:
    """A full tile holds all that its partial ones held."""
    if tile.is_full:
        rmtree(directory / f"{tile.path}.p", ignore_errors=True)
