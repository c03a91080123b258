"""Starting in order, stopping in reverse, and starting again what died: real, small processes."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from exportctl.local.children import GIVING_WAY, Child, wait_until
from exportctl.local.home import Home
from exportctl.local.instance import Instance
from exportctl.local.postgres import Postgres
from exportctl.local.restarts import VITAL_RESTARTS, Restarts
from exportctl.local.supervisor import Supervisor
from exportctl.local.up import services
from exportctl.local.valkey import Valkey

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
    def make(name: str, program: str = OBEDIENT, patience: float = 10, vital: bool = False) -> Child:
        command = [sys.executable, "-c", program, name, tmp_path / "said"]
        return Child(
            name,
            command,
            log=tmp_path / f"{name}.log",
            environment=os.environ,
            patience=patience,
            vital=vital,
        )

    return make


def test_what_nobody_waits_for_gives_way(tmp_path):
    """And so does whatever it starts."""
    program = "import subprocess, sys, time; time.sleep(1); subprocess.run(['nice']); time.sleep(60)"
    child = Child(
        "letters",
        [sys.executable, "-c", program],
        log=tmp_path / "letters.log",
        environment=os.environ,
        gives_way=True,
    )
    before = os.getpriority(os.PRIO_PROCESS, 0)
    child.start()
    try:
        assert child.pid
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == max(before, GIVING_WAY)
        assert wait_until(lambda: child.tail() != "", within=30, check=lambda: None)
        assert child.tail() == str(max(before, GIVING_WAY))
    finally:
        child.stop()


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


def test_when_one_never_comes_up_all_stop_and_its_log_is_shown(child, capsys):
    supervisor = Supervisor()

    def start() -> None:
        started(supervisor, child("database"))
        started(supervisor, child("web", "print('No such port'); raise SystemExit(3)"))

    assert supervisor.run(start) == 1
    said = capsys.readouterr().err
    assert "The web process ended by itself (3)." in said
    assert "No such port" in said
    assert supervisor.children[0].ended == 0


def kill_when(supervisor: Supervisor, name: str, *, times: int) -> list[int]:
    """From now on each life of the child is ended at once, so often; then the supervisor is asked to stop.

    Returns the list of the processes that were killed; it grows while the supervisor runs.
    """
    killed: list[int] = []
    look_after = supervisor._look_after

    def look(child: Child) -> None:
        if child.name == name and child.ended is None and child.pid not in killed:
            if len(killed) == times:
                supervisor.stop_asked = True
                return
            killed.append(child.pid)
            os.kill(child.pid, signal.SIGKILL)
            child.process.wait()
        look_after(child)

    supervisor._look_after = look
    return killed


def test_a_child_that_dies_is_started_again_however_often(child, tmp_path, capsys):
    supervisor = Supervisor(Restarts(back_off=(0.0,)))
    killed = kill_when(supervisor, "beat", times=VITAL_RESTARTS + 2)

    code = supervisor.run(lambda: started(supervisor, child("database", vital=True), child("beat")))

    assert code == 0
    assert len(set(killed)) == VITAL_RESTARTS + 2
    (row,) = supervisor.restarts.rows()
    assert (row["process"], row["times"], row["ended"]) == ("beat", VITAL_RESTARTS + 2, -signal.SIGKILL)
    assert "The beat process ended by itself (-9). Started again in 0 s." in capsys.readouterr().err
    assert "--- beat ended by itself (-9) and is started again" in (tmp_path / "beat.log").read_text()
    assert supervisor.children[0].ended == 0


def test_a_vital_child_is_started_again_three_times_then_all_stop(child, capsys):
    supervisor = Supervisor(Restarts(back_off=(0.0,)))
    killed = kill_when(supervisor, "web", times=VITAL_RESTARTS + 1)

    code = supervisor.run(lambda: started(supervisor, child("broker"), child("web", vital=True)))

    assert code == 1
    assert len(set(killed)) == VITAL_RESTARTS + 1
    assert f"The end of {supervisor.children[1].log}:" in capsys.readouterr().err
    assert supervisor.children[0].ended == 0


def test_the_database_and_the_web_are_vital_and_nothing_else(tmp_path):
    home = Home(tmp_path)
    home.make()
    instance = Instance(home, Supervisor())
    broker = Valkey(tmp_path / "broker", log=tmp_path / "broker.log", password="x")
    database = Postgres(tmp_path / "database", log=tmp_path / "database.log", password="x")

    vital = {each.name: each.vital for each in [database, broker, *services(instance, port=1)]}

    assert {name for name in vital if vital[name]} == {"database", "web"}
    assert vital.keys() >= {"broker", "sealer", "worker", "mails", "letters", "files", "beat"}


def test_each_end_is_waited_for_longer_and_forgotten_after_ten_minutes(child, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("exportctl.local.restarts.time.monotonic", lambda: now[0])
    restarts, beat, web = Restarts(), child("beat"), child("web", vital=True)

    assert [restarts.wait_for(beat) for _end in range(9)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert [restarts.wait_for(web) for _end in range(5)] == [1, 2, 4, None, None]
    now[0] += 601

    assert (restarts.wait_for(beat), restarts.wait_for(web)) == (1, 1)


def test_nothing_is_started_before_its_wait_is_over(child, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("exportctl.local.restarts.time.monotonic", lambda: now[0])
    restarts, beat = Restarts(), child("beat")
    assert not restarts.is_expected(beat)

    restarts.wait_for(beat)

    assert restarts.is_expected(beat)
    assert not restarts.is_due(beat)
    now[0] += 1
    assert restarts.is_due(beat)


def test_while_a_child_waits_to_be_started_again_we_can_be_asked_to_stop(child):
    supervisor = Supervisor(Restarts(back_off=(3600.0,)))
    kill_when(supervisor, "beat", times=1)
    supervisor.restarts.is_due = lambda child: setattr(supervisor, "stop_asked", True)

    assert supervisor.run(lambda: started(supervisor, child("database"), child("beat"))) == 0
    assert supervisor.children[0].ended == 0


def test_what_a_dead_child_had_started_ends_with_it(child, tmp_path):
    """A web server's workers keep its port: the next one could not bind it."""
    parent = f"""
        import subprocess, sys, time
        worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open({str(tmp_path / "worker")!r}, "w").write(str(worker.pid))
        print("up", flush=True)
        time.sleep(60)
    """
    supervisor = Supervisor(Restarts(back_off=(3600.0,)))
    started(supervisor, child("web", textwrap.dedent(parent)))
    web = supervisor.children[0]
    os.kill(web.pid, signal.SIGKILL)
    web.process.wait()

    supervisor._look_after(web)

    assert gone_within(5, int((tmp_path / "worker").read_text()))


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
        from exportctl.local.children import GIVING_WAY, Child, wait_until
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
