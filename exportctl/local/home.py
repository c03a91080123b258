"""The folder that holds an instance's state: secrets, logs, files, and the lock that says who runs it."""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
SYSTEM_FOLDER = Path("/var/lib/exportctl")


class InUse(RuntimeError):
    """Another process runs this home."""


class DatabaseGone(RuntimeError):
    """A home that was filled has no database any more."""


@dataclass(frozen=True)
class Home:
    path: Path

    @classmethod
    def of_environment(cls) -> "Home":
        """EXPORTCTL_HOME, or var/ beside `run`; made where it is missing."""
        home = cls(Path(os.environ.get("EXPORTCTL_HOME") or ROOT / "var").expanduser().absolute())
        home.make()
        return home

    def make(self) -> None:
        """Others may pass through (the database server of a root installation does), and read nothing."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name in ("secrets", "logs", "mail", "files", "keys"):
            (self.path / name).mkdir(mode=0o700, exist_ok=True)
        (self.path / "static").mkdir(exist_ok=True)

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    def secret_file(self, name: str) -> Path:
        """The file of a random secret, made on first use, for our account alone."""
        file = self.path / "secrets" / name
        with contextlib.suppress(FileExistsError):
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="ascii") as opened:
                opened.write(secrets.token_urlsafe(48))
        return file

    def secret(self, name: str) -> str:
        return self.secret_file(name).read_text(encoding="ascii").strip()

    @property
    def database_folder(self) -> Path:
        """Beside the rest; for root under a home that the server's account cannot enter, in /var/lib."""
        if os.name == "nt" or os.geteuid() != 0 or reachable_by_others(self.path):
            return self.path / "database"
        return SYSTEM_FOLDER / hashlib.sha256(str(self.path).encode()).hexdigest()[:16]

    @property
    def kind_file(self) -> Path:
        """Says that the database was filled, and with what: `demonstration`, or `empty`."""
        return self.path / "kind"

    def may_make_database(self) -> None:
        """Raises DatabaseGone where there was one: what the rest of the home holds belongs to it."""
        if self.kind_file.exists():
            raise DatabaseGone(
                f"The database of this home is gone: {self.database_folder}.\n"
                f"Restore it (docs/operations.md); to begin anew without what it held, remove {self.path} whole."
            )

    # --- Who runs it -----------------------------------------------------------------------

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Run this home alone; raises InUse. The lock goes with the process, however that ends."""
        with open(self.path / "lock", "a") as file:
            try:
                import fcntl
            except ImportError:
                yield  # Windows: PostgreSQL itself still refuses to serve a folder twice
                return
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InUse(str(self.path)) from None
            yield

    @property
    def state_file(self) -> Path:
        return self.path / "state.json"

    def state(self) -> dict[str, Any]:
        """What the running instance wrote down, or wrote last."""
        try:
            return dict(json.loads(self.state_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return {}

    def write_state(self, state: dict[str, Any]) -> None:
        """It holds the passwords of a running instance."""
        self._write(self.state_file, state)

    def write_restarts(self, rows: list[dict[str, Any]]) -> None:
        """Which processes were started again since `./run up`: for the monitor, which may not read the state."""
        self._write(self.path / "restarts.json", rows)

    def _write(self, target: Path, content: Any) -> None:
        """Whole or not at all, for our account alone."""
        draft = target.with_suffix(f".{os.getpid()}")
        with open(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(content, file, indent=1)
        draft.replace(target)


def reachable_by_others(path: Path) -> bool:
    """May an account that is neither owner nor group reach this file or enter this folder?"""
    path = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
