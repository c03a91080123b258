"""The list's log as others read it: its signed head, its tiles, and what shows that one head grew out of another."""

import base64
import binascii
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from controllist.models import LogHead, LogLeaf
from exportctl.core import merkle
from exportctl.core.errors import NotFound
from exportctl.core.signing import countersigned, opened_note, sign, signed_checkpoint
from exportctl.core.tiles import Tile, bundle, hashed

CHECKPOINT = "checkpoint"
CONSISTENCY_TYPE = "exportctl-log-consistency/1"


class ForkedLog(Exception):
    """The database's log does not continue what was published."""


def checkpoint() -> str:
    """The newest signed head, as the transaction of the last change wrote it; of an empty log one made now.

    After an exchange of keys it bears both signatures.
    """
    newest = LogHead.objects.order_by("-size").values_list("checkpoint", flat=True).first()
    return countersigned(newest) if newest else signed_checkpoint(size=0, root=merkle.EMPTY_ROOT)


def tile_bytes(tile: Tile) -> bytes:
    """What the tile or bundle holds. Raises NotFound where the log has not all of its leaves yet."""
    leaves = LogLeaf.objects.filter(index__gte=tile.leaves.start, index__lt=tile.leaves.stop).order_by(
        "index"
    )
    if not LogLeaf.objects.filter(index=tile.leaves.stop - 1).exists():
        raise NotFound
    if tile.level is None:
        return bundle(bytes(leaf) for leaf in leaves.values_list("leaf", flat=True))
    return hashed(tile, _hashes(leaves))


def consistency(*, start: int, to: int | None = None) -> dict[str, Any]:
    """Two heads of the log and the proof that the first is a beginning of the second (RFC 6962, section 2.1.2).

    `start` and `to` are numbers of leaves, which are editions; without `to` the newest. Raises NotFound.
    """
    heads = LogHead.objects.order_by("-size")
    old = heads.filter(size=start).first()
    new = heads.first() if to is None else heads.filter(size=to).first()
    if old is None or new is None or old.size > new.size:
        raise NotFound
    hashes = _hashes(LogLeaf.objects.filter(index__lt=new.size).order_by("index"))
    return sign(
        {
            "type": CONSISTENCY_TYPE,
            "old": _head(old),
            "new": _head(new),
            "proof": [step.hex() for step in merkle.consistency_proof(old.size, hashes)],
        }
    )


def published_size(directory: Path) -> int:
    """How many leaves the files speak of. Raises ForkedLog where they are of another log."""
    try:
        note = (directory / CHECKPOINT).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return 0
    try:
        _origin, size, root = (opened_note(note) or "").splitlines()
        head = (int(size), base64.b64decode(root, validate=True).hex())
    except (ValueError, binascii.Error) as error:
        raise ForkedLog(
            f"{directory / CHECKPOINT} bears no signature of this instance. Put back the file as it was published, or"
            " the keys that signed it (SIGNING_KEY_FILE, KEY_HISTORY_FILE)."
        ) from error
    if not LogHead.objects.filter(size=head[0], root=head[1]).exists():
        raise ForkedLog(
            f"{directory / CHECKPOINT} speaks of {head[0]} leaves with a root that the log in the database never had."
            " What was published cannot be taken back: restore the database, or begin another log (LOG_ORIGIN)."
        )
    return head[0]


def _head(head: LogHead) -> dict[str, Any]:
    return {"tree_size": head.size, "root_hash": head.root, "checkpoint": countersigned(head.checkpoint)}


def _hashes(leaves: QuerySet[LogLeaf]) -> list[bytes]:
    return [bytes.fromhex(each) for each in leaves.values_list("hash", flat=True)]
