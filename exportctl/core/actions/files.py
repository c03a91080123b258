"""Files: taken in, checked by content, kept under random names, opened to nobody before they are scanned."""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import DomainError
from exportctl.core.models import File, Organisation, Seat, User
from exportctl.core.rules import uploads
from exportctl.core.rules.files import FILE, Event, Status
from exportctl.core.scanning import scanner
from exportctl.core.transitions import record, transition


class FileRefused(DomainError):
    code = "file_refused"
    status = 422


class Upload(Protocol):
    """What a form hands over."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


def path_of(*, file: File) -> Path:
    return Path(settings.FILES_ROOT) / file.location


def receive_file(*, uploaded: Upload, by: User, at: datetime) -> File:
    """Keep an uploaded file in quarantine. Raises FileRefused, which says what to send instead.

    Call it before the action that attaches the file: bytes are written outside any transaction.
    """
    if (uploaded.size or 0) > uploads.LARGEST_BYTES:
        raise FileRefused(_("This file is larger than %(size)d MB. Send a smaller one.") % uploads.limits())
    name = uploads.clean_name(uploaded.name or "")
    file = File(name=name, uploaded_by=by, created_at=at)
    _write(file, uploaded.chunks())
    try:
        with path_of(file=file).open("rb") as content:
            file.media_type = uploads.media_type_of(content, name)
    except uploads.Refused as refused:
        path_of(file=file).unlink()
        raise FileRefused(_words_for(refused.reason)) from refused
    return _enter(file, actor=by, at=at)


def store_file(*, content: bytes, name: str, media_type: str, at: datetime) -> File:
    """Store a file that the product rendered itself, clean without a scan. Returns the File."""
    file = File(name=uploads.clean_name(name), media_type=media_type, created_at=at)
    _write(file, BytesIO(content))
    with transaction.atomic():
        _enter(file, actor=None, at=at)
        transition(file, Event.PASS, machine=FILE, actor=None, at=at)
    return file


def scan_file(*, file_id: UUID, at: datetime) -> None:
    """Judge a quarantined file: clean, infected, or carrying a classification mark. Repeating it is harmless.

    Raises ScannerAway when the scanner gives no verdict; the file then stays in quarantine.
    """
    file = File.objects.waiting().filter(pk=file_id).first()
    if file is not None:
        _settle(file_id=file_id, finding=_finding(file), at=at)


@transaction.atomic
def _settle(*, file_id: UUID, finding: str, at: datetime) -> None:
    file = locks.lock_for_update(File.objects.waiting().filter(pk=file_id), skip_locked=True)
    if file is None:
        return  # another worker judged it
    if not finding:
        transition(file, Event.PASS, machine=FILE, actor=None, at=at)
        return
    changes = {"finding": finding}
    transition(file, Event.REJECT, machine=FILE, actor=None, at=at, changes=changes, finding=finding)
    organisations = Organisation.objects.filter(
        pk__in=Seat.objects.live(at=at).filter(user=file.uploaded_by).values("content_object")
    )
    reference = f"F-{file.sha256[:8]}"
    owe_notice(kind="file_rejected", organisations=organisations, reference=reference, path="/home", at=at)


def _finding(file: File) -> str:
    """`infected`, `marked`, `missing`, or nothing."""
    try:
        content = path_of(file=file).open("rb")
    except FileNotFoundError:
        return "missing"
    with content:
        if scanner().infection(content):
            return "infected"
        marked = uploads.marking_in(file.name) or uploads.marking_in(
            uploads.text_of(content, file.media_type)
        )
        return "marked" if marked else ""


def _write(file: File, chunks: Iterable[bytes] | BinaryIO) -> None:
    """Write the bytes to disk, readable by this account alone and flushed; sets the file's size and SHA-256."""
    path = path_of(file=file)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for chunk in chunks:
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        target.flush()
        os.fsync(target.fileno())
    file.sha256, file.size = digest.hexdigest(), size


@transaction.atomic
def _enter(file: File, *, actor: User | None, at: datetime) -> File:
    file.save(force_insert=True)
    record(
        file,
        "receive",
        machine=FILE,
        actor=actor,
        at=at,
        target=Status.QUARANTINED,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
    )
    return file


def _words_for(reason: str) -> str:
    return {
        "empty": _("This file is empty. Choose another one."),
        "kind": _("Files of this kind are not taken. Send one of these: %(endings)s.") % uploads.limits(),
        "mismatch": _("The content of this file is not what its name says. Save it again in its own format."),
        "runs": _("This file holds a program or another file. Send it as a plain document."),
        "damaged": _("This file cannot be read. Open it, save it again, then send the new one."),
    }[reason]
