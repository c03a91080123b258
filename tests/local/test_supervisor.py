"""Starting in order, stopping in reverse, and what happens when one of them dies: real, small processes."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from exportctl.local.children import Child
from exportctl.local.supervisor import Supervisor

# Writes its name when it is told to stop. Sleeps briefly each time: a signal that comes just before
# a long sleep begins is handled only after it.
OBEDIENT = """
import signal, sys, time
def end(*_):
    with open(sys.argv[2], "a") as said:
        said.write(sys.argv[1] + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
for _ in range(1200):
    time.sleep(0.05)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def child(tmp_path):
    def make(name: str, program: str = OBEDIENT, patience: float = 10) -> Child:
        command = [sys.executable, "-c", program, name, tmp_path / "said"]
        return Child(name, command, log=tmp_path / f"{name}.log", environment=os.environ, patience=patience)

    return make


def started(supervisor: Supervisor, *children: Child) -> None:
    for child in children:
        supervisor.start(child)
    for child in children:
        supervisor.wait_for(child.name, lambda child=child: "up" in child.tail(), within=20)


def test_the_last_started_stops_first(child, tmp_path):
    supervisor = Supervisor()
    started(supervisor, child("database"), child("web"), child("worker"))

    supervisor.stop()

    assert (tmp_path / "said").read_text().split() == ["worker", "web", "database"]
    assert all(one.ended == 0 for one in supervisor.children)


def test_when_one_dies_all_stop_and_its_log_is_shown(child, capsys):
    supervisor = Supervisor()

    def start() -> None:
        started(supervisor, child("database"))
        supervisor.start(
            child("web", "import time; time.sleep(0.5); print('No such port'); raise SystemExit(3)")
        )

    assert supervisor.run(start) == 1
    said = capsys.readouterr().err
    assert "The web process ended by itself (3)." in said
    assert "No such port" in said
    assert supervisor.children[0].ended == 0


def test_asked_to_stop_it_ends_with_zero(child):
    supervisor = Supervisor()

    def start() -> None:
        started(supervisor, child("database"))
        supervisor.stop_asked = True

    assert supervisor.run(start) == 0
    assert supervisor.children[0].ended == 0


def test_a_step_that_fails_stops_everything(child, tmp_path, capsys):
    supervisor = Supervisor()

    def start() -> None:
        started(supervisor, child("database"))
        failing = [sys.executable, "-c", "raise SystemExit('the table is there already')"]
        supervisor.finish("migrate", failing, environment=os.environ, log=tmp_path / "steps.log")

    assert supervisor.run(start) == 1
    assert "the table is there already" in capsys.readouterr().err
    assert supervisor.children[0].ended == 0


def test_who_does_not_listen_is_killed(child):
    supervisor = Supervisor()
    started(supervisor, child("deaf", STUBBORN, patience=0.3))

    supervisor.stop()

    assert supervisor.children[0].ended == -signal.SIGKILL


def test_a_child_is_out_of_reach_of_the_terminals_control_c(child):
    supervisor = Supervisor()
    started(supervisor, child("database"))
    try:
        assert os.getsid(supervisor.children[0].pid) != os.getsid(0)
    finally:
        supervisor.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has gone")
def test_a_killed_supervisor_leaves_nothing_running(tmp_path):
    program = """
        import os, sys, time
        from pathlib import Path
        from exportctl.local.children import Child
        child = Child("web", [sys.executable, "-c", "import time; time.sleep(60)"], log=Path(sys.argv[1]),
                      environment=os.environ)
        child.start()
        print(child.pid, flush=True)
        time.sleep(60)
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        orphan = int(supervisor.stdout.readline())
        supervisor.kill()

    assert gone_within(5, orphan)


def gone_within(seconds: float, pid: int) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False
