"""Customs holds, as an address asks for them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from exportctl.core.access import Reader
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from licensing.models import CustomsHold
from licensing.models.customs_holds import CustomsHoldQuerySet
from licensing.rules.customs_holds import State

VIEWS = ("waiting", "kept", "released", "over")
SORTS = {"due": "due_on", "placed": "placed_at"}


@dataclass(frozen=True, kw_only=True)
class HoldFilter(ListFilter):
    """What the address asks of the list."""

    view: str = fields.code(VIEWS, "waiting", narrows=False)
    words: str = fields.words(name="q")
    sort: str = fields.sort(SORTS, "due")


def hold_rows(user: Reader, filters: HoldFilter, *, at: datetime) -> CustomsHoldQuerySet:
    """Those of the view that the reader sees."""
    rows = _of_view(user, filters.view, at)
    if words := filters.words:
        rows = rows.filter(
            Q(mrn__icontains=words)
            | Q(exporter_eori__icontains=words)
            | Q(authorisation__reference__icontains=words)
            | Q(exporter__legal_name__icontains=words)
        )
    order = SORTS[filters.sort_column]
    return rows.with_parts().order_by(f"-{order}" if filters.is_descending else order, "-pk")


def view_numbers(user: Reader, *, at: datetime) -> dict[str, int]:
    """How many each view holds, by its key."""
    return {key: _of_view(user, key, at).count() for key in VIEWS}


def _of_view(user: Reader, view: str, at: datetime) -> CustomsHoldQuerySet:
    rows = CustomsHold.objects.visible_to(user)
    if view == "waiting":
        return rows.waiting(at=at)
    if view == "kept":
        return rows.kept()
    if view == "over":
        return rows.exclude(end="")
    silent = CustomsHold.objects.silent(at=at).values("pk")
    return rows.filter(Q(status=State.RELEASED.value) | Q(pk__in=silent))
