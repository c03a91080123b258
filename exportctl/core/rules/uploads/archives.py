"""The archive that an Office document is: judged by its directory before anything of it is unpacked."""

import io
import itertools
import zipfile
import zlib
from collections.abc import Iterator

from exportctl.core.rules.uploads.kinds import Finding, Refused

START, END = b"PK\x03\x04", b"PK\x05\x06"
END_BYTES = 22  # of the directory's end, without its comment
HEAD_BYTES = 30  # of each part's own head, without its name
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2000, 150 * 1024 * 1024, 200
LONGEST_DIRECTORY = 1024 * 1024  # octets; an entry has 46 and its name
CHUNK = 64 * 1024
# Whatever these raise of a damaged archive; zipfile raises RuntimeError where a password is asked for.
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


class Archive:
    """The parts of an archive by their names, `\\` read as `/`. Raises Refused when it is damaged, locked or a bomb."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = [part for part in self._zip.infolist() if not part.is_dir()]
        except BROKEN:
            raise Refused(Finding.DAMAGED) from None
        _check_whole(data, self._zip)
        _check_size(parts)
        if any(part.flag_bits & 1 for part in parts):
            raise Refused(Finding.LOCKED)
        self.parts = {_name_of(part): part for part in parts}
        if len(self.parts) < len(parts):
            raise Refused(Finding.MIXED)  # one name for two parts: two readers, two documents
        self._left = MOST_UNPACKED

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, unpacked bit by bit; its checksum is compared at the end. Raises Refused."""
        try:
            with self._zip.open(self.parts[name]) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Refused(Finding.TOO_LARGE)
                    yield chunk
        except BROKEN:
            raise Refused(Finding.DAMAGED) from None

    def read(self, name: str, *, most: int) -> bytes:
        """A part that has to be small."""
        if self.parts[name].file_size > most:
            raise Refused(Finding.TOO_LARGE)
        return b"".join(self.chunks(name))


def _name_of(part: zipfile.ZipInfo) -> str:
    """Some programs write the paths of Windows into an archive."""
    name = part.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise Refused(Finding.PARCEL, "../")
    return name


def _check_directory(data: bytes) -> None:
    """Before it is read, entry by entry: how long it says it is."""
    end = data.rfind(END)
    if end >= 0 and int.from_bytes(data[end + 12 : end + 16], "little") > LONGEST_DIRECTORY:
        raise Refused(Finding.TOO_LARGE)


def _check_whole(data: bytes, archive: zipfile.ZipFile) -> None:
    """Nothing before the first part, between the parts' own places, or behind the directory."""
    end = data.rfind(END)
    if len(archive.comment) > 200 or len(data) != end + END_BYTES + len(archive.comment):
        raise Refused(Finding.MIXED)
    places = sorted((part.header_offset, part.compress_size) for part in archive.infolist())
    if not places or places[0][0] != 0 or not data.startswith(START):
        raise Refused(Finding.MIXED)
    for (offset, size), (following, _size) in itertools.pairwise(places):
        if offset + HEAD_BYTES + size > following:
            raise Refused(Finding.TOO_LARGE)  # parts that share their octets unpack to far more than is there


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * packed + 1_000_000:
        raise Refused(Finding.TOO_LARGE)
