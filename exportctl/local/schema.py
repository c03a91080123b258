"""`./run schema [--check]`: write down what the migrations make of an empty database, or compare what is written."""

import argparse
import contextlib
import difflib
import tempfile
from pathlib import Path

import psycopg2

from exportctl.core.initial_schema import FILE, InitialSchema, from_dump
from exportctl.local.cluster import Cluster
from exportctl.local.home import Home
from exportctl.local.supervisor import say

REFILLED = ("django_migrations", "django_content_type", "auth_permission")


def schema(arguments: list[str]) -> int:
    """Runs every migration on an empty database: a minute or two."""
    parser = argparse.ArgumentParser(prog="./run schema", description="Write down what the migrations make.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 when the file says something else"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as state:
        cluster = Cluster(Home.of_environment(), Path(state), careless=True)
        cluster.start_bare()
        try:
            text = from_migrations(cluster).text()
        finally:
            cluster.stop()
    if options.check:
        return differences(text)
    FILE.write_text(text, encoding="utf-8")
    say(f"{FILE} says what the migrations make.")
    return 0


def from_migrations(cluster: Cluster) -> InitialSchema:
    """Of a database of this server on which they ran one after the other."""
    with cluster.cloned("template0") as clone:
        clone.manage("migrate", "--no-input", "--skip-checks", "--verbosity=0", "--one-by-one")
        with contextlib.closing(psycopg2.connect(clone.owner_url)) as owner, owner.cursor() as cursor:
            server = owner.server_version // 10_000
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            migrations = cursor.fetchall()
            # Django and its packages fill these after every `migrate`.
            cursor.execute(f"TRUNCATE {', '.join(REFILLED)} RESTART IDENTITY CASCADE")
            owner.commit()
        dump = cluster.run_program("pg_dump", "--no-owner", "--inserts", clone.name)
    return from_dump(dump, server=server, migrations=migrations)


def differences(text: str) -> int:
    """Print them; 1 when there are any."""
    written = FILE.read_text(encoding="utf-8").splitlines()
    lines = [
        *difflib.unified_diff(written, text.splitlines(), "written", "of the migrations", lineterm="", n=1)
    ]
    print("\n".join(lines[:200]))
    say("`./run schema` writes it anew." if lines else "It says what the migrations make.")
    return 1 if lines else 0
