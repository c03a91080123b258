"""Reference data to take along, as tables; codes stay codes in every language."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.models import Population, PublicHoliday
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import csv_response
from exportctl.desks.oversight.queries.member_states import states_overview
from licensing.models.requests import KIND_LABELS


def _commission_only(request: HttpRequest) -> None:
    if not access.has_seat(request.user, Permission.ADMINISTER):
        raise Http404


@require_safe
@login_required
def states_csv(request: HttpRequest) -> HttpResponse:
    """The Member States with their authorities, the working days each has to decide, and zones."""
    _commission_only(request)
    head = ["code", "name", "authority", "timezone", "eori_prefix", "holiday_years"]
    head += [f"working_days_{kind}" for kind in KIND_LABELS]
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
    return csv_response("member-states.csv", head, rows)


@require_safe
@login_required
def populations_csv(request: HttpRequest) -> HttpResponse:
    """Every figure of every set, with the set's source."""
    _commission_only(request)
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
    return csv_response("populations.csv", ["set", "counts_from", "state", "people", "basis", "source"], rows)


@require_safe
@login_required
def holidays_csv(request: HttpRequest) -> HttpResponse:
    """Every public holiday held; `EU` is the calendar of the Union's institutions."""
    _commission_only(request)
    days = PublicHoliday.objects.order_by("calendar", "on")
    rows = ([day.calendar, day.on.isoformat(), day.name] for day in days)
    return csv_response("holidays.csv", ["calendar", "day", "name"], rows)
