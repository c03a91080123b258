"""A primary that dies in the middle of a load: nothing that was acknowledged is lost, nothing is done twice.

Two web servers behind nginx, PgBouncer in transaction mode between them and the database, a synchronous replica, two
beats, a sealer with a direct address; all on loopback.
"""

import contextlib
import http.client
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from exportctl.core import clock
from exportctl.local.children import Child, wait_until
from exportctl.local.cluster import APP_PASSWORD, Clone
from exportctl.local.ports import free_port
from exportctl.local.postgres import Postgres
from exportctl.local.prove import Finding, World, proof
from exportctl.local.supervisor import say
from exportctl.local.up import OF_ONE_SESSION, PYTHON, alive, gunicorn
from exportctl.local.valkey import Valkey
from tests.database import mark_demonstration, pointed_at
from tests.factories import make_customs, make_key
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off_body
from tests.proofs.servers import (
    Pool,
    Proxy,
    execute,
    kill,
    own_cluster,
    replica_of,
    require_copies,
    rewind,
    running,
)

CLIENTS = 6
ENOUGH, LONGEST = 150, 90.0  # acknowledged on either side of the failure; seconds that this may take
PATIENCE = 60.0  # of a client with one declaration
PAUSE = 0.2
GRANTED = 1_000_000
BEAT_TAKES_OVER = 60.0


@dataclass
class Load:
    """What clients were told: a declaration is acknowledged once a 200 or 201 was read to its end."""

    url: str
    path: str
    key: str
    acknowledged: dict[str, tuple[str, float]] = field(default_factory=dict)  # MRN: the write-off, when
    refusals: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    retries: int = 0
    pages: list[tuple[float, int]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def declare(self, number: int) -> None:
        """One declaration until it is acknowledged, always under the same Idempotency-Key."""
        name, until = mrn(number), time.monotonic() + PATIENCE
        body = json.dumps(write_off_body(mrn=name))
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        }
        while time.monotonic() < until:
            status, answer = self.call("POST", self.path, body, headers)
            if status in (200, 201):
                self.acknowledged[name] = (answer["id"], time.monotonic())
                return
            if status not in (0, 429, 500, 502, 503, 504):
                self.refusals.append(f"{status} {answer}")
                return
            self.retries += 1
            time.sleep(PAUSE)
        self.unanswered.append(name)

    def call(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, Any]:
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if method == "POST" and answer.status < 300 else None
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()

    def reaches(self, number: int) -> None:
        """Wait until so many are acknowledged, or it takes too long: then what there is has to do."""
        wait_until(lambda: len(self.acknowledged) >= number, within=LONGEST, check=lambda: None)

    def client(self, place: int) -> None:
        for number in range(place, GRANTED, CLIENTS):
            if self.ended.is_set():
                return
            self.declare(number)

    def reader(self) -> None:
        """Somebody who reads the public list, which comes from the replica."""
        while not self.ended.is_set():
            status, _nothing = self.call("GET", "/list", None, {})
            self.pages.append((time.monotonic(), status))
            time.sleep(PAUSE)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.client, args=[place]) for place in range(CLIENTS)]
        threads.append(threading.Thread(target=self.reader))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.ended.set()
            for thread in threads:
                thread.join(PATIENCE + 30)


@dataclass(frozen=True)
class Site:
    """Everything of it; `environment` is that of every process of the product."""

    clone: Clone
    standby: Postgres
    pool: Pool
    proxy: Proxy
    broker: Valkey
    environment: dict[str, str]


@proof("failover")
def nothing_acknowledged_is_lost(world: World) -> Finding:
    with tempfile.TemporaryDirectory() as folder, several_machines(world, Path(folder)) as site:
        primary, load = site.clone.cluster.server, furnished(site)
        with beats(site) as (first, second):
            with load.running():
                load.reaches(world.size(ENOUGH, 10 * ENOUGH))
                first.process.kill()
                killed_at = time.monotonic()
                kill(primary)
                fail_over(site)
                load.reaches(len(load.acknowledged) + world.size(ENOUGH, 10 * ENOUGH))
            assert sends(site.broker), f"no second beat took over: {second.tail()}"
        figure = told(load, killed_at)
        say(f"{len(load.acknowledged)} {figure}")
        compare(load, site)
        began = time.monotonic()
        rewind(primary, site.standby)
        try:
            require_copies(site.standby)
        finally:
            primary.stop()
        back = time.monotonic() - began
    return Finding(
        len(load.acknowledged), f"{figure}; the old primary follows the new one after {back:.1f} s"
    )


@contextlib.contextmanager
def several_machines(world: World, folder: Path) -> Iterator[Site]:
    folder.chmod(0o755)
    cluster = own_cluster(world.cluster, folder / "state")
    cluster.start()
    with contextlib.ExitStack() as alive_:
        alive_.callback(cluster.stop)
        clone = cluster.clone()
        mark_demonstration(clone)
        cluster.collect_static_files()
        standby = replica_of(cluster.server, folder / "standby")
        alive_.callback(standby.stop)
        require_copies(cluster.server)
        pool = Pool(folder / "pool", password=APP_PASSWORD)
        pool.write(clone, cluster.server)
        alive_.enter_context(running(pool, pool.port))
        broker = Valkey(folder / "broker", log=folder / "broker.log", password="broker")
        alive_.enter_context(running(broker, broker.port))
        ports = [free_port(), free_port()]
        proxy = Proxy(folder / "nginx", ports)
        environment = variables(clone, standby, pool, broker, proxy)
        for port in ports:
            command = gunicorn(f"127.0.0.1:{port}", access_log=str(folder / f"access-{port}"), workers=2)
            web = Child(f"web {port}", command, log=folder / f"web-{port}.log", environment=environment)
            alive_.enter_context(running(web, port))
        sealer = Child(
            "sealer",
            [*PYTHON, "django", "seal_audit", "--loop"],
            log=folder / "sealer.log",
            environment={**environment, **OF_ONE_SESSION},
        )
        alive_.enter_context(running(sealer))
        alive_.enter_context(running(proxy, proxy.port))
        assert wait_until(lambda: alive(proxy.url), within=30, check=lambda: None), proxy.tail()
        yield Site(clone, standby, pool, proxy, broker, environment)


def variables(clone: Clone, standby: Postgres, pool: Pool, broker: Valkey, proxy: Proxy) -> dict[str, str]:
    """As docs/scale.md has them: the pool, the replica, and a direct address that finds the primary by itself."""
    ports = (clone.cluster.server.port, standby.port)
    servers = ",".join(f"127.0.0.1:{port}" for port in ports)
    one = f"127.0.0.1:{clone.cluster.server.port}"
    return {
        **clone.environment,
        "DATABASE_URL": pool.url(clone),
        "DATABASE_DIRECT_URL": clone.app_url.replace(one, servers) + "?target_session_attrs=read-write",
        "REPLICA_URL": clone.app_url.replace(one, f"127.0.0.1:{standby.port}"),
        "BROKER_URL": broker.url,
        "BASE_URL": proxy.url,
        "PROXY_COUNT": "1",
        "LOG_LEVEL": "CRITICAL",
    }


def furnished(site: Site) -> Load:
    """An authorisation with more than can be written off here, and a key of customs."""
    with pointed_at(site.clone):
        items = [{**BODY["items"][0], "quantity": str(GRANTED)}]
        authorisation = make_authorisation(items=items, at=clock.now() - timedelta(days=1))
        key = make_key(make_customs())
    return Load(site.proxy.url, f"/api/v1/authorisations/{authorisation.reference}/write-offs", key)


@contextlib.contextmanager
def beats(site: Site) -> Iterator[tuple[Child, Child]]:
    """Two of them: the first one sends, the second waits for its lock."""
    command = [*PYTHON, "celery", "--app", "exportctl", "beat", "--pidfile=", "--loglevel=WARNING"]
    folder = site.pool.folder.parent
    first, second = (
        Child(f"beat {n}", command, log=folder / f"beat-{n}.log", environment=site.environment)
        for n in (1, 2)
    )
    with running(first):
        assert sends(site.broker), f"the first beat sends nothing: {first.tail()}"
        with running(second):
            yield first, second


def sends(broker: Valkey) -> bool:
    """Does a beat put work into the queues? Nobody takes any: whatever is there grows."""
    import redis

    queues = redis.Redis.from_url(broker.url)
    before = queues.llen("notify")
    return wait_until(lambda: queues.llen("notify") > before, within=BEAT_TAKES_OVER, check=lambda: None)


def fail_over(site: Site) -> None:
    """What an operator (CloudNativePG) does: promote, then lead the pool there."""
    assert execute(site.standby, "SELECT pg_promote(true, 30)") == [(True,)], "the replica was not promoted"
    site.pool.lead_to(site.clone, site.standby)


def told(load: Load, killed_at: float) -> str:
    times = sorted(at for _id, at in load.acknowledged.values())
    before = [at for at in times if at <= killed_at]
    after = [at for at in times if at > killed_at]
    assert not load.refusals, f"{len(load.refusals)} refused, such as {load.refusals[0]}"
    assert not load.unanswered, f"{len(load.unanswered)} declarations had no answer within {PATIENCE:.0f} s"
    assert before, "nothing was acknowledged before the failure"
    assert after, "nothing was acknowledged after the failure"
    gap = max(later - earlier for earlier, later in zip([*before[-1:], *after], after, strict=False))
    bad = [status for _at, status in load.pages if status != 200]
    return (
        f"write-offs acknowledged, {len(before)} before the primary died and {len(after)} after, {load.retries}"
        f" retries, 0 lost, 0 twice; the longest silence {gap:.1f} s; {len(load.pages)} readers of the list, {len(bad)}"
        " of them told to come back"
    )


def compare(load: Load, site: Site) -> None:
    """The promoted replica has every acknowledged deduction once, and its trail holds."""
    from licensing.models import LineBalance, WriteOff

    clone, standby = site.clone, site.standby
    assert execute(standby, "SELECT pg_is_in_recovery()") == [(False,)]
    with pointed_to(clone, standby):
        rows = list(WriteOff.objects.values_list("mrn", "pk"))
        by_number = {name: str(pk) for name, pk in rows}
        used = LineBalance.objects.get().used
    lost = [name for name, (pk, _at) in load.acknowledged.items() if by_number.get(name) != pk]
    assert not lost, f"{len(lost)} acknowledged deductions are not on the promoted replica, such as {lost[0]}"
    assert len(rows) == len(by_number) == used, (
        f"{len(rows)} rows, {len(by_number)} declarations, {used} used"
    )
    sealed(clone, standby)


def sealed(clone: Clone, standby: Postgres) -> None:
    """The sealer has found the new primary by itself, and everything is in the tree."""
    from exportctl.core.models import AuditEvent, AuditLeaf

    with pointed_to(clone, standby):
        done = wait_until(
            lambda: AuditEvent.objects.count() == AuditLeaf.objects.count(), within=30, check=lambda: None
        )
    assert done, "the sealer did not go on with the new primary"


@contextlib.contextmanager
def pointed_to(clone: Clone, server: Postgres) -> Iterator[None]:
    from django.db import connection, connections

    with pointed_at(clone):
        connections.close_all()
        connection.settings_dict["PORT"] = str(server.port)
        yield
