"""The embedded servers, for real: roles that may little, a crash that loses nothing, a guarded broker."""

import contextlib
import os
import signal
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from exportctl.local.postgres import APP, OWNER, NoServer, Postgres
from exportctl.local.valkey import Valkey


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Root's server runs as another account, which has to get through to it."""
    folder = tmp_path_factory.mktemp("servers")
    for path in (folder, *folder.parents):
        if path == Path(tempfile.gettempdir()):
            break
        path.chmod(path.stat().st_mode | 0o011)
    return folder


@pytest.fixture(scope="module")
def server(folder):
    server = Postgres(folder / "database", log=folder / "database.log", password="superuser")
    server.create()
    server.serve()
    server.create_roles(owner_password="it's the owner", app_password="app")
    yield server
    server.stop()


@contextlib.contextmanager
def cursor(server, role, password):
    with contextlib.closing(psycopg2.connect(server.url(role, password))) as connection:
        connection.autocommit = True
        yield connection.cursor()


def test_the_owner_may_make_tables_and_the_trusted_extensions(server):
    with cursor(server, OWNER, "it's the owner") as owner:
        owner.execute("CREATE TABLE made_by_owner (n int)")
        for extension in ("pg_trgm", "unaccent", "btree_gist"):
            owner.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        owner.execute("SHOW data_checksums")
        assert owner.fetchone() == ("on",)


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (n int)", "CREATE TEMPORARY TABLE mine (n int)", "CREATE SCHEMA mine"]
)
def test_the_application_can_own_nothing(server, statement):
    with cursor(server, APP, "app") as app, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        app.execute(statement)


def test_nobody_comes_in_without_a_password(server):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(server.url(APP, "guessed"))


def test_setting_up_twice_changes_nothing(server):
    server.create_roles(owner_password="another", app_password="another")
    with cursor(server, APP, "app") as app:
        app.execute("SELECT current_user")
        assert app.fetchone() == (APP,)


def test_secrets_of_another_home_are_named_at_once(server, folder):
    stranger = Postgres(folder / "database", log=folder / "stranger.log", password="another")
    server.stop()
    try:
        with pytest.raises(NoServer, match="secrets of this home"):
            stranger.serve()
    finally:
        stranger.stop()
        server.serve()


def test_what_was_committed_is_there_after_a_crash(server):
    with cursor(server, OWNER, "it's the owner") as owner:
        owner.execute("CREATE TABLE kept AS SELECT 42 AS n")
    os.kill(server.pid, signal.SIGKILL)
    while server.ended is None:
        time.sleep(0.01)

    server.serve()

    with cursor(server, OWNER, "it's the owner") as owner:
        owner.execute("SELECT n FROM kept")
        assert owner.fetchone() == (42,)


def test_the_broker_wants_its_password(folder):
    broker = Valkey(folder / "broker", log=folder / "broker.log", password="secret")
    broker.start()
    try:
        ends = time.monotonic() + 20
        while not broker.answers() and time.monotonic() < ends:
            time.sleep(0.02)
        assert (
            redis.Redis.from_url(broker.url).config_get("maxmemory-policy")["maxmemory-policy"]
            == "noeviction"
        )
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=broker.port).ping()
    finally:
        broker.stop()
    assert broker.ended == 0
