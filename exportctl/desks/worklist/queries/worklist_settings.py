"""What an officer's desk holds besides its cases, in one query: settings, colleagues, tags, saved views."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.models import Organisation, User
from exportctl.core.queries.people import people_of
from exportctl.core.queries.statements import rows_of
from exportctl.core.rules.permissions import Permission
from exportctl.desks.worklist.queries.filters import WorklistFilter
from licensing.models import RoutingRule, SavedView, Tag
from licensing.rules.routing_rules import Purpose

# What a row may show besides its reference and its item, in the order of the table.
COLUMNS = {
    "destination": pgettext_lazy("column", "To"),
    "stage": _("Stage"),
    "flags": _("Flags"),
    "clock": _("Clock"),
    "submitted": _("Submitted"),
    "tags": _("Tags"),
    "basis": _("Legal basis"),
    "who": _("Who"),
}
USUAL = ("destination", "stage", "flags", "clock", "who")


@dataclass(frozen=True)
class Saved:
    """A view under a name, as the list beside the worklist shows it."""

    id: str
    name: str
    filters: WorklistFilter
    columns: list[str]
    is_shared: bool
    is_own: bool
    owner: str

    @property
    def query(self) -> str:
        return self.filters.but(saved=self.id).query

    @property
    def address(self) -> str:
        return self.filters.but(saved=self.id).address


@dataclass(frozen=True)
class Desk:
    authorities: list[Organisation]
    columns: list[str]
    density: str
    keys: bool
    people: dict[str, str]  # colleagues by id
    tags: list[str]
    teams: list[str]
    saved: list[Saved]

    def shown(self, filters: WorklistFilter) -> list[str]:
        """The columns of the saved view one came by; else as the person chose."""
        chosen = next((view.columns for view in self.saved if view.id == filters.saved), None)
        return known_columns(chosen or self.columns)


def known_columns(codes: list[str]) -> list[str]:
    """In the order of the table; the usual ones where nothing is chosen."""
    return [code for code in COLUMNS if code in codes] or list(USUAL)


def desk_of(user: User, *, at: datetime) -> Desk:
    ((columns, density, keys, people, labels, named, views),) = rows_of(
        user, "desk", lambda: _stored(user, at), at=at
    )
    return Desk(
        access.organisations_of(user, Permission.HANDLE),
        known_columns(columns or []),
        density or "compact",
        keys is not False,
        {person["id"]: person["name"] or person["email"] for person in people},
        list(dict.fromkeys(labels)),
        list(dict.fromkeys(named)),
        [_view(view, user) for view in views],
    )


def _stored(user: User, at: datetime) -> Any:
    authorities = access.organisations_of(user, Permission.HANDLE)
    tags = Tag.objects.filter(authority__in=authorities).order_by("label")
    standing = RoutingRule.objects.standing().of_purpose(Purpose.TEAM)
    teams = standing.filter(authority__in=authorities).order_by("team")
    person = JSONObject(id="pk", name="name", email="email")
    colleagues = people_of(*authorities, at=at).order_by("name", "email").values(json=person)
    return User.objects.filter(pk=user.pk).values_list(
        "desk_settings__columns",
        "desk_settings__density",
        "desk_settings__keys",
        ArraySubquery(colleagues),
        ArraySubquery(tags.values("label")),
        ArraySubquery(teams.values("team")),
        ArraySubquery(_saved(user)),
    )


def _saved(user: User) -> Any:
    view = JSONObject(
        id="pk",
        name="name",
        query="query",
        columns="columns",
        shared="is_shared",
        by="owner",
        owner="owner__name",
    )
    return SavedView.objects.visible_to(user).order_by("is_shared", "name", "pk").values(json=view)


def _view(row: dict[str, Any], user: User) -> Saved:
    filters = WorklistFilter.read_query(row["query"])
    own = row["by"] == str(user.pk)
    return Saved(row["id"], row["name"], filters, row["columns"], row["shared"], own, row["owner"])
