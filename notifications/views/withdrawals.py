"""The notifying authority's own acts on a window: withdraw the refusal with four eyes; and the evidence file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.api.rendering import dump
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.actions import withdrawals
from notifications.forms.positions import ActForm, WithdrawalForm
from notifications.queries.consequences import acting, if_withdrawn
from notifications.queries.evidence import evidence_of
from notifications.queries.procedure_table import RECORD_HEAD, STANDING_HEAD, record_rows, standing_rows
from notifications.views.procedures import page_of, procedure_or_404


@require_safe
@login_required
def evidence(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Everything needed to recompute the procedure, signed, as a download."""
    procedure = procedure_or_404(request, reference)
    answer = HttpResponse(dump(evidence_of(procedure, at=clock.now())), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{procedure.reference}-evidence.json"'
    return answer


@require_safe
@login_required
def table(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Where every state stands, as a table to take along; `?every=1`: each position on record, with its reason."""
    procedure = procedure_or_404(request, reference)
    if request.GET.get("every"):
        return csv_response(f"{procedure.reference}-record.csv", RECORD_HEAD, record_rows(procedure))
    return csv_response(f"{procedure.reference}-positions.csv", STANDING_HEAD, standing_rows(procedure))


@login_required
def propose(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The first officer proposes to withdraw the refusal."""
    procedure = procedure_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, procedure):
        raise Http404
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            withdrawals.propose_withdrawal(
                procedure_id=procedure.pk,
                grounds=form.cleaned_data["grounds"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(procedure)
    return _page(request, procedure, "withdraw", form)


@login_required
def approve(request: AuthenticatedRequest, reference: str, withdrawal_id: UUID) -> HttpResponse:
    """The second officer carries the withdrawal out."""
    procedure = procedure_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, procedure):
        raise Http404
    withdrawals_of = procedure.withdrawals.select_related("proposed_by")
    act = waiting_or_elsewhere(
        withdrawals_of, withdrawal_id, url=procedure.get_absolute_url(), reader=request.user
    )
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            withdrawals.approve_withdrawal(
                procedure_id=procedure.pk, withdrawal_id=act.pk, actor=request.user, at=clock.now()
            )
            messages.success(request, _("The refusal is withdrawn; the case is under review again."))
            return redirect(procedure)
    return _page(request, procedure, "withdraw_approve", form, act=act)


def _page(request: AuthenticatedRequest, procedure: Any, name: str, form: Any, **extra: Any) -> HttpResponse:
    at = clock.now()
    extra |= {
        "form": form,
        "consequences": if_withdrawn(procedure),
        "acting": acting(request.user, procedure.notifying_authority, at=at),
    }
    template = f"notifications/procedures/{name}.html"
    return form_response(request, template, form, page_of(request, procedure, "act", **extra))
