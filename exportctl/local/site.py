"""A real web server, a process of its own, on a cloned database: for browser and kill tests, benchmarks."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from exportctl.local.children import Child, wait_until
from exportctl.local.cluster import Clone
from exportctl.local.ports import free_port
from exportctl.local.up import alive, gunicorn


@dataclass(frozen=True)
class Site:
    url: str
    clone: Clone
    web: Child


@contextlib.contextmanager
def serving(clone: Clone, *, workers: int = 2) -> Iterator[Site]:
    """gunicorn on `clone` until the block ends; its log is shown when it does not come up."""
    clone.cluster.collect_static_files()
    port = free_port()
    url, logs = f"http://127.0.0.1:{port}", clone.cluster.state / "logs"
    logs.mkdir(exist_ok=True)
    web = Child(
        "web",
        gunicorn(f"127.0.0.1:{port}", access_log=str(logs / "access.log"), workers=workers),
        log=logs / f"web-{port}.log",
        environment={**clone.environment, "BASE_URL": url},
    )
    web.start()
    try:
        if (
            not wait_until(lambda: alive(url) or web.ended is not None, within=60, check=lambda: None)
            or web.ended
        ):
            raise RuntimeError(f"The web server did not come up:\n{web.tail()}")
        yield Site(url=url, clone=clone, web=web)
    finally:
        web.stop()
