"""Every page that anybody may open, in a real browser: axe finds nothing, nothing is wider than the screen or jumps.

A page is one style sheet and weighs at most 60 kB as it travels, fonts aside.

The pages are those of the permission tables, so a new page is walked from the day it is declared there. An ordinary
run opens each on a phone's width and asks axe of one page of each family, which differ by what they are about and
not by what they are built of; colours and sizes are asked of every component (tests/look). A thorough run asks
everything of every page, in both looks.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from exportctl.local.cluster import Cluster
from exportctl.local.site import Site, serving
from tests.browser import LONGEST, NARROW
from tests.database import pointed_at
from tests.house.permissions.calls import path_of
from tests.house.permissions.parts import PARTS
from tests.house.permissions.tables import Row, rows, views
from tests.house.permissions.world import COLUMNS, World
from tests.journeys.conftest import COLOURS_AND_SIZES, EVERYTHING, axe
from tests.thorough import THOROUGH

Theme = Literal["light", "dark"]
Look = tuple[Theme, int, Sequence[str]]
PAGES = [
    row
    for part in PARTS
    for row in rows(part.TABLE)
    if row.method == "GET" and "200" in row.expected.values() and not row.route.startswith("api/v1/")
]
SHARES = 8  # of the pages, so that both workers have something to do
LANGUAGE = "de"  # its words are the longest; the other journeys are in English
DESK: Look = ("light", 1280, EVERYTHING)
PHONE: Look = ("dark", NARROW, COLOURS_AND_SIZES if THOROUGH else ())
HEAVIEST = 60_000  # bytes of a page with its style sheet and scripts, compressed
LARGEST_SHIFT = 0.01  # of what the browser calls a layout shift; a tenth counts as good


def _one_of_each_family() -> list[Row]:
    """The pages that one module of views answers are a family."""
    answering = views()
    return list({answering[row.route].__module__: row for row in reversed(PAGES)}.values())


ASKED = PAGES if THOROUGH else _one_of_each_family()  # by axe


@dataclass
class Walk:
    """The permission tables' world behind a web server, and browser pages for each reader, one of a phone's width.

    To draw a page once more at another width costs half of what opening it does.
    """

    world: World
    site: Site
    browser: Browser
    made: dict[str, Any] = field(default_factory=dict)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    pages: dict[tuple[str, Look], Page] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    framed: set[Page] = field(default_factory=set)  # whose header and foot were looked at

    def complaints(self, row: Row) -> list[str]:
        """What the first reader who may open the page finds wrong with it, a line each, in every look."""
        reader = next(column for column in COLUMNS if row.expected[column] == "200")
        looks = (DESK, PHONE) if row in ASKED else (PHONE,)
        page = self._page(reader, looks[0])
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
        self.heard += self._at_first_sight(page, answer.text())
        found = [
            f"{theme}, {width} px: {complaint}"
            for theme, width, rules in looks
            for complaint in self._looked_at(page, theme, width, rules)
        ]
        return [f"{path} ({reader}): {complaint}" for complaint in [*found, *self.heard]]

    def _at_first_sight(self, page: Page, html: str) -> list[str]:
        """What makes a page late or restless. A font may have been on its way: what jumps, jumps twice."""
        seen = page.evaluate(FIRST_SIGHT)
        if seen["shift"] >= LARGEST_SHIFT:
            page.reload()
            seen = page.evaluate(FIRST_SIGHT)
        weight = len(gzip.compress(html.encode())) + sum(weight_of(path) for path in seen["parts"])
        return [
            *([f"{weight:,} bytes"] if weight > HEAVIEST else []),
            *([f"{seen['sheets']} style sheets"] if seen["sheets"] != 1 else []),
            *([f"jumps by {seen['shift']:.3f}"] if seen["shift"] >= LARGEST_SHIFT else []),
            *(["asks for parts of itself without the library"] if seen["helpless"] else []),
        ]

    def _looked_at(self, page: Page, theme: Theme, width: int, rules: Sequence[str]) -> list[str]:
        _hold(page, theme, width)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        height = page.evaluate("document.documentElement.scrollHeight")
        found = axe(page, rules, whole=page not in self.framed) if rules else []
        self.framed.add(page)
        return [
            *found,
            *([f"wider than the screen: {page.evaluate(TOO_WIDE)}"] if wide else []),
            *([f"{height} px long"] if width < 400 and height > LONGEST else []),
        ]

    def _named(self, row: Row) -> dict[str, Any]:
        """What the address names; an act that a second officer waits for is made once, and stays."""
        makes = self.world.makes()
        for part in PARTS:
            makes |= part.makes(self.world) if hasattr(part, "makes") else {}
        for name in row.objects:
            if name in makes and name not in self.made:
                self.made[name] = makes[name]()
        return {**self.world.names, **self.made}

    def _page(self, reader: str, look: Look) -> Page:
        """Held as the look wants it before it opens anything."""
        if reader not in self.contexts:
            self.contexts[reader] = self._entered(reader)
        if (reader, look) not in self.pages:
            page = self.pages[reader, look] = self.contexts[reader].new_page()
            page.on("console", lambda message: message.type == "error" and self.heard.append(message.text))
            page.on("pageerror", lambda error: self.heard.append(str(error)))
        page = self.pages[reader, look]
        _hold(page, look[0], look[1])
        return page

    def _entered(self, reader: str) -> BrowserContext:
        context = self.browser.new_context(locale=LANGUAGE)
        context.set_default_timeout(60_000)  # a busy machine is slow, and no page is wrong for it
        cookies = {settings.LANGUAGE_COOKIE_NAME: LANGUAGE}
        if reader != "anyone":
            session = settings.SESSION_COOKIE_NAME
            cookies[session] = self.world.sessions[reader].cookies[session].value
        context.add_cookies(
            [{"name": key, "value": text, "url": self.site.url} for key, text in cookies.items()]
        )
        context.add_init_script(SHIFTS)
        return context


def _hold(page: Page, theme: Theme, width: int) -> None:
    """A screen of this width and colour; one that is held so already is not drawn anew."""
    if page.viewport_size != {"width": width, "height": 900}:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})


# The first elements that reach over the edge, for whoever has to mend the page.
TOO_WIDE = """
[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 5).map(e => e.tagName.toLowerCase() + (e.className ? "." + e.className : "")).join(", ")
"""

# How far what stands on the page moved without anybody having touched it.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST_SIGHT = """({
  shift: window.shifted,
  sheets: document.styleSheets.length,
  parts: [...document.querySelectorAll("link[rel=stylesheet], script[src]")]
    .map((e) => new URL(e.href || e.src).pathname),
  helpless: !window.htmx && Boolean(document.querySelector("[hx-get], [hx-post]")),
})"""


@cache
def weight_of(path: str) -> int:
    """A style sheet or script as it travels."""
    name = re.sub(r"[.][0-9a-f]{12}(?=[.])", "", path.removeprefix(settings.STATIC_URL))
    return len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 9))


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
        for context in walk.contexts.values():
            context.close()


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_and_nothing_is_too_wide(share, walk):
    found = [complaint for row in PAGES[share::SHARES] for complaint in walk.complaints(row)]

    assert not found, "\n".join(found)
