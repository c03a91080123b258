"""Which kinds of files are taken, how large, and what may be found in one."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
TEXT = "text/plain"
CSV = "text/csv"

# The ending of a name, and what the content then has to be.
KINDS = {
    ".pdf": PDF,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".odt": ODT,
    ".ods": ODS,
    ".txt": TEXT,
    ".csv": CSV,
}
TEXT_KINDS = frozenset({TEXT, CSV})
OFFICE_KINDS = frozenset({DOCX, XLSX, ODT, ODS})
LARGEST_BYTES = 20 * 1024 * 1024  # the proxy lets five and a little more pass (deploy/nginx.conf)
LONGEST_NAME = 150


class Finding(StrEnum):
    """Why a file is not taken, or not opened. The first three are seen while it is received."""

    EMPTY = "empty"
    KIND = "kind"  # none of those above
    MISMATCH = "mismatch"  # its content is not what its name says
    DAMAGED = "damaged"
    LOCKED = "locked"  # asks for a password
    PROGRAM = "program"  # holds something that runs: a script, a macro, a command
    PARCEL = "parcel"  # holds another file that cannot be looked into
    REMOTE = "remote"  # fetches something from, or sends it to, another computer
    MIXED = "mixed"  # is two kinds of file at once
    TOO_LARGE = "too_large"  # when unpacked: parts, octets, pages or pixels
    TOO_HEAVY = "too_heavy"  # its check took more time or memory than one file gets
    MARKED = "marked"  # carries a classification marking
    INFECTED = "infected"
    MISSING = "missing"  # its bytes are gone from the disk


class Refused(Exception):
    """A file that is not taken, why, and the words in it that were the reason, if any."""

    def __init__(self, finding: Finding, detail: str = "") -> None:
        super().__init__(finding, detail)
        self.finding, self.detail = finding, detail


@dataclass(frozen=True)
class Judgement:
    """What was found in a file; no finding: nothing is wrong with it."""

    finding: str = ""
    detail: str = ""


def limits() -> dict[str, object]:
    """What may be uploaded, for a sentence: `endings` and `size`, in megabytes."""
    endings = ", ".join(ending.removeprefix(".").upper() for ending in KINDS)
    return {"endings": endings, "size": LARGEST_BYTES // 1024**2}


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


# Names that Windows gives to no file, whatever their ending: whoever downloads one could not store it.
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def clean_name(name: str) -> str:
    """The last part of a file's name, without control, direction and path characters, its ending kept."""
    flat = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in flat if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    path = PurePosixPath(f"_{shown}" if DEVICE.fullmatch(shown) else shown or "file")
    ending = path.suffix[:10]
    return f"{path.stem[: LONGEST_NAME - len(ending)]}{ending}"
