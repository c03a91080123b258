"""Which parts of the site a person finds in the header, by the seats they hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from exportctl.core.rules.permissions import Permission


@dataclass(frozen=True)
class Entry:
    """A link of the frame: its label, the name of its page, and other addresses that lie under it."""

    label: Any
    route: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Menu:
    """Every link that the kernel's pages draw to pages above them; given by settings.MENU.

    `seats` are a seat's sections, the first of which is the person's desk; `listed` is for everybody who is
    signed in, `public` for everybody else. `people` are tabs beside an organisation's people and keys,
    `account` the headings and links of "Your account", `clock` the page that moves the demonstration's clock,
    `cases` an authority's list of cases, `exporters` its page of the exporters of its state,
    `texts` that of its standard texts, `register` where somebody without an account enters their company.
    """

    seats: Mapping[Permission, tuple[Entry, ...]]
    listed: tuple[Entry, ...]
    public: tuple[Entry, ...]
    people: tuple[Entry, ...] = ()
    account: tuple[tuple[Any, Entry], ...] = ()
    clock: str = ""
    register: str = ""
    cases: str = ""
    exporters: str = ""
    texts: str = ""


@dataclass(frozen=True)
class Section:
    label: Any
    url: str
    current: bool


@cache
def menu() -> Menu:
    """The one menu of this house."""
    declared: Menu = import_string(settings.MENU)
    return declared


def sections(permissions: set[str], path: str) -> list[Section]:
    """The header's links in order; the one that `path` lies under is current."""
    seats = menu().seats
    chosen = [
        entry for permission, entries in seats.items() if permission in permissions for entry in entries
    ]
    links = dict.fromkeys([*chosen, *menu().listed] if chosen else menu().public)
    placed = [(entry, reverse(entry.route)) for entry in links]
    lying = [url for entry, url in placed if any(_is_under(path, start) for start in (url, *entry.also))]
    here = max(lying, key=len, default="")
    return [Section(entry.label, url, url == here) for entry, url in placed]


def desk(permissions: set[str]) -> str:
    """Where somebody with these seats starts work; the public home for everyone else."""
    own = [section.url for section in sections(permissions, "") if permissions]
    return own[0] if own else "/"


def _is_under(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start.rstrip('/')}/")
