"""What a seeded demonstration shows, counted: the same on every day."""

from collections import Counter
from datetime import datetime
from typing import Any

from controllist.models import ControlListEntry
from exportctl.core.models import AuditEvent, MemberState, Notice, Seat
from exportctl.core.queries.reference import calendars
from licensing.models import AuthorisationRequest
from notifications.models import CatchAllNotification, Contribution, ObjectionProcedure, Position

STAGES = {
    "submitted": "submitted",
    "under_review": "under review",
    "granted": "decided",
    "granted_with_conditions": "decided",
    "no_authorisation_required": "decided",
    "refused": "decided",
}
LARGE = {"DE", "FR", "IT"}
MORE_THAN = 10  # working days that an open window has left


def shown() -> dict[str, Counter[Any]]:
    """Everything that people see a number of, by whose it is."""
    return {
        "cases": _count(AuthorisationRequest, "authority__member_state", "status", "assigned_to__email"),
        "notifications": _count(CatchAllNotification, "exporter__eori", "status"),
        "procedures": _count(ObjectionProcedure, "notifying_state", "status", "item_key"),
        "positions": _count(Position, "member_state", "stance", "procedure__item_key"),
        "exchange": _count(Contribution, "procedure__item_key"),
        "entries": _count(ControlListEntry, "name", "status"),
        "notices": _count(Notice, "organisation__name", "kind"),
        "acts": _count(AuditEvent, "machine", "event", "source", "target"),
        "seats": _count(Seat, "permission__codename"),
    }


def _count(model: Any, *columns: str) -> Counter[Any]:
    return Counter(model.objects.values_list(*columns))


def broken_promises(*, at: datetime) -> list[str]:
    """What the contract says of the demo data and does not hold at `at`."""
    return [*_small_states(), *_delegations(at), *_list()]


def _small_states() -> list[str]:
    found: dict[str, Counter[str]] = {}
    for state, status in AuthorisationRequest.objects.values_list("authority__member_state", "status"):
        found.setdefault(state, Counter())[STAGES.get(status, status)] += 1
    one_of_each = Counter({"submitted": 1, "under review": 1, "decided": 1})
    codes = set(MemberState.objects.values_list("code", flat=True)) - LARGE
    return [f"{code} has {dict(found[code])}" for code in sorted(codes) if found[code] != one_of_each]


def _delegations(at: datetime) -> list[str]:
    """Each takes part in an open procedure that closes late enough, and in a closed one."""
    held, lacking = calendars(), []
    for code, calendar in held.items():
        mine = ObjectionProcedure.objects.filter(participants__member_state=code)
        today = calendar.local_date(at)
        left = [
            calendar.working_days_between(today, calendar.local_date(procedure.closes_at)) - 1
            for procedure in mine.filter(status="open")
        ]
        if not left or max(left) <= MORE_THAN:
            lacking.append(f"the delegation of {code} has open windows with {left} working days left")
        if not mine.filter(status="closed").exists():
            lacking.append(f"the delegation of {code} has no closed procedure")
    late = ObjectionProcedure.objects.filter(status="open", closes_at__lte=at)
    return lacking + [f"{procedure} should have closed" for procedure in late]


def _list() -> list[str]:
    count = ControlListEntry.objects.count()
    return [] if count == 12 else [f"{count} entries are listed"]
