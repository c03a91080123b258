"""Customs place a hold; the authority releases, extends or names its act; the exporter sees since when and why."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import page_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.customs.forms.customs_holds import EndForm, ExtensionForm, HoldForm, ReplyForm
from exportctl.desks.customs.presenters import customs_holds as words
from exportctl.desks.customs.presenters.next_steps import hold_step
from exportctl.desks.customs.queries import customs_holds as queries
from exportctl.desks.customs.queries.customs_holds import HoldFilter
from licensing.actions import customs_holds as actions
from licensing.actions.customs_enquiries import keep_back
from licensing.actions.hold_ends import end_hold
from licensing.actions.pending_acts import perform
from licensing.labels import put_forward
from licensing.models import Authorisation, CustomsEnquiry, CustomsHold
from licensing.queries.authorisations import opens_case
from licensing.queries.letterheads import letterhead_of
from licensing.queries.pending_acts import pending_act_about
from licensing.rules.customs_holds import DAYS, DAYS_IN_ALL, State
from licensing.rules.pending_acts import SoloAct

PAGE = 25
LAW = {"days": DAYS, "days_in_all": DAYS_IN_ALL}
READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE, Permission.FILE)


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Those of the customs office, of the authority or of the exporter; whose last day comes first on top."""
    if not any(access.has_seat(request.user, permission) for permission in READERS):
        raise Http404
    at, filters = clock.now(), HoldFilter.read(request.GET)
    rows = queries.hold_rows(request.user, filters, at=at)
    if kind := table_kind(request):
        return TABLES[kind](f"customs-holds.{kind}", words.COLUMNS, (words.cells(row, at=at) for row in rows))
    list_page = page_of(rows, filters, size=PAGE)
    context = {
        **LAW,
        "filters": filters,
        "views": words.views(queries.view_numbers(request.user, at=at)),
        "title": words.VIEWS[filters.view],
        "unsearched": filters.but(words="").address,
        "list_page": list_page,
        "rows": words.rows_of(list_page.rows, at=at),
        "heads": sort_heads(filters, words.HEADS),
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
        "is_officer": access.has_seat(request.user, Permission.HANDLE),
    }
    return render(request, "desks/customs/holds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def place(request: AuthenticatedRequest) -> HttpResponse:
    """Customs keep a declaration back; `?authorisation=` fills in a paper, `?enquiry=` what they asked."""
    if not access.has_seat(request.user, Permission.CHECK_SHIPMENTS):
        raise Http404
    enquiry = _enquiry_meant(request)
    initial = (
        words.known(enquiry) if enquiry else {"authorisation": request.GET.get("authorisation", "")[:40]}
    )
    form = HoldForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            given: dict[str, Any] = {"actor": request.user, "at": clock.now(), **form.declared}
            if enquiry:
                hold, is_new = keep_back(enquiry_id=enquiry.pk, **given)
            else:
                hold, is_new = actions.place_hold(**given)
            done = (
                _("Kept back. The authority is asked at once.")
                if is_new
                else _("This declaration is kept back already.")
            )
            messages.success(request, done)
            return redirect(hold)
    return form_response(request, "desks/customs/place_hold.html", form, LAW | {"enquiry": enquiry})


@require_safe
@login_required
def page(request: AuthenticatedRequest, hold_id: UUID) -> HttpResponse:
    """What is kept back, since when, on which ground, and what came of it."""
    hold = _hold_or_404(request, hold_id)
    return render(request, "desks/customs/hold.html", _context_of(request, hold))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend(request: AuthenticatedRequest, hold_id: UUID) -> HttpResponse:
    """Thirty working days in all, in exceptional circumstances."""
    hold = _for_authority(request, hold_id)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.extend_hold(hold_id=hold.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Extended. Customs and the exporter know the new last day."))
            return redirect(hold)
    return _form_page(request, "extend_hold", hold, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: AuthenticatedRequest, hold_id: UUID) -> HttpResponse:
    """Release, or not by naming the act; the act itself is opened from the hold's page."""
    hold = _for_authority(request, hold_id)
    given = request.POST if request.method == "POST" else None
    form = ReplyForm(given, has_authorisation=hold.authorisation is not None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            waits = perform(
                act=SoloAct.REPLY_TO_HOLD,
                about=hold.pk,
                given=form.given,
                actor=request.user,
                at=clock.now(),
            )
            replied = _("Replied. Customs and the exporter read it at once.")
            messages.success(request, put_forward() if waits else replied)
            return redirect(hold)
    return _form_page(request, "reply_to_hold", hold, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: AuthenticatedRequest, hold_id: UUID) -> HttpResponse:
    """What came of one that was not released: what customs did with the goods, or that the authority lets them go."""
    hold = _hold_or_404(request, hold_id)
    to_customs = access.may(request.user, Permission.CHECK_SHIPMENTS, hold)
    if not (to_customs or access.may(request.user, Permission.HANDLE, hold)):
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None, to_customs=to_customs)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            end_hold(hold_id=hold.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Entered. Everybody concerned is told."))
            return redirect(hold)
    return _form_page(request, "end_hold", hold, form)


@require_safe
@login_required
def outcome(request: AuthenticatedRequest, hold_id: UUID) -> HttpResponse:
    """What the authority that granted tells the other states and the Commission (Article 21(4))."""
    seats = (Permission.HANDLE, Permission.ADMINISTER)
    if not any(access.has_seat(request.user, seat) for seat in seats):
        raise Http404
    rows = CustomsHold.objects.with_parts().filter(authorisation__isnull=False)
    hold, at = get_object_or_404(rows, pk=hold_id), clock.now()
    if hold.reads_as(at=at) not in (State.RELEASED, State.NOT_RELEASED):
        raise Http404
    context = {"hold": hold, "row": words.row_of(hold, at=at), "meaning": words.meaning(hold, at=at)}
    return render(request, "desks/customs/hold_outcome.html", context)


def _enquiry_meant(request: AuthenticatedRequest) -> CustomsEnquiry | None:
    """The office's own, of which a hold is made, if the address names one."""
    reference = request.GET.get("enquiry")
    if not reference:
        return None
    rows = CustomsEnquiry.objects.visible_to(request.user).select_related("authorisation")
    enquiry = get_object_or_404(rows, reference=reference)
    if not access.may(request.user, Permission.CHECK_SHIPMENTS, enquiry):
        raise Http404
    return enquiry


def _form_page(request: AuthenticatedRequest, name: str, hold: CustomsHold, form: BaseForm) -> HttpResponse:
    return form_response(request, f"desks/customs/{name}.html", form, _context_of(request, hold))


def _context_of(request: AuthenticatedRequest, hold: CustomsHold) -> dict[str, Any]:
    at = clock.now()
    is_authority = access.may(request.user, Permission.HANDLE, hold)
    is_customs = access.may(request.user, Permission.CHECK_SHIPMENTS, hold)
    state, is_red = hold.reads_as(at=at), words.is_red(hold)
    waits = state in (State.OPEN, State.EXTENDED)
    context = {
        **LAW,
        "hold": hold,
        "row": words.row_of(hold, at=at),
        "meaning": words.meaning(hold, at=at),
        "facts": words.fact_rows(hold),
        "is_red": is_red,
        "is_authority": is_authority,
        "is_holder": access.may(request.user, Permission.FILE, hold),
        "enquiries": CustomsEnquiry.objects.visible_to(request.user).filter(hold=hold),
        "knows_paper": _knows_paper(request, hold),
        **_ways_to_write(request, hold, waits=waits),
        "may_reply": is_authority and waits,
        "may_extend": is_authority and state == State.OPEN,
        "may_end": hold.status == State.NOT_RELEASED and not hold.end and (is_authority or is_customs),
        "is_customs": is_customs,
        "may_open_act": is_authority and is_red and bool(hold.act_event),
    }
    proposed = pending_act_about(SoloAct.REPLY_TO_HOLD, hold.pk) if context["may_reply"] else None
    return context | {"step": hold_step(hold, may=context, proposed=proposed, at=at)}


def _ways_to_write(request: AuthenticatedRequest, hold: CustomsHold, *, waits: bool) -> dict[str, Any]:
    """How its exporter reaches whoever replies: on the case of the authorisation, else as its letters say."""
    if not (waits and access.may(request.user, Permission.FILE, hold)):
        return {"waits": waits}
    on_case = hold.authorisation is not None and opens_case(hold.authorisation, request.user)
    contact = "" if on_case else letterhead_of(hold.authority).contact
    return {"waits": waits, "opens_case": on_case, "contact": contact}


def _knows_paper(request: AuthenticatedRequest, hold: CustomsHold) -> bool:
    """A declarant does not see somebody else's authorisation."""
    if hold.authorisation is None:
        return False
    return Authorisation.objects.presented_to(request.user).filter(pk=hold.authorisation.pk).exists()


def _hold_or_404(request: AuthenticatedRequest, hold_id: UUID) -> CustomsHold:
    return get_object_or_404(CustomsHold.objects.visible_to(request.user).with_parts(), pk=hold_id)


def _for_authority(request: AuthenticatedRequest, hold_id: UUID) -> CustomsHold:
    hold = _hold_or_404(request, hold_id)
    if not access.may(request.user, Permission.HANDLE, hold):
        raise Http404
    return hold
