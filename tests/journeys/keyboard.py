"""Somebody who has no mouse. Every stop of Tab must show itself, be reachable in sight, and let go again."""

from typing import Any

from playwright.sync_api import ElementHandle, Page

MOST_STOPS = 250  # more than any page has; who needs as many has a page that cannot be used

# What is focused now, and what became of the stop before: a focus that changes nothing cannot be seen.
STOP = """
(targets) => {
    const drawn = element => [element, element.labels?.[0], element.closest("label")].filter(Boolean).flatMap(
        part => [null, "::before", "::after"].map(where => {
            const style = getComputedStyle(part, where);
            return [style.outline, style.outlineOffset, style.boxShadow, style.border, style.backgroundColor,
                style.color, style.textDecoration].join();
        })).join();
    const focus = document.activeElement;
    const name = e => `${e.tagName.toLowerCase()} “${(e.labels?.[0] ?? e).innerText?.trim().slice(0, 60) || e.name}”`;
    const before = window.stopBefore;
    const unseen = before && before.element !== focus && before.element.isConnected
        && drawn(before.element) === before.look ? name(before.element) : null;
    const look = before?.element === focus ? before.look : drawn(focus); // the calendar in a date has its own ring
    window.stopBefore = focus === document.body ? null : {element: focus, look};
    if (focus === document.body) return {unseen, left: true};
    const box = (focus.getClientRects()[0] ?? focus.getBoundingClientRect());
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2; // of what is on the screen
    const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
    const top = document.elementFromPoint(x, y);
    const parts = [focus, ...(focus.labels ?? [])];
    const bare = !!top && parts.some(part => part.contains(top));
    const radio = focus.type === "radio" && targets.some(t => t.type === "radio" && t.name === focus.name);
    return {unseen, left: false, name: name(focus), hidden: !bare, same: before?.element === focus,
        parts: focus.type === "date" ? 4 : 1, // day, month, year and the calendar are stops of their own
        there: targets.indexOf(focus) >= 0, group: radio};
}
"""


class Keyboard:
    """Tab, Shift+Tab, Enter, Space, arrows and letters, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, role: Any = None, *, back: bool = False) -> None:
        """Tab to the element that assistive technology calls so."""
        targets = self._called(name, role)
        rounds = held = 0
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            stop = self.page.evaluate(STOP, targets)
            assert not stop["unseen"], f"the focus on {stop['unseen']} cannot be seen"
            rounds += stop["left"]
            assert rounds < 2, f"Tab does not reach “{name}” on {self.page.url}"
            if stop["left"]:
                continue
            held = held + 1 if stop["same"] else 0
            assert held < stop["parts"], f"Tab does not leave {stop['name']}"
            assert not stop["hidden"], f"{stop['name']} has the focus and is hidden on {self.page.url}"
            if stop["there"] or stop["group"]:
                return
        raise AssertionError(f"“{name}” is more than {MOST_STOPS} stops away on {self.page.url}")

    def _called(self, name: str, role: Any) -> list[ElementHandle]:
        for exact in (True, False):
            if role:
                found = self.page.get_by_role(role, name=name, exact=exact)
            else:
                found = self.page.get_by_label(name, exact=exact)
            if handles := found.element_handles():
                return handles
        raise AssertionError(f"Nothing is called “{name}” on {self.page.url}")

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def pick(self, name: str, option: str) -> None:
        """In a list that folds down: the first letters lead to the option."""
        self.to(name, "combobox")
        self.page.keyboard.type(option)
        assert self._focused("e => e.selectedOptions[0].text").startswith(option)

    def choose(self, name: str) -> None:
        """Among radios Tab comes to the group, arrows to the answer."""
        self.to(name, "radio")
        wanted = self._called(name, "radio")[0]
        for _answer in range(12):
            if wanted.evaluate("e => e === document.activeElement"):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        assert wanted.is_checked()

    def tick(self, name: str) -> None:
        self.to(name, "checkbox")
        self.page.keyboard.press("Space")
        assert self._focused("e => e.checked")

    def press(self, name: str) -> None:
        """A button, with the space bar, which is what only buttons answer to; the next page is awaited."""
        self.to(name, "button")
        with self.page.expect_navigation():
            self.page.keyboard.press("Space")

    def follow(self, name: str) -> None:
        self.to(name, "link")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _focused(self, script: str) -> Any:
        return self.page.evaluate(f"({script})(document.activeElement)")
