"""The folder of an instance: secrets for one account, one user at a time, state that others can read back."""

import inspect
import re
import socket
import stat

import pytest

from exportctl import env
from exportctl.local import up as up_module
from exportctl.local.home import ROOT, DatabaseGone, Home, InUse, reachable_by_others
from exportctl.local.instance import VARIABLES, base_environment
from exportctl.local.ports import LOW, free_port, taken


@pytest.fixture
def home(tmp_path) -> Home:
    home = Home(tmp_path / "home")
    home.make()
    return home


def test_a_secret_is_made_once_and_for_one_account(home):
    first = home.secret("broker")

    assert len(first) >= 40
    assert home.secret("broker") == first
    assert stat.S_IMODE(home.secret_file("broker").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.secret_file("broker").parent.stat().st_mode) == 0o700


def test_a_home_is_run_by_one(home):
    with home.locked(), pytest.raises(InUse), home.locked():
        pass
    with home.locked():  # free again
        pass


def test_a_home_that_lost_its_database_is_not_begun_anew(home):
    home.may_make_database()  # nothing was in it yet
    home.kind_file.write_text("demonstration")

    with pytest.raises(DatabaseGone, match=f"remove {re.escape(str(home.path))} whole"):
        home.may_make_database()


def test_state_is_read_back_and_private(home):
    home.write_state({"port": 8000, "environment": {"DATABASE_URL": "postgres://a:b@c/d"}})

    assert home.state()["port"] == 8000
    assert stat.S_IMODE(home.state_file.stat().st_mode) == 0o600


def test_without_state_there_is_none(home):
    assert home.state() == {}
    home.state_file.write_text("{cut off")
    assert home.state() == {}


def test_the_database_of_a_closed_home_lies_elsewhere(home, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    other = Home(home.path.with_name("other"))
    other.make()
    for path in (home.path, other.path):
        path.chmod(0o700)
        assert not reachable_by_others(path)

    assert home.database_folder.parent.as_posix() == "/var/lib/exportctl"
    assert home.database_folder != other.database_folder


def test_the_database_of_an_ordinary_account_lies_in_its_home(home, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    home.path.chmod(0o700)
    assert home.database_folder == home.path / "database"


def test_what_the_caller_has_set_is_kept(home):
    environment = base_environment(
        home, {"SECRET_KEY": "mine", "EXPORTCTL_ROLE": "owner", "BROKER_URL": "redis://x"}
    )

    assert environment["SECRET_KEY"] == "mine"
    assert "SECRET_KEY_FILE" not in environment
    assert environment["BROKER_URL"] == "redis://x"
    assert "EXPORTCTL_ROLE" not in environment
    assert environment["EXPORTCTL_HOME"] == str(home.path)


def test_nothing_else_of_the_shell_is_passed_on_or_written_down(home):
    """A token in somebody's shell is no business of a web process, nor of a file of an instance."""
    shell = {"PATH": "/bin", "LC_ALL": "C", "CLOUD_TOKEN": "x", "LD_PRELOAD": "x.so", "SECRETS_FILE": "x"}

    environment = base_environment(home, {**shell, "SMTP_PASSWORD_FILE": "/run/secrets/smtp"})

    assert shell.keys() & environment.keys() == {"PATH", "LC_ALL"}
    assert environment["SMTP_PASSWORD_FILE"] == "/run/secrets/smtp"
    assert "LD_PRELOAD" in base_environment(home, {**shell, "FAKETIME": "+1d"})


def test_every_variable_that_the_settings_read_reaches_them():
    settings = (ROOT / "exportctl" / "settings.py").read_text(encoding="utf-8")
    databases = inspect.getsource(env.databases)
    read = {*re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings), *re.findall(r'"([A-Z_]+_URL)"', databases)}

    assert read - {"EXPORTCTL_ROLE"} == VARIABLES


def test_a_free_port_is_below_those_of_clients():
    port = free_port()
    assert LOW <= port < 32_768
    assert not taken(port)


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_stops_up_before_anything_starts(address, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("EXPORTCTL_HOME", str(tmp_path / "never-made"))
    with socket.socket() as somebody:
        somebody.bind((address, 0))
        somebody.listen()
        port = somebody.getsockname()[1]

        assert up_module.up(["--port", str(port)]) == 1

    assert f"Port {port} is taken." in capsys.readouterr().err
    assert not (tmp_path / "never-made").exists()


def test_a_running_home_is_said_to_run(home, monkeypatch, capsys):
    monkeypatch.setenv("EXPORTCTL_HOME", str(home.path))
    home.write_state({"url": "http://localhost:8123"})
    with home.locked():
        assert up_module.up(["--port", str(free_port())]) == 1

    assert "already runs at http://localhost:8123" in capsys.readouterr().err
