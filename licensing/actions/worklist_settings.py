"""How an officer keeps the worklist: settings, and views under a name."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import FORBIDDEN
from licensing.models import DeskSettings, SavedView
from licensing.models.worklist_settings import LONGEST_NAME, LONGEST_QUERY


@transaction.atomic
def save_settings(
    *, columns: Sequence[str], density: str, keys: bool, actor: User, at: datetime
) -> DeskSettings:
    """Remember how the person has the worklist."""
    settings, _created = DeskSettings.objects.update_or_create(
        user=actor,
        defaults={"columns": list(columns), "density": density, "keys": keys, "changed_at": at},
    )
    return settings


@transaction.atomic
def save_view(
    *,
    authority_id: UUID,
    name: str,
    query: str,
    columns: Sequence[str],
    is_shared: bool,
    actor: User,
    at: datetime,
) -> SavedView:
    """Keep filters, sort and columns under a name; one's own view of that name is replaced."""
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
    name = _clean(name)
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("These filters are too long to be kept. Shorten their words."))
    content = {
        "name": name,
        "query": query,
        "columns": list(columns),
        "is_shared": is_shared,
        "changed_at": at,
    }
    with unless_taken("saved_view_name_once", _same_name()):
        view, _created = SavedView.objects.update_or_create(
            authority_id=authority_id, owner=actor, name__iexact=name, defaults=content
        )
    return view


@transaction.atomic
def change_view(*, view_id: UUID, name: str, is_shared: bool, actor: User, at: datetime) -> SavedView:
    """Rename one's own view, share it or keep it to oneself."""
    view = _own(view_id, actor, at)
    name = _clean(name)
    view.name, view.is_shared, view.changed_at = name, is_shared, at
    with unless_taken("saved_view_name_once", _same_name()):
        view.save(update_fields=["name", "is_shared", "changed_at"])
    return view


@transaction.atomic
def delete_view(*, view_id: UUID, actor: User, at: datetime) -> None:
    """Remove one's own view; the cases in it stay as they are."""
    _own(view_id, actor, at).delete()


def _own(view_id: UUID, actor: User, at: datetime) -> SavedView:
    view = SavedView.objects.filter(pk=view_id, owner=actor).first()
    if view is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[view.authority_id], at=at)
    return view


def _same_name() -> Invalid:
    return Invalid(_("You have a view of this name already. Choose another name."))


def _clean(name: str) -> str:
    name = " ".join(FORBIDDEN.sub(" ", name).split())
    if not name:
        raise Invalid(_("Give the view a name, such as “Location items, Gulf”."))
    if len(name) > LONGEST_NAME:
        raise Invalid(_("A name has at most 60 characters. Choose a shorter one."))
    return name
