"""The delegate's list: which procedures, in which order, and what makes the reader's own state act now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import MemberState
from exportctl.core.queries.reference import INSTITUTIONS, calendar_of
from notifications.models import ObjectionProcedure, Participant, Position
from notifications.queries.windows import listed
from notifications.rules.machines import Outcome, State
from notifications.rules.stances import Stance

SOON = 5  # working days of the reader's own state
LONGEST = 100

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


@dataclass(frozen=True)
class ProcedureFilter:
    """What the address asks for; whatever it does not know is left out."""

    view: str = "open"
    position: str = ""
    outcome: str = ""
    notifying: str = ""
    words: str = ""
    sort: str = ""

    @classmethod
    def read(cls, given: Any, *, state: MemberState | None) -> "ProcedureFilter":
        view = given.get("view", "closed" if given.get("closed") == "1" else "open")
        views = VIEWS if state else {key: label for key, label in VIEWS.items() if key != "needs"}
        return cls(
            view=view if view in views else "open",
            position=_known(given.get("position"), STANCES) if state else "",
            outcome=_known(given.get("outcome"), OUTCOMES),
            notifying=str(given.get("notifying") or "")[:2].upper(),
            words=" ".join(str(given.get("q") or "")[:LONGEST].split()),
            sort=_known(given.get("sort"), SORTS),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.position or self.outcome or self.notifying or self.words)

    @property
    def order(self) -> str:
        return self.sort or ("newest" if self.view in ("closed", "all") else "clock")


def _known(given: Any, table: dict[str, Any]) -> str:
    return str(given) if given in table else ""


def with_own(found: QuerySet[ObjectionProcedure], state: MemberState | None) -> QuerySet[ObjectionProcedure]:
    """Each with what the own state holds (`own_stance`) and its end (`own_due_at`): the window's, elsewhere."""
    code = state.code if state else ""
    positions = Position.objects.filter(procedure=OuterRef("pk"), member_state=code).order_by("-sequence")
    counting = positions.exclude(stance=Stance.COMMENT.value).values("stance")[:1]
    part = Participant.objects.filter(procedure=OuterRef("pk"), member_state=code)
    return found.annotate(
        own_stance=Coalesce(Subquery(counting), Subquery(positions.values("stance")[:1]), Value("")),
        takes_part=Case(When(notifying_state=code, then=Value(False)), default=Value(bool(state))),
        own_due_at=Coalesce(Subquery(part.values("due_at")[:1]), F("closes_at")),
        own_last_day=Subquery(part.values("last_day")[:1]),
    )


def open_by_closing(user: Any) -> QuerySet[ObjectionProcedure]:
    """For whoever takes part in none: the window that closes first, first."""
    found = with_own(listed(user), None).filter(status=State.OPEN.value)
    return found.order_by("closes_at", "pk")


def chosen(
    found: QuerySet[ObjectionProcedure], asked: ProcedureFilter, *, soon: datetime, at: datetime
) -> QuerySet[ObjectionProcedure]:
    """The procedures of one view; `found` comes from `with_own`, `soon` from `soon_until`."""
    found = found.filter(_of_view(asked.view, soon=soon, at=at))
    if asked.position:
        own = "" if asked.position == "none" else asked.position
        found = found.filter(own_stance=own, takes_part=True)
    if asked.outcome == State.WITHDRAWN:
        found = found.filter(status=State.WITHDRAWN.value)
    elif asked.outcome:
        found = found.filter(outcome=asked.outcome)
    if asked.notifying:
        found = found.filter(notifying_state=asked.notifying)
    if asked.words:
        found = found.filter(_holds(asked.words))
    return found.order_by(*_order(asked.order))


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
    found = Q()
    for place in places:
        found |= Q(**{f"{place}__icontains": words})
    return found


def _order(order: str) -> tuple[Any, ...]:
    return {
        "clock": ("own_due_at", "closes_at", "pk"),
        "newest": ("-opened_at", "-pk"),
        "item": ("dossier__item__name", "pk"),
        "state": ("notifying_state", "own_due_at", "pk"),
    }[order]


def needing(
    found: QuerySet[ObjectionProcedure], *, soon: datetime, at: datetime
) -> QuerySet[ObjectionProcedure]:
    """What the own state has said nothing about and closes for it within a few working days."""
    both = _of_view("soon", soon=soon, at=at) & _of_view("needs", soon=soon, at=at)
    return found.filter(both).order_by("own_due_at", "pk")


def soon_until(state: MemberState | None, *, at: datetime, days: int = SOON) -> datetime:
    """The end of the working day of the reader's state (of the institutions elsewhere) `days` from now."""
    calendar = calendar_of(state.code if state else INSTITUTIONS)
    today = calendar.local_date(at)
    try:
        return calendar.due_instant(calendar.last_day(today, days))
    except YearsNotHeld:  # a calendar's week is near enough for a list
        return calendar.due_instant(today + timedelta(days=7))
