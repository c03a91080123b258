"""The cache of throttles and sign-in limits. It fails open: without Redis each process counts for itself."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

PAUSE = 5.0  # seconds before Redis is asked again


def _either(name: str) -> Callable[..., Any]:
    def call(self: "FailOpenCache", *args: Any, **kwargs: Any) -> Any:
        if monotonic() >= FailOpenCache.away_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self._stay_away(error)
        return getattr(self.local, name)(*args, **kwargs)

    call.__name__ = name
    return call


class FailOpenCache(RedisCache):
    """Django's own Redis cache, but an absent Redis is never an error for whoever calls."""

    away_until = 0.0  # for the whole process, so that not every thread waits for a time-out of its own

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        params["OPTIONS"] = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5} | params.get("OPTIONS", {})
        super().__init__(server, params)
        self.local = LocMemCache("exportctl", {})

    add = _either("add")
    get = _either("get")
    set = _either("set")
    touch = _either("touch")
    delete = _either("delete")
    get_many = _either("get_many")
    has_key = _either("has_key")
    incr = _either("incr")
    set_many = _either("set_many")
    delete_many = _either("delete_many")
    clear = _either("clear")

    def one_more(self, key: str, *, seconds: int) -> int:
        """Count one more of `key`: what it stands at, until `seconds` after the first. One round trip."""
        if monotonic() >= FailOpenCache.away_until:
            try:
                return self._one_more(self.make_and_validate_key(key), seconds)
            except (RedisError, OSError) as error:
                self._stay_away(error)
        self.local.add(key, 0, seconds)
        try:
            return int(self.local.incr(key))
        except ValueError:  # it ran out in between
            self.local.set(key, 1, seconds)
            return 1

    def _one_more(self, name: str, seconds: int) -> int:
        """Each time, unless it has an end: a number that once got none would lock its caller out for good."""
        with self._cache.get_client(name, write=True).pipeline(transaction=False) as both:
            both.incr(name)
            both.expire(name, seconds, nx=True)
            return int(both.execute()[0])

    @staticmethod
    def _stay_away(error: Exception) -> None:
        log.warning("cache: Redis is away (%s); counting in this process", error)
        FailOpenCache.away_until = monotonic() + PAUSE


def one_more(key: str, *, seconds: int) -> int:
    """Of a limit: how many of `key` there were with this one, within `seconds` of the first (the machine's clock)."""
    return int(cache.one_more(key, seconds=seconds))  # type: ignore[attr-defined]  # FailOpenCache's own
