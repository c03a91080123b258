"""One hit of a party: both names side by side, and what the officer says of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.party_matches import MatchForm
from exportctl.desks.case.presenters.party_matches import HitRow, hit_rows
from exportctl.desks.case.queries.cases import CasePage, case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions import match_releases
from licensing.queries.party_matches import entry_of, waiting_release
from licensing.queries.pending_acts import takes_two
from licensing.rules.party_matches import State
from notifications.queries.consequences import acting

ACTS: dict[str, Callable[..., Any]] = {
    "release": match_releases.release_match,
    "confirm": match_releases.confirm_match,
    "reopen": match_releases.reopen_match,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def party_match(request: AuthenticatedRequest, reference: str, match_id: UUID) -> HttpResponse:
    """Release, confirm, open again; of a proposed release the second officer's answer."""
    case = officer_case_or_404(request, reference)
    page = case_page(case)
    row = next((each for each in hit_rows(page) if each.match.pk == match_id), None)
    if row is None:
        raise Http404
    ids = {"request_id": case.request.pk, "match_id": match_id}
    if "discard" in request.POST:
        with errors_as_message(request):
            match_releases.discard_release(actor=request.user, at=clock.now(), **ids)
            messages.success(request, _("Discarded. The hit stays open."))
        return redirect("desks:case_tab", reference, "due-diligence")
    form = MatchForm(request.POST if request.method == "POST" else None)
    act = next((name for name in ACTS if name in request.POST), "")
    if act and form.is_valid():
        with errors_in(form):
            match = ACTS[act](actor=request.user, at=clock.now(), **ids, **form.cleaned_data)
            messages.success(request, _said(act, match.status))
            return redirect("desks:case_tab", reference, "due-diligence")
    return _page(request, page, row, form)


def _page(request: AuthenticatedRequest, page: CasePage, row: HitRow, form: MatchForm) -> HttpResponse:
    waiting = waiting_release(row.match)
    proposed_here = waiting is not None and waiting.was_proposed_by(request.user)
    return case_form_response(
        request,
        page,
        "party_match",
        form,
        tab="due-diligence",
        hit=row,
        entry=entry_of(row.match, viewer=request.user),
        waiting=waiting,
        takes_two=takes_two(row.match),
        proposed_here=proposed_here,
        acting=acting(request.user, page.request.authority, at=page.at),
    )


def _said(act: str, status: str) -> str:
    if act == "release" and status == State.OPEN:
        return _("Proposed. A second officer of your authority releases the hit.")
    return {
        "release": _("Released: it is somebody else."),
        "confirm": _("Confirmed: it is the one who is listed."),
        "reopen": _("The hit asks again."),
    }[act]
