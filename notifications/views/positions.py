"""The position of one's own state: reviewed, recorded, changed beside a colleague's, and its receipt."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import add_domain_errors
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.actions import positions
from notifications.errors import StalePosition
from notifications.forms.positions import PositionForm
from notifications.models import ObjectionProcedure
from notifications.queries import windows as queries
from notifications.queries.consequences import acting, if_recorded
from notifications.queries.rule_set_wording import stance_labels
from notifications.queries.tally import rules_of
from notifications.views.procedures import page_of, procedure_or_404


@login_required
def position(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Review, then record: the same form twice, the second time with its consequence beside it."""
    procedure = procedure_or_404(request, reference)
    state = queries.own_state(request.user)
    part = queries.participation(procedure, state)
    if part is None or state is None:
        raise Http404
    if request.method != "POST":
        return redirect(procedure)
    form = PositionForm(request.POST, stances=stance_labels(rules_of(procedure)))
    if not form.is_valid():
        return _again(request, procedure, form)
    if "change" in request.POST:
        return _again(request, procedure, form, status=200)
    if "confirmed" in request.POST:
        try:
            cast = positions.record_position(
                procedure_id=procedure.pk, actor=request.user, **form.cleaned_data
            )
        except StalePosition as error:
            return _conflict(request, procedure, error)
        except DomainError as error:
            add_domain_errors(form, error)
            return _again(request, procedure, form)
        return redirect("notifications:receipt", reference, cast.sequence)
    at = clock.now()
    delegation = access.principal_of(request.user, Permission.TAKE_POSITION)
    assert delegation is not None  # who takes part has a seat
    extra = {
        "form": form,
        "said": form.cleaned_data,
        "consequences": if_recorded(procedure, part, form.cleaned_data["stance"], at=at),
        "acting": acting(request.user, delegation, at=at),
    }
    return render(
        request, "notifications/procedures/review.html", page_of(request, procedure, "review", **extra)
    )


def _again(
    request: AuthenticatedRequest,
    procedure: ObjectionProcedure,
    form: PositionForm,
    *,
    status: int = 422,
    **extra: Any,
) -> HttpResponse:
    """The procedure's page with the form as it was filled in: nothing is lost."""
    context = page_of(request, procedure, "tally", form=form, **extra)
    return render(request, "notifications/procedures/tally.html", context, status=status)


def _conflict(
    request: AuthenticatedRequest, procedure: ObjectionProcedure, error: StalePosition
) -> HttpResponse:
    """A colleague was quicker: both positions side by side; recording again then replaces theirs."""
    procedure = procedure_or_404(request, procedure.reference)
    latest = error.extra["latest"] or {}
    typed = request.POST.copy()
    typed["expected_sequence"] = str(latest.get("sequence", 0))
    form = PositionForm(typed, stances=stance_labels(rules_of(procedure)))
    add_domain_errors(form, error)
    return _again(request, procedure, form, conflict={"latest": latest, "yours": error.extra["yours"]})


@require_safe
@login_required
def receipt(request: AuthenticatedRequest, reference: str, sequence: int) -> HttpResponse:
    """What was recorded for one's own state, with its hash."""
    procedure = procedure_or_404(request, reference)
    state = queries.own_state(request.user)
    cast = get_object_or_404(procedure.positions, member_state=state, sequence=sequence)
    context = page_of(request, procedure, "receipt", cast=cast)
    return render(request, "notifications/procedures/receipt.html", context)
