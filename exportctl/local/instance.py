"""An instance: its home, its database and broker (embedded, or given by the environment), its variables."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg2

from exportctl import env
from exportctl.core.durability import objections
from exportctl.core.legal import column_grants, legal_tables
from exportctl.legal import TABLES
from exportctl.local.home import ROOT, Home
from exportctl.local.postgres import APP, MOVED_CLOCK, OWNER, Postgres
from exportctl.local.supervisor import Supervisor, say
from exportctl.local.valkey import Valkey

MANAGE = (sys.executable, "-P", str(ROOT / "manage.py"))
OWNER_VARIABLES = {"DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE"}
# What an instance takes from the shell that starts it and writes into its state: what the settings read (a secret also
# as NAME_FILE), and what Python, the C library and the fonts go by. Nothing else of the shell is its business.
VARIABLES = {
    "ACCESSIBILITY_CONTACT", "ALLOWED_HOSTS", "AUDIT_HEAD_FILE", "BASE_URL", "BROKER_URL", "CLAMD_ADDRESS",
    "CREATE_SIGNING_KEY", "DATABASE_DIRECT_URL", "DATABASE_OWNER_URL", "DATABASE_URL", "EXPORTCTL_HOME", "FILES_ROOT",
    "FILE_SCANNER",
    "KEY_HISTORY_FILE", "LIST_BINDS", "LIST_CONTACT", "LOG_DIRECTORY", "LOG_LEVEL", "LOG_ORIGIN", "MAIL_FROM",
    "PROXY_COUNT", "REPLICA_LAG_SECONDS", "REPLICA_URL", "SEAL_KEYS", "SEAL_PASSWORD", "SECRET_KEY",
    "SECURITY_CONTACT", "SESSION_IDLE_MINUTES",
    "SIGNING_KEY_FILE", "SMTP_HOST", "SMTP_PASSWORD", "SMTP_PORT", "SMTP_TLS", "SMTP_USER", "STATIC_ROOT",
}  # fmt: skip
OF_THE_SYSTEM = {
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "LOGNAME", "PATH",
    "SSL_CERT_DIR", "SSL_CERT_FILE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USER", "XDG_CACHE_HOME",
}  # fmt: skip
OF_A_KIND = ("LC_", "PGSSL", "PYTHON")


class Instance:
    def __init__(self, home: Home, supervisor: Supervisor) -> None:
        self.home, self.supervisor = home, supervisor
        self.environment = base_environment(home)

    @property
    def as_application(self) -> dict[str, str]:
        """For web, worker, beat and sealer: they never learn the owner's password."""
        return {name: value for name, value in self.environment.items() if name not in OWNER_VARIABLES}

    # --- Servers ---------------------------------------------------------------------------

    def start_database(self) -> None:
        """Make it first, where there is none; then bring its tables up to date."""
        if "DATABASE_URL" in self.environment or "DATABASE_URL_FILE" in self.environment:
            if not OWNER_VARIABLES & self.environment.keys():
                raise RuntimeError("DATABASE_URL is set: set DATABASE_OWNER_URL as well, for the migrations.")
        else:
            self._start_postgres()
        self._migrate()

    def _start_postgres(self) -> None:
        password = self.home.secret("database_superuser")
        log = self.home.logs / "database.log"
        server = Postgres(self.home.database_folder, log=log, password=password)
        if not server.data.exists():
            self.home.may_make_database()
            say("Making a PostgreSQL database …")
            server.create()
        self.supervisor.children.append(server)
        server.serve()
        owner, app = self.home.secret("database_owner"), self.home.secret("database_app")
        server.create_roles(owner_password=owner, app_password=app)
        self.environment["DATABASE_URL"] = server.url(APP, app)
        self.environment["DATABASE_OWNER_URL"] = server.url(OWNER, owner)

    def start_broker(self) -> None:
        if "BROKER_URL" in self.environment:
            return
        password, log = self.home.secret("broker"), self.home.logs / "broker.log"
        broker = Valkey(self.home.path / "broker", log=log, password=password)
        self.supervisor.start(broker)
        self.supervisor.wait_for("The broker", broker.answers, within=20)
        self.environment["BROKER_URL"] = broker.url

    # --- Steps -----------------------------------------------------------------------------

    def _migrate(self) -> None:
        """Skipped when this very database has run these very migrations; a given one is always asked."""
        embedded = any(isinstance(child, Postgres) for child in self.supervisor.children)
        stamp, state = self.home.database_folder / "migrated", migrations_digest()
        if embedded and stamp.exists() and stamp.read_text() == state:
            return
        say("Bringing the database's tables up to date …")
        self.manage("migrate", "--no-input", "--skip-checks")
        if embedded:
            stamp.write_text(state)

    def check_roles(self) -> None:
        """As `manage.py check_roles`, without starting Django for it."""
        url = env.secret("DATABASE_URL", self.environment.get("DATABASE_URL"))
        with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            if faults := objections(
                cursor, legal_tables=legal_tables(TABLES), frozen_tables=[*column_grants(TABLES)]
            ):
                raise RuntimeError("\n- ".join(["exportctl does not start like this:", *faults]))

    def manage(self, *command: str) -> None:
        log = self.home.logs / "steps.log"
        self.supervisor.finish(command[0], [*MANAGE, *command], environment=self.environment, log=log)

    def collect_static_files(self) -> None:
        """Only when they, or the packages that bring some, have changed."""
        stamp, state = self.home.path / "static" / ".collected", static_digest()
        if not stamp.exists() or stamp.read_text() != state:
            say("Collecting style sheets, scripts and pictures …")
            self.manage("collectstatic", "--no-input", "--clear", "--skip-checks")
            stamp.write_text(state)


def base_environment(home: Home, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What every process of ours gets. What the caller has set of it stays as it is."""
    ours = {
        "EXPORTCTL_HOME": str(home.path),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "exportctl.settings",
        "CREATE_SIGNING_KEY": "true",
    }
    if "SECRET_KEY" not in given and "SECRET_KEY_FILE" not in given:
        ours["SECRET_KEY_FILE"] = str(home.secret_file("secret_key"))
    passed_on = {name: value for name, value in given.items() if _is_passed_on(name, given)}
    return {**ours, **passed_on, "EXPORTCTL_HOME": str(home.path)}


def _is_passed_on(name: str, given: Mapping[str, str]) -> bool:
    if name in MOVED_CLOCK:
        return "FAKETIME" in given
    return (
        name.removesuffix("_FILE") in VARIABLES
        or name in VARIABLES | OF_THE_SYSTEM
        or name.startswith(OF_A_KIND)
    )


def migrations_digest() -> str:
    """Of all that decides what a migrated database holds: migrations, the data they load, the packages."""
    apps = [
        ROOT / "exportctl" / "core",
        *(ROOT / app for app in ("controllist", "licensing", "notifications")),
    ]
    files = [
        file for app in apps for folder in ("migrations", "data") for file in (app / folder).rglob("*.*")
    ]
    return _digest([*files, ROOT / "exportctl/core/legal.py", ROOT / "requirements/base.txt"])


def template_digest() -> str:
    """Of all that decides what the databases hold that tests and proofs are given copies of."""
    files = [ROOT / "exportctl" / "local" / "cluster.py", ROOT / "exportctl/core/actions/loading.py"]
    return hashlib.sha256((migrations_digest() + _digest(files)).encode()).hexdigest()


def product_digest() -> str:
    """Of everything that may change what the demo data looks like: all code and data of the product."""
    apps = ("exportctl", "controllist", "licensing", "notifications", "templates")
    files = [file for app in apps for file in (ROOT / app).rglob("*.*") if file.parent.name != "local"]
    files += (ROOT / "locale").rglob("*.po")
    return _digest([*files, ROOT / "requirements/base.txt"])


def static_digest() -> str:
    files = [file for file in (ROOT / "static").rglob("*") if file.is_file()]
    return _digest([*files, ROOT / "requirements/base.txt", ROOT / "exportctl/settings.py"])


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
