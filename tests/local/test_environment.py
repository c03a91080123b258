"""Typed settings: a wrong value says which variable and what to write."""

from pathlib import Path

import pytest

from exportctl import env


@pytest.mark.parametrize(
    ("written", "meant"), [("true", True), ("ON", True), ("1", True), ("no", False), ("", False)]
)
def test_a_flag_is_read_as_people_write_it(monkeypatch, written, meant):
    monkeypatch.setenv("LIST_BINDS", written)
    assert env.flag("LIST_BINDS", not meant) is meant


@pytest.mark.parametrize(
    ("read", "written"), [(env.flag, "perhaps"), (env.number, "a few"), (env.url, "exportctl.example")]
)
def test_a_wrong_value_names_its_variable(monkeypatch, read, written):
    monkeypatch.setenv("SOME_SETTING", written)
    with pytest.raises(env.BadSetting, match=f"SOME_SETTING is '{written}'"):
        read("SOME_SETTING", "")


def test_a_secret_may_be_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "key"))
    assert env.secret("SOME_SECRET") == "from the file"

    monkeypatch.setenv("SOME_SECRET", "from the variable")
    assert env.secret("SOME_SECRET") == "from the variable"


def test_a_secret_without_a_default_has_to_be_set():
    with pytest.raises(env.BadSetting, match="NOBODY_SET_THIS is not set"):
        env.secret("NOBODY_SET_THIS")


def test_a_path_is_absolute(monkeypatch):
    monkeypatch.setenv("SOME_PATH", "somewhere/below")
    assert env.path("SOME_PATH", Path("/")) == Path.cwd() / "somewhere/below"


def test_a_database_address_becomes_djangos_settings(monkeypatch):
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://exportctl_app:p%40ss@db.example:5433/cases?sslmode=verify-full"
    )

    entry = env.database("DATABASE_URL")

    assert entry["USER"] == "exportctl_app"
    assert entry["PASSWORD"] == "p@ss"
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "5433", "cases")
    assert entry["OPTIONS"]["sslmode"] == "verify-full"
    assert entry["CONN_MAX_AGE"] == 60
    assert entry["CONN_HEALTH_CHECKS"]


def test_one_of_several_servers_is_found_by_what_it_is(monkeypatch):
    address = "postgres://role:p@[::1]:5433,db.example:5434/cases?target_session_attrs=read-write"
    monkeypatch.setenv("DATABASE_DIRECT_URL", address)

    entry = env.database("DATABASE_DIRECT_URL", connect_timeout=2)

    assert (entry["HOST"], entry["PORT"]) == ("::1,db.example", "5433,5434")
    assert entry["OPTIONS"]["target_session_attrs"] == "read-write"
    assert entry["OPTIONS"]["connect_timeout"] == 2
    monkeypatch.setenv("DATABASE_DIRECT_URL", "postgres://role:p@db:port/cases")
    with pytest.raises(env.BadSetting, match="host:port"):
        env.database("DATABASE_DIRECT_URL")


def test_statements_are_planned_once_but_behind_a_pool_which_takes_no_options(monkeypatch):
    for name in ("EXPORTCTL_ROLE", "REPLICA_URL", "DATABASE_DIRECT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgres://role:p@db/cases?options=-c%20jit%3Doff")
    planned = env.databases()["default"]["OPTIONS"]["options"]
    assert planned == "-c jit=off -c plan_cache_mode=force_generic_plan"

    monkeypatch.setenv("DATABASE_URL", "postgres://role:p@pool/cases")
    monkeypatch.setenv("DATABASE_DIRECT_URL", "postgres://role:p@db/cases")
    assert not [entry for entry in env.databases().values() if "options" in entry["OPTIONS"]]


def test_another_database_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somebody@somewhere/cases")
    with pytest.raises(env.BadSetting, match="runs on PostgreSQL alone"):
        env.database("DATABASE_URL")


ADDRESS = "postgres://role:p@{}:5432/cases"


@pytest.mark.parametrize(
    ("role", "given", "hosts"),
    [
        ("app", "DATABASE", {"default": "database"}),
        ("session", "DATABASE", {"default": "database"}),
        ("owner", "DATABASE DATABASE_DIRECT REPLICA", {"default": "database_owner"}),
        ("session", "DATABASE DATABASE_DIRECT REPLICA", {"default": "database_direct"}),
        (
            "app",
            "DATABASE DATABASE_DIRECT REPLICA",
            {"default": "database", "direct": "database_direct", "replica": "replica"},
        ),
    ],
)
def test_what_needs_a_session_goes_past_the_pool(monkeypatch, role, given, hosts):
    monkeypatch.setenv("EXPORTCTL_ROLE", role)
    for name in ("DATABASE", "DATABASE_OWNER", "DATABASE_DIRECT", "REPLICA"):
        monkeypatch.delenv(f"{name}_URL_FILE", raising=False)
        known = name in (*given.split(), "DATABASE_OWNER")
        monkeypatch.setenv(f"{name}_URL", ADDRESS.format(name.lower()) if known else "")

    entries = env.databases()

    assert {alias: entry["HOST"] for alias, entry in entries.items()} == hosts
    if "direct" in entries:
        assert entries["default"]["DISABLE_SERVER_SIDE_CURSORS"] is True
        assert entries["direct"]["CONN_MAX_AGE"] == 0  # it ends with its request
