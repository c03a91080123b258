"""Draws a tag or a whole page from the sample data, and reads it back as elements."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.template import Context, Template
from django.test import RequestFactory

from tests.look import sample

INLINE = {"a", "b", "span", "ins", "del", "svg", "rect", "line", "path", "text", "circle"}
GALLERY = Path(__file__).parent / "gallery.html"


def tag(source: str, **context: Any) -> str:
    return Template("{% load look procedures words %}" + source).render(Context(context))


def gallery(**changes: Any) -> str:
    """The page with every component, in the frame that every page has."""
    context = {
        **sample.gallery(),
        "page": sample.page(**changes),
        "request": RequestFactory().get("/gallery"),
    }
    return Template(GALLERY.read_text(encoding="utf-8")).render(Context(context))


class Elements(HTMLParser):
    """All start tags with their attributes, in order; and the text a reader of the screen hears."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.heard: list[str] = []
        self._hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found.append((name, given))
        if self._hidden or given.get("aria-hidden") == "true":
            self._hidden.append(name)

    def handle_endtag(self, name: str) -> None:
        if self._hidden and name in self._hidden:
            while self._hidden.pop() != name:
                pass
        if name not in INLINE:
            self.heard.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.heard.append(data)

    def of_class(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attrs for _tag, attrs in self.found if name in (attrs.get("class") or "").split())


def heard(html: str) -> str:
    return re.sub(r"[ \n]+", " ", "".join(Elements(html).heard)).strip()
