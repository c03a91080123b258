"""An exporter's general authorisations and what is due next; an authority's registrants; the page of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import table_kind, table_response
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.general.forms.general_registrations import FirstUseForm
from exportctl.desks.general.presenters import general_registrations as words
from exportctl.desks.general.queries import general_registrations as queries
from exportctl.desks.general.queries.general_registrations import RegistrantFilter
from licensing.actions import general_registrations as actions
from licensing.models import Exporter, GeneralBar, GeneralRegistration
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import offers_of, seat_authority
from licensing.queries.general_registrations import Use, standing_bars, uses_of
from licensing.rules.general_registrations import Standing
from notifications.forms.positions import ActForm


@require_safe
@login_required
def own(request: AuthenticatedRequest) -> HttpResponse:
    """What the company is registered for, what is due next, and what else its state offers."""
    company, authority = company_or_404(request)
    today = today_of(authority, at=clock.now())
    rows = GeneralRegistration.objects.filter(exporter=company).order_by("code", "-registered_at")
    uses = uses_of(rows, today=today, authority=authority)
    live = {use.registration.code for use in uses if use.standing is not Standing.ENDED}
    offers = offers_of(authority.pk, on=today)
    context = {
        "company": company,
        "authority": authority,
        "rows": [words.use_row(use, today=today) for use in uses],
        "bars": standing_bars(company),
        "offers": [(offer, words.offer_title(offer)) for code, offer in offers.items() if code not in live],
    }
    return render(request, "desks/general/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: AuthenticatedRequest, code: str) -> HttpResponse:
    """What the authorisation asks of the company, and the button that registers it."""
    company, authority = company_or_404(request)
    offer = offers_of(authority.pk, on=today_of(authority, at=clock.now())).get(code)
    if offer is None:
        raise Http404
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            registration, is_new = actions.register_for_general(
                exporter_id=company.pk, code=code, actor=request.user, at=clock.now()
            )
            done = (
                _("Registered. Your authority has acknowledged it.")
                if is_new
                else _("Your company is registered already.")
            )
            messages.success(request, done)
            return redirect(registration)
    context = {
        "company": company,
        "authority": authority,
        "offer": offer,
        "title": words.offer_title(offer),
        "terms": words.terms_rows(offer.terms),
    }
    return form_response(request, "desks/general/register.html", form, context)


@require_safe
@login_required
def page(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """One registration: since when, on which terms, what was notified and reported, what is due."""
    return render(request, "desks/general/registration.html", context_of(request, registration_id))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def first_use(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """When the company uses it first, by the rule of the code."""
    context = context_of(request, registration_id)
    registration: GeneralRegistration = context["registration"]
    if not context["is_holder"]:
        raise Http404
    form = FirstUseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.notify_first_use(
                exporter_id=registration.exporter_id,
                code=registration.code,
                on=form.cleaned_data["on"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Notified."))
            return redirect(registration)
    return form_response(request, "desks/general/first_use.html", form, context)


@require_safe
@login_required
def registrants(request: AuthenticatedRequest) -> HttpResponse:
    """Who is registered at the authority, who uses what, what is overdue; `?export=` is the same as a table."""
    authority = own_authority_or_404(request)
    today, filters = today_of(authority, at=clock.now()), RegistrantFilter.read(request.GET)
    rows = [words.use_row(use, today=today) for use in queries.registrants(authority, filters, today=today)]
    if kind := table_kind(request):
        return table_response(kind, "registrants", words.REGISTRANT_COLUMNS, rows)
    rows.sort(key=lambda row: not any(each.is_over for each in row.due))  # what is overdue stands first
    links = [
        (label, filters.but(view=key).address, key == filters.view) for key, label in queries.VIEWS.items()
    ]
    context = {
        "authority": authority,
        "filters": filters,
        "links": links,
        "rows": rows,
        "title": queries.VIEWS[filters.view],
    }
    return render(request, "desks/general/registrants.html", context)


def context_of(request: AuthenticatedRequest, registration_id: UUID) -> dict[str, Any]:
    """What every page of a registration shows."""
    rows = GeneralRegistration.objects.visible_to(request.user).filter(pk=registration_id)
    found = get_object_or_404(rows.select_related("authority__member_state"))
    authority = found.authority
    today = today_of(authority, at=clock.now())
    use: Use = uses_of(rows, today=today, authority=authority)[0]
    registration = use.registration
    bars = GeneralBar.objects.standing().filter(exporter=registration.exporter_id)
    return {
        "use": use,
        "row": words.use_row(use, today=today),
        "registration": registration,
        "is_holder": access.may(request.user, Permission.FILE, registration),
        "is_officer": access.may(request.user, Permission.HANDLE, registration),
        "is_live": use.standing is not Standing.ENDED,
        "terms": words.terms_rows(use.terms),
        "may_notify": use.standing is Standing.REGISTERED
        and (use.first_use is None or use.first_use.on > today),
        "first_uses": list(registration.first_uses.all()),
        "bars": list(bars.filter(codes__contains=[registration.code])),
        "may_request": use.terms.reports_on_request and not registration.reports_requested_on,
    }


def company_or_404(request: AuthenticatedRequest) -> tuple[Exporter, Organisation]:
    """For which company somebody looks, and its authority."""
    company = access.principal_of(request.user, Permission.FILE)
    if company is None:
        raise Http404
    exporter = get_object_or_404(Exporter.objects.select_related("organisation__member_state"), pk=company.pk)
    return exporter, seat_authority(exporter)


def own_authority_or_404(request: AuthenticatedRequest) -> Organisation:
    """For which authority the officer acts."""
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    return authority
