"""What the migrations make of an empty database, kept as one file: loading it takes a second, running them a minute.

`schema.sql` is written by `./run schema` and never by hand. It names the migrations it stands for, so it need not
be the latest: `migrate` loads it into a database that has nothing, and goes on with those that came after.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

FILE = Path(__file__).with_name("schema.sql")
MIGRATION, DIGEST, SERVER = "-- migration ", "-- digest ", "-- PostgreSQL "
ROOT = Path(__file__).parents[2]
OURS = {"core": "exportctl/core", **{app: app for app in ("controllist", "licensing", "notifications")}}


@dataclass(frozen=True)
class InitialSchema:
    """`server` is the major version of the PostgreSQL that wrote it down; migrations are pairs of app and name."""

    server: int
    migrations: tuple[tuple[str, str], ...]
    sql: str
    digest: str = ""

    @classmethod
    def read(cls, file: Path = FILE) -> "InitialSchema":
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        end = lines.index("\n")
        head = [line.rstrip("\n") for line in lines[:end]]
        return cls(
            server=int(_only(head, SERVER)),
            migrations=tuple(_pair(line) for line in head if line.startswith(MIGRATION)),
            sql="".join(lines[end + 1 :]),
            digest=_only(head, DIGEST),
        )

    def text(self) -> str:
        """As the file has it."""
        names = [f"{MIGRATION}{app}.{name}" for app, name in self.migrations]
        head = [
            "-- What these migrations make of an empty database. Written by `./run schema`; do not edit.",
            f"{SERVER}{self.server}",
            *names,
            f"{DIGEST}{self.digest_of_now()}",
        ]
        return "\n".join(head) + "\n\n" + self.sql

    def digest_of_now(self) -> str:
        """Of this text and of the files of our migrations in it: it changes with an edit of either."""
        digest = hashlib.sha256(self.sql.encode())
        for app, name in self.migrations:
            if app in OURS:
                file = ROOT / OURS[app] / "migrations" / f"{name}.py"
                digest.update(f"\0{app}.{name}\0".encode() + file.read_bytes())
        return digest.hexdigest()

    def load(self) -> None:
        """Into an empty database, whole or not at all; the migrations count as run."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(self.sql)
            cursor.execute("SET LOCAL search_path TO DEFAULT")
            rows = MigrationRecorder(connection).migration_qs
            rows.bulk_create(rows.model(app=app, name=name) for app, name in self.migrations)

    def fits(self) -> bool:
        """An empty database of the server that it was written down from; others run the migrations one by one."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
            (server,) = cursor.fetchone()
        return server == self.server and not connection.introspection.table_names()


REMARK = re.compile(r"\n*^--\n-- [^\n]*\n--\n\n*", re.MULTILINE)
UNTOUCHED = re.compile(r"^SELECT pg_catalog\.setval\('[^']*', 1, false\);\n+", re.MULTILINE)
SETTING = re.compile(r"^SET (?=\w+ = )", re.MULTILINE)


def from_dump(dump: str, *, server: int, migrations: Iterable[tuple[str, str]]) -> InitialSchema:
    """Of what pg_dump prints: without its remarks, and leaving the settings of the session as they were."""
    preamble, rest = dump.split("CREATE SCHEMA", 1)
    lines = [line for line in preamble.splitlines() if line.startswith(("SET", "SELECT"))]
    settings = SETTING.sub("SET LOCAL ", "\n".join(lines)).replace("'', false)", "'', true)")
    rest = UNTOUCHED.sub("", REMARK.sub("\n", f"CREATE SCHEMA{rest}"))
    sql = "\n".join(line for line in rest.splitlines() if not line.startswith("\\"))
    return InitialSchema(server=server, migrations=tuple(migrations), sql=f"{settings}\n{sql.rstrip()}\n")


def _only(head: list[str], start: str) -> str:
    (line,) = (line for line in head if line.startswith(start))
    return line.removeprefix(start)


def _pair(line: str) -> tuple[str, str]:
    app, _, name = line.removeprefix(MIGRATION).partition(".")
    return app, name
