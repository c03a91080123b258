"""Which connection holds a lock that outlives a transaction."""

from django.db import DEFAULT_DB_ALIAS, connections

from exportctl.core import locks


def test_behind_a_pool_a_lock_has_a_connection_of_its_own(monkeypatch):
    assert locks._session().alias == DEFAULT_DB_ALIAS
    monkeypatch.setitem(connections.settings, "direct", connections.settings[DEFAULT_DB_ALIAS])
    assert locks._session().alias == "direct"
