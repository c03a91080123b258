"""What other states ask and are asked, as an address asks for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from exportctl.core.access import Reader
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from licensing.models import StateConsultation
from licensing.models.state_consultations import StateConsultationQuerySet

VIEWS = {
    "waiting": _("Waits for us"),
    "over": _("Answered or silent"),
    "ours": _("What we ask"),
}
SORTS = {
    "due": (_("Last day"), "due_on"),
    "asked": (_("Asked"), "asked_at"),
}


@dataclass(frozen=True, kw_only=True)
class ConsultationFilter(ListFilter):
    """What the address asks of the desk."""

    view: str = fields.code(VIEWS, "waiting", narrows=False)
    words: str = fields.words(name="q")
    sort: str = fields.sort(SORTS, "due")


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


def consultation_rows(
    user: Reader, filters: ConsultationFilter, *, at: datetime
) -> StateConsultationQuerySet:
    """Those of the view, whose end comes first on top."""
    rows = _of_view(user, filters.view, at).with_parts()
    if words := filters.words:
        rows = rows.annotate(text=Cast("content", TextField())).filter(
            Q(text__icontains=words)
            | Q(request__reference__icontains=words)
            | Q(asking_authority__short_name__icontains=words)
        )
    order = SORTS[filters.sort_column][1]
    return rows.order_by(f"-{order}" if filters.is_descending else order, "-pk")


def views(user: Reader, *, at: datetime) -> list[View]:
    """Every view with its number."""
    return [View(key, label, _of_view(user, key, at).count()) for key, label in VIEWS.items()]


def first_view(all_views: list[View]) -> str:
    """The view that a desk opens on: the first with anything in it, or what waits for us."""
    return next((view.key for view in all_views if view.count), "waiting")


def _of_view(user: Reader, view: str, at: datetime) -> StateConsultationQuerySet:
    if view == "ours":
        return StateConsultation.objects.put_by(user)
    to_us = StateConsultation.objects.put_to(user)
    waiting = to_us.waiting(at=at)
    return waiting if view == "waiting" else to_us.exclude(pk__in=waiting.values("pk"))
