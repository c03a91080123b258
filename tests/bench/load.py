"""A load of HTTP calls from several clients at once: how many a second, and how long the slowest took."""

import contextlib
import http.client
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from time import perf_counter
from urllib.parse import urlsplit

from exportctl.local.children import Child, wait_until
from exportctl.local.cluster import Clone
from exportctl.local.ports import free_port
from exportctl.local.up import alive, gunicorn

WARM_UP = 0.5  # of the time: each worker has connected, loaded the list and met each question once


@dataclass(frozen=True)
class Load:
    rate: float  # calls a second
    p50: float  # milliseconds
    p99: float


def load(
    url: str,
    bodies: Sequence[bytes],
    *,
    clients: int,
    seconds: float,
    headers: dict[str, str],
    method: str = "POST",
) -> Load:
    """Calls one after the other from each client, each with the next body. Raises on any other answer than 2xx, 304."""
    turn, until = count(), perf_counter() + seconds * (1 + WARM_UP)
    began = perf_counter() + seconds * WARM_UP
    address = urlsplit(url)
    where = f"{address.path}?{address.query}" if address.query else address.path

    def client(_number: int) -> list[float]:
        times = []
        while (start := perf_counter()) < until:
            connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
            body = bodies[next(turn) % len(bodies)] if bodies else None
            connection.request(method, where, body, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status not in (200, 201, 202, 304):
                raise RuntimeError(f"{where} answered {answer.status}")
            if start >= began:
                times.append(perf_counter() - start)
        return times

    with ThreadPoolExecutor(clients) as pool:
        times = sorted(time for each in pool.map(client, range(clients)) for time in each)
    return Load(len(times) / seconds, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)])


@contextlib.contextmanager
def limits(clone: Clone, *, workers: int = 2) -> Iterator[str]:
    """The address of the bare application on `clone`, on the same server as the product."""
    port = free_port()
    url, logs = f"http://127.0.0.1:{port}", clone.cluster.state / "logs"
    command = gunicorn(f"127.0.0.1:{port}", access_log=str(logs / "limits.log"), workers=workers)
    bare = {"DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings", "BASE_URL": url}
    web = Child("limits", command, log=logs / f"limits-{port}.log", environment={**clone.environment, **bare})
    web.start()
    try:
        if (
            not wait_until(lambda: alive(url) or web.ended is not None, within=60, check=lambda: None)
            or web.ended
        ):
            raise RuntimeError(f"The bare application did not come up:\n{web.tail()}")
        yield url
    finally:
        web.stop()
