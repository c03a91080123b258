"""Tests run as the application's role on a real PostgreSQL of their own, one for each xdist worker.

It is 25 November 2026, nine o'clock in Greenwich, when a test run begins, whatever day the machine has: the
product's clock of every database here stands on `PRESENT` (exportctl/local/cluster.py) and ticks on from there.
Sessions, throttles, leases and beat have the machine's clock, as they have everywhere.

An ordinary test (`@pytest.mark.django_db`) is rolled back. One that has to commit takes `cloned_database`,
one that needs the demo data `demonstration`, one that needs a web server `live_site`; see docs/operations.md.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from exportctl.core import clock
from exportctl.local.cluster import FIXED, NO_BROKER, Clone, Cluster, quick_folder
from exportctl.local.home import Home
from exportctl.local.postgres import APP
from exportctl.local.site import Site, serving
from tests.browser import CHROMIUM, FLAGS
from tests.database import pointed_at

if TYPE_CHECKING:
    from tests.house.permissions.world import World

pytest_plugins = ["tests.properties", "tests.quick_memory", "tests.slowest"]
STATE = Path(tempfile.mkdtemp(prefix="exportctl-test-", dir=quick_folder()))
LONG = ("tests/journeys/", "tests/demo/")
COMMITTING = {"cloned_database", "demonstration", "live_site", "live_demonstration"}


def pytest_configure() -> None:
    """Settings are loaded before this file: what a test run needs differently is set here."""
    home = Home.of_environment()
    for name in ("mail", "files"):
        (STATE / name).mkdir()
    settings.EXPORTCTL_HOME = STATE
    settings.FILES_ROOT, settings.MAIL_DIRECTORY = STATE / "files", STATE / "mail"
    settings.SIGNING_KEY_FILE, settings.CREATE_SIGNING_KEY = home.path / "keys" / "test.pem", True
    settings.AUDIT_HEAD_FILE = settings.LOG_DIRECTORY = ""  # every test has another trail, and another log
    settings.KEY_HISTORY_FILE = str(STATE / "key-history")
    settings.SECRET_KEY = home.secret("secret_key")
    settings.LIST_BINDS = "true"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NO_BROKER}}
    settings.CELERY_BROKER_URL = NO_BROKER
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Manifest storage needs collected files; pages of tests without a web server do not.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.hookimpl(trylast=True)  # pytest-django puts what has no database mark last
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: begun last, one of them would keep one worker busy while the other has nothing left."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_unconfigure() -> None:
    shutil.rmtree(STATE, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    cluster = Cluster(Home.of_environment(), STATE, careless=True)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's: no database is created or flushed by Django, whose role may not."""
    from tests.replayed import rewinding

    with cluster.cloned(FIXED) as clone, django_db_blocker.unblock(), pointed_at(clone):
        assert _current_user() == "exportctl_app"
        connection.close()
        with rewinding(clone):
            yield


@pytest.fixture(scope="session", autouse=True)
def proposed_law() -> Iterator[None]:
    """Cases here are decided on the mechanism of 2018 and counted with the figures of 2025, as in a demonstration.

    Tests of the law take it away.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("licensing.queries.regimes.proposed_law_applies", lambda: True)
        patched.setattr("notifications.actions.procedures.earlier_figures_serve", lambda: True)
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page read in German leaves its thread German: each test starts in English, whatever ran before."""
    with translation.override("en"):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, Any, Any]:
    from tests.replayed import recording  # models are there once Django is set up

    with recording():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """A rolled-back test never commits: ask the deferred triggers at its end what they would have said."""
    result = yield
    if connection.connection is not None and connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return result


@pytest.fixture
def monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """Instead of pytest's: where something is patched, no factory is replayed."""
    from tests.replayed import Patching

    with Patching.context() as patching:
        yield patching


@pytest.fixture
def transactional_db() -> None:
    pytest.fail("This flushes by TRUNCATE, which the application's role may not: use `cloned_database`.")


@pytest.fixture
def live_server() -> None:
    pytest.fail("This flushes by TRUNCATE, which the application's role may not: use `live_site`.")


# --- Committed transactions: a cloned database ---------------------------------------------------


@pytest.fixture
def cloned_database(cluster: Cluster, django_db_blocker: Any) -> Iterator[Clone]:
    """A migrated database with the reference data for this test alone; Django's connection really commits."""
    with cluster.cloned(FIXED) as clone, django_db_blocker.unblock(), pointed_at(clone):
        yield clone


@pytest.fixture(scope="session")
def seeded_template(cluster: Cluster) -> str:
    """Replayed once per state of the product, up to the fixed present; kept across runs."""
    return cluster.seeded()


@pytest.fixture
def demonstration(cluster: Cluster, seeded_template: str, django_db_blocker: Any) -> Iterator[Clone]:
    """A database with the demo data, for this test alone."""
    with cluster.cloned(seeded_template) as clone, django_db_blocker.unblock(), pointed_at(clone):
        yield clone


@pytest.fixture(scope="session")
def furnished(cluster: Cluster, django_db_setup: None, django_db_blocker: Any) -> "tuple[str, World]":
    """A template with the permission tables' people and cases, and who they are: made once for each worker."""
    from tests.house.permissions.parts import make_furnished_world

    clone = cluster.clone(FIXED)
    with django_db_blocker.unblock(), pointed_at(clone):
        return clone.name, make_furnished_world()


@pytest.fixture
def second_connection(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Makes connections beside Django's, to the same cloned database, as the application or `role`: to hold locks."""
    name = next((name for name in COMMITTING if name in request.fixturenames), None)
    if name is None:
        pytest.fail("A second connection does not see a rolled-back test's rows: take `cloned_database` too.")
    found = request.getfixturevalue(name)
    clone = found.clone if isinstance(found, Site) else found
    with contextlib.ExitStack() as opened:
        yield lambda role=APP: opened.enter_context(contextlib.closing(clone.connect(role)))


@pytest.fixture
def live_site(cloned_database: Clone) -> Iterator[Site]:
    """A real gunicorn over `cloned_database`: its pages have the fixed present, too, for they ask its clock."""
    with serving(cloned_database) as site:
        yield site


@pytest.fixture(scope="session")
def demonstration_site(cluster: Cluster, seeded_template: str) -> Iterator[Site]:
    """A real gunicorn for all tests of a worker; each of them finds the demo data as they were seeded."""
    with cluster.cloned(seeded_template) as clone, serving(clone, workers=1) as site:
        yield site


@pytest.fixture
def live_demonstration(
    cluster: Cluster, seeded_template: str, demonstration_site: Site, django_db_blocker: Any
) -> Iterator[Site]:
    """The worker's gunicorn over the demo data, made anew for this test alone."""
    cluster.renew(demonstration_site.clone, seeded_template)
    with django_db_blocker.unblock(), pointed_at(demonstration_site.clone):
        yield demonstration_site


def _current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


# --- The product's clock in a test's hand: what the law asks about instants is asked at instants ---------


class StandingClock:
    """Shows `at` until somebody sets it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def product_clock() -> Iterator[StandingClock]:
    """Five days after the cases of the factories begin: their procedures are open."""
    from tests.factories import AT, DAY  # models are there once Django is set up

    standing = StandingClock(AT + 5 * DAY)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", standing)
        yield standing


# --- A browser: one for all browser tests of a worker ------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Playwright runs one event loop a process: journeys and the gallery share it. Skips without a Chromium."""
    if not CHROMIUM:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the tests' queries are plain
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
