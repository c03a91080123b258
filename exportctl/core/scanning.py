"""Virus scanners, chosen by FILE_SCANNER. A file stays quarantined until one has passed it."""

import socket
import struct
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

CHUNK = 64 * 1024
# The industry's harmless test file, in two halves, so that no scanner stops at this very source.
TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerAway(Exception):
    """The scanner gave no verdict; the file waits for the next try."""


class Scanner(Protocol):
    notice: object  # what people are told about this scanner, or nothing

    def infection(self, file: BinaryIO) -> str:
        """The name of what was found in the file, or nothing. Raises ScannerAway."""
        ...


class NoScanner:
    """For a demonstration without ClamAV: knows the test virus alone."""

    notice = _("Virus scanning is switched off here. Files are checked by their kind only.")

    def infection(self, file: BinaryIO) -> str:
        return "Eicar-Test-Signature" if TEST_VIRUS in file.read() else ""


class ClamdScanner:
    """Streams the file to clamd at CLAMD_ADDRESS (`host:port`), command INSTREAM."""

    notice = ""

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
        host, _colon, port = settings.CLAMD_ADDRESS.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=60) as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            with line.makefile("rb") as reply:
                return reply.read().rstrip(b"\0").decode("utf-8", "replace").strip()


def scanner() -> Scanner:
    chosen: Scanner = import_string(settings.FILE_SCANNER)()
    return chosen
