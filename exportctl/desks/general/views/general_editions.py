"""What a state lays down for general authorisations: its national ones, and terms of the Union's."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.errors import Invalid
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.general.forms.general_editions import (
    MOST_SHOWN,
    EditionFileForm,
    TermsForm,
    act_of,
)
from exportctl.desks.general.presenters.general_editions import coverage_rows, edition_row
from exportctl.desks.general.presenters.general_registrations import terms_rows
from exportctl.desks.general.views.general_registrations import own_authority_or_404
from licensing.actions import general_editions as actions
from licensing.models import GeneralEdition
from licensing.queries.decision_periods import today_of
from notifications.forms.positions import ActForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Every edition of the authority; POST takes a national one from its file, checked, for a second officer."""
    authority = own_authority_or_404(request)
    is_sent = request.method == "POST"
    form = EditionFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    faults: list[dict[str, object]] = []
    if is_sent and form.is_valid():
        try:
            edition = actions.propose_edition(
                authority=authority, body=form.body, actor=request.user, at=clock.now(), **act_of(form)
            )
        except Invalid as error:
            faults = error.errors[:MOST_SHOWN]
            form.add_error("file", _("Nothing was taken: correct what is named below."))
        else:
            messages.success(
                request, _("Entered. It counts once a colleague has read the act and confirmed it.")
            )
            return redirect(edition)
    today = today_of(authority, at=clock.now())
    rows = GeneralEdition.objects.filter(authority=authority).select_related("authority", "proposed_by")
    context = {
        "authority": authority,
        "rows": [edition_row(row, today=today) for row in rows],
        "faults": faults,
    }
    return form_response(request, "desks/general/editions.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def terms(request: AuthenticatedRequest) -> HttpResponse:
    """What the state asks of its exporters for one of the Union's; never less than the Regulation does."""
    authority = own_authority_or_404(request)
    form = TermsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            edition = actions.propose_edition(
                authority=authority,
                code=form.cleaned_data["code"],
                body=form.body,
                actor=request.user,
                at=clock.now(),
                **act_of(form),
            )
            messages.success(
                request, _("Entered. It counts once a colleague has read the act and confirmed it.")
            )
            return redirect(edition)
    return form_response(request, "desks/general/terms.html", form, {"authority": authority})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: AuthenticatedRequest, edition_id: UUID) -> HttpResponse:
    """What the edition says; the second officer confirms or discards it. What counts, everybody may read."""
    rows = GeneralEdition.objects.visible_to(request.user).select_related(
        "authority__member_state", "proposed_by", "approved_by"
    )
    edition = get_object_or_404(rows, pk=edition_id)
    is_officer = access.may(request.user, Permission.HANDLE, edition)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_officer and form.is_valid():
        is_dropped = "discard" in request.POST
        act = actions.discard_edition if is_dropped else actions.approve_edition
        with errors_in(form):
            act(edition_id=edition.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Discarded.") if is_dropped else _("Confirmed."))
            return redirect(edition)
    waits = is_officer and edition.status == Status.PROPOSED
    context = {
        "edition": edition,
        "row": edition_row(edition, today=today_of(edition.authority, at=clock.now())),
        "terms": terms_rows(edition.terms),
        "coverage": coverage_rows(edition),
        "conditions": edition.rule.conditions if edition.is_national else (),
        "is_officer": is_officer,
        "waits": waits,
        "may_approve": waits and not edition.was_proposed_by(request.user),
    }
    return form_response(request, "desks/general/edition.html", form, context)
