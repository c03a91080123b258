"""The translators' `.po` files as the `.mo` that gettext reads: compiled in place, never kept in the repository.

`python -m exportctl.local.translations` does it alone, for images that are built without `./run`.
"""

import contextlib
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

from exportctl.local.home import ROOT

LOCALE = ROOT / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile every language whose `.po` is not the one that its `.mo` was made of; returns what was compiled."""
    sources = sorted(locale.glob("*/LC_MESSAGES/*.po"))
    return [source.with_suffix(".mo") for source in sources if _compile(source)]


def _compile(source: Path) -> bool:
    """Of several processes at once one compiles, the others wait for it; readers never see half a file."""
    if _is_current(source):
        return False
    with source.open("rb") as file, _alone(file):
        if _is_current(source):  # by the process that we waited for
            return False
        _write(source)
    return True


def _is_current(source: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return _digest(source).encode() in source.with_suffix(".mo").read_bytes()
    return False


def _digest(source: Path) -> str:
    return sha256(source.read_bytes()).hexdigest()


def _write(source: Path) -> None:
    """The digest of the `.po` stands in the head of the `.mo`, as the project's version."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    content = source.read_bytes()
    catalogue = read_po(content.decode().splitlines(keepends=True), locale=source.parent.parent.name)
    catalogue.project, catalogue.version = "exportctl", sha256(content).hexdigest()
    temporary = source.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            write_mo(file, catalogue)
        temporary.replace(source.with_suffix(".mo"))
    except OSError as error:
        raise SystemExit(
            f"{source.parent} cannot be written ({error.strerror}); use a clone of your own."
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Hold the file's lock. (No locks on Windows: there each process compiles, to the same end.)"""
    try:
        import fcntl
    except ImportError:
        yield
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    yield


if __name__ == "__main__":
    compile_catalogues()
