"""A copy of the list's log from its address, as files: only what a copy made earlier does not have yet."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from verifier.canonical import Unreadable
from verifier.mirror import number, rows

MOST_BYTES = 64 * 1024 * 1024
SECONDS = 30


def fetch(address: str, directory: Path) -> None:
    """Bring the copy in `directory` to the log's newest head. The former head is kept as `checkpoint.before`."""
    note = _get(f"{address}/checkpoint").decode(errors="replace")
    size = _size(note)
    for path in paths(size):
        if not any((directory / each).exists() for each in (path, _whole(path))):
            _fetch_tile(address, directory, path)
    if history := _get(f"{address}/keys"):
        _write(directory / "keys", history)
    former = directory / "checkpoint"
    if former.exists() and former.read_text(encoding="utf-8") != note:
        former.replace(directory / "checkpoint.before")
    _write(former, note.encode())


def paths(size: int) -> Iterator[str]:
    """Every file of a log of `size` leaves."""
    level, count = 0, size
    while count:
        for kind in ["entries", "0"] if level == 0 else [str(level)]:
            for index, width in rows(count):
                yield f"tile/{kind}/{number(index)}{f'.p/{width}' if width < 256 else ''}"
        level, count = level + 1, count // 256


def _fetch_tile(address: str, directory: Path, path: str) -> None:
    """A partial tile may be gone where the log has the whole one by now, which begins with it."""
    try:
        _write(directory / path, _get(f"{address}/{path}"))
    except Unreadable:
        if path == _whole(path):
            raise
        _write(directory / _whole(path), _get(f"{address}/{_whole(path)}"))


def _whole(path: str) -> str:
    return path.partition(".p/")[0]


def _size(note: str) -> int:
    lines = note.split("\n")
    if len(lines) < 3 or not lines[1].isdecimal():
        raise Unreadable("the address answers no signed head of a log")
    return int(lines[1])


def _get(address: str) -> bytes:
    if urlsplit(address).scheme not in ("http", "https"):
        raise Unreadable(f"{address} is no web address")
    try:
        with urlopen(Request(address, headers={"Accept": "*/*"}), timeout=SECONDS) as answer:
            data: bytes = answer.read(MOST_BYTES)
            return data
    except (URLError, OSError, ValueError) as error:
        raise Unreadable(f"{address}: {error}") from error


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all: what is there is not fetched again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.part")
    aside.write_bytes(data)
    aside.replace(file)
