"""What the frame of every page knows: clock, sections, person, language, theme."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language

from exportctl.core import access, principals, resubmission
from exportctl.core.models import Organisation, User
from exportctl.core.queries.demonstration import demo_accounts
from exportctl.core.queries.notices import unread_paths
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
    def _frame(self) -> tuple[datetime, bool]:
        """The product's present, and whether this is a demonstration, in one query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT core.product_now(), EXISTS (SELECT FROM core.demonstration)")
            now, is_demonstration = cursor.fetchone()
        return now, is_demonstration

    @property
    def now(self) -> datetime:
        return self._frame[0]

    @property
    def demonstration(self) -> bool:
        return self._frame[1]

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
        names = dict.fromkeys(organisation.short_name for organisation in shown)
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
    def _unread(self) -> list[str]:
        return unread_paths(self._user) if self._user else []

    @property
    def inbox_count(self) -> int:
        return len(self._unread)

    @property
    def unread_here(self) -> list[str]:
        """The addresses of unread messages that lead to this very page: to read it is to have read them."""
        here = {self._request.path, self._request.get_full_path()}
        return [path for path in dict.fromkeys(self._unread) if path in here]

    @property
    def form_number(self) -> str:
        """Another one each time: a form with it is not done twice when its button is pressed twice."""
        return uuid4().hex

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
    def clock_url(self) -> str:
        """Where the demonstration's clock is moved."""
        return reverse(menu().clock) if self.demonstration and menu().clock else ""


def page(request: HttpRequest) -> dict[str, Any]:
    return {"page": Page(request), "demo_accounts": SimpleLazyObject(demo_accounts)}
