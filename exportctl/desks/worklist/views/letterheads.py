"""What an authority's letters carry: two of its officers change it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.letterheads import LetterheadForm
from exportctl.desks.worklist.views.decision_periods import own_authority_or_404
from licensing.actions.letterheads import approve_letterhead, discard_letterhead, propose_letterhead
from licensing.models import LetterheadChange
from licensing.queries.letterheads import letterhead_changes, letterhead_of, stored_fields
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting, if_letterhead_changed

NOTHING = "–"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letterhead(request: AuthenticatedRequest) -> HttpResponse:
    """What letters carry now, what waits, everything that was proposed; POST proposes another."""
    authority, at = own_authority_or_404(request), clock.now()
    current = letterhead_of(authority)
    form = LetterheadForm(request.POST if request.method == "POST" else None, initial=stored_fields(current))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            propose_letterhead(authority=authority, actor=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:letterhead")
    changes = letterhead_changes(authority)
    context = {
        "authority": authority,
        "form": form,
        "given": [(label, value) for label, value in _rows(current) if value != NOTHING],
        "waiting": changes.pending(),
        "changes": changes,
    }
    return form_response(request, "desks/worklist/letterheads/overview.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, change_id: UUID) -> HttpResponse:
    """The second officer: approve or discard."""
    authority, at = own_authority_or_404(request), clock.now()
    changes = letterhead_changes(authority)
    change = waiting_or_elsewhere(changes, change_id, url=reverse("desks:letterhead"), reader=request.user)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (discard_letterhead, _("Discarded."))
            if "discard" in request.POST
            else (approve_letterhead, _("Carried out."))
        )
        with errors_in(form):
            act(change_id=change.pk, actor=request.user, at=at)
            messages.success(request, done)
            return redirect("desks:letterhead")
    context = {
        "form": form,
        "change": change,
        "rows": [*_rows(change), (_("Reason"), change.reason)],
        "may_approve": not change.was_proposed_by(request.user),
        "consequences": if_letterhead_changed(),
        "acting": acting(request.user, authority, at=at),
    }
    return form_response(request, "desks/worklist/letterheads/approve.html", form, context)


def _rows(change: LetterheadChange) -> list[tuple[object, object]]:
    """Every field with its label, as the form names it; what is empty is a dash."""
    labels = LetterheadForm.base_fields
    values = {name: value or NOTHING for name, value in stored_fields(change).items()}
    if change.confirmed_on:
        values["confirmed_on"] = long_day(change.confirmed_on)
    for way in ("portal", "post", "abroad"):
        values[f"{way}_rule"] = getattr(change, f"get_{way}_rule_display")() or NOTHING
    values["remedy_suspends"] = change.get_remedy_suspends_display() or NOTHING
    values["moves_to_working_day"] = _("Yes") if change.moves_to_working_day else NOTHING
    return [(labels[name].label, value) for name, value in values.items()]
