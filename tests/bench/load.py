"""A load of HTTP calls from several clients at once: how many a second, and how long the slowest took.

The clients share the two cores with what they ask: they write bytes to sockets and read no more than the status.
"""

import contextlib
import re
import socket
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

LENGTH = re.compile(rb"(?im)^content-length: *(\d+)")
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
    named = {"Host": address.netloc, "Connection": "close", **headers}
    head = f"{method} {where} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in named.items())
    calls = [f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body for body in bodies or [b""]]

    def client(_number: int) -> list[float]:
        times = []
        while (start := perf_counter()) < until:
            status = _status(
                _answer((address.hostname or "", address.port or 80), calls[next(turn) % len(calls)])
            )
            if status not in (200, 201, 202, 304):
                raise RuntimeError(f"{where} answered {status}")
            if start >= began:
                times.append(perf_counter() - start)
        return times

    with ThreadPoolExecutor(clients) as pool:
        times = sorted(time for each in pool.map(client, range(clients)) for time in each)
    return Load(len(times) / seconds, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)])


def _answer(address: tuple[str, int], call: bytes) -> bytes:
    parts = []
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(call)
        while part := connection.recv(1 << 18):
            parts.append(part)
    return b"".join(parts)


def _status(answer: bytes) -> int:
    """Of `HTTP/1.1 200 OK`. Raises where the answer's end is missing."""
    head, end, body = answer.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    if not end or (length and len(body) != int(length[1])):
        raise RuntimeError(f"an answer broke off after {len(answer)} bytes")
    return int(head.split(b" ", 2)[1])


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
