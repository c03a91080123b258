"""A real Chromium, one context a person, axe on every page that is passed.

`EXPORTCTL_SCREENSHOTS=1` keeps a picture of each such page under the home.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from exportctl.core.models import User
from exportctl.local.home import Home
from exportctl.local.site import Site
from tests.browser import CHROMIUM
from tests.thorough import THOROUGH

SHOTS = Home.of_environment().path / "screenshots"
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What other colours and another width can break on a page whose words and elements are the same.
COLOURS_AND_SIZES = (
    "color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "aria-hidden-focus",
)  # fmt: skip
# Most of axe's time. They are asked of every component (tests/look), which is what pages are made of.
OF_COMPONENTS = ("color-contrast", "link-in-text-block", "target-size")
AXE = {
    "resultTypes": ["violations"],
    "preload": False,  # only rules that are not run look into the style sheets
    "rules": {rule: {"enabled": THOROUGH} for rule in OF_COMPONENTS},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium is installed; as root ./run test installs one")
                )


class Person:
    """Somebody at a browser. Every page passed must satisfy axe and the page's own policy."""

    def __init__(self, page: Page, site: Site, name: str, *, asks_axe: bool = True) -> None:
        self.page, self.site, self.name, self.asks_axe = page, site, name, asks_axe
        self.shots = 0
        self.complaints: list[str] = []
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def sign_in(self, email: str) -> None:
        """One click on the sign-in page's own form: what is proved once need not be the way of everybody."""
        self.open("/accounts/login/")
        for fold in self.page.locator("main details").all():
            if fold.get_attribute("open") is None:
                fold.locator("> summary").click()
        with self.page.expect_navigation():
            self.page.locator(f"form:has(input[name=email][value='{email}']) button").first.click()

    def open(self, path: str) -> None:
        answer = self.page.goto(f"{self.site.url}{path}")
        assert answer is not None
        assert answer.ok, f"{path} answered {answer.status}"

    def look(self, what: str) -> None:
        """Ask axe, which finds nothing, and nothing is wider than the screen; keep a picture if wanted."""
        self.shots += 1
        if "EXPORTCTL_SCREENSHOTS" in os.environ:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{self.name}-{self.shots:02}-{what}.png", full_page=True)
        found = axe(self.page, whole=self.shots == 1) if self.asks_axe else []
        assert not found, f"{what}: {found}"
        wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{what} is wider than {self.page.viewport_size}"
        assert not self.complaints, self.complaints

    def press(self, words: str, *, stays: bool = False) -> None:
        """The next page is awaited, unless a script answers and the page `stays`."""
        self._click("button", words, stays=stays)

    def follow(self, words: str) -> None:
        self._click("link", words, stays=False)

    def _click(self, role: Any, words: str, *, stays: bool) -> None:
        found = self.page.get_by_role(role, name=words).first
        with nullcontext() if stays else self.page.expect_navigation():
            found.click()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def choose(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"select[name={name}]").select_option(value)

    def tick(self, name: str, value: str = "") -> None:
        self.page.locator(f"input[name={name}]" + (f"[value='{value}']" if value else "")).check()


def session_of(email: str) -> Any:
    """The cookie of somebody who has signed in."""
    browser = Client()
    browser.force_login(User.objects.get(email=email), "exportctl.core.accounts.DemonstrationBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": browser.cookies[name].value}


def axe(page: Page, rules: Sequence[str] = EVERYTHING, *, whole: bool = True) -> list[str]:
    """What axe finds, a line each. Its script goes in through the debugger, past the page's own policy.

    Unless the `whole` page is asked it looks inside <main>: header and foot are the same on all pages of a reader.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_axe_script())
    inside = "document" if whole or THOROUGH else "document.querySelector('main') || document"
    found = page.evaluate(f"axe.run({inside}, {json.dumps({**AXE, 'runOnly': rules})})")
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _axe_script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def people(
    chromium: Browser, live_demonstration: Site, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """`people("officer.de@demo.example", width=320, javascript=False)`: signed in, in a context of their own.

    Which page they open first is theirs to say.
    """
    contexts = []

    def arrive(
        email: str = "", *, width: int = 1280, javascript: bool = True, language: str = "en"
    ) -> Person:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale=language,
            bypass_csp=False,
        )
        contexts.append(context)
        context.set_default_timeout(60_000)  # on a busy machine, too
        name = f"{request.node.name}-{email.split('@')[0] or 'public'}"
        # Another language or width changes no element: axe is asked of one of them.
        asks_axe = THOROUGH or (language, width) == ("en", 1280)
        if email:
            context.add_cookies([{**session_of(email), "url": live_demonstration.url}])
        return Person(context.new_page(), live_demonstration, name, asks_axe=asks_axe)

    yield arrive
    for context in contexts:
        context.close()
