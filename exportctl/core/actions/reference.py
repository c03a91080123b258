"""Changes of reference data: one officer of the Commission proposes, another approves (guarantee G11)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exportctl.core import access, shapes
from exportctl.core.actions.four_eyes import Waiting, approve_act, discard_act, hold_act, propose_act
from exportctl.core.canonical import content_hash
from exportctl.core.errors import Invalid
from exportctl.core.models import (
    HolidayYear,
    MemberState,
    Population,
    PopulationSet,
    PublicHoliday,
    ReferenceChange,
    Seat,
    User,
)
from exportctl.core.queries.reference import commission, last_year_held
from exportctl.core.rules.holiday_years import gaps
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.rules.reference import REFERENCE_CHANGE, shape_of


@transaction.atomic
def propose_change(
    *, kind: str, payload: dict[str, Any], reason: str, actor: User, at: datetime
) -> ReferenceChange:
    """Propose a population set, the holidays of a year, or one to add or remove; a second officer decides."""
    organisations = commission()
    access.hold_seat(
        actor=actor,
        permission=Permission.ADMINISTER,
        organisations=[each.pk for each in organisations],
        at=at,
    )
    clean = _checked(kind, payload)
    change = ReferenceChange(kind=kind, payload=clean, reason=reason, proposed_by=actor)
    waiting = Waiting("reference_change_waiting", organisations, _reference(kind, clean), "/reference")
    propose_act(
        act=change, machine=REFERENCE_CHANGE, at=at, waiting=waiting, kind=kind, payload=content_hash(clean)
    )
    return change


@transaction.atomic
def approve_change(*, change_id: UUID, actor: User, at: datetime) -> ReferenceChange:
    """Carry out a colleague's proposal. Deadlines and procedures that stand keep what they were made with."""
    change = _lock_change(change_id, actor, at)
    approve_act(act=change, machine=REFERENCE_CHANGE, actor=actor, at=at)
    _checked(change.kind, change.payload)  # what it rests on may have changed since
    try:
        with transaction.atomic():
            APPLY[change.kind](change.payload)
    except IntegrityError:
        _checked(change.kind, change.payload)  # says what another approval put there in this very moment
        raise
    return change


@transaction.atomic
def discard_change(*, change_id: UUID, actor: User, at: datetime) -> ReferenceChange:
    """Drop a proposal, one's own or a colleague's."""
    change = _lock_change(change_id, actor, at)
    discard_act(act=change, machine=REFERENCE_CHANGE, actor=actor, at=at)
    return change


def _lock_change(change_id: UUID, actor: User, at: datetime) -> ReferenceChange:
    organisations = [each.pk for each in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    change: ReferenceChange = hold_act(acts=ReferenceChange.objects.all(), act_id=change_id)
    return change


def _checked(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The clean payload. Raises Invalid with a pointer for everything wrong or missing."""
    if kind not in ReferenceChange.KINDS:
        raise Invalid(_("Choose what is to change."))
    shape = shape_of(kind, tuple(MemberState.objects.values_list("code", flat=True)))
    clean: dict[str, Any]
    clean, errors = shapes.check(payload, shape)
    if errors := errors or shape.missing(clean, "") or CHECK[kind](clean):
        raise Invalid(errors=errors)
    return clean


def _check_population_set(payload: dict[str, Any]) -> shapes.Errors:
    errors = []
    if PopulationSet.objects.filter(name=payload["name"]).exists():
        errors.append(
            shapes.error("/name", _("There is a set of this name. Sets are never changed; add another."))
        )
    if PopulationSet.objects.filter(starts_on=payload["starts_on"]).exists():
        errors.append(shapes.error("/starts_on", _("There is a set that starts on this day.")))
    return errors


def _check_holiday_year(payload: dict[str, Any]) -> shapes.Errors:
    """The year after the last one, whole: a year between two that are held would end every period before it."""
    last = last_year_held(payload["calendar"])
    if last is None:
        return [
            shapes.error("/calendar", _("There is no calendar “%(code)s”.") % {"code": payload["calendar"]})
        ]
    if payload["year"] != last + 1:
        message = _("The next year of this calendar is %(year)d. Enter the years one after the other.")
        return [shapes.error("/year", message % {"year": last + 1})]
    return gaps(payload["days"], year=payload["year"])


def _check_new_holiday(payload: dict[str, Any]) -> shapes.Errors:
    calendar, day = payload["calendar"], date.fromisoformat(payload["on"])
    if not HolidayYear.objects.filter(calendar=calendar, year=day.year).exists():
        message = _("No holidays are held for %(calendar)s in %(year)d; enter that whole year first.")
        return [shapes.error("/on", message % {"calendar": calendar, "year": day.year})]
    if PublicHoliday.objects.filter(calendar=calendar, on=day).exists():
        return [shapes.error("/on", _("This day is a public holiday there already."))]
    return []


def _check_old_holiday(payload: dict[str, Any]) -> shapes.Errors:
    if PublicHoliday.objects.filter(calendar=payload["calendar"], on=payload["on"]).exists():
        return []
    return [shapes.error("/on", _("This day is no public holiday there."))]


def _check_shared_seats(payload: dict[str, Any]) -> shapes.Errors:
    state, shared = MemberState.objects.get(pk=payload["state"]), payload["shared"] == "yes"
    if state.delegate_may_be_officer == shared:
        return [shapes.error("/shared", _("This is so already."))]
    if not shared and _holds_both(state):
        message = _(
            "Somebody is delegate and officer of this state now. Have one of the two seats removed first."
        )
        return [shapes.error("/shared", message)]
    return []


def _holds_both(state: MemberState) -> bool:
    """Is anybody seated at the state's authority and at its delegation, now or later?"""
    seats = Seat.objects.filter(removed_at=None, content_object__member_state=state)
    officers = seats.filter(content_object__kind=OrganisationKind.AUTHORITY.value)
    delegates = seats.filter(content_object__kind=OrganisationKind.DELEGATION.value)
    return officers.filter(user__in=delegates.values("user")).exists()


def _share_seats(payload: dict[str, Any]) -> None:
    shared = payload["shared"] == "yes"
    MemberState.objects.filter(pk=payload["state"]).update(delegate_may_be_officer=shared)


def _add_population_set(payload: dict[str, Any]) -> None:
    population_set = PopulationSet.objects.create(
        name=payload["name"], starts_on=payload["starts_on"], source=payload["source"]
    )
    Population.objects.bulk_create(
        Population(population_set=population_set, member_state_id=code, people=people, basis="official")
        for code, people in payload["figures"].items()
    )


def _add_holiday_year(payload: dict[str, Any]) -> None:
    calendar = payload["calendar"]
    HolidayYear.objects.create(calendar=calendar, year=payload["year"], source=payload["source"])
    PublicHoliday.objects.bulk_create(
        PublicHoliday(calendar=calendar, on=day["on"], names=day["names"]) for day in payload["days"]
    )


def _add_holiday(payload: dict[str, Any]) -> None:
    PublicHoliday.objects.create(
        calendar=payload["calendar"], on=payload["on"], names=payload["names"], added=True
    )


def _remove_holiday(payload: dict[str, Any]) -> None:
    PublicHoliday.objects.filter(calendar=payload["calendar"], on=payload["on"]).delete()


def _reference(kind: str, payload: dict[str, Any]) -> str:
    if kind == "population_set":
        return str(payload["name"])[:30]
    if kind == "holiday_year":
        return f"{payload['calendar']} {payload['year']}"
    return str(payload["state"]) if kind == "shared_seats" else f"{payload['calendar']} {payload['on']}"


CHECK: dict[str, Callable[[dict[str, Any]], shapes.Errors]] = {
    "population_set": _check_population_set,
    "holiday_year": _check_holiday_year,
    "holiday_added": _check_new_holiday,
    "holiday_removed": _check_old_holiday,
    "shared_seats": _check_shared_seats,
}
APPLY: dict[str, Callable[[dict[str, Any]], None]] = {
    "population_set": _add_population_set,
    "holiday_year": _add_holiday_year,
    "holiday_added": _add_holiday,
    "holiday_removed": _remove_holiday,
    "shared_seats": _share_seats,
}
