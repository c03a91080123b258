"""The fields of a list's filter: how each is read from its text in the address. What means nothing is the default."""

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import date
from typing import Any
from uuid import UUID

from exportctl.core.rules.days import read_day
from exportctl.core.shapes import FORBIDDEN

LONGEST = 100  # characters of one value in an address
MOST_DIGITS = 6
YEARS = range(1900, 2200)  # at the calendar's own ends no day can be added or taken

Codes = Iterable[str] | Callable[[], Iterable[str]]


def parameter(
    default: Any,
    read: Callable[[str], Any],
    *,
    name: str = "",
    narrows: bool = True,
    write: Callable[[Any], str] = str,
    longest: int = LONGEST,
) -> Any:
    """`name`: as the address calls it, where that differs from the field; `narrows`: it leaves fewer rows."""
    metadata = {"read": read, "name": name, "narrows": narrows, "write": write, "longest": longest}
    return field(default=default, metadata=metadata)


def words(*, name: str = "", longest: int = LONGEST) -> Any:
    return parameter("", str, name=name, longest=longest)


def code(codes: Codes, default: str = "", *, narrows: bool = True) -> Any:
    """One of the codes; a function gives them where they are not known when the class is."""
    return parameter(default, lambda text: one_of(text, codes), narrows=narrows)


def sort(columns: Iterable[str], default: str) -> Any:
    """A column, with a minus for the other way round."""
    return parameter(
        default, lambda text: text if text.removeprefix("-") in set(columns) else "", narrows=False
    )


def number(*, most: int) -> Any:
    """A whole number from 1 up."""
    return parameter(None, lambda text: min(number_of(text), most))


def switch(on: str) -> Any:
    """Yes or no; `on` stands for yes in the address."""
    return parameter(False, lambda text: text == on, write=lambda _value: on)


def day() -> Any:
    return parameter(None, day_of)


def key(*, narrows: bool = True) -> Any:
    """The key of a row, as text."""
    return parameter("", key_of, narrows=narrows)


# --- texts of an address
def plain(value: Any, *, longest: int = LONGEST) -> str:
    """Without control characters, in single spaces, cut."""
    return " ".join(FORBIDDEN.sub(" ", str(value or ""))[:longest].split())


def one_of(text: str, codes: Codes) -> str:
    return text if text and text in (codes() if callable(codes) else codes) else ""


def number_of(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def day_of(text: str) -> date | None:
    try:
        on = read_day(text)
    except ValueError:
        return None
    return on if on.year in YEARS else None


def key_of(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
