"""Uploads are safe (docs/guarantees.md, G22): hostile and honest files through reception, check and a real clamd."""

import contextlib
import hashlib
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from exportctl.local.ports import free_port
from exportctl.local.prove import Finding, Impossible, World, proof
from tests.core.conftest import AT, officer
from tests.core.honest_files import HONEST
from tests.core.hostile_files import HOSTILE

SEARCH = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin"
LARGE = 19 * 1024 * 1024  # octets: clamd has to take the largest file that we take


@proof("G22")
def no_hostile_file_becomes_clean(world: World) -> Finding:
    """Every kind of the collection as an upload; clamd knows one virus, the industry's test file."""
    with tempfile.TemporaryDirectory() as folder, world.database():
        with clamd(Path(folder)) as address, scanned_by(address, Path(folder)):
            check_scanner(address)
            statuses = {name: status_of(name, data) for name, data in samples().items()}
        after = scanner_is_there(address)
    wrong = [name for name in HOSTILE if statuses[name] == "clean"]
    wrong += [name for name in HONEST if statuses[name] != "clean"]
    assert not wrong, f"judged wrongly: {', '.join(wrong)}"
    assert statuses["virus.txt"] == "rejected", "the test virus passed"
    assert not after, "a scanner that was stopped seems to answer"
    return Finding(
        len(statuses), f"files: {len(HOSTILE)} hostile, 0 clean; {len(HONEST)} honest, all clean; clamd asked"
    )


def samples() -> dict[str, bytes]:
    from exportctl.core.scanning import TEST_VIRUS

    return {**{name: data for name, (data, _finding) in HOSTILE.items()}, **HONEST, "virus.txt": TEST_VIRUS}


def status_of(name: str, data: bytes) -> str:
    """`refused` at its upload, or its status after the check."""
    from exportctl.core.actions.files import FileRefused, receive_file, scan_file
    from exportctl.core.models import User

    upload = SimpleUploadedFile("x", data)
    upload._name = name  # as it came in
    sender = User.objects.first() or officer()
    try:
        file = receive_file(uploaded=upload, by=sender, at=AT)  # type: ignore[arg-type]
    except FileRefused:
        return "refused"
    scan_file(file_id=file.pk, at=AT, machine_at=AT)
    file.refresh_from_db()
    assert file.status != "quarantined", f"{name}: {file.failure}"
    return str(file.status)


def check_scanner(address: str) -> None:
    from exportctl.core.scanning import TEST_VIRUS, ClamdScanner

    assert scanner_is_there(address), "clamd does not answer PING"
    assert ClamdScanner().infection(io.BytesIO(TEST_VIRUS)), "clamd did not find the test virus"
    assert not ClamdScanner().infection(io.BytesIO(b"\0" * LARGE)), "clamd found something in nothing"


def scanner_is_there(address: str) -> bool:
    from exportctl.core.scanning import ClamdScanner

    with override_settings(CLAMD_ADDRESS=address):
        return ClamdScanner().is_there()


@contextlib.contextmanager
def scanned_by(address: str, folder: Path) -> Iterator[None]:
    chosen = "exportctl.core.scanning.ClamdScanner"
    with override_settings(FILE_SCANNER=chosen, CLAMD_ADDRESS=address, FILES_ROOT=folder / "files"):
        yield


@contextlib.contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """Debian's clamd with a database of one line; its address."""
    from exportctl.core.scanning import TEST_VIRUS

    program = shutil.which("clamd", path=SEARCH)
    if program is None:
        raise Impossible("clamd is not here: as root apt-get install clamav-daemon")
    digest = hashlib.md5(TEST_VIRUS, usedforsecurity=False).hexdigest()
    (folder / "known").mkdir()
    (folder / "known" / "one.hdb").write_text(f"{digest}:{len(TEST_VIRUS)}:Eicar-Test-File\n")
    port = free_port()
    settings = {
        "Foreground": "yes",
        "DatabaseDirectory": str(folder / "known"),
        "TemporaryDirectory": str(folder),
        "TCPAddr": "127.0.0.1",
        "TCPSocket": str(port),
        "StreamMaxLength": "25M",
        "LogFile": str(folder / "clamd.log"),
    }
    (folder / "clamd.conf").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    command = [program, f"--config-file={folder / 'clamd.conf'}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        wait_for(f"127.0.0.1:{port}", process, folder / "clamd.log")
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while not scanner_is_there(address):
        said = log.read_text() if log.exists() else ""
        if process.poll() is not None or time.monotonic() > until:
            raise Impossible(f"clamd does not start: {said[-300:]}")
        time.sleep(0.2)
