"""More than one machine, on one: a streaming replica, PgBouncer, nginx; each a child that a proof starts and kills."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from exportctl.local.children import Child, wait_until
from exportctl.local.cluster import SUPERUSER_PASSWORD, Clone, Cluster
from exportctl.local.ports import answers, free_port
from exportctl.local.postgres import APP, SUPERUSER, Postgres
from exportctl.local.prove import Impossible

PROGRAMS = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
WAIT = 30
WAL_KEPT = "512MB"
POOL = """\
[databases]
{database} = host=127.0.0.1 port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = plain
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
server_connect_timeout = 2
server_login_retry = 1
server_check_delay = 0
query_wait_timeout = 20
ignore_startup_parameters = extra_float_digits
"""
PROXY = """\
{user}daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream web {{ {servers} }}
    server {{
        listen 127.0.0.1:{own_port};
        location / {{
            proxy_pass http://web;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_read_timeout 60s;
        }}
    }}
}}
"""


def program(name: str, package: str) -> str:
    """Where it is; says how to get it where it is not."""
    if path := shutil.which(name, path=PROGRAMS):
        return path
    raise Impossible(f"{name} is not here: as root apt-get install {package}")


def replica_of(primary: Postgres, folder: Path) -> Postgres:
    """A copy that follows: its first state by pg_basebackup, the rest as a stream."""
    standby = Postgres(folder, log=folder / "database.log", password=SUPERUSER_PASSWORD)
    if standby.account:
        os.chown(folder, standby.account["user"], standby.account["group"])
    where = ["--host=127.0.0.1", f"--port={primary.port}", f"--username={SUPERUSER}"]
    how = ["--wal-method=stream", "--write-recovery-conf", "--checkpoint=fast"]
    run(standby, "pg_basebackup", *where, f"--pgdata={standby.data}", *how)
    # What pg_rewind has to read of the time before the two went different ways.
    execute(primary, f"ALTER SYSTEM SET wal_keep_size = '{WAL_KEPT}'", "SELECT pg_reload_conf()")
    standby.serve()
    return standby


def rewind(old: Postgres, new: Postgres) -> None:
    """What the old primary had written and nobody else is taken back; then it follows the new one."""
    source = f"host=127.0.0.1 port={new.port} user={SUPERUSER} password={SUPERUSER_PASSWORD} dbname=postgres"
    run(old, "pg_rewind", f"--target-pgdata={old.data}", f"--source-server={source}", "--write-recovery-conf")
    old.serve()


def run(server: Postgres, name: str, *arguments: str) -> None:
    """One of the server's programs, by the account that owns its files."""
    environment = {**server.environment, "PGPASSWORD": SUPERUSER_PASSWORD}
    command = [str(server.program(name)), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, **server.options)
    reason = " · ".join(done.stderr.strip().splitlines()[-4:])
    assert done.returncode == 0, f"{name} ended with {done.returncode}: {reason}"


def execute(server: Postgres, *statements: str) -> list[tuple]:
    """As the superuser; returns the rows of the last one."""
    with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def require_copies(primary: Postgres) -> None:
    """From now on a commit is acknowledged when a replica has it on its disk, too."""
    execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()")
    state = "SELECT sync_state FROM pg_stat_replication"
    ready = wait_until(lambda: execute(primary, state) == [("sync",)], within=WAIT, check=lambda: None)
    assert ready, "no replica became synchronous"


def kill(server: Postgres) -> None:
    """As a power cut takes it: the postmaster and, each in a session of its own, all its backends."""
    pid = server.process.pid
    backends = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (pid, *map(int, backends)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    server.process.wait()


class Pool(Child):
    """PgBouncer in transaction mode; `lead_to` sends it to another server."""

    def __init__(self, folder: Path, *, password: str, size: int = 10) -> None:
        self.folder, self.size, self.port = folder, size, free_port()
        folder.mkdir(mode=0o755)
        (folder / "users").write_text(f'"{APP}" "{password}"\n')
        account = ["--user=nobody"] if os.geteuid() == 0 else []  # root it refuses
        if account:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder / "users", nobody.pw_uid, nobody.pw_gid)
        command = [program("pgbouncer", "pgbouncer"), *account, str(folder / "pgbouncer.ini")]
        super().__init__(
            "pool", command, log=folder / "log", environment={"PATH": PROGRAMS}, stop_by=signal.SIGINT
        )

    def write(self, clone: Clone, server: Postgres) -> None:
        values = {"database": clone.name, "port": server.port, "own_port": self.port, "size": self.size}
        (self.folder / "pgbouncer.ini").write_text(POOL.format(folder=self.folder, **values))

    def lead_to(self, clone: Clone, server: Postgres) -> None:
        self.write(clone, server)
        self.process.send_signal(signal.SIGHUP)

    def url(self, clone: Clone) -> str:
        return clone.app_url.replace(f":{clone.cluster.server.port}/", f":{self.port}/")


class Proxy(Child):
    """nginx over several web servers."""

    def __init__(self, folder: Path, ports: Sequence[int]) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir(mode=0o755)
        user = "user nobody nogroup;\n" if os.geteuid() == 0 else ""
        servers = " ".join(f"server 127.0.0.1:{port};" for port in ports)
        values = {"user": user, "folder": folder, "servers": servers, "own_port": self.port}
        (folder / "nginx.conf").write_text(PROXY.format(**values))
        command = [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
        super().__init__("proxy", command, log=folder / "log", environment={"PATH": PROGRAMS})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def running(child: Child, port: int = 0) -> Iterator[Child]:
    """Started, answering on its port where it has one, and stopped at the end."""
    child.start()
    try:
        if port:
            up = wait_until(lambda: child.ended is not None or answers(port), within=WAIT, check=lambda: None)
            assert child.ended is None, f"{child.name} does not start: {child.tail()}"
            assert up, f"{child.name} does not answer: {child.tail()}"
        yield child
    finally:
        child.stop()


def own_cluster(world_cluster: Cluster, folder: Path) -> Cluster:
    """A durable server of the proof's own, which it may kill."""
    return Cluster(world_cluster.home, folder, careless=False)
