"""Reference data to take along, as tables; codes stay codes in every language."""

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.models import Population, PublicHoliday
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.desks.oversight.queries.member_states import states_overview
from licensing.models.requests import KIND_LABELS


def reference_table(kind: str, name: str) -> HttpResponse:
    """One of REFERENCE_TABLES; 404 for another name."""
    if name not in REFERENCE_TABLES:
        raise Http404
    return REFERENCE_TABLES[name](kind)


@require_safe
@login_required
def reference_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The same at the addresses that the tables had before the page's own `?export=`."""
    if not access.has_seat(request.user, Permission.ADMINISTER):
        raise Http404
    return reference_table("csv", name)


def _states(kind: str) -> HttpResponse:
    """The Member States with their authorities, the working days each has to decide, and zones."""
    head = ["code", "name", "authority", "timezone", "eori_prefix", "holiday_years"]
    head += [f"working_days_{each}" for each in KIND_LABELS]
    rows = (
        [
            row["state"].code,
            row["state"].name,
            row["authority"].name if row["authority"] else "",
            row["state"].timezone,
            row["state"].eori_prefix,
            " ".join(map(str, row["years"])),
            *(days for _kind, days in row["by_kind"]),
        ]
        for row in states_overview(at=clock.now())
    )
    return TABLES[kind](f"member-states.{kind}", head, rows)


def _populations(kind: str) -> HttpResponse:
    """Every figure of every set, with the set's source."""
    figures = Population.objects.select_related("population_set").order_by(
        "-population_set__starts_on", "member_state_id"
    )
    rows = (
        [
            row.population_set.name,
            row.population_set.starts_on.isoformat(),
            row.member_state_id,
            row.people,
            row.basis,
            row.population_set.source,
        ]
        for row in figures
    )
    head = ["set", "counts_from", "state", "people", "basis", "source"]
    return TABLES[kind](f"populations.{kind}", head, rows)


def _holidays(kind: str) -> HttpResponse:
    """Every public holiday; `EU` is the calendar of the Union's institutions."""
    days = PublicHoliday.objects.order_by("calendar", "on")
    rows = ([day.calendar, day.on.isoformat(), day.name] for day in days)
    return TABLES[kind](f"holidays.{kind}", ["calendar", "day", "name"], rows)


REFERENCE_TABLES: Mapping[str, Callable[[str], HttpResponse]] = {
    "states": _states,
    "populations": _populations,
    "holidays": _holidays,
}
