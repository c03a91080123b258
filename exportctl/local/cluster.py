"""A private PostgreSQL for tests, proofs and benchmarks, with a migrated template to clone databases from."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2

from exportctl.local.home import Home
from exportctl.local.instance import (
    MANAGE,
    base_environment,
    product_digest,
    static_digest,
    template_digest,
)
from exportctl.local.postgres import APP, CARELESS, DATABASE, OWNER, SUPERUSER, Postgres

TEMPLATE = DATABASE  # the migrated database; nobody may be connected to it while it is cloned
FIXED = f"{DATABASE}_fixed"  # the same with one fixed present: what a test says of days holds on every day
PRESENT = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday, and a working day in every Member State
FIXED_CLOCK = f"""
    CREATE OR REPLACE FUNCTION core.base_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
        SELECT timestamptz '{PRESENT.isoformat()}' + (clock_timestamp() - pg_postmaster_start_time())
    $$
"""
SUPERUSER_PASSWORD, OWNER_PASSWORD, APP_PASSWORD = "superuser", "owner", "app"  # they live for one run
NO_BROKER = "redis://127.0.0.1:1/0"  # refuses at once


MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # octets: the databases of a few workers at once, and their logs


def quick_folder() -> Path | None:
    """Where files of one run live in memory: to clone a database takes a twentieth of the time. None: on the disk."""
    try:
        place = os.statvfs(MEMORY)
    except (OSError, AttributeError):
        return None
    is_roomy = place.f_bavail * place.f_frsize >= ROOM
    runs_programs = not place.f_flag & os.ST_NOEXEC  # the server's may have to be copied there
    return MEMORY if is_roomy and runs_programs and os.access(MEMORY, os.W_OK) else None


@dataclass(frozen=True)
class Clone:
    """A database of its own, with everything the migrations made."""

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

    @property
    def settings(self) -> dict[str, str]:
        """What Django's connection has to know to be on this database."""
        port = str(self.cluster.server.port)
        return {"NAME": self.name, "USER": APP, "PASSWORD": APP_PASSWORD, "HOST": "127.0.0.1", "PORT": port}

    def connect(self, role: str = APP) -> Any:
        """A new connection, in a transaction from its first statement on."""
        return psycopg2.connect(self.owner_url if role == OWNER else self.app_url)

    def manage(self, *command: str) -> str:
        """Run a command of Django's on this database and return what it printed."""
        environment = {**self.environment, "DATABASE_OWNER_URL": self.owner_url}
        done = subprocess.run([*MANAGE, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-4000:]}")
        return done.stdout


class Cluster:
    """One server over a copy of a migrated data folder, which is made once per state of the migrations.

    `state` is where the product's processes of this run keep mail, files and keys.
    """

    def __init__(self, home: Home, state: Path, *, careless: bool) -> None:
        self.home, self.state, self.careless = home, state, careless
        self.store = home.database_folder.with_name(f"{home.database_folder.name}-test")
        self.runs = self._place_of_runs() if careless else self.store
        for folder in (self.store, self.runs, state / "files", state / "mail"):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.store, self.runs):
            folder.chmod(0o755)
        self.folder = Path(tempfile.mkdtemp(prefix="run-", dir=self.runs))
        self.folder.chmod(0o755)
        self._alive = contextlib.ExitStack()
        self._alive.enter_context(only_one(self.folder / "lock"))
        self.environment = base_environment(home) | {
            "EXPORTCTL_HOME": str(state),
            "STATIC_ROOT": str(home.path / "static"),
            "SIGNING_KEY_FILE": str(home.path / "keys" / "test.pem"),
            "AUDIT_HEAD_FILE": "",  # many databases, one home
            "BROKER_URL": NO_BROKER,
            "LIST_BINDS": "true",
        }
        self.server = Postgres(
            self.folder,
            log=self.folder / "database.log",
            password=SUPERUSER_PASSWORD,
            settings=CARELESS if careless else None,
        )

    def start(self) -> None:
        with only_one(self.store / "lock"):
            self._sweep()
            migrated = self.store / f"migrated-{template_digest()[:16]}"
            if not migrated.exists():
                self._migrate(migrated)
            copy_data(migrated, self.server.data)
        self.server.serve()

    def start_bare(self) -> None:
        """With the roles, and a database that has nothing yet."""
        self.server.create()
        self.server.serve()
        self.server.create_roles(owner_password=OWNER_PASSWORD, app_password=APP_PASSWORD)

    def stop(self) -> None:
        self.server.stop()
        self._alive.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _place_of_runs(self) -> Path:
        """What is lost with the machine may live in memory; each home has its own folder there."""
        memory = quick_folder()
        name = hashlib.sha256(os.fsencode(self.store)).hexdigest()[:12]
        return memory / f"exportctl-{name}" if memory else self.store

    def _sweep(self) -> None:
        """Folders of runs that were killed: their lock is free."""
        for folder in (*self.store.glob("run-*"), *self.runs.glob("run-*")):
            if folder != self.folder and not is_held(folder / "lock"):
                shutil.rmtree(folder, ignore_errors=True)

    def _migrate(self, target: Path) -> None:
        """The superuser makes the roles, the owner runs the migrations; the stopped server's data is kept.

        Every database that is cloned has the reference data, as every instance has.
        """
        for old in self.store.glob("migrated-*"):
            shutil.rmtree(old)
        self.start_bare()
        template = Clone(self, TEMPLATE)
        template.manage("migrate", "--no-input", "--skip-checks", "--verbosity=0")
        template.manage("load_reference", "--skip-checks")
        self._fix_present()
        self.server.stop()
        draft = target.with_name(f"new-{target.name}")
        shutil.rmtree(draft, ignore_errors=True)
        copy_data(self.server.data, draft)  # a rename does not leave the memory
        shutil.rmtree(self.server.data)
        draft.rename(target)

    def _fix_present(self) -> None:
        """A second template, the same but for its clock: the server started at `PRESENT`, and it ticks on."""
        self.clone(as_name=FIXED)
        with contextlib.closing(Clone(self, FIXED).connect(OWNER)) as owner, owner.cursor() as cursor:
            cursor.execute(FIXED_CLOCK)
            owner.commit()

    # --- Databases -------------------------------------------------------------------------

    def clone(self, template: str = TEMPLATE, *, as_name: str = "") -> Clone:
        """CREATE DATABASE … TEMPLATE copies 13 MB in about 40 ms: whole files, where no disk is waited for."""
        name, strategy = as_name or f"clone_{uuid4().hex[:12]}", "FILE_COPY" if self.careless else "WAL_LOG"
        self._as_superuser(
            f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {OWNER} STRATEGY {strategy}',
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC',
            f'GRANT CONNECT ON DATABASE "{name}" TO {APP}',
        )
        return Clone(self, name)

    def drop(self, clone: Clone) -> None:
        self._as_superuser(f'DROP DATABASE IF EXISTS "{clone.name}" WITH (FORCE)')

    def renew(self, clone: Clone, template: str) -> None:
        """The database of this name as the template is; whoever was connected has to connect anew."""
        self.drop(clone)
        self.clone(template, as_name=clone.name)

    @contextlib.contextmanager
    def cloned(self, template: str = TEMPLATE) -> Iterator[Clone]:
        clone = self.clone(template)
        try:
            yield clone
        finally:
            self.drop(clone)

    def _as_superuser(self, *statements: str) -> None:
        self.server.wait()  # after a backend was killed the server recovers for a moment
        with contextlib.closing(self.server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = on")  # a test that kills the server keeps its databases
            for statement in statements:
                cursor.execute(statement)

    # --- The demonstration -----------------------------------------------------------------

    def seeded(self, as_of: datetime | None = None) -> str:
        """A template that holds the demo data: replayed once per state of the product, then kept.

        It has the fixed present, or stands `as_of` another: kept for a month, its history would have ended long ago.
        """
        state = f"{product_digest()[:8]}{template_digest()[:8]}"
        with only_one(self.store / ("lock-as-of" if as_of else "lock")):  # both may be seeded at once
            snapshot = self.store / f"seeded-{state}{f'-{as_of:%Y%m%d%H%M}' if as_of else ''}"
            if not snapshot.exists():
                for old in self.store.glob("seeded-*"):
                    if not old.name.startswith(f"seeded-{state}"):
                        shutil.rmtree(old)
                self._seed(snapshot, as_of)
            return self._restored(snapshot)

    def _seed(self, target: Path, as_of: datetime | None) -> None:
        draft = target.with_name(f"new-{target.name}")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with self.cloned(FIXED) as clone:
            clone.manage("seed_demo", "--skip-checks", *([f"--as-of={as_of.isoformat()}"] if as_of else []))
            self.run_program("pg_dump", "--format=custom", f"--file={draft / 'database'}", clone.name)
        shutil.copytree(self.state / "files", draft / "files")
        draft.rename(target)

    def _restored(self, snapshot: Path) -> str:
        clone = self.clone("template0")
        self.run_program(
            "pg_restore", "--exit-on-error", f"--dbname={clone.name}", str(snapshot / "database")
        )
        shutil.copytree(snapshot / "files", self.state / "files", dirs_exist_ok=True)
        return clone.name

    def run_program(self, name: str, *arguments: str) -> str:
        """One of the server's own, as the superuser; returns what it printed."""
        environment = {**self.server.environment, "PGPASSWORD": SUPERUSER_PASSWORD}
        where = ["--host=127.0.0.1", f"--port={self.server.port}", f"--username={SUPERUSER}"]
        command = [str(self.server.program(name)), *where, *arguments]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    def collect_static_files(self) -> None:
        """For a site that serves pages: into the home, where an instance keeps them too."""
        static = self.home.path / "static"
        with only_one(self.store / "lock"):
            stamp = static / ".collected"
            if not stamp.exists() or stamp.read_text() != static_digest():
                Clone(self, TEMPLATE).manage("collectstatic", "--no-input", "--clear", "--skip-checks")
                stamp.write_text(static_digest())


def copy_data(source: Path, target: Path) -> None:
    """A data folder of a stopped server, with its owner: root copies what `nobody` serves."""
    shutil.copytree(source, target, symlinks=True)
    if os.geteuid() == 0:
        owner = source.stat()
        for path in (target, *target.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextlib.contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Several test workers at once: one makes the template, the others wait for it."""
    import fcntl

    with open(file, "a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_held(file: Path) -> bool:
    import fcntl

    with contextlib.suppress(FileNotFoundError), open(file) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
