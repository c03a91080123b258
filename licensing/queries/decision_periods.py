"""Which decision period counts: that of the authority, for the kind, on the day a request is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from exportctl.core.calendar import local_date
from exportctl.core.models import Organisation
from exportctl.core.models.four_eyes import TwoOfficersQuerySet
from exportctl.core.queries.reference import calendar_of
from exportctl.core.references import BRUSSELS
from licensing.models import DecisionPeriod, DecisionPeriodChange
from licensing.models.decision_periods import DecisionPeriodQuerySet
from licensing.models.requests import KIND_LABELS
from licensing.rules.kinds import decision_days_of


@dataclass(frozen=True)
class KindPeriod:
    """One line of an authority's table; `row` is None while the usual number counts, `later` has not begun."""

    kind: str
    label: Any
    row: DecisionPeriod | None
    later: list[DecisionPeriod]

    @property
    def working_days(self) -> int:
        return self.row.working_days if self.row else decision_days_of(self.kind)

    @property
    def starts_anew(self) -> bool:
        return self.row is not None and self.row.starts_anew


def today_of(authority: Organisation, *, at: datetime) -> date:
    """The local day at the authority."""
    state = authority.member_state
    return local_date(at, ZoneInfo(state.timezone) if state else BRUSSELS)


def period_of(*, authority: Organisation, kind: str, on: date) -> int:
    """How many working days the authority has for a request of this kind sent on that day (Article 12(5))."""
    own = DecisionPeriod.objects.filter(authority=authority, kind=kind).in_force(on=on)
    return own.values_list("working_days", flat=True).first() or decision_days_of(kind)


def due_if_sent(*, authority: Organisation, days: int, today: date) -> date | None:
    """By when it would have decided what is sent on `today`, its own; None beyond the calendars that are held."""
    return calendar_of(str(authority.member_state_id)).last_day_if_known(today, days)


def starts_anew(*, authority: Organisation, kind: str, on: date) -> bool:
    """Does the period of a request sent on that day start anew with a correction that weighs? Else it goes on."""
    own = DecisionPeriod.objects.filter(authority=authority, kind=kind).in_force(on=on)
    return bool(own.values_list("starts_anew", flat=True).first())


def provision_of(*, authority: Organisation, kind: str, on: date) -> str:
    """The provision of national law that the authority cited for the period in force on that day; empty where none."""
    own = (
        DecisionPeriod.objects.filter(authority=authority, kind=kind).in_force(on=on).select_related("change")
    )
    period = own.first()
    return period.change.provision if period and period.change else ""


def periods_of(authority: Organisation, *, on: date) -> Iterator[KindPeriod]:
    """Every kind with the period that counts on that day, and those that begin later."""
    now = {row.kind: row for row in _rows(authority).in_force(on=on)}
    later = list(_rows(authority).filter(starts_on__gt=on).order_by("starts_on", "pk"))
    for kind, label in KIND_LABELS.items():
        yield KindPeriod(kind, label, now.get(kind), [row for row in later if row.kind == kind])


def period_changes(authority: Organisation) -> TwoOfficersQuerySet:
    """Everything that was proposed, the newest first, with who proposed and who approved it."""
    changes: TwoOfficersQuerySet = DecisionPeriodChange.objects.filter(authority=authority)
    return changes.select_related("proposed_by", "approved_by", "period").order_by("-proposed_at", "-pk")


def _rows(authority: Organisation) -> DecisionPeriodQuerySet:
    return DecisionPeriod.objects.filter(authority=authority).select_related("change")
