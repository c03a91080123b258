"""`./run up`: everything, in order, until somebody stops it."""

import argparse
import contextlib
import multiprocessing
import os
import sys
import urllib.error
import urllib.request

from exportctl.local.children import Child
from exportctl.local.home import Home, InUse
from exportctl.local.instance import Instance
from exportctl.local.ports import taken
from exportctl.local.supervisor import Supervisor, say

PYTHON = (sys.executable, "-P", "-m")
OF_ONE_SESSION = {"EXPORTCTL_ROLE": "session"}  # past a pool, where there is one


def up(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run up", description="Start exportctl; Ctrl-C stops it.")
    parser.add_argument("--port", type=int, default=8000)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--empty", action="store_true", help="no demo data, and no demonstration")
    kind.add_argument("--as-of", metavar="INSTANT", help="demo data as of then, where the clock goes on")
    options = parser.parse_args(arguments)
    if taken(options.port):
        say(f"Port {options.port} is taken. Stop what uses it, or choose another: ./run up --port 8080")
        return 1
    home = Home.of_environment()
    try:
        with home.locked():
            return _serve(home, port=options.port, empty=options.empty, as_of=options.as_of)
    except InUse:
        running = home.state().get("url", "somewhere")
        say(f"exportctl already runs at {running} with the state in {home.path}.")
        say("Stop it, or choose another EXPORTCTL_HOME.")
        return 1


def _serve(home: Home, *, port: int, empty: bool, as_of: str | None) -> int:
    stopped = {"database_folder": str(home.database_folder)}
    home.write_state(stopped)
    home.write_restarts([])
    supervisor = Supervisor()
    supervisor.listen()
    instance = Instance(home, supervisor)
    instance.environment.setdefault("BASE_URL", f"http://localhost:{port}")
    try:
        return supervisor.run(lambda: start(instance, port=port, empty=empty, as_of=as_of))
    finally:
        home.write_state(stopped)


def start(instance: Instance, *, port: int, empty: bool, as_of: str | None = None) -> None:
    say("Starting PostgreSQL and the broker …")
    instance.start_database()
    instance.start_broker()
    note(instance, port)
    seed(instance, empty=empty, as_of=as_of)
    instance.collect_static_files()
    instance.check_roles()
    say("Starting web, worker, beat and sealer …")
    for child in services(instance, port):
        instance.supervisor.start(child)
    note(instance, port)
    address = f"http://127.0.0.1:{port}"
    instance.supervisor.wait_for("The web server", lambda: alive(address), within=60)
    instance.supervisor.after_restart = lambda: note(instance, port)
    print(f"exportctl is ready at http://localhost:{port}", flush=True)


def seed(instance: Instance, *, empty: bool, as_of: str | None = None) -> None:
    """Once, the first time: whether this home is a demonstration, and as of when, is decided then and stays so."""
    mark = instance.home.kind_file
    kind = mark.read_text() if mark.exists() else "new"
    if kind == "new" and empty:
        instance.manage("load_reference")
        instance.manage("load_annex")
        mark.write_text("empty")
    elif kind == "empty" and not empty:
        say("This home was set up empty and stays so; for a demonstration choose another EXPORTCTL_HOME.")
    elif not empty and (
        kind != "demonstration" or as_of
    ):  # which refuses another instant than the stored one
        if kind != "demonstration":
            say("Replaying 400 days of demo cases, once (up to a minute) …")
        instance.manage("seed_demo", "--skip-checks", *(["--as-of", as_of] if as_of else []))
        mark.write_text("demonstration")


def note(instance: Instance, port: int) -> None:
    """What `./run manage` needs to speak to this instance, and what the monitor says of restarts."""
    instance.home.write_state(
        {
            "pid": os.getpid(),
            "url": f"http://localhost:{port}",
            "port": port,
            "database_folder": str(instance.home.database_folder),
            "processes": {child.name: child.pid for child in instance.supervisor.children},
            "environment": instance.environment,
        }
    )
    instance.home.write_restarts(instance.supervisor.restarts.rows())


# After the first start letters of 400 days wait to be made: whoever looks round meanwhile comes first.
GIVING_WAY = ("letters", "jobs")


def services(instance: Instance, port: int) -> list[Child]:
    """In the order of their start. Each runs as the application's role."""
    logs, environment = instance.home.logs, instance.as_application
    celery = [*PYTHON, "celery", "--app", "exportctl"]
    commands = {
        "sealer": [*PYTHON, "django", "seal_audit", "--loop"],
        "web": gunicorn(f"127.0.0.1:{port}", access_log=str(logs / "access.log")),
        # The sweeps have a process of their own: mails that pile up never make a closing late, nor letters a mail.
        "worker": [*celery, *worker("sweeps", "default"), "--concurrency=1"],
        "mails": [*celery, *worker("mails", "notify"), "--concurrency=1"],
        "letters": [*celery, *worker("letters", "pdf"), "--concurrency=2"],
        # So have the checks of files: one that takes its time, or all the memory, holds up other files alone.
        "files": [*celery, *worker("files", "files"), "--concurrency=1"],
        # And catalogues that are screened: two share the parts of one.
        "jobs": [*celery, *worker("jobs", "jobs"), "--concurrency=2"],
        "beat": [*celery, "beat", "--pidfile=", "--loglevel=WARNING"],
    }
    return [
        Child(
            name,
            command,
            log=logs / f"{name}.log",
            environment={**environment, **OF_ONE_SESSION} if name == "sealer" else environment,
            vital=name == "web",
            gives_way=name in GIVING_WAY,
            cwd=instance.home.path,
        )
        for name, command in commands.items()
    ]


def worker(name: str, queues: str) -> list[str]:
    return ["worker", f"--hostname={name}@%h", f"--queues={queues}", pool(), *QUIET]


QUIET = ("--without-gossip", "--without-mingle", "--loglevel=WARNING")


# Neither the question of an address nor where somebody came from: a search or a guided check is nobody's business.
ACCESS_LOG = '%(h)s %(u)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s "%(a)s"'


def gunicorn(bind: str, *, access_log: str, workers: int | None = None) -> list[str]:
    """Workers without threads: a persistent connection each, and no thread waits for another (docs/adr)."""
    count = workers or int(os.environ.get("WEB_WORKERS") or min(4, (os.cpu_count() or 1) + 1))
    return [
        *PYTHON,
        "gunicorn",
        "exportctl.wsgi",
        f"--bind={bind}",
        f"--workers={count}",
        "--worker-class=sync",
        "--timeout=60",  # as long as the proxy waits (deploy/nginx.conf): five large files take their time
        "--preload",
        "--no-control-socket",
        f"--access-logfile={access_log}",
        f"--access-logformat={ACCESS_LOG}",
        "--logger-class=exportctl.local.access_log.AccessLog",
    ]


def pool() -> str:
    """Prefork needs semaphores in shared memory; where /dev/shm is closed to us, threads do."""
    try:
        multiprocessing.Semaphore()
    except OSError:
        return "--pool=threads"
    return "--pool=prefork"


def alive(address: str) -> bool:
    with (
        contextlib.suppress(OSError, urllib.error.URLError),
        urllib.request.urlopen(f"{address}/livez", timeout=5),
    ):
        return True
    return False
