"""Ways through the product by somebody who has no mouse; and the keyboard that walks them notices what is wrong."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.keyboard import Keyboard


def test_anybody_searches_the_list_and_opens_an_entry(people: Any) -> None:
    anybody = people()
    anybody.open("/list")
    keys = Keyboard(anybody.page)
    title = anybody.page.locator("table a").first.inner_text()

    keys.write("Product, function, synonym or customs code", title)
    keys.press("Search")
    keys.follow(title)

    expect(anybody.page.get_by_role("heading", level=1)).to_contain_text(title)


PLAIN = "<p><a href='#'>First</a> <button>Second</button> <a href='#'>Third</a></p>"
FAULTS = {
    "cannot be seen": "<style>button:focus {outline: none}</style>" + PLAIN,
    "is hidden": "<style>button {opacity: 0; pointer-events: none}</style>" + PLAIN,
    "does not leave": PLAIN + "<script>document.querySelector('button').onkeydown = () => false</script>",
    "Nothing is called": PLAIN.replace("Third", "3"),
    "does not reach": PLAIN.replace("<a href='#'>Third", "<a href='#' tabindex='-1'>Third"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_keyboard_notices(fault, chromium):
    page = chromium.new_page()
    page.set_content(FAULTS[fault])

    with pytest.raises(AssertionError, match=fault):
        Keyboard(page).to("Third", "link")
    page.close()


def test_the_keyboard_comes_through_where_nothing_is_wrong(chromium):
    page = chromium.new_page()
    page.set_content(PLAIN)

    Keyboard(page).to("Third", "link")

    assert page.evaluate("document.activeElement.innerText") == "Third"
    page.close()
