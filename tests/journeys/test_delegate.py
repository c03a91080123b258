"""A delegate records an objection with the keyboard alone: list, procedure, form, review, receipt."""

from typing import Any

import pytest

MOST_TABS = 160


@pytest.fixture
def delegate(people: Any) -> Any:
    return people("delegate.mt@demo.example")


def tab_to(page: Any, selector: str) -> None:
    """Tab until the element has the focus, and the focus can be seen."""
    for _step in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none" or selector.startswith("input")
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by keyboard")


def test_a_position_is_recorded_without_a_mouse(delegate):
    page = delegate.page
    delegate.open("/procedures?view=needs")
    tab_to(page, "table a.mono")
    reference = page.evaluate("document.activeElement.textContent").strip()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/procedures/{reference}")

    tab_to(page, "input[name=stance]")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "object"
    tab_to(page, "input[name=grounds]")
    page.keyboard.press("Space")
    tab_to(page, "textarea[name=reason]")
    page.keyboard.type("A narrower condition would do.")
    tab_to(page, "#position form button:not([type=button])")
    page.keyboard.press("Enter")
    page.wait_for_url("**/position")
    delegate.look("review")

    tab_to(page, "button[name=confirmed]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/*")
    assert "A narrower condition would do." in page.inner_text("main")
    delegate.look("receipt")
