"""Pictures: whole, of a size that a browser can show, and nothing but a picture."""

import re
import zlib

from exportctl.core.rules.uploads.kinds import JPEG, PNG, Finding, Refused

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 400_000_000  # a browser needs four octets for each
MOST_SIDE = 65_000
MOST_PIECES = 50_000
_ALONE = {0x01, *range(0xD0, 0xD8)}  # JPEG markers without a length
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # those that say how large the picture is
_WORDS = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf"})  # what a PNG says about itself
# Another kind of file behind a picture, or within what it says about itself.
_FOREIGN = re.compile(
    rb"<\?php|<%@|<script|<html|<!doctype|PK\x03\x04|PK\x05\x06|%PDF-|MZ\x90\0|\x7fELF|Rar!\x1a|7z\xbc\xaf",
    re.IGNORECASE,
)
_PAGES = re.compile(rb"<\?php|<script|<html|<!doctype", re.IGNORECASE)


def kind_of(head: bytes) -> str:
    """The media type of a picture by its first octets, or nothing."""
    return PNG if head.startswith(PNG_START) else JPEG if head.startswith(JPEG_START) else ""


def check(data: bytes) -> None:
    """Raises Refused: damaged, too large, or with something else behind the picture."""
    (_check_png if data.startswith(PNG_START) else _check_jpeg)(data)


def _check_png(data: bytes) -> None:
    """Chunk by chunk: length, name, content, checksum (ISO/IEC 15948)."""
    at, names = len(PNG_START), list[bytes]()
    while True:
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content, end = data[at + 8 : at + 8 + size], at + 12 + size
        if end > len(data) or zlib.crc32(name + content) != int.from_bytes(data[end - 4 : end], "big"):
            raise Refused(Finding.DAMAGED)
        if not names:
            _check_first(name, content)
        if name in _WORDS and _FOREIGN.search(content):
            raise Refused(Finding.MIXED)
        names.append(name)
        at = end
        if name == b"IEND":
            break
        if len(names) > MOST_PIECES:
            raise Refused(Finding.TOO_LARGE)
    if b"IDAT" not in names:
        raise Refused(Finding.DAMAGED)
    if data[at:].strip(b"\0\r\n "):
        raise Refused(Finding.MIXED)


def _check_first(name: bytes, content: bytes) -> None:
    if name != b"IHDR" or len(content) != 13:
        raise Refused(Finding.DAMAGED)
    _check_size(int.from_bytes(content[:4], "big"), int.from_bytes(content[4:8], "big"))


def _check_jpeg(data: bytes) -> None:
    """Segment by segment as far as the pixels, then their end, then what may stand behind it (ISO/IEC 10918-1)."""
    at, pieces, sized = 2, 0, False
    while True:
        while data[at : at + 2] == b"\xff\xff":  # padding
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            raise Refused(Finding.DAMAGED)
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _ALONE:
            at += 2
            continue
        segment = data[at + 4 : at + 2 + size]
        if size < 2 or at + 2 + size > len(data):
            raise Refused(Finding.DAMAGED)
        if _FOREIGN.search(segment) and (marker == 0xFE or 0xE0 <= marker <= 0xEF):
            raise Refused(Finding.MIXED)
        if marker in _FRAMES:
            _check_size(int.from_bytes(segment[3:5], "big"), int.from_bytes(segment[1:3], "big") or 1)
            sized = True
        at += 2 + size
        if marker == 0xDA:  # the pixels follow
            break
        pieces += 1
        if pieces > MOST_PIECES:
            raise Refused(Finding.TOO_LARGE)
    _check_end(data, at, sized)


def _check_end(data: bytes, at: int, sized: bool) -> None:
    """Cameras put further pictures behind the first; anything else is another file."""
    end = data.find(b"\xff\xd9", at)
    if end < 0 or not sized:
        raise Refused(Finding.DAMAGED)
    tail = data[end + 2 :].lstrip(b"\0")
    if _FOREIGN.match(tail) or _PAGES.search(tail) or b"PK\x05\x06" in tail[-70_000:]:
        raise Refused(Finding.MIXED)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(Finding.DAMAGED)
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise Refused(Finding.TOO_LARGE)
