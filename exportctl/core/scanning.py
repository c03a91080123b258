"""Virus scanners, chosen by FILE_SCANNER. A file stays quarantined until one has passed it."""

import socket
import struct
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
PING_SECONDS, ANSWER_SECONDS = 5, 60
# The industry's harmless test file, in two halves, so that no scanner stops at this very source.
TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerAway(Exception):
    """The scanner gave no verdict; the file waits for the next try."""


class Scanner(Protocol):
    notice: object  # what people are told about this scanner, or nothing

    def is_there(self) -> bool:
        """Does it answer at all? While it does not, no file spends an attempt on it."""
        ...

    def infection(self, file: BinaryIO) -> str:
        """The name of what was found in the file, or nothing. Raises ScannerAway."""
        ...


class NoScanner:
    """For a demonstration without ClamAV: knows the test virus alone."""

    notice = _("Virus scanning is switched off here. Files are checked by their kind only.")

    def is_there(self) -> bool:
        return True

    def infection(self, file: BinaryIO) -> str:
        return "Eicar-Test-Signature" if TEST_VIRUS in file.read() else ""


class ClamdScanner:
    """Streams the file to clamd at CLAMD_ADDRESS (`host:port`), command INSTREAM."""

    notice = ""

    def is_there(self) -> bool:
        try:
            with self._line(timeout=PING_SECONDS) as line:
                line.sendall(b"zPING\0")
                return line.recv(16).startswith(b"PONG")
        except OSError:
            return False

    def infection(self, file: BinaryIO) -> str:
        try:
            answer = self._ask(file)
        except OSError as error:
            raise ScannerAway(str(error)) from error
        if answer.endswith("FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        if answer != "stream: OK":
            raise ScannerAway(answer)
        return ""

    def _ask(self, file: BinaryIO) -> str:
        with self._line(timeout=ANSWER_SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            with line.makefile("rb") as reply:
                return reply.read().rstrip(b"\0").decode("utf-8", "replace").strip()

    def _line(self, *, timeout: float) -> socket.socket:
        host, _colon, port = settings.CLAMD_ADDRESS.rpartition(":")
        if not port.isdigit():
            raise OSError("CLAMD_ADDRESS is no host:port")
        return socket.create_connection((host, int(port)), timeout=timeout)


def scanner() -> Scanner:
    chosen: Scanner = import_string(settings.FILE_SCANNER)()
    return chosen
