"""What may be uploaded: known kinds of documents by content, nothing that runs, nothing classified."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from exportctl.core.rules.folding import plain

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

# The ending of a name, and what the content then has to be.
KINDS = {
    ".pdf": PDF,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".odt": ODT,
    ".ods": ODS,
    ".txt": "text/plain",
    ".csv": "text/csv",
}
LARGEST_BYTES = 20 * 1024 * 1024  # the proxy lets a little more pass (deploy/nginx.conf)
TEXT_KINDS = {"text/plain", "text/csv"}
PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}  # what makes an Office archive one or the other
# Programs, code and parcels inside documents.
RUNS = re.compile(
    r"vbaproject|\.(exe|dll|js|vbs|jar|bat|cmd|ps1|scr|hta|lnk|html?|zip|docm|xlsm)$", re.IGNORECASE
)
PDF_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2000, 200 * 1024 * 1024, 200
LONGEST_NAME = 150

# Classification marks of the Union and of its Member States, at RESTREINT and above.
MARKING = re.compile(
    r"\b(RESTREINT UE|CONFIDENTIEL UE|SECRET UE|TRES SECRET UE|EU (RESTRICTED|CONFIDENTIAL|SECRET|TOP SECRET)"
    r"|VS ?(NUR FUR DEN DIENSTGEBRAUCH|NFD|VERTRAULICH)|STRENG GEHEIM|CONFIDENTIEL DEFENSE|SECRET DEFENSE"
    r"|DIFFUSION RESTREINTE|RISERVATISSIMO|SEGRETISSIMO"
    r"|(COSMIC|NATO) (TOP )?(RESTRICTED|CONFIDENTIAL|SECRET))\b"
)


@dataclass(frozen=True)
class Refused(Exception):
    """A file that is not taken, and which of the reasons below applies."""

    reason: str  # empty, kind, mismatch, runs, damaged


def limits() -> dict[str, object]:
    """What may be uploaded, for a sentence: `endings` and `size`, in megabytes."""
    endings = ", ".join(ending.removeprefix(".").upper() for ending in KINDS)
    return {"endings": endings, "size": LARGEST_BYTES // 1024**2}


def clean_name(name: str) -> str:
    """The last part of a file's name, without control, direction and path characters, its ending kept."""
    flat = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in flat if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    path = PurePosixPath(shown or "file")
    ending = path.suffix[:10]
    return f"{path.stem[: LONGEST_NAME - len(ending)]}{ending}"


def media_type_of(file: BinaryIO, name: str) -> str:
    """The kind of a file by its content, which its name has to agree with. Raises Refused."""
    expected = KINDS.get(PurePosixPath(name).suffix.lower())
    if expected is None:
        raise Refused("kind")
    head = _read(file, 8192)
    if not head:
        raise Refused("empty")
    kind = _text_kind(file, expected) if expected in TEXT_KINDS else _binary_kind(file, head)
    if kind != expected:
        raise Refused("mismatch")
    if kind == PDF:
        file.seek(0)
        if PDF_ACTIONS.search(file.read()):
            raise Refused("runs")
    return kind


def marking_in(text: str) -> str:
    """The first classification mark in a text, or nothing; accents, hyphens and line ends hide none."""
    marking = MARKING.search(re.sub(r"[\s\-_/–.]+", " ", plain(text)).upper())
    return marking.group(0) if marking else ""


def text_of(file: BinaryIO, media_type: str) -> str:
    """What can be read without a renderer: plain text, and the words of Office documents; else nothing."""
    file.seek(0)
    if media_type in TEXT_KINDS:
        return file.read().decode("utf-8", "replace")
    if media_type not in {DOCX, XLSX, ODT, ODS}:
        return ""
    with zipfile.ZipFile(file) as archive:
        words = [archive.read(part) for part in archive.namelist() if part.endswith(".xml")]
    return re.sub(r"<[^>]*>", "", b"\n".join(words).decode("utf-8", "replace"))


def _binary_kind(file: BinaryIO, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _archive_kind(file)
    if head.startswith(b"%PDF-"):
        return PDF
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        raise Refused("kind") from None


def _archive_kind(file: BinaryIO) -> str:
    """Which Office document an archive is; bombs, macros, parcels are refused before unpacking."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_size(parts)
            if any(RUNS.search(part.filename) for part in parts):
                raise Refused("runs")
            names = {part.filename for part in parts}
            if "mimetype" in names:
                return archive.read("mimetype")[:100].decode("ascii", "replace").strip()
            return next((kind for part, kind in PARTS.items() if part in names), "application/zip")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        raise Refused("damaged") from None


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * packed + 1_000_000:
        raise Refused("damaged")


def _text_kind(file: BinaryIO, expected: str) -> str:
    """Text is UTF-8 without control characters, and no page, script or program in disguise."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("mismatch") from None
    if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) or re.match(r"\s*(<|#!|%!PS|%PDF|\{\\rtf)", text):
        raise Refused("mismatch")
    return expected


def _read(file: BinaryIO, most: int) -> bytes:
    file.seek(0)
    return file.read(most)
