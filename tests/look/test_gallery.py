"""Every component in one page, in a real browser: axe finds nothing, nothing is wider than the screen."""

import mimetypes
from typing import Any

import pytest
from django.utils import translation

from tests.look import style_sheet
from tests.look.rendering import Elements, gallery

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'"
)
SITE = "http://gallery.test"


@pytest.fixture
def browser(chromium: Any) -> Any:
    return chromium


def opened(browser: Any, *, width: int = 1280, javascript: bool = True, html: str = "") -> Any:
    """The gallery under the site's policy, answered from files: no server is needed."""
    page = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=javascript
    ).new_page()
    page.complaints = []
    page.on(
        "console", lambda message: page.complaints.append(message.text) if message.type == "error" else None
    )
    document = html or gallery()

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == "/":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=document, headers=headers)
        else:
            file = style_sheet.STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])

    page.route("**/*", answer)
    page.goto(f"{SITE}/")
    page.evaluate("document.fonts.ready") if javascript else None
    return page


def problems(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    # Unless it is asked for it, axe leaves this rule out; of pages only a thorough run asks it (tests/journeys).
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(browser: Any, theme: str, width: int) -> None:
    page = opened(browser, width=width, html=gallery(theme=theme))

    assert problems(page) == []
    assert page.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_nothing_is_wider_than_a_phone(browser: Any, language: str) -> None:
    with translation.override(language):
        page = opened(browser, width=320, html=gallery())

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.browser
def test_without_javascript_conditional_parts_and_counts_are_there(browser: Any) -> None:
    page = opened(browser, javascript=False)

    assert page.locator("#right_reason").is_visible()
    assert page.get_by_text("Up to 2,000 characters").first.is_visible()
    assert not page.locator("button.copy").is_visible()


@pytest.mark.browser
def test_with_javascript_they_open_with_their_choice(browser: Any) -> None:
    page = opened(browser)
    assert not page.locator("#right_reason").is_visible()

    page.get_by_label("Object: the item should stay off the list").last.check()
    page.locator("#right_reason").fill("Because.")

    assert page.get_by_text("8 of 2,000 characters").first.is_visible()


@pytest.mark.browser
def test_the_summary_of_errors_has_the_focus(browser: Any) -> None:
    page = opened(browser)

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.browser
def test_on_a_phone_the_menu_opens_the_sections(browser: Any) -> None:
    page = opened(browser, width=320, javascript=False)
    assert not page.locator(".sections").get_by_role("link", name="Worklist").is_visible()

    page.locator(".phone-menu summary").click()

    assert page.locator(".sections").get_by_role("link", name="Worklist").is_visible()


@pytest.mark.browser
def test_on_a_phone_early_stages_fold_and_unfold(browser: Any) -> None:
    page = opened(browser, width=320, javascript=False)
    early = page.locator(".timeline__early").first
    assert not early.is_visible()

    page.get_by_text("3 stages done").click()

    assert early.is_visible()


@pytest.mark.browser
def test_the_focus_is_a_ring_of_three_pixels(browser: Any) -> None:
    page = opened(browser)

    page.keyboard.press("Tab")
    page.locator("#in-focus").focus()

    ring = page.locator("#in-focus").evaluate("e => getComputedStyle(e).outline")
    assert "3px" in ring
    assert "rgb(109, 40, 217)" in ring


def test_no_id_is_used_twice() -> None:
    ids = [attrs["id"] for _name, attrs in Elements(gallery()).found if attrs.get("id")]

    assert len(ids) == len(set(ids))


def test_the_page_says_its_language_and_its_theme() -> None:
    with translation.override("de"):
        assert '<html lang="de" data-theme="dark">' in gallery(theme="dark")
    assert "data-theme" not in gallery().split(">")[1]


def test_a_page_outside_a_demonstration_has_no_strip() -> None:
    assert "Invented data." in gallery()
    assert "Invented data." not in gallery(demonstration=False)
