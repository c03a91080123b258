"""What waits for whom: every app says for its own nouns what is to be done; settings.TODOS names them all."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from exportctl.core.models import User
from exportctl.core.rules.todos import TodoKind


@dataclass(frozen=True, kw_only=True)
class Source:
    """The rows at which something of one kind waits for one person: a question, a proposal, a case.

    `noun` and `about` say what it is about and where its key stands in the row; `due_on` is an expression of the
    day, or nothing. `facts` are expressions of what the words need: `title` and `reference` of every row, the
    code of the `state` whose working days count, and the gaps of the kind's sentence.
    """

    kind: TodoKind
    noun: str
    rows: QuerySet[Any, Any]
    about: str = "pk"
    due_on: Any = None
    facts: Mapping[str, Any] = field(default_factory=dict)


Sources: TypeAlias = Callable[[User, datetime], Iterable[Source]]
Titles: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Page:
    """Where something is done: a route, which facts are its arguments, which tab and place of it (`#question-{row}`).

    `all` is the address of the list that holds everything of the kind.
    """

    route: str
    args: tuple[str, ...] = ("reference",)
    tab: str = ""
    place: str = ""
    all: str = ""

    def address(self, facts: Mapping[str, Any]) -> str:
        """For the facts of one row."""
        given = [facts[name] for name in self.args]
        return reverse(self.route, args=[*given, self.tab] if self.tab else given) + self.place.format(
            **facts
        )


@dataclass(frozen=True, kw_only=True)
class Todos:
    """All kinds, the most pressing first, with their pages; who knows the rows; who knows the titles of references."""

    pages: Mapping[TodoKind, Page]
    sources: tuple[Sources, ...]
    titles: tuple[Titles, ...] = ()

    @property
    def kinds(self) -> dict[str, TodoKind]:
        return {kind.code: kind for kind in self.pages}

    @property
    def messages(self) -> list[str]:
        """The kinds of messages that a thing to do stands for."""
        return sorted(code for kind in self.pages for code in kind.messages)

    @property
    def read_messages(self) -> list[str]:
        """Those of them that are done by opening the page they lead to."""
        return sorted(code for kind in self.pages if kind.by_reading for code in kind.messages)


@cache
def declared() -> Todos:
    """Those of this house."""
    todos: Todos = import_string(settings.TODOS)
    return todos


def titles_of(references: Collection[str]) -> dict[str, str]:
    """What cases, procedures and entries are called, by the references that people type."""
    if not references:
        return {}
    return {each: title for titles in declared().titles for each, title in titles(references).items()}
