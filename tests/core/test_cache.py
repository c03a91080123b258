"""Sign-in limits and throttles go on counting when Redis is away."""

import pytest
import redis

from exportctl.core.cache import PAUSE, FailOpenCache
from exportctl.local.children import wait_until
from exportctl.local.valkey import Valkey

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def cache(monkeypatch):
    monkeypatch.setattr(FailOpenCache, "away_until", 0.0)
    made = FailOpenCache(NOWHERE, {})
    made.local.clear()
    return made


def test_without_redis_it_counts_in_this_process(cache):
    assert cache.add("tries", 1)
    assert not cache.add("tries", 1)
    assert (cache.incr("tries"), cache.get("tries")) == (2, 2)
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert cache.has_key("a")
    assert cache.touch("a", 60)
    assert cache.delete("a")
    cache.delete_many(["b"])
    assert cache.get_or_set("c", 3) == 3
    cache.clear()
    assert cache.get("c", "nothing") == "nothing"


def test_an_absent_redis_is_asked_again_after_a_pause_only(cache, monkeypatch):
    asked = []

    def away(_cache, key, *_rest, **_named):
        asked.append(key)
        raise ConnectionError("refused")

    monkeypatch.setattr("exportctl.core.cache.RedisCache.get", away)
    now = 1000.0
    monkeypatch.setattr("exportctl.core.cache.monotonic", lambda: now)
    cache.get("first")
    cache.get("second")
    now += PAUSE
    cache.get("third")

    assert asked == ["first", "third"]


@pytest.fixture
def broker(tmp_path):
    server = Valkey(tmp_path / "valkey", log=tmp_path / "log", password="secret")
    server.start()
    try:
        assert wait_until(server.answers, within=30, check=lambda: None)
        yield server
    finally:
        server.stop()


def test_what_is_counted_has_an_end_even_where_the_first_count_was_left_without_one(monkeypatch, broker):
    monkeypatch.setattr(FailOpenCache, "away_until", 0.0)
    made = FailOpenCache(broker.url, {})
    client = redis.Redis.from_url(broker.url)
    client.set(made.make_key("tries"), 7)  # and then the process died

    assert [made.one_more(name, seconds=60) for name in ("tries", "others", "others")] == [8, 1, 2]
    assert all(0 < client.ttl(made.make_key(name)) <= 60 for name in ("tries", "others"))


def test_a_mistake_of_ours_is_not_hidden(cache):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("never")
