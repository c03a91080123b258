"""Zoom, forced colours and less motion, on the hardest pages of the desks."""

import pytest

PAGES = {
    "officer.de@demo.example": ["/worklist", "/worklist?view=all", "/team"],
    "delegate.fr@demo.example": ["/procedures"],
    "exporter@aquila.example": ["/overview"],
}
ZOOMS = {"200 %": (640, 450), "400 %": (320, 256)}  # of a screen of 1,280 by 900 pixels
WIDTH = "document.documentElement.scrollWidth"
MOVING = """
[...document.querySelectorAll("*")].filter(each => {
  const {transitionDuration, animationDuration} = getComputedStyle(each);
  return [transitionDuration, animationDuration].join(",").split(",").some(one => parseFloat(one) > 0);
}).length
"""
STUCK = """
[...document.querySelectorAll("main *")].filter(each =>
  ["sticky", "fixed"].includes(getComputedStyle(each).position) && each.getClientRects().length).length
"""


@pytest.mark.parametrize("email", PAGES)
def test_zoomed_a_page_scrolls_one_way_and_nothing_sticks_to_a_low_screen(people, email):
    person = people(email)
    page = person.page
    for path in PAGES[email]:
        for zoom, (width, height) in ZOOMS.items():
            page.set_viewport_size({"width": width, "height": height})
            person.open(path)
            assert page.evaluate(WIDTH) <= width, f"{path} at {zoom}"
            assert page.evaluate(STUCK) == 0, f"{path} at {zoom}"


def test_forced_colours_keep_the_focus_in_sight_and_less_motion_moves_nothing(people):
    person = people("officer.de@demo.example")
    page = person.page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    person.open("/worklist")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid" in outline
    assert not outline.startswith("0px")
    assert page.evaluate(MOVING) == 0
