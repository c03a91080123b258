"""The delegate's list: which procedures, in which order, and what makes the reader's own state act now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import YearsNotHeld
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.models import MemberState
from exportctl.core.queries.reference import INSTITUTIONS, calendar_of
from notifications.models import ObjectionProcedure, Participant, Position
from notifications.queries.windows import listed
from notifications.rules.machines import Outcome, State
from notifications.rules.stances import Stance

SOON = 5  # working days of the reader's own state

VIEWS = {
    "open": _("Open"),
    "needs": _("Needs our position"),
    "soon": _("Closing soon"),
    "closed": _("Closed"),
    "all": _("All"),
}
SORTS = {
    "clock": _("What closes first"),
    "newest": _("Newest"),
    "item": _("Item"),
    "state": _("Notifying state"),
}
ORDERS: Mapping[str, tuple[str, ...]] = {
    "clock": ("own_due_at", "closes_at", "pk"),
    "newest": ("-opened_at", "-pk"),
    "item": ("dossier__item__name", "pk"),
    "state": ("notifying_state_id", "own_due_at", "pk"),
}
STANCES = {
    "none": _("Nothing yet"),
    Stance.OBJECT.value: _("Objects"),
    Stance.AGREE.value: _("No objection"),
    Stance.COMMENT.value: _("Comment"),
}
OUTCOMES = {
    Outcome.LISTED.value: _("Listed"),
    Outcome.LAPSED.value: _("Not listed"),
    State.WITHDRAWN.value: _("Withdrawn"),
}


@dataclass(frozen=True, kw_only=True)
class ProcedureFilter(ListFilter):
    """What the address asks for."""

    view: str = fields.code(VIEWS, "open", narrows=False)
    position: str = fields.code(STANCES)
    outcome: str = fields.code(OUTCOMES)
    notifying: str = fields.parameter("", lambda text: text[:2].upper())
    words: str = fields.words(name="q")
    sort: str = fields.code(SORTS, narrows=False)

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "ProcedureFilter":
        former = {"view": "closed"} if given.get("closed") == "1" else {}
        return super().read({**former, **{name: given[name] for name in given}})

    def for_reader(self, state: MemberState | None) -> "ProcedureFilter":
        """Without what only a state that takes positions can ask."""
        if state:
            return self
        return replace(self, view="open" if self.view == "needs" else self.view, position="")

    @property
    def order(self) -> str:
        return self.sort or ("newest" if self.view in ("closed", "all") else "clock")


def with_own(
    procedures: QuerySet[ObjectionProcedure], state: MemberState | None
) -> QuerySet[ObjectionProcedure]:
    """Each with what the own state holds (`own_stance`) and its end (`own_due_at`): the window's, elsewhere."""
    code = state.code if state else ""
    positions = Position.objects.filter(procedure=OuterRef("pk"), member_state=code).order_by("-sequence")
    counting = positions.exclude(stance=Stance.COMMENT.value).values("stance")[:1]
    part = Participant.objects.filter(procedure=OuterRef("pk"), member_state=code)
    return procedures.annotate(
        own_stance=Coalesce(Subquery(counting), Subquery(positions.values("stance")[:1]), Value("")),
        takes_part=Case(When(notifying_state=code, then=Value(False)), default=Value(bool(state))),
        own_due_at=Coalesce(Subquery(part.values("due_at")[:1]), F("closes_at")),
        own_last_day=Subquery(part.values("last_day")[:1]),
    )


def open_by_closing(user: Any) -> QuerySet[ObjectionProcedure]:
    """For whoever takes part in none: the window that closes first, first."""
    running = with_own(listed(user), None).filter(status=State.OPEN.value)
    return running.order_by("closes_at", "pk")


def narrowed(
    procedures: QuerySet[ObjectionProcedure], filters: ProcedureFilter, *, soon: datetime, at: datetime
) -> QuerySet[ObjectionProcedure]:
    """The procedures that the address asks for; `procedures` come from `with_own`, `soon` from `soon_until`."""
    rows: QuerySet[Any] = procedures.filter(_of_view(filters.view, soon=soon, at=at))
    if filters.position:
        own = "" if filters.position == "none" else filters.position
        rows = rows.filter(own_stance=own, takes_part=True)
    if filters.outcome == State.WITHDRAWN:
        rows = rows.filter(status=State.WITHDRAWN.value)
    elif filters.outcome:
        rows = rows.filter(outcome=filters.outcome)
    if filters.notifying:
        rows = rows.filter(notifying_state=filters.notifying)
    if filters.words:
        rows = rows.filter(_holds(filters.words))
    return rows.order_by(*ORDERS[filters.order])


def _of_view(view: str, *, soon: datetime, at: datetime) -> Q:
    running = Q(status=State.OPEN.value, closes_at__gt=at)
    return {
        "open": running,
        "needs": running & Q(own_due_at__gt=at, own_stance="", takes_part=True),
        "soon": running & Q(own_due_at__gt=at, own_due_at__lte=soon),
        "closed": ~running,
        "all": Q(),
    }[view]


def _holds(words: str) -> Q:
    item = "dossier__item__"
    places = ("reference", f"{item}name", f"{item}manufacturer", f"{item}model", "dossier__end_user__name")
    anywhere = Q()
    for place in places:
        anywhere |= Q(**{f"{place}__icontains": words})
    return anywhere


def needing(
    procedures: QuerySet[ObjectionProcedure], *, soon: datetime, at: datetime
) -> QuerySet[ObjectionProcedure]:
    """What the own state has said nothing about and closes for it within a few working days."""
    both = _of_view("soon", soon=soon, at=at) & _of_view("needs", soon=soon, at=at)
    rows: QuerySet[Any] = procedures.filter(both)
    return rows.order_by("own_due_at", "pk")


def soon_until(state: MemberState | None, *, at: datetime, days: int = SOON) -> datetime:
    """The end of the working day of the reader's state (of the institutions elsewhere) `days` from now."""
    calendar = calendar_of(state.code if state else INSTITUTIONS)
    today = calendar.local_date(at)
    try:
        return calendar.due_instant(calendar.last_day(today, days))
    except YearsNotHeld:  # a calendar's week is near enough for a list
        return calendar.due_instant(today + timedelta(days=7))
