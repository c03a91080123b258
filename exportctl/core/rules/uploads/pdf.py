"""PDF by its objects (ISO 32000): names are read as a reader reads them, and what lies in a picture's octets is not.

pypdf reads; how far it may go is limited here and, around the whole judgement, by the process it runs in.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from exportctl.core.rules.uploads import pdf_objects, text
from exportctl.core.rules.uploads.kinds import CSV, TEXT, Finding, Refused, ending_of
from exportctl.core.rules.uploads.xml_parts import XmlPart

HEADER, HEADER_WITHIN = b"%PDF-", 1024  # as readers take it
MOST_PAGES = 5000
MOST_READ = 40  # pages whose words are looked through for a marking: it stands on each of them
MOST_CONTENT = 3_000_000  # octets of one page's content that are laid out for its words
LARGEST_ATTACHMENT = 20 * 1024 * 1024
_DATA = {
    ".json": TEXT,
    ".xml": TEXT,
    ".csv": CSV,
    ".txt": TEXT,
}  # attachments that are taken: nothing of it runs
_PAGES = frozenset({"html", "svg", "xhtml", "stylesheet"})  # XML that a browser would run
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d{1,10}\s+\d{1,5}\s+R\b|<<)")
# What may not stand before the header, nor behind the end.
_FOREIGN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|<html|<script|<!doctype|<\?php|MZ\x90\0|\x7fELF|Rar!\x1a", re.IGNORECASE
)
_ENDS = re.compile(rb"%%EOF")


def is_pdf(head: bytes) -> bool:
    return HEADER in head[:HEADER_WITHIN]


def may_be_locked(data: bytes) -> bool:
    """Does it say that it is encrypted? Whether it asks for a password then, only reading it tells."""
    return _ENCRYPTED.search(data) is not None


def check(data: bytes) -> Iterator[str]:
    """The lines of its words, page by page. Raises Refused, at once or while the lines are read."""
    _check_whole(data)
    reader = _opened(data)
    with pdf_objects.as_refused():
        for dictionary in pdf_objects.dictionaries(reader):
            pdf_objects.check(dictionary)
            for name, stream in pdf_objects.attachments(dictionary):
                _check_attachment(name, stream)
        pages = pdf_objects.page_count(reader)
    if pages > MOST_PAGES:
        raise Refused(Finding.TOO_LARGE)
    if not pages:
        raise Refused(Finding.DAMAGED)
    return _lines(reader, pages)


def _check_whole(data: bytes) -> None:
    """Not a second kind of file before, behind or around the PDF."""
    start = data.find(HEADER, 0, HEADER_WITHIN + len(HEADER))
    ends = [end.end() for end in _ENDS.finditer(data)]
    if start < 0 or not ends:
        raise Refused(Finding.DAMAGED)
    tail = data[ends[-1] :].strip(b"\0\r\n\t \x1a")
    head = data[: max(data.find(b" obj", start), start)][: 2 * HEADER_WITHIN]
    if _FOREIGN.search(head) or _FOREIGN.search(tail) or len(tail) > HEADER_WITHIN:
        raise Refused(Finding.MIXED)
    if b"PK\x05\x06" in data[-70_000:] and pdf_objects.is_archive(data):
        raise Refused(Finding.MIXED)


def _opened(data: bytes) -> Any:
    from pypdf import PasswordType, PdfReader

    with pdf_objects.as_refused():
        reader = PdfReader(io.BytesIO(data), strict=False)
        # Many a PDF that may only be read, not changed, opens with an empty password.
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Refused(Finding.LOCKED)
    return reader


def _check_attachment(name: str, stream: Any) -> None:
    """Data that belongs to the document (PDF/A-3: an invoice's, a receipt's) is taken; any other file is not."""
    media_type = _DATA.get(ending_of(name))
    if media_type is None:
        raise Refused(Finding.PARCEL, name[:60])
    data = stream.get_data()
    if len(data) > LARGEST_ATTACHMENT:
        raise Refused(Finding.TOO_LARGE, name[:60])
    try:
        if ending_of(name) == ".xml":
            if XmlPart(room=0).feed([data]).root.lower() in _PAGES:
                raise Refused(Finding.PROGRAM)
        else:
            text.check(data, media_type)
    except Refused as refused:
        finding = Finding.PROGRAM if refused.finding == Finding.PROGRAM else Finding.PARCEL
        raise Refused(finding, name[:60]) from None


def _lines(reader: Any, pages: int) -> Iterator[str]:
    """A page whose words cannot be read (a scan, a strange font) has none: it is a picture of them."""
    for number in range(min(pages, MOST_READ)):
        yield from _words(reader, number).splitlines()


def _words(reader: Any, number: int) -> str:
    from pypdf.errors import LimitReachedError

    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > MOST_CONTENT:
            return ""
        return str(page.extract_text())
    except LimitReachedError:
        raise Refused(Finding.TOO_LARGE) from None
    except (MemoryError, RecursionError):
        raise
    except Exception:  # whatever pypdf stumbles over in a font: the page was read, its words were not
        return ""
