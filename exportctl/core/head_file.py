"""The last head of the audit trail outside the database: who cuts the trail's end off cannot cut this (guarantee G15).

The file is AUDIT_HEAD_FILE, beside the signing key; the sealer writes it, others read. Empty: none is kept.
"""

import base64
import binascii
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from exportctl.core import signing


@dataclass(frozen=True)
class HeadOutside:
    """A head that was signed once: the first `size` events have this root, for ever."""

    size: int
    root: str


class NotAHead(Exception):
    """The file is there and holds no head that this instance signed."""


def head_outside(file: Path | None = None) -> HeadOutside | None:
    """The head in `file`, else in AUDIT_HEAD_FILE; None where no file is. Raises NotAHead."""
    if file is None and not settings.AUDIT_HEAD_FILE:
        return None
    try:
        note = (file or Path(settings.AUDIT_HEAD_FILE)).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise NotAHead(str(error)) from error
    lines = (signing.opened_note(note) or "").splitlines()
    if len(lines) != 3 or lines[0] != f"{settings.LOG_ORIGIN}/audit":
        raise NotAHead("it bears no signature of this instance over a head of its audit trail")
    try:
        return HeadOutside(int(lines[1]), base64.b64decode(lines[2], validate=True).hex())
    except (ValueError, binascii.Error) as error:
        raise NotAHead(str(error)) from error


def write_head(note: str) -> None:
    """Replace the file at once: a reader finds the earlier head or this one, never half of one."""
    if not settings.AUDIT_HEAD_FILE:
        return
    file = Path(settings.AUDIT_HEAD_FILE)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    aside.write_text(note, encoding="utf-8")
    os.replace(aside, file)
