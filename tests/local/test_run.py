"""The script `run`: what it does before anything is installed."""

import ast
import importlib.machinery
import importlib.util
import os
import subprocess
import sys
import sysconfig

import pytest

from exportctl.local.home import ROOT

BARE = {"PATH": "/usr/bin:/bin"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The script as a module, its virtual environment elsewhere."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(ROOT / "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / "venv" / "python")
    monkeypatch.setattr(module, "LOCKED", tmp_path / "locked")
    (tmp_path / "locked").touch()
    return module


@pytest.fixture
def installed(run, monkeypatch):
    """Locks that were installed: making the environment is only remembered."""
    seen = []

    def make_environment() -> None:
        run.VENV.mkdir(exist_ok=True)
        run.PYTHON.touch()
        (run.VENV / "pyvenv.cfg").write_text("version = 3.11")

    monkeypatch.setattr(run, "make_environment", make_environment)
    monkeypatch.setattr(run, "install_packages", lambda lock: seen.append(lock.name))
    return seen


def test_it_needs_nothing_but_python():
    tree = ast.parse((ROOT / "run").read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("prefix", "arguments", "fits", "chosen"),
    [
        ("/usr", "'--enable-shared'", True, sys.executable),
        ("/home/x/python", "'--enable-optimizations' '--with-lto'", True, sys.executable),
        ("/home/x/python", "'--enable-shared'", True, "system"),
        ("/home/x/python", "'--enable-shared'", False, sys.executable),
        ("C:/Python", None, True, sys.executable),
    ],
)
def test_the_environment_is_made_with_an_optimised_python(
    run, monkeypatch, tmp_path, prefix, arguments, fits, chosen
):
    system = tmp_path / "python3"
    system.touch()
    monkeypatch.setattr(run, "SYSTEM_PYTHON", system)
    monkeypatch.setattr(run, "quiet", lambda command: fits)
    monkeypatch.setattr(sys, "base_prefix", prefix)
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: arguments)

    assert run.interpreter() == (str(system) if chosen == "system" else chosen)


def test_an_environment_of_a_slow_python_is_made_anew(run, monkeypatch, tmp_path):
    monkeypatch.setattr(run, "interpreter", lambda: str(run.SYSTEM_PYTHON))
    run.VENV.mkdir()

    (run.VENV / "pyvenv.cfg").write_text("home = /home/x/python/bin\n")
    assert not run.is_quickest()

    (run.VENV / "pyvenv.cfg").write_text(f"home = {run.SYSTEM_PYTHON.parent}\n")
    assert run.is_quickest()


def test_a_lock_is_installed_once_until_it_changes(run, installed, tmp_path, monkeypatch):
    run.install("base")
    run.install("base")
    assert installed == ["base.txt"]

    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("Django==5.2.99")
    run.install("base")
    assert installed == ["base.txt", "base.txt"]


def test_another_python_installs_again(run, installed):
    run.install("base")
    (run.VENV / "pyvenv.cfg").write_text("version = 3.13")
    run.install("base")
    assert installed == ["base.txt", "base.txt"]


def test_of_two_runs_at_once_one_installs(run, installed, monkeypatch):
    """The second waits for the lock, and then finds the work done."""
    import threading

    release, inside = threading.Event(), threading.Event()

    def slowly(lock) -> None:
        installed.append(lock.name)
        inside.set()
        release.wait(10)

    said = []
    monkeypatch.setattr(run, "install_packages", slowly)
    monkeypatch.setattr(run, "say", lambda line: (said.append(line), release.set()))
    first = threading.Thread(target=run.install, args=["base"])
    first.start()
    assert inside.wait(10)

    run.install("base")
    first.join(10)

    assert installed == ["base.txt"]
    assert said == ["Waiting for another ./run to finish its set-up …"]


def test_help_lists_every_command(run):
    said = subprocess.run([sys.executable, ROOT / "run", "help"], env=BARE, capture_output=True, text=True)
    assert said.returncode == 0
    assert all(f"./run {command}" in said.stdout for command in [*run.LOCK_OF, "verify", "help"])


def test_an_unknown_command_is_refused():
    said = subprocess.run([sys.executable, ROOT / "run", "fly"], env=BARE, capture_output=True, text=True)
    assert said.returncode == 2
    assert "fly is no command of ./run." in said.stderr


def test_verify_needs_no_virtual_environment(tmp_path):
    """The interpreter of the system answers, with nothing installed and from any folder: 2, unreadable."""
    base = os.path.join(sysconfig.get_config_var("BINDIR"), "python3")
    (tmp_path / "nothing.json").write_text("{")
    said = subprocess.run(
        [base, "-S", ROOT / "run", "verify", "nothing.json"], cwd=tmp_path, env=BARE, text=True
    )
    assert said.returncode == 2


@pytest.mark.parametrize("lock", ["base", "dev", "installer"])
def test_every_package_is_locked_with_hashes_and_names_no_registry(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]

    assert pins
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert "--index" not in text


def test_what_tests_run_on_is_what_the_product_runs_on():
    assert pins("base").items() <= pins("dev").items()


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split()[0].split("==", 1) for line in lines if "==" in line and not line.startswith(" "))
