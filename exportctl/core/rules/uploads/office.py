"""Office documents by their parts: nothing that runs, nothing that reaches out, no other file inside.

OOXML is ISO/IEC 29500, OpenDocument ISO/IEC 26300.
"""

import re
from collections.abc import Iterable

from exportctl.core.rules.uploads import links
from exportctl.core.rules.uploads.archives import START, Archive
from exportctl.core.rules.uploads.kinds import DOCX, ODS, ODT, XLSX, Finding, Refused
from exportctl.core.rules.uploads.xml_parts import MOST_TEXT, XmlPart

CONTENT_TYPES, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # Word 97, and what a password makes of any newer document
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What the content types call the main part; macros and templates have names of their own.
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_USUAL = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}  # where nothing names the main part
_RUNNING_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|activex|dialogsheet", re.IGNORECASE)
_RUNNING_PARTS = re.compile(
    r"(^|/)(vbaproject|macrosheets/|dialogsheets/|activex/)|^(basic|scripts|dialogs)/"
    r"|\.(exe|dll|com|scr|jse?|vb[se]?|wsf|jar|class|py|pl|sh|bat|cmd|ps1|hta|lnk|scf|msi|swf|doc[m]|xls[mb]|dot[m]|xla[m]?)$",
    re.IGNORECASE,
)
_PARCELS = re.compile(
    r"\.(zip|rar|7z|gz|tar|cab|iso|img|html?|xhtml|mht(ml)?|rtf|pdf|eml|msg|doc|xls|ppt|docx|pptx|odt|ods)$",
    re.I,
)
_WORKBOOK = re.compile(r"(^|/)embeddings/[^/]+\.xlsx$", re.IGNORECASE)  # the figures behind a chart
# The first octets of what has no business in a document.
_STARTS = {
    b"MZ": Finding.PROGRAM,
    b"\x7fELF": Finding.PROGRAM,
    b"#!": Finding.PROGRAM,
    COMPOUND: Finding.PARCEL,
    START: Finding.PARCEL,
    b"%PDF-": Finding.PARCEL,
    b"Rar!": Finding.PARCEL,
    b"7z\xbc\xaf": Finding.PARCEL,
}
LARGEST_DIRECTORY = 1024 * 1024  # of content types or a manifest
_XML = (".xml", ".rels", ".vml", ".rdf", ".svg")


def kind_of(data: bytes) -> str:
    """Which Office document an archive is, by its directory alone. Raises Refused; other archives are none."""
    return _kind(Archive(data))


def check_compound(data: bytes) -> None:
    """A document of today's Office that was saved with a password is packed into a format of 1997."""
    raise Refused(Finding.LOCKED if _ENCRYPTED in data else Finding.MISMATCH)


def check(data: bytes, *, inside: bool = False) -> list[str]:
    """The lines of a document's text. Raises Refused; `inside`: itself a part of another document."""
    archive = Archive(data)
    if _kind(archive) not in {DOCX, XLSX, ODT, ODS}:
        raise Refused(Finding.PARCEL)
    lines: list[str] = []
    room = MOST_TEXT
    for name, info in archive.parts.items():
        if _RUNNING_PARTS.search(name):
            raise Refused(Finding.PROGRAM, name.rpartition("/")[2][:60])
        if not info.file_size:
            continue  # LibreOffice writes some parts empty
        if name.lower().endswith(_XML):
            part = _xml(archive, name, room)
            lines += part.lines
            room = part.room
        else:
            _check_binary(archive, name, inside=inside)
    return lines


def _kind(archive: Archive) -> str:
    if "mimetype" in archive.parts:
        return archive.read("mimetype", most=200).decode("ascii", "replace").strip()
    types = _content_types(archive)
    if any(_RUNNING_TYPES.search(name) for name in types):
        raise Refused(Finding.PROGRAM)
    known = [_MAIN[name] for name in types if name in _MAIN]
    return (known or [kind for part, kind in _USUAL.items() if part in archive.parts] or ["application/zip"])[
        0
    ]


def _content_types(archive: Archive) -> list[str]:
    if CONTENT_TYPES not in archive.parts:
        return []
    part = XmlPart(wanted={"Override", "Default"})
    part.feed([archive.read(CONTENT_TYPES, most=LARGEST_DIRECTORY)])
    return [attributes.get("ContentType", "") for _name, attributes in part.elements]


def _xml(archive: Archive, name: str, room: int) -> XmlPart:
    part = XmlPart(wanted=links.WANTED, room=room).feed(archive.chunks(name))
    if name == MANIFEST and any(element == "encryption-data" for element, _attributes in part.elements):
        raise Refused(Finding.LOCKED)
    links.check(part)
    return part


def _check_binary(archive: Archive, name: str, *, inside: bool) -> None:
    """A picture, a font, a printer's settings: anything but another file. A chart brings its workbook."""
    if _WORKBOOK.search(name) and not inside:
        check(b"".join(archive.chunks(name)), inside=True)
        return
    if _PARCELS.search(name):
        raise Refused(Finding.PARCEL, name.rpartition("/")[2][:60])
    _check_start(archive.chunks(name), name)


def _check_start(chunks: Iterable[bytes], name: str) -> None:
    """All of it is read, so that a damaged part is seen."""
    first = True
    for chunk in chunks:
        if first:
            reason = next((finding for start, finding in _STARTS.items() if chunk.startswith(start)), None)
            if reason:
                raise Refused(reason, name.rpartition("/")[2][:60])
        first = False
