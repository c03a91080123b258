"""An authority's decision periods: two of its officers change them (Article 12(5): national law)."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.decision_periods import PeriodForm
from licensing.actions.decision_periods import approve_period, discard_period, propose_period
from licensing.models import DecisionPeriodChange
from licensing.queries.decision_periods import period_changes, periods_of, today_of
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting, if_period_changed


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def periods(request: AuthenticatedRequest) -> HttpResponse:
    """What counts for each kind of case, what waits, everything that was proposed; POST proposes another."""
    authority, at = own_authority_or_404(request), clock.now()
    today = today_of(authority, at=at)
    form = PeriodForm(request.POST if request.method == "POST" else None, initial={"starts_on": today})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            propose_period(authority=authority, actor=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:decision_periods")
    kinds = list(periods_of(authority, on=today))
    lengths = {period.working_days for period in kinds}
    context = {
        "authority": authority,
        "form": form,
        "periods": kinds,
        "same": lengths.pop() if len(lengths) == 1 and not any(period.later for period in kinds) else None,
        "waiting": period_changes(authority).pending(),
        "changes": period_changes(authority),
    }
    return form_response(request, "desks/worklist/periods/overview.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, change_id: UUID) -> HttpResponse:
    """The second officer: approve or discard."""
    authority, at = own_authority_or_404(request), clock.now()
    change = waiting_or_elsewhere(
        period_changes(authority), change_id, url=reverse("desks:decision_periods"), reader=request.user
    )
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (discard_period, _("Discarded."))
            if "discard" in request.POST
            else (approve_period, _("Carried out."))
        )
        with errors_in(form):
            act(change_id=change.pk, actor=request.user, at=at)
            messages.success(request, done)
            return redirect("desks:decision_periods")
    starts_on = max(change.starts_on, today_of(authority, at=at))
    context = {
        "form": form,
        "change": change,
        "rows": _rows(change),
        "may_approve": not change.was_proposed_by(request.user),
        "consequences": if_period_changed(change.get_kind_display(), change.working_days, starts_on),
        "acting": acting(request.user, authority, at=at),
    }
    return form_response(request, "desks/worklist/periods/approve.html", form, context)


def _rows(change: DecisionPeriodChange) -> list[tuple[object, object]]:
    rows: list[tuple[object, object]] = [
        (_("Kind of case"), change.get_kind_display()),
        (_("Working days to decide"), change.working_days),
        (_("Counts for cases sent from"), long_day(change.starts_on)),
        (_("With a correction"), _("It starts anew") if change.starts_anew else _("It goes on")),
    ]
    if change.provision:
        rows.append((_("Provision of national law"), change.provision))
    return [*rows, (_("Reason"), change.reason)]


def own_authority_or_404(request: AuthenticatedRequest) -> Organisation:
    """The authority whose officer asks; 404 for everybody else."""
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    return authority
