"""Files: taken in, checked by content, kept under random names, opened to nobody before they are scanned."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions import outbox
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import DomainError
from exportctl.core.file_places import Place, place_of
from exportctl.core.judging import judged
from exportctl.core.models import File, Organisation, Seat, User
from exportctl.core.rules import uploads as rules
from exportctl.core.rules.files import DEATHS, EVENT_OF, FILE, REASONS, TRIES, Event, Status
from exportctl.core.rules.uploads import PDF, Finding, Judgement
from exportctl.core.scanning import scanner
from exportctl.core.transitions import record, transition

SECONDS_AT_UPLOAD = 10  # somebody waits; what takes longer is judged by the worker

log = logging.getLogger(__name__)


class TooHeavy(Exception):
    """The check of a file was ended for its time or memory; it is tried again once."""


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


def receive_file(*, uploaded: Upload, by: User | None, at: datetime) -> File:
    """Keep an uploaded file in quarantine. Raises FileRefused, which says what to send instead.

    `by` is None for an office that answers through its link, without an account.

    Call it before the action that attaches the file: bytes are written outside any transaction.
    """
    if (uploaded.size or 0) > rules.LARGEST_BYTES:
        raise FileRefused(_("This file is larger than %(size)d MB. Send a smaller one.") % rules.limits())
    name = rules.clean_name(uploaded.name or "")
    file = File(name=name, uploaded_by=by, created_at=at)
    _write(file, uploaded.chunks())
    try:
        file.media_type = rules.media_type_of(path_of(file=file).read_bytes(), name)
        _refuse_locked(file)
    except rules.Refused as refused:
        path_of(file=file).unlink()
        raise FileRefused(REASONS[refused.finding]) from refused
    return _enter(file, actor=by, at=at)


def receive_files(
    *, uploads: Sequence[Upload], by: User | None, at: datetime, allowed: Callable[[], object]
) -> list[File]:
    """Each upload in quarantine, as `receive_file` keeps it. `allowed` raises where none is taken now.

    It is asked first, in a transaction that ends before a byte is written, so that what is refused keeps no bytes.
    """
    if not uploads:
        return []
    with transaction.atomic():
        allowed()
    return [receive_file(uploaded=upload, by=by, at=at) for upload in uploads]


def _refuse_locked(file: File) -> None:
    """A PDF that asks for a password is refused at once: only whoever sends it can take the password off."""
    path = path_of(file=file)
    if file.media_type != PDF or not rules.may_be_locked(path.read_bytes()):
        return
    try:
        judgement = judged(path, name=file.name, media_type=file.media_type, seconds=SECONDS_AT_UPLOAD)
    except (
        RuntimeError
    ):  # no file can be judged now: this one is taken, and waits in quarantine like all others
        log.exception("file %s could not be judged at its upload", path.name)
        return
    if judgement.finding == Finding.LOCKED:
        raise rules.Refused(Finding.LOCKED)


def store_file(*, content: bytes, name: str, media_type: str, at: datetime) -> File:
    """Store a file that the product rendered itself, clean without a scan. Returns the File."""
    file = File(name=rules.clean_name(name), media_type=media_type, created_at=at)
    _write(file, BytesIO(content))
    with transaction.atomic():
        _enter(file, actor=None, at=at)
        transition(file, Event.PASS, machine=FILE, actor=None, at=at)
    return file


def scan_file(*, file_id: UUID, at: datetime, machine_at: datetime) -> None:
    """Judge a quarantined file once: clean, rejected or withheld. Whatever goes wrong puts it off.

    Repeating is harmless. `at` is the product's clock, `machine_at` the machine's, which leases and attempts follow.
    """

    def scan(file: File) -> dict[str, object]:
        _settle(file_id=file.pk, judgement=_judgement(file), at=at)
        return {}

    outbox.deliver(rows=File.objects.filter(pk=file_id), send=scan, machine_at=machine_at)


@transaction.atomic
def _settle(*, file_id: UUID, judgement: Judgement, at: datetime) -> None:
    file = locks.lock_for_update(File.objects.undelivered().filter(pk=file_id), skip_locked=True)
    if file is None:
        return  # another worker judged it
    changes: dict[str, object] = {"next_attempt_at": None, "failure": ""}
    if not judgement.finding:
        transition(file, Event.PASS, machine=FILE, actor=None, at=at, changes=changes)
        return
    finding = Finding(judgement.finding)
    event = EVENT_OF.get(finding, Event.REJECT)
    changes |= {"finding": finding.value, "detail": judgement.detail[:100]}
    transition(file, event, machine=FILE, actor=None, at=at, changes=changes, finding=finding.value)
    _tell(file, event, at)


def _tell(file: File, event: Event, at: datetime) -> None:
    """Those who sent it; of what an officer may release, the authority as well."""
    senders = list(_senders(file, at))
    place = place_of(file) or Place(f"F-{file.sha256[:8]}", "/home", senders)
    kind, organisations = "file_withheld", place.organisations
    if event == Event.REJECT:
        mine = [each for each in organisations if each in senders]
        kind, organisations = "file_rejected", mine or organisations
    owe_notice(kind=kind, organisations=organisations, reference=place.reference, path=place.path, at=at)


def _senders(file: File, at: datetime) -> Iterable[Organisation]:
    seats = Seat.objects.live(at=at).filter(user=file.uploaded_by)
    return Organisation.objects.filter(pk__in=seats.values("content_object"))


def _judgement(file: File) -> Judgement:
    """By structure first, then by the scanner. Raises TooHeavy or ScannerAway, which puts the file off."""
    if file.attempts > DEATHS and not file.failure:
        return Judgement(Finding.TOO_HEAVY)  # nobody lived to say what went wrong
    path = path_of(file=file)
    if not path.exists():
        return Judgement(Finding.MISSING)
    judgement = judged(path, name=file.name, media_type=file.media_type)
    if judgement.finding == Finding.TOO_HEAVY and file.attempts < TRIES:
        raise TooHeavy
    if judgement.finding and judgement.finding != Finding.MARKED:
        return judgement
    with path.open("rb") as content:
        infection = scanner().infection(content)
    if infection:
        log.warning("file %s: %s", file.pk, infection)
        return Judgement(Finding.INFECTED)
    return judgement


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
