"""What an organisation's own people did, for whoever administers them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from exportctl.core.formatting import moment
from exportctl.core.tables import csv_response
from exportctl.core.views.people import frame_of, organisation_or_404
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.activity import ActivityForm
from exportctl.desks.oversight.queries import activity as queries


@require_safe
@login_required
def activity(request: AuthenticatedRequest) -> HttpResponse:
    """Fifty acts a page, narrowed by person and day."""
    organisation = organisation_or_404(request)
    form = ActivityForm(request.GET, people=queries.people_with_acts(organisation))
    asked = form.asked()
    page = Paginator(queries.events_of(organisation, asked, reader=request.user), queries.PAGE).get_page(
        request.GET.get("page")
    )
    kept = {
        name: value
        for name in ("organisation", "person", "since", "until")
        if (value := request.GET.get(name, ""))
    }
    kept["organisation"] = str(organisation.pk)
    address = "?" + urlencode(kept)
    context = {
        "form": form,
        "acts": queries.acts(page.object_list),
        "narrowed": asked != queries.ActivityFilter(),
        "address": address,
        "previous": f"{address}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"{address}&page={page.next_page_number()}" if page.has_next() else "",
        "rows": _("%(first)d–%(last)d of %(total)d")
        % {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count},
    }
    return render(
        request,
        "desks/oversight/activity.html",
        context | frame_of(request, organisation, "desks:activity"),
    )


@require_safe
@login_required
def activity_csv(request: AuthenticatedRequest) -> HttpResponse:
    organisation = organisation_or_404(request)
    form = ActivityForm(request.GET, people=queries.people_with_acts(organisation))
    events = queries.events_of(organisation, form.asked(), reader=request.user)[: queries.MOST]
    head = [_("When"), _("Who"), _("What"), pgettext("what an act concerns", "About"), _("How")]
    rows = (
        [moment(act.at), act.actor, act.words, act.reference, act.channel] for act in queries.acts(events)
    )
    return csv_response("activity.csv", head, rows)
