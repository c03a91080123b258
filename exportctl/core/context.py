"""What the frame of every page knows: clock, sections, person, language, theme, and the apps' own facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language

from exportctl.core import access, principals, resubmission
from exportctl.core.models import Organisation, User
from exportctl.core.queries.demonstration import demo_accounts
from exportctl.core.queries.todos import Waiting, waiting
from exportctl.core.sections import Section, menu, sections

THEME_COOKIE = "theme"


@dataclass(frozen=True)
class Person:
    name: str
    initials: str
    organisation: str  # short names of all whom the person acts for


class Page:
    """Read by base.html. Everything is asked for once, when a template first needs it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _frame(self) -> dict[str, Any]:
        """The product's present, whether this is a demonstration, and the apps' facts, in one query."""
        facts = {"now": "core.product_now()", "demonstration": "EXISTS (SELECT FROM core.demonstration)"}
        facts |= {name: f"({sql})" for name, sql in settings.FRAME_FACTS.items()}
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(facts.values())}")
            return dict(zip(facts, cursor.fetchone(), strict=True))

    @property
    def now(self) -> datetime:
        return cast(datetime, self._frame["now"])

    @property
    def demonstration(self) -> bool:
        return bool(self._frame["demonstration"])

    def __getattr__(self, name: str) -> Any:
        """A fact of `settings.FRAME_FACTS`, by its name."""
        if name in settings.FRAME_FACTS:
            return self._frame[name]
        raise AttributeError(name)

    @cached_property
    def _user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def person(self) -> Person | None:
        if self._user is None:
            return None
        seats = access.seats_of(self._user)
        shown = [self.principal] if self.principal else [seat.organisation for seat in seats]
        names = dict.fromkeys(organisation.spoken_name for organisation in shown)
        return Person(str(self._user), self._user.initials, ", ".join(names))

    @cached_property
    def principals(self) -> list[Organisation]:
        """Those among whom the person chooses in whose name they act; empty for whoever acts for one."""
        return principals.principals(self._user)

    @cached_property
    def principal(self) -> Organisation | None:
        return principals.chosen(self._user)

    @property
    def address(self) -> str:
        """Of the page that is read: where a form of the frame leads back to."""
        return self._request.get_full_path() if self._request.method == "GET" else reverse("core:home")

    @cached_property
    def sections(self) -> list[Section]:
        permissions = {seat.permission.codename for seat in access.seats_of(self._user)}
        return sections(permissions, self._request.path)

    @cached_property
    def _waiting(self) -> Waiting | None:
        return waiting(self._user, at=self.now) if self._user else None

    @property
    def inbox_count(self) -> int:
        """How many things wait for the person to do them: the one number of the frame."""
        return self._waiting.number if self._waiting else 0

    @property
    def news_count(self) -> int:
        return len(self._waiting.news) if self._waiting else 0

    @property
    def unread_here(self) -> list[str]:
        """The addresses of messages that are read by looking at this page: news of any page of its case."""
        if self._waiting is None:
            return []
        here = {self._request.path, self._request.get_full_path()}
        news = [path for path in self._waiting.news if place_of(path) == place_of(self._request.path)]
        return list(dict.fromkeys([*news, *(path for path in self._waiting.read_there if path in here)]))

    @property
    def idle_seconds(self) -> int:
        return settings.SESSION_IDLE_SECONDS

    @property
    def idle_until(self) -> datetime:
        return self.now + timedelta(seconds=settings.SESSION_IDLE_SECONDS)

    @cached_property
    def unsent(self) -> bool:
        """Does a form wait that this person could not send, on another page than its own?"""
        here = self._request.path == reverse("core:unsent")
        return bool(self._user and not here and resubmission.stored_form(self._request))

    @property
    def languages(self) -> list[dict[str, Any]]:
        here = get_language()
        return [{"code": code, "name": name, "current": code == here} for code, name in settings.LANGUAGES]

    @property
    def theme(self) -> str:
        """`light`, `dark`, or nothing: as the device."""
        chosen = self._request.COOKIES.get(THEME_COOKIE, self._user.theme if self._user else "")
        return chosen if chosen in ("light", "dark") else ""

    @property
    def register_url(self) -> str:
        """Where somebody without an account enters their company."""
        return reverse(menu().register) if menu().register else ""

    @property
    def clock_url(self) -> str:
        """Where the demonstration's clock is moved."""
        return reverse(menu().clock) if self.demonstration and menu().clock else ""


def place_of(path: str) -> tuple[str, ...]:
    """What a page is about, and all pages below it: `/cases/DE-2026-00418/questions` is about that case."""
    parts = path.partition("?")[0].partition("#")[0].strip("/").split("/")
    return tuple(parts[:2])


def page(request: HttpRequest) -> dict[str, Any]:
    return {"page": Page(request), "demo_accounts": SimpleLazyObject(demo_accounts)}
