"""Reference data: Member States, their calendars, and the populations that count on a day."""

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from exportctl.core.calendar import Calendar
from exportctl.core.errors import NotFound
from exportctl.core.models import (
    HolidayYear,
    MemberState,
    Organisation,
    Population,
    PopulationSet,
    PublicHoliday,
    ReferenceChange,
)
from exportctl.core.rules.folding import sort_key
from exportctl.core.rules.holiday_years import Holiday, expected
from exportctl.core.rules.permissions import OrganisationKind

INSTITUTIONS = "EU"  # the calendar of the Union's institutions; its days end in Brussels


def member_states() -> list[MemberState]:
    """All 27, in the alphabetical order of the reader's language."""
    return sorted(MemberState.objects.all(), key=lambda state: sort_key(state.name))


def calendar_of(code: str) -> Calendar:
    """The calendar of a Member State, or `EU`. Raises NotFound for another code."""
    return calendars([code])[code]


def calendars(codes: Iterable[str] | None = None, *, added_days: bool = True) -> dict[str, Calendar]:
    """Calendars by code, all 27 without `codes`, in one query. Raises NotFound for an unknown code.

    Without `added_days` they hold the national public holidays alone, not what administrators added.
    """
    wanted = None if codes is None else list(dict.fromkeys(codes))
    states = MemberState.objects.all() if wanted is None else MemberState.objects.filter(code__in=wanted)
    of_this = {"calendar": OuterRef("code")}
    days_off = PublicHoliday.objects.filter(**of_this)
    holidays = ArraySubquery((days_off if added_days else days_off.filter(added=False)).values("on"))
    years = ArraySubquery(HolidayYear.objects.filter(**of_this).values("year"))
    calendars = {
        code: Calendar(code, zone, frozenset(days), frozenset(years_known))
        for code, zone, days, years_known in states.order_by("code").values_list(
            "code", "timezone", holidays, years
        )
    }
    if wanted is None:
        return calendars
    if INSTITUTIONS in wanted:
        calendars[INSTITUTIONS] = _of_the_institutions()
    if unknown := [code for code in wanted if code not in calendars]:
        raise NotFound(_("There is no Member State “%(code)s”.") % {"code": unknown[0][:10]})
    return {code: calendars[code] for code in wanted}


def holiday_names(code: str, days: Collection[date]) -> dict[date, str]:
    """What the holidays among `days` are called there, in the reader's language."""
    rows = PublicHoliday.objects.filter(calendar=code, on__in=days)
    return {holiday.on: holiday.name for holiday in rows}


def last_year_held(code: str) -> int | None:
    """The last year whose public holidays are held for a calendar; None for one that there is not."""
    year: int | None = HolidayYear.objects.filter(calendar=code).aggregate(last=Max("year"))["last"]
    return year


def expected_holidays(code: str, *, year: int) -> list[Holiday]:
    """What the years that are held let one expect of `year`; days that two officers added are not among them."""
    rows = PublicHoliday.objects.filter(calendar=code, added=False, on__year__lt=year)
    return expected(rows.values_list("on", "names"), year=year)


def populations_on(day: date) -> tuple[PopulationSet, dict[str, int]]:
    """The set that counts on `day`, the one with the latest start until then, and its people by state.

    Council Rules of Procedure, Article 11(6). Raises NotFound before the first set.
    """
    chosen = PopulationSet.objects.filter(starts_on__lte=day).order_by("-starts_on").first()
    if chosen is None:
        raise NotFound(_("No population figures are held for %(year)d.") % {"year": day.year})
    return chosen, figures_of(chosen)


def figures_of(population_set: PopulationSet) -> dict[str, int]:
    rows = Population.objects.filter(population_set=population_set).order_by("member_state_id")
    return dict(rows.values_list("member_state_id", "people"))


def commission() -> list[Organisation]:
    return list(Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value))


def waiting_changes() -> QuerySet[ReferenceChange]:
    """Changes that wait for a second officer, oldest first."""
    changes = ReferenceChange.objects.pending().select_related("proposed_by")
    return changes.order_by("proposed_at", "pk")


def _of_the_institutions() -> Calendar:
    days = PublicHoliday.objects.filter(calendar=INSTITUTIONS).values_list("on", flat=True)
    years = HolidayYear.objects.filter(calendar=INSTITUTIONS).values_list("year", flat=True)
    return Calendar(INSTITUTIONS, "Europe/Brussels", frozenset(days), frozenset(years))
