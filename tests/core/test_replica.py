"""A replica for reading: which page may, how far behind it is, and that nobody misses there what they wrote."""

from contextvars import copy_context

import pytest
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from controllist.models import ControlListEntry
from exportctl.core import lost_connections, replica
from exportctl.core.models import User
from exportctl.late_reads import PAGES

SECOND = 1_000  # octets that a busy primary writes in one


class Server:
    """Two servers of which only the positions in the log are asked."""

    def __init__(self, monkeypatch, *, behind=0):
        self.now, self.behind, self.is_up = 100.0, behind, True
        monkeypatch.setattr(replica, "_position", self.position)

    def position(self, alias, _function):
        if alias == replica.REPLICA and not self.is_up:
            raise OperationalError("no route to host")
        return int(self.now * SECOND) - (self.behind * SECOND if alias == replica.REPLICA else 0)


@pytest.fixture
def servers(monkeypatch):
    monkeypatch.setitem(connections.settings, replica.REPLICA, connections.settings[DEFAULT_DB_ALIAS])
    return Server(monkeypatch)


@pytest.mark.parametrize(
    ("behind", "readable"), [(0, True), (1, True), (2.5, True), (3.5, False), (60, False)]
)
def test_a_replica_is_read_while_it_is_behind_by_less_than_the_bound(servers, behind, readable):
    lag = replica.Lag(lambda: servers.now)
    answers = []
    for _second in range(6):
        servers.behind = behind
        answers.append(lag.is_small())
        servers.now += 1
    assert answers[-1] is readable


def test_an_idle_primary_makes_no_replica_late_and_a_lost_one_is_noticed(servers):
    lag = replica.Lag(lambda: servers.now)
    assert lag.is_small()  # nothing is written: whatever is replayed is the present
    servers.is_up, servers.now = False, servers.now + 1
    assert not lag.is_small()
    servers.is_up, servers.now = True, servers.now + replica.AWAY_FOR - 1
    assert not lag.is_small()  # it is given time
    servers.now += 1
    assert lag.is_small()


def request_of(name="controllist:list", method="get", cookies=(), **headers):
    request = getattr(RequestFactory(), method)(reverse(name), headers=headers)
    request.resolver_match = resolve(request.path)
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize(
    ("request_", "alias"),
    [
        (request_of(), replica.REPLICA),
        (request_of(method="head"), replica.REPLICA),
        (request_of("desks:statistics"), replica.REPLICA),
        (request_of(method="post"), DEFAULT_DB_ALIAS),
        (request_of(cookies={replica.COOKIE: "1"}), DEFAULT_DB_ALIAS),
        (request_of(authorization="Bearer key"), DEFAULT_DB_ALIAS),
        (request_of("controllist:checkpoint"), DEFAULT_DB_ALIAS),
        (request_of("api:control_list"), DEFAULT_DB_ALIAS),
    ],
)
def test_who_reads_where(servers, request_, alias):
    router, asked = replica.Router(), []

    def view(request):
        middleware.process_view(request, None, (), {})
        asked.extend([router.db_for_read(ControlListEntry), router.db_for_read(User)])
        asked.append(router.db_for_read(Session))
        router.db_for_write(ControlListEntry)
        asked.append(router.db_for_read(ControlListEntry))
        return HttpResponse()

    middleware = replica.ReplicaMiddleware(view)
    middleware.lag = replica.Lag(lambda: servers.now)
    response = middleware(request_)

    # What was read, who it is, whose session, and what is read after a write.
    assert asked == [alias, DEFAULT_DB_ALIAS, DEFAULT_DB_ALIAS, DEFAULT_DB_ALIAS]
    assert router.db_for_read(ControlListEntry) == DEFAULT_DB_ALIAS  # the next request begins anew
    assert (replica.COOKIE in response.cookies) == (request_.method == "POST")


def test_who_has_written_reads_the_primary_for_longer_than_the_replica_may_be_behind(servers):
    middleware = replica.ReplicaMiddleware(lambda _request: HttpResponse())
    cookie = middleware(request_of(method="post")).cookies[replica.COOKIE]
    assert cookie["max-age"] > 3 + replica.CHECK_EVERY
    assert cookie["httponly"]


def test_a_page_whose_replica_fails_is_read_once_more_from_the_primary(servers):
    def view(request):
        middleware.process_view(request, None, (), {})
        middleware.process_exception(request, OperationalError("conflict with recovery"))
        return HttpResponse(status=500)

    middleware, request = replica.ReplicaMiddleware(view), request_of()
    middleware.lag = replica.Lag(lambda: servers.now)
    middleware(request)

    assert lost_connections.was_lost(request)
    assert not middleware.lag.is_small()


def test_what_is_kept_for_others_is_read_from_the_primary(servers):
    def asked():
        replica._is_late.set(True)
        with replica.on_primary():
            inside = replica.Router().db_for_read(ControlListEntry)
        return inside, replica.Router().db_for_read(ControlListEntry)

    assert copy_context().run(asked) == (DEFAULT_DB_ALIAS, replica.REPLICA)  # nothing of it stays


@pytest.mark.parametrize("name", PAGES)
def test_each_page_that_may_be_late_is_there_for_everybody(name):
    arguments = ["5A001"] if name.endswith(":control_entry") else []
    assert resolve(reverse(name, args=arguments)).view_name == name


def test_nothing_is_migrated_on_a_replica():
    assert replica.Router().allow_migrate(DEFAULT_DB_ALIAS)
    assert not replica.Router().allow_migrate(replica.REPLICA)
