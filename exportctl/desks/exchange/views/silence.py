"""Everything that is decided by a day alone: one list for the whole authority, the nearest end on top."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.presenters import silence as words
from licensing.queries.decision_clock import Calendars
from licensing.queries.silence import silence_near
from licensing.rules.silence import DAYS_BEFORE

MOST = 200


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Ours, of which the whole team is warned, and that of other states, after which we may go on."""
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404
    at, calendars = clock.now(), Calendars()
    states = set(access.state_codes_of(request.user, Permission.HANDLE))
    rows = [
        words.row_of(each, states=states, calendar=calendars[each.state], at=at)
        for each in silence_near(request.user, at=at, most=MOST)
    ]
    if kind := table_kind(request):
        return TABLES[kind](f"silence.{kind}", words.COLUMNS, map(words.cells, rows))
    context = {"rows": rows, "most": MOST, "alarms": DAYS_BEFORE}
    return render(request, "desks/exchange/silence.html", context)
