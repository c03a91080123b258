"""Absences: an officer says from when to when they are away, and which colleague stands in."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.models import Absence

LONGEST = timedelta(days=366)


@transaction.atomic
def enter_absence(
    *, authority: Organisation, deputy: User, from_on: date, until_on: date, actor: User, at: datetime
) -> Absence:
    """The actor is away; `deputy`, an officer of the same authority, acts in their place. Both days count.

    Raises Forbidden, Invalid with a pointer: past or reversed days, an absence already entered, a deputy who
    holds no seat there or is away as well.
    """
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    # One lock for both directions: two officers who name each other at once see each other's days.
    list(User.objects.filter(pk__in=[actor.pk, deputy.pk]).order_by("pk").select_for_update())
    _check_days(authority, from_on, until_on, at)
    _check_deputy(authority, actor, deputy, at)
    _check_overlaps(actor, deputy, from_on, until_on)
    absence = Absence.objects.create(
        officer=actor, deputy=deputy, authority=authority, from_on=from_on, until_on=until_on, entered_at=at
    )
    record(
        actor,
        "enter_absence",
        machine=ACCOUNT,
        actor=actor,
        at=at,
        absence=str(absence.pk),
        deputy=str(deputy.pk),
        from_on=from_on.isoformat(),
        until_on=until_on.isoformat(),
    )
    return absence


@transaction.atomic
def end_absence(*, absence_id: UUID, actor: User, at: datetime) -> Absence:
    """End one's own absence at `at`, whatever its last day: the deputy stands in no more. Raises NotFound."""
    absence: Absence | None = locks.lock_for_update(
        Absence.objects.filter(pk=absence_id, officer=actor, ended_at=None)
    )
    if absence is None:
        raise NotFound()
    absence.ended_at = at
    absence.save(update_fields=["ended_at"])
    record(actor, "end_absence", machine=ACCOUNT, actor=actor, at=at, absence=str(absence.pk))
    return absence


def _check_days(authority: Organisation, from_on: date, until_on: date, at: datetime) -> None:
    if until_on < from_on:
        _refuse("/until_on", _("The last day lies before the first. Choose a later one."))
    if until_on < local_date(at, zone_of(authority)):
        _refuse("/until_on", _("This absence is over already. Choose a day from today on."))
    if until_on - from_on > LONGEST:
        _refuse("/until_on", _("An absence lasts a year at most. Hand the cases over instead."))


def _check_deputy(authority: Organisation, actor: User, deputy: User, at: datetime) -> None:
    if deputy.pk == actor.pk:
        _refuse("/deputy", _("Nobody stands in for themselves. Choose a colleague."))
    seats = Seat.objects.live(at=at).granting(Permission.HANDLE, [authority.pk])
    if not seats.filter(user=deputy, user__is_active=True).exists():
        _refuse("/deputy", _("Choose an officer of your own authority."))


def _check_overlaps(actor: User, deputy: User, from_on: date, until_on: date) -> None:
    both = Q(officer=actor) | Q(officer=deputy)
    overlapping = Absence.objects.filter(both, ended_at=None, from_on__lte=until_on, until_on__gte=from_on)
    for overlap in overlapping:
        days = {"from": long_day(overlap.from_on), "until": long_day(overlap.until_on)}
        if overlap.officer_id == actor.pk:
            _refuse("/from_on", _("You are away from %(from)s to %(until)s already. End that first.") % days)
        message = _("This colleague is away from %(from)s to %(until)s. Choose somebody else.")
        _refuse("/deputy", message % days)


def _refuse(pointer: str, message: str) -> None:
    raise Invalid(message, errors=[{"pointer": pointer, "detail": message}])
