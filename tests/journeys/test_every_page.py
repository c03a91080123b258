"""Every page that anybody may open, in a real browser: axe finds nothing, nothing is wider than the screen.

The pages are those of the permission tables, so a new page is walked from the day it is declared there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from exportctl.local.cluster import Cluster
from exportctl.local.site import Site, serving
from tests.database import pointed_at
from tests.house.permissions.calls import path_of
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import Row, rows
from tests.house.permissions.world import COLUMNS, World, make_world
from tests.journeys.conftest import axe

PAGES = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if row.method == "GET" and "200" in row.expected.values() and not row.route.startswith("api/v1/")
]
SHARES = 4  # of the pages, so that both workers have something to do


@dataclass(frozen=True)
class Way:
    """How somebody looks at a page."""

    theme: str
    width: int
    language: str

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}-{self.language}"


WAYS = [Way("light", 1280, "en"), Way("dark", 320, "de")]


@dataclass
class Walk:
    """The permission tables' world behind a web server, and one browser page for each reader and way."""

    world: World
    site: Site
    browser: Browser
    made: dict[str, Any] = field(default_factory=dict)
    pages: dict[tuple[str, Way], Page] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)

    def complaints(self, row: Row, way: Way) -> list[str]:
        """What the first reader who may open the page finds wrong with it, a line each."""
        reader = next(column for column in COLUMNS if row.expected[column] == "200")
        page = self._page(reader, way)
        path = path_of(row, self._named(row))
        self.heard.clear()
        try:
            answer = page.goto(f"{self.site.url}{path}")
        except BrowserError as error:
            if "Download is starting" in error.message:
                return []
            raise
        if answer is None or not answer.ok:
            return [f"{path} ({reader}): answered {answer and answer.status}"]
        if not answer.headers["content-type"].startswith("text/html"):
            return []
        found = [*axe(page), *self.heard]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"wider than the screen: {page.evaluate(TOO_WIDE)}")
        return [f"{path} ({reader}): {complaint}" for complaint in found]

    def _named(self, row: Row) -> dict[str, Any]:
        """What the address names; an act that a second officer waits for is made once, and stays."""
        makes = self.world.makes()
        for part in PARTS:
            makes |= part.makes(self.world) if hasattr(part, "makes") else {}
        for name in row.objects:
            if name in makes and name not in self.made:
                self.made[name] = makes[name]()
        return {**self.world.names, **self.made}

    def _page(self, reader: str, way: Way) -> Page:
        if (reader, way) not in self.pages:
            self.pages[reader, way] = self._entered(reader, way)
        return self.pages[reader, way]

    def _entered(self, reader: str, way: Way) -> Page:
        context = self.browser.new_context(
            viewport={"width": way.width, "height": 900}, color_scheme=way.theme, locale=way.language
        )
        context.set_default_timeout(60_000)  # a busy machine is slow, and no page is wrong for it
        cookies = {settings.LANGUAGE_COOKIE_NAME: way.language}
        if reader != "anyone":
            session = settings.SESSION_COOKIE_NAME
            cookies[session] = self.world.sessions[reader].cookies[session].value
        context.add_cookies(
            [{"name": key, "value": text, "url": self.site.url} for key, text in cookies.items()]
        )
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        return page


# The first elements that reach over the edge, for whoever has to mend the page.
TOO_WIDE = """
[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 5).map(e => e.tagName.toLowerCase() + (e.className ? "." + e.className : "")).join(", ")
"""


@pytest.fixture(scope="module")
def walk(
    cluster: Cluster, chromium: Browser, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Walk]:
    with cluster.cloned() as clone, django_db_blocker.unblock(), pointed_at(clone):
        world = make_world()
        for part in PARTS:
            if hasattr(part, "furnish"):
                part.furnish(world)
        with serving(clone) as site:
            walk = Walk(world, site, chromium)
            yield walk
            for page in walk.pages.values():
                page.context.close()


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_axe_finds_nothing_and_nothing_is_too_wide(way, share, walk):
    found = [complaint for row in PAGES[share::SHARES] for complaint in walk.complaints(row, way)]

    assert not found, "\n".join(found)
