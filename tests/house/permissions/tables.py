"""The tables as rows: a line with an address alone names it, each line below it a method, its objects, 13 answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.house.permissions.world import COLUMNS
from tests.thorough import THOROUGH

METHODS = ("GET", "POST", "PUT", "PATCH")


@dataclass(frozen=True)
class Row:
    route: str
    method: str
    objects: tuple[str, ...]
    expected: dict[str, str]  # by column


def rows(table: str) -> Iterator[Row]:
    route = ""  # of the home page, which has no line of its own
    for line in table.splitlines():
        words = line.replace("|", " ").split()
        if line.startswith("#") or not words:
            continue
        if words[0] in METHODS:
            yield _row(route, words)
        else:
            (route,) = words


def _row(route: str, words: list[str]) -> Row:
    objects, answers = words[1 : -len(COLUMNS)], words[-len(COLUMNS) :]
    named = () if objects == ["-"] else tuple(objects)
    return Row(route, words[0], named, dict(zip(COLUMNS, answers, strict=True)))


def views(resolver: Any = None, prefix: str = "") -> dict[str, Callable[..., Any]]:
    """Every address of the product as the tables write it, and what answers it."""
    found: dict[str, Callable[..., Any]] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        found |= views(pattern, route) if isinstance(pattern, URLResolver) else {route: pattern.callback}
    return found


def asked(row: Row, turn: int) -> list[str]:
    """Whom a run asks: of those who are answered alike one, another with each `turn`; of who may not write, half.

    A thorough run asks everybody.
    """
    if THOROUGH:
        return list(COLUMNS)
    start = turn % len(COLUMNS)
    by_turns = [*COLUMNS[start:], *COLUMNS[:start]]
    answers = set(row.expected.values())
    alike = {next(column for column in by_turns if row.expected[column] == answer) for answer in answers}
    if row.method == "GET" or len(answers) == 1:
        return [column for column in by_turns if column in alike]
    return [column for place, column in enumerate(by_turns) if column in alike or place % 2]
