"""Plain text: any encoding that Windows writes, but no page, script or program in disguise."""

import re
from collections.abc import Iterator

from exportctl.core.rules.uploads.kinds import CSV, Finding, Refused

_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# What a browser or a shell would run, whatever the name says.
_IN_DISGUISE = re.compile(
    r"\s*(?:#!|%!PS|%PDF|\{\\rtf|<\?|<%|<!(?:doctype|--)|<(?:html|head|body|script|svg|iframe|img|meta|title|table|a)\b)",
    re.IGNORECASE,
)
# Dynamic data exchange in a cell: =cmd|'/c calc'!A0
_COMMAND = re.compile(r"[=+@-][A-Za-z0-9_.]{1,40}\|[^!|\r\n]{0,200}!")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
WINDOWS = "cp1252"  # its bytes without a letter become question marks: what counts is that people can read it


def encoding_of(data: bytes) -> str:
    """How a text is written: by its mark, else UTF-8 where it is that, else the code page of Western Europe."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A beginning that was cut in the middle of a letter is UTF-8 all the same.
        if error.reason != "unexpected end of data":
            return WINDOWS
    return "utf-8"


def decoded(data: bytes) -> str:
    return data.decode(encoding_of(data), "replace")


def check(data: bytes, media_type: str) -> str:
    """The text, when it is one. Raises Refused for anything in disguise, and for a command in a cell."""
    text = decoded(data)
    if _BINARY.search(text) or _IN_DISGUISE.match(text):
        raise Refused(Finding.MISMATCH)
    if media_type == CSV and any(_COMMAND.match(cell) for cell in _cells(text)):
        raise Refused(Finding.PROGRAM)
    return text


def _cells(text: str) -> Iterator[str]:
    return (cell.lstrip(" \"'") for cell in re.split(r"[;,\t\r\n]", text) if "|" in cell)
