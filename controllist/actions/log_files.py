"""The list's log as static files, which any web server, mirror or cache can hand on (C2SP tlog-tiles).

The database stays the log; these files follow it. Nothing that was published is ever taken back: files of which the
database's log is no continuation are left as they are, and it is said.
"""

import base64
import binascii
import os
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from controllist.models import LogHead
from controllist.queries.log import tile_bytes
from exportctl.core.signing import opened_note
from exportctl.core.tiles import Tile, tiles_of

CHECKPOINT = "checkpoint"


class ForkedLog(Exception):
    """The database's log does not continue what was published."""


def publish_log(*, directory: Path) -> int:
    """Write the tiles that are missing, then the head that speaks of them. Returns how many leaves are published.

    Raises ForkedLog, and writes nothing, where the published head is none of this log's.
    """
    since = published_size(directory=directory)
    newest = LogHead.objects.order_by("-size").first()
    if newest is None or newest.size == since:
        return since
    for tile in tiles_of(newest.size, since=since):
        _write(directory / tile.path, tile_bytes(tile))
    _write(directory / CHECKPOINT, newest.checkpoint.encode())
    for tile in tiles_of(newest.size, since=since):
        _drop_partials(directory, tile)
    return newest.size


def published_size(*, directory: Path) -> int:
    """How many leaves the files speak of. Raises ForkedLog where they are of another log."""
    try:
        note = (directory / CHECKPOINT).read_text(encoding="utf-8")
    except FileNotFoundError:
        return 0
    try:
        _origin, size, root = (opened_note(note) or "").splitlines()
        head = (int(size), base64.b64decode(root, validate=True).hex())
    except (ValueError, binascii.Error) as error:
        raise ForkedLog(f"{directory / CHECKPOINT} bears no signature of this instance.") from error
    if not LogHead.objects.filter(size=head[0], root=head[1]).exists():
        raise ForkedLog(
            f"{directory / CHECKPOINT} speaks of {head[0]} leaves with a root that the log in the database never had."
            " What was published cannot be taken back: restore the database, or begin another log (LOG_ORIGIN)."
        )
    return head[0]


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
