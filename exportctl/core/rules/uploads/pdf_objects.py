"""The objects of a PDF, each dictionary once, and what may not stand in one."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from exportctl.core.rules.uploads.kinds import Finding, Refused
from exportctl.core.rules.uploads.links import is_elsewhere

MOST_OBJECTS = 300_000
MOST_PIXELS = 1_500_000_000  # of one picture: a page of A0 scanned at 900 dots an inch has 1.3
_RUNS = frozenset({"/JavaScript", "/Launch", "/Rendition", "/Movie"})
_SENDS = frozenset({"/SubmitForm", "/ImportData"})
_ACTIVE_KEYS = frozenset({"/XFA", "/OnInstantiate", "/RichMediaContent", "/RichMediaSettings"})
_FAR = frozenset({"/GoToR", "/GoToE", "/Thread"})


@contextmanager
def as_refused() -> Iterator[None]:
    """Whatever pypdf raises of a broken PDF says that it is damaged; its own limits, that it is too large."""
    from pypdf.errors import LimitReachedError

    try:
        yield
    except (Refused, MemoryError):
        raise
    except LimitReachedError:
        raise Refused(Finding.TOO_LARGE) from None
    except Exception:  # its own errors and many a KeyError, all about the file
        raise Refused(Finding.DAMAGED) from None


def dictionaries(reader: Any) -> Iterator[Any]:
    """Every dictionary that can be reached from the trailer, then those that cannot; streams are dictionaries too."""
    seen: set[tuple[int, int]] = set()
    yield from _reach(reader, [reader.trailer], seen)
    for number, generation in _listed(reader):
        if (number, generation) not in seen:
            yield from _stray(reader, number, generation, seen)


def check(dictionary: Any) -> None:
    """Raises Refused: what runs when somebody opens it or clicks, what sends data, what fetches from elsewhere."""
    from pypdf.generic import DictionaryObject

    action, keys = _plain(dictionary, "/S"), dictionary.keys()
    if action in _RUNS or _ACTIVE_KEYS & keys or _is_script(dictionary):
        raise Refused(Finding.PROGRAM, str(action or "JavaScript").lstrip("/"))
    if action in _SENDS:
        raise Refused(Finding.REMOTE, str(action).lstrip("/"))
    if action in _FAR or "/FS" in keys:
        file = _plain(dictionary, "/F")
        names = (
            [file] if not isinstance(file, DictionaryObject) else [_plain(file, key) for key in ("/F", "/UF")]
        )
        if any(is_elsewhere(str(name)) for name in [*names, _plain(dictionary, "/UF")] if name is not None):
            raise Refused(Finding.REMOTE)
    if _plain(dictionary, "/Subtype") == "/Image" and _pixels(dictionary) > MOST_PIXELS:
        raise Refused(Finding.TOO_LARGE)


def attachments(dictionary: Any) -> Iterator[tuple[str, Any]]:
    """The files in a file specification, with their names."""
    files = _plain(dictionary, "/EF")
    if files is None:
        return
    name = str(_plain(dictionary, "/UF") or _plain(dictionary, "/F") or "")
    for key in files:
        stream = _plain(files, key)
        if stream is not None:
            yield name, stream


def page_count(reader: Any) -> int:
    """The leaves of the tree of pages; a node that is its own descendant is damage. Any node is counted once."""
    counts: dict[int, int] = {}
    root = reader.trailer["/Root"]["/Pages"]
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        node, done = waiting.pop()
        kids = [kid.get_object() for kid in node.get("/Kids", [])]
        if done or "/Kids" not in node:
            counts[id(node)] = sum(counts[id(kid)] for kid in kids) if "/Kids" in node else 1
            continue
        if counts.setdefault(id(node), -1) != -1:
            continue
        waiting.append((node, True))
        for kid in kids:
            if counts.get(id(kid)) == -1:
                raise Refused(Finding.DAMAGED)
            if id(kid) not in counts:
                waiting.append((kid, False))
        if len(waiting) > MOST_OBJECTS:
            raise Refused(Finding.TOO_LARGE)
    return counts[id(root)]


def is_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _reach(reader: Any, start: list[Any], seen: set[tuple[int, int]]) -> Iterator[Any]:
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting = list(start)
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            place = (value.idnum, value.generation)
            if place in seen:
                continue
            seen.add(place)
            if len(seen) > MOST_OBJECTS:
                raise Refused(Finding.TOO_LARGE)
            value = reader.get_object(value)
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, ArrayObject):
            waiting.extend(value)


def _listed(reader: Any) -> Iterator[tuple[int, int]]:
    for generation, objects in reader.xref.items():
        yield from ((number, generation) for number in objects)
    yield from ((number, 0) for number in reader.xref_objStm)


def _stray(reader: Any, number: int, generation: int, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """An object that nothing leads to; where it cannot be read, no reader comes by it either."""
    from pypdf.generic import IndirectObject

    try:
        within = list(_reach(reader, [IndirectObject(number, generation, reader)], seen))
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception:  # a free or overwritten place
        return
    yield from within


def _is_script(dictionary: Any) -> bool:
    from pypdf.generic import ByteStringObject, StreamObject, TextStringObject

    return isinstance(_plain(dictionary, "/JS"), TextStringObject | ByteStringObject | StreamObject)


def _pixels(dictionary: Any) -> int:
    sides = [_plain(dictionary, key) for key in ("/Width", "/Height")]
    width, height = (int(side) if isinstance(side, int) else 0 for side in sides)
    return width * height


def _plain(dictionary: Any, key: str) -> Any:
    """A value, looked up where it lies; nothing where it is missing or null."""
    from pypdf.generic import NullObject

    value = dictionary.get(key)
    value = value.get_object() if value is not None else None
    return None if isinstance(value, NullObject) else value
