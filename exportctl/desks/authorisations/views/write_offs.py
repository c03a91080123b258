"""Customs: find the paper, deduct what leaves, take a deduction back."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.codes import as_stored, squeezed
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.authorisations.forms.write_offs import FindForm, ReversalForm, WriteOffForm
from exportctl.desks.authorisations.presenters.consequences import if_reversed
from exportctl.desks.authorisations.presenters.write_offs import declared_rows, left_after
from exportctl.desks.authorisations.views.authorisations import authorisation_or_404, context_of
from licensing.actions.write_offs import record_write_off, reverse_write_off
from licensing.models import Authorisation, Reversal, WriteOff
from licensing.queries.write_offs import ledger_of
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def find(request: AuthenticatedRequest) -> HttpResponse:
    """By the number on the paper, however it is typed."""
    _only_customs(request)
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = squeezed(form.cleaned_data["reference"])
        found = Authorisation.objects.presented_to(request.user).filter(reference=as_stored(typed)).first()
        if found:
            return redirect(found)
        form.add_error(
            "reference", _("No authorisation has this number. Compare it with box 2 of the paper.")
        )
    return form_response(request, "desks/authorisations/find.html", form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def record(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What leaves under a declaration: checked, shown with what would be left, deducted when it is confirmed."""
    _only_customs(request)
    authorisation = authorisation_or_404(request, reference)
    form = WriteOffForm(request.POST if request.method == "POST" else None, authorisation=authorisation)
    context = context_of(request, authorisation)
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        is_confirmed = "confirmed" in request.POST
        with errors_in(form):
            deduction = record_write_off(
                authorisation_id=authorisation.pk,
                actor=request.user,
                at=clock.now(),
                dry_run=not is_confirmed,
                **form.declared,
            )
            left = left_after(deduction, authorisation)
            if deduction.created and not is_confirmed:
                extra = {"form": form, "declared": declared_rows(form.declared, authorisation), "left": left}
                return render(request, "desks/authorisations/review_write_off.html", {**context, **extra})
            done = (
                _("Written off. Left on line %(line)d: %(left)s.")
                if deduction.created
                else _("This declaration stood in the ledger already. Left on line %(line)d: %(left)s.")
            )
            messages.success(request, done % {"line": deduction.line, "left": left})
            return redirect(authorisation)
    if "change" in request.POST:
        return render(request, "desks/authorisations/write_off.html", {**context, "form": form})
    return form_response(request, "desks/authorisations/write_off.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reverse(request: AuthenticatedRequest, reference: str, write_off_id: UUID) -> HttpResponse:
    """Take back what one's own office deducted."""
    _only_customs(request)
    authorisation = authorisation_or_404(request, reference)
    write_off = _own_or_404(request, authorisation, write_off_id)
    perform = partial(reverse_write_off, write_off_id=write_off.pk)
    return reversal_page(request, authorisation, write_off, perform)


def reversal_page(
    request: AuthenticatedRequest,
    authorisation: Authorisation,
    write_off: WriteOff,
    perform: Callable[..., Reversal],
) -> HttpResponse:
    """Ask why, say what it means, and take the deduction back by `perform`."""
    at = clock.now()
    form = ReversalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            perform(reason=form.cleaned_data["reason"], actor=request.user, at=at)
            messages.success(request, _("Reversed. The quantity is free again."))
            return redirect(authorisation)
    context = {
        **context_of(request, authorisation),
        "write_off": write_off,
        "consequences": if_reversed(write_off),
        "acting": acting(request.user, write_off.office, at=at),
    }
    return form_response(request, "desks/authorisations/reverse.html", form, context)


def _own_or_404(request: AuthenticatedRequest, authorisation: Authorisation, write_off_id: UUID) -> WriteOff:
    write_off = ledger_of(authorisation, reader=request.user).filter(pk=write_off_id).first()
    if write_off is None or not access.may(request.user, Permission.CHECK_SHIPMENTS, write_off):
        raise Http404
    return write_off


def _only_customs(request: AuthenticatedRequest) -> None:
    if not access.has_seat(request.user, Permission.CHECK_SHIPMENTS):
        raise Http404
