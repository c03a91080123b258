"""A private PostgreSQL for tests, proofs and benchmarks, with a migrated template to clone databases from."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2

from exportctl.local.home import Home
from exportctl.local.instance import MANAGE, base_environment, migrations_digest
from exportctl.local.postgres import APP, CARELESS, DATABASE, OWNER, Postgres

TEMPLATE = DATABASE  # the migrated database; nobody may be connected to it while it is cloned
OWNER_PASSWORD, APP_PASSWORD = "owner", "app"  # of servers that live for one run, on the loopback device


@dataclass
class Clone:
    """A database of its own, with everything the migrations made, for one test."""

    cluster: "Cluster"
    name: str

    @property
    def app_url(self) -> str:
        return self.cluster.server.url(APP, APP_PASSWORD, self.name)

    @property
    def owner_url(self) -> str:
        return self.cluster.server.url(OWNER, OWNER_PASSWORD, self.name)

    @property
    def environment(self) -> dict[str, str]:
        """For a process of the product on this database, as the application."""
        return {**self.cluster.environment, "DATABASE_URL": self.app_url}

    def connect(self, role: str = APP) -> Any:
        """A new connection, in a transaction from its first statement on."""
        return psycopg2.connect(self.app_url if role == APP else self.owner_url)

    def manage(self, *command: str, **options: Any) -> str:
        """Run a command of Django's on this database and return what it printed."""
        environment = {**self.environment, "DATABASE_OWNER_URL": self.owner_url}
        done = subprocess.run(
            [*MANAGE, *command], env=environment, capture_output=True, text=True, check=False, **options
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-4000:]}")
        return done.stdout

    def settings(self) -> dict[str, object]:
        """What Django's connection has to know to be on this database."""
        port = str(self.cluster.server.port)
        return {"NAME": self.name, "USER": APP, "PASSWORD": APP_PASSWORD, "HOST": "127.0.0.1", "PORT": port}


class Cluster:
    """One server over a copy of a migrated data folder, which is made once per state of the migrations."""

    def __init__(self, home: Home, *, careless: bool) -> None:
        self.home, self.careless = home, careless
        store = home.database_folder.with_name(f"{home.database_folder.name}-test")
        store.mkdir(parents=True, exist_ok=True)
        if os.name == "posix":
            store.chmod(0o755)
        self.folder = Path(tempfile.mkdtemp(prefix="run-", dir=store))
        self.folder.chmod(0o755)
        self.store = store
        self.environment = _environment(home, self.folder)
        self.server = self._server(self.folder)

    def _server(self, folder: Path) -> Postgres:
        settings = CARELESS if self.careless else None
        return Postgres(folder, log=self.folder / "database.log", password="superuser", settings=settings)

    def start(self) -> None:
        with only_one(self.store / "lock"):
            migrated = self.store / f"migrated-{migrations_digest()[:16]}"
            if not migrated.exists():
                self._migrate(migrated)
        copy_data(migrated, self.server.data)
        self.server.serve()

    def stop(self) -> None:
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _migrate(self, target: Path) -> None:
        """Make the migrated data folder: the superuser makes the roles, the owner runs the migrations."""
        for old in self.store.glob("migrated-*"):
            shutil.rmtree(old)
        self.server.create()
        self.server.serve()
        self.server.create_roles(owner_password=OWNER_PASSWORD, app_password=APP_PASSWORD)
        Clone(self, TEMPLATE).manage("migrate", "--no-input", "--verbosity=0")
        self.server.stop()
        self.server.data.rename(target)

    # --- Databases -------------------------------------------------------------------------

    def clone(self, template: str = TEMPLATE) -> Clone:
        """CREATE DATABASE … TEMPLATE copies 13 MB in about 40 ms."""
        name = f"clone_{uuid4().hex[:12]}"
        self._as_superuser(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {OWNER}',
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
            f'GRANT CONNECT ON DATABASE "{name}" TO {APP}',
        )
        return Clone(self, name)

    def drop(self, clone: Clone) -> None:
        self._as_superuser(f'DROP DATABASE IF EXISTS "{clone.name}" WITH (FORCE)')

    @contextlib.contextmanager
    def cloned(self, template: str = TEMPLATE) -> Iterator[Clone]:
        clone = self.clone(template)
        try:
            yield clone
        finally:
            self.drop(clone)

    def _as_superuser(self, *statements: str) -> None:
        with contextlib.closing(self.server.connect()) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _environment(home: Home, folder: Path) -> dict[str, str]:
    """A run's processes keep mail, files and keys in its own folder, and talk to no broker."""
    for name in ("mail", "files", "keys"):
        (folder / name).mkdir(mode=0o700)
    ours = base_environment(home)
    ours |= {
        "EXPORTCTL_HOME": str(folder),
        "STATIC_ROOT": str(home.path / "static"),
        "BROKER_URL": "redis://127.0.0.1:1/0",
        "PATH": os.environ.get("PATH", os.defpath),
    }
    return ours


def copy_data(source: Path, target: Path) -> None:
    """A data folder of a stopped server, with its owner: root copies what `nobody` serves."""
    shutil.copytree(source, target, symlinks=True)
    if os.name == "posix" and os.geteuid() == 0:
        owner = source.stat()
        for path in (target, *target.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextlib.contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Several test workers at once: one makes the template, the others wait for it."""
    with open(file, "a") as handle:
        try:
            import fcntl
        except ImportError:
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
