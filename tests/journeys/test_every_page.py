"""Every page that anybody may open, in a real browser: axe finds nothing, nothing is wider than the screen.

The pages are those of the permission tables, so a new page is walked from the day it is declared there. An ordinary
run opens each on a phone's width and asks axe of one page of each family, which differ by what they are about and
not by what they are built of; contrast is asked of every component (tests/look). A thorough run asks everything of
every page, in both looks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from exportctl.local.cluster import Cluster
from exportctl.local.site import Site, serving
from tests.database import pointed_at
from tests.house.permissions.calls import path_of
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import Row, rows, views
from tests.house.permissions.world import COLUMNS, World
from tests.journeys.conftest import COLOURS_AND_SIZES, EVERYTHING, axe
from tests.thorough import THOROUGH

Theme = Literal["light", "dark"]
PAGES = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if row.method == "GET" and "200" in row.expected.values() and not row.route.startswith("api/v1/")
]
SHARES = 8  # of the pages, so that both workers have something to do
LANGUAGE = "de"  # its words are the longest; the other journeys are in English
DESK: tuple[Theme, int, Sequence[str]] = ("light", 1280, EVERYTHING)
PHONE: tuple[Theme, int, Sequence[str]] = ("dark", 320, COLOURS_AND_SIZES if THOROUGH else ())


def _one_of_each_family() -> list[Row]:
    """The pages that one module of views answers are a family."""
    answering = views()
    return list({answering[row.route].__module__: row for row in reversed(PAGES)}.values())


ASKED = PAGES if THOROUGH else _one_of_each_family()  # by axe


@dataclass
class Walk:
    """The permission tables' world behind a web server, and one browser page for each reader."""

    world: World
    site: Site
    browser: Browser
    made: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    framed: set[Page] = field(default_factory=set)  # whose header and foot were looked at

    def complaints(self, row: Row) -> list[str]:
        """What the first reader who may open the page finds wrong with it, a line each, in every look."""
        reader = next(column for column in COLUMNS if row.expected[column] == "200")
        page = self._page(reader)
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
        found = [
            f"{theme}, {width} px: {complaint}"
            for theme, width, rules in ((DESK, PHONE) if row in ASKED else (PHONE,))
            for complaint in self._looked_at(page, theme, width, rules)
        ]
        return [f"{path} ({reader}): {complaint}" for complaint in [*found, *self.heard]]

    def _looked_at(self, page: Page, theme: Theme, width: int, rules: Sequence[str]) -> list[str]:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found = axe(page, rules, whole=page not in self.framed) if rules else []
        self.framed.add(page)
        return [*found, *([f"wider than the screen: {page.evaluate(TOO_WIDE)}"] if wide else [])]

    def _named(self, row: Row) -> dict[str, Any]:
        """What the address names; an act that a second officer waits for is made once, and stays."""
        makes = self.world.makes()
        for part in PARTS:
            makes |= part.makes(self.world) if hasattr(part, "makes") else {}
        for name in row.objects:
            if name in makes and name not in self.made:
                self.made[name] = makes[name]()
        return {**self.world.names, **self.made}

    def _page(self, reader: str) -> Page:
        if reader not in self.pages:
            self.pages[reader] = self._entered(reader)
        return self.pages[reader]

    def _entered(self, reader: str) -> Page:
        context = self.browser.new_context(locale=LANGUAGE)
        context.set_default_timeout(60_000)  # a busy machine is slow, and no page is wrong for it
        cookies = {settings.LANGUAGE_COOKIE_NAME: LANGUAGE}
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
    cluster: Cluster, chromium: Browser, furnished: tuple[str, World], django_db_blocker: Any
) -> Iterator[Walk]:
    template, world = furnished
    with (
        cluster.cloned(template) as clone,
        django_db_blocker.unblock(),
        pointed_at(clone),
        serving(clone) as site,
    ):
        walk = Walk(world, site, chromium)
        yield walk
        for page in walk.pages.values():
            page.context.close()


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_and_nothing_is_too_wide(share, walk):
    found = [complaint for row in PAGES[share::SHARES] for complaint in walk.complaints(row)]

    assert not found, "\n".join(found)
