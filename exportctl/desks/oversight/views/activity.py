"""What an organisation's own people did, for whoever administers them."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from exportctl.core.formatting import moment
from exportctl.core.lists.pages import page_of
from exportctl.core.models import AuditEvent, User
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.views.people import frame_of, organisation_or_404
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.activity import ActivityForm
from exportctl.desks.oversight.presenters.activity import ActivityLine, acts
from exportctl.desks.oversight.queries import activity as queries

PAGE = 25
MOST_EXPORTED = 5000
COLUMNS: Sequence[Column[ActivityLine]] = (
    Column(_("When"), lambda act: moment(act.at)),
    Column(_("Who"), lambda act: act.actor),
    Column(_("What"), lambda act: act.words),
    Column(pgettext_lazy("what an act concerns", "About"), lambda act: act.reference),
    Column(_("How"), lambda act: act.channel),
)


@require_safe
@login_required
def activity(request: AuthenticatedRequest) -> HttpResponse:
    """Fifty acts a page, narrowed by person and day."""
    organisation = organisation_or_404(request)
    form = ActivityForm(request.GET, people=queries.people_with_acts(organisation))
    filters = form.filters(organisation)
    events = queries.events_of(organisation, filters, reader=request.user)
    if kind := table_kind(request):
        return _table(kind, events, request.user)
    page = page_of(events, filters, size=PAGE)
    context = {
        "form": form,
        "acts": acts(page.rows, reader=request.user),
        "filters": filters,
        "list_page": page,
    }
    frame = frame_of(request, organisation, "desks:activity")
    return render(request, "desks/oversight/activity.html", context | frame)


@require_safe
@login_required
def activity_csv(request: AuthenticatedRequest) -> HttpResponse:
    """The same table at the address that it had before the list's own `?export=`."""
    organisation = organisation_or_404(request)
    form = ActivityForm(request.GET, people=queries.people_with_acts(organisation))
    return _table(
        "csv", queries.events_of(organisation, form.filters(organisation), reader=request.user), request.user
    )


def _table(kind: str, events: QuerySet[AuditEvent], reader: User) -> HttpResponse:
    return table_response(kind, "activity", COLUMNS, acts(events[:MOST_EXPORTED], reader=reader))
