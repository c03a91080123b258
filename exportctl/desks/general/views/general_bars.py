"""Bars from general authorisations (Article 12(7)): proposed, approved, served, lifted; those of other states."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.pdf import available
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import table_kind, table_response
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.general.forms.general_bars import (
    BarForm,
    BarServiceForm,
    CompanyNumberForm,
    LiftForm,
)
from exportctl.desks.general.presenters import general_bars as words
from exportctl.desks.general.views.general_registrations import own_authority_or_404
from licensing import bar_letters
from licensing.actions import general_bars as actions
from licensing.models import GeneralBar
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import offers_of
from licensing.queries.general_registrations import barred_codes, company_of
from licensing.rules.general_authorisations import spoken
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting

PDF = "application/pdf"


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Those of the authority, and those of other states that were told."""
    authority = own_authority_or_404(request)
    rows = GeneralBar.objects.visible_to(request.user)
    rows = rows.select_related("exporter__organisation", "authority__member_state").order_by("-proposed_at")
    if kind := table_kind(request):
        return table_response(kind, "bars", words.COLUMNS, rows)
    standing = set(GeneralBar.objects.standing().values_list("pk", flat=True))
    shown = [words.bar_row(row, stands=row.pk in standing) for row in rows]
    context = {
        "own": [row for row in shown if row.bar.authority_id == authority.pk],
        "others": [row for row in shown if row.bar.authority_id != authority.pk],
    }
    return render(request, "desks/general/bars.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: AuthenticatedRequest) -> HttpResponse:
    """The first officer: first the company by its number, then what it may not use, and why."""
    authority = own_authority_or_404(request)
    number = request.GET.get("number", "")
    exporter = company_of(authority, number)
    if exporter is None:
        asked = CompanyNumberForm(request.GET if number else None)
        if number and asked.is_valid():
            asked.add_error("number", _("No company of your state has this number here."))
        return form_response(request, "desks/general/find_company.html", asked, {})
    offers = offers_of(authority.pk, on=today_of(authority, at=clock.now()))
    barred = barred_codes(exporter)
    codes = [
        (code, f"{code} {spoken(offer.rule.titles)}") for code, offer in offers.items() if code not in barred
    ]
    form = BarForm(request.POST if request.method == "POST" else None, codes=codes)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            bar = actions.propose_bar(
                exporter_id=exporter.pk,
                codes=form.cleaned_data["codes"],
                body=form.body,
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(bar)
    context = {
        "exporter": exporter,
        "consequences": words.if_barred(exporter),
        "acting": acting(request.user, authority, at=clock.now()),
    }
    return form_response(request, "desks/general/propose_bar.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: AuthenticatedRequest, bar_id: UUID) -> HttpResponse:
    """What was decided and why; the second officer carries it out or discards it."""
    bar = _bar_or_404(request, bar_id)
    is_officer = access.may(request.user, Permission.HANDLE, bar)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_officer and form.is_valid():
        act, done = (
            (actions.discard_bar, _("Discarded."))
            if "discard" in request.POST
            else (actions.approve_bar, _("Carried out."))
        )
        with errors_in(form):
            act(bar_id=bar.pk, actor=request.user, at=clock.now())
            messages.success(request, done)
            return redirect("desks:general_bars" if "discard" in request.POST else bar)
    return form_response(request, "desks/general/bar.html", form, _context(request, bar, is_officer))


@require_safe
@login_required
def letter(request: AuthenticatedRequest, bar_id: UUID) -> HttpResponse:
    """The letter to the company, as PDF; to its authority before the approval, too, as a preview.

    404 where the libraries that make it are not installed, as docs/operations.md says.
    """
    bar = _bar_or_404(request, bar_id)
    sides = (Permission.HANDLE, Permission.FILE)
    if not available() or not any(_is_side(request, bar, side) for side in sides):
        raise Http404
    response = HttpResponse(bar_letters.render(bar), content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="{bar.reference}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lift(request: AuthenticatedRequest, bar_id: UUID) -> HttpResponse:
    """The first officer: that the company may use them again."""
    bar = _own_or_404(request, bar_id)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            lifting = actions.propose_lifting(
                bar_id=bar.pk, grounds=form.cleaned_data["grounds"], actor=request.user, at=clock.now()
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(lifting)
    context = {**_context(request, bar, True), "consequences": words.if_lifted(bar)}
    return form_response(request, "desks/general/lift_bar.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def service(request: AuthenticatedRequest, bar_id: UUID) -> HttpResponse:
    """What happened to the letter: sent, served, could not be served."""
    bar = _own_or_404(request, bar_id)
    form = BarServiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.record_bar_service(bar_id=bar.pk, body=form.body, actor=request.user, at=clock.now())
            messages.success(request, _("It is recorded."))
            return redirect(bar)
    return form_response(request, "desks/general/bar_service.html", form, _context(request, bar, True))


def _context(request: AuthenticatedRequest, bar: GeneralBar, is_officer: bool) -> dict[str, object]:
    stands = bar.stands
    waits = is_officer and bar.status == Status.PROPOSED
    return {
        "bar": bar,
        "row": words.bar_row(bar, stands=stands),
        "facts": words.fact_rows(bar, is_officer=is_officer),
        "services": list(bar.services.select_related("recorded_by")) if is_officer else [],
        "is_officer": is_officer,
        "stands": stands,
        "waits": waits,
        "may_approve": waits and not bar.was_proposed_by(request.user),
        "has_letter": is_officer or _is_side(request, bar, Permission.FILE),
        "consequences": words.if_approved(bar),
        "acting": acting(request.user, bar.authority, at=clock.now()) if waits else None,
    }


def _is_side(request: AuthenticatedRequest, bar: GeneralBar, permission: Permission) -> bool:
    organisation = bar.exporter_id if permission == Permission.FILE else bar.authority_id
    return organisation in access.organisation_ids_of(request.user, permission)


def _bar_or_404(request: AuthenticatedRequest, bar_id: UUID) -> GeneralBar:
    return get_object_or_404(GeneralBar.objects.visible_to(request.user).with_parts(), pk=bar_id)


def _own_or_404(request: AuthenticatedRequest, bar_id: UUID) -> GeneralBar:
    bar = _bar_or_404(request, bar_id)
    if not access.may(request.user, Permission.HANDLE, bar):
        raise Http404
    return bar
