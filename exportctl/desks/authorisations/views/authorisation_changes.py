"""What two officers do to an authorisation: one proposes with reasons, another carries it out or discards it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.authorisations.forms.authorisation_changes import ChangeForm, change_form_of
from exportctl.desks.authorisations.presenters.consequences import (
    BURDENSOME,
    PROPOSE,
    TITLES,
    if_approved_ahead,
    if_carried_out,
)
from exportctl.desks.authorisations.views.authorisations import authorisation_or_404, context_of
from licensing.actions.authorisation_changes import approve_change, discard_change, propose_change
from licensing.models import Authorisation, AuthorisationChange, ChangeRequest
from licensing.queries.authorisation_versions import contents_of, proposed_differences
from licensing.queries.decision_periods import today_of
from licensing.queries.denials import act_of_done
from licensing.queries.party_matches import open_hits
from licensing.rules.authorisation_terms import changed, lessens
from licensing.rules.authorisations import COMPARED, NEEDS_REQUEST, Event
from licensing.rules.denials import Act
from licensing.rules.effective_days import BEGINS, LABELS, holds_from, waits
from licensing.rules.hearings import change_burdens
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: AuthenticatedRequest, reference: str, event: str) -> HttpResponse:
    """The first officer: why, and what would follow."""
    authorisation = _officers_or_404(request, reference)
    if event not in list(TITLES) or event == Event.CONTINUE:
        raise Http404
    at, act = clock.now(), Event(event)
    asked = _asked(request, authorisation)
    if act in NEEDS_REQUEST and asked is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    today = today_of(authorisation.authority, at=at)
    form = change_form_of(act)(data, authorisation=authorisation, today=today, asked=asked)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            propose_change(
                authorisation_id=authorisation.pk,
                event=act,
                grounds=form.cleaned_data["grounds"],
                change_request=asked.pk if asked else None,
                actor=request.user,
                at=at,
                **form.terms,
            )
            proposed = _("Proposed. A second officer of your authority carries it out.")
            if act in COMPARED and open_hits(authorisation.case):
                proposed = _(
                    "Proposed. Its parties are like names on a list: say of each hit what it is first."
                )
            messages.success(request, proposed)
            return redirect(authorisation)
    return _page(request, authorisation, "propose", act, form, button=PROPOSE[act], asked=asked)


def _asked(request: AuthenticatedRequest, authorisation: Authorisation) -> ChangeRequest | None:
    """What the holder asked for, where the address names it: `?request=`."""
    named = request.GET.get("request", "")
    waiting = ChangeRequest.objects.waiting().filter(authorisation=authorisation)
    return next((each for each in waiting if str(each.pk) == named), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, reference: str, change_id: UUID) -> HttpResponse:
    """The second officer: carry it out or discard it."""
    authorisation = _officers_or_404(request, reference)
    changes = authorisation.changes.select_related("proposed_by", "change_request")
    change = waiting_or_elsewhere(
        changes, change_id, url=authorisation.get_absolute_url(), reader=request.user
    )
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (discard_change, _("Discarded."))
            if "discard" in request.POST
            else (approve_change, _("Carried out."))
        )
        with errors_in(form):
            act(authorisation_id=authorisation.pk, change_id=change.pk, actor=request.user, at=clock.now())
            messages.success(request, done)
            return redirect(authorisation)
    extra = {
        "change": change,
        "asked": change.change_request,
        "differences": proposed_differences(authorisation, change),
        "hits": open_hits(authorisation.case) if change.event in COMPARED else [],
        "burdens": _burdens(authorisation, change),
        "refuses": act_of_done(change) == Act.REFUSE,
        "begins": LABELS[holds_from(change.terms)] if change.event in BEGINS else "",
        "may_approve": not change.was_proposed_by(request.user),
    }
    if waits(change.terms):
        extra["consequences"] = if_approved_ahead(authorisation)
    return _page(request, authorisation, "approve", Event(change.event), form, **extra)


def _burdens(authorisation: Authorisation, change: AuthorisationChange) -> bool:
    """Should its holder have been heard before?"""
    assert authorisation.version
    before = contents_of(authorisation.version)
    refuses = act_of_done(change) == Act.REFUSE
    return change_burdens(
        change.event, lessens=lessens(before, changed(before, change.terms)), refuses=refuses
    )


def _page(
    request: AuthenticatedRequest,
    authorisation: Authorisation,
    name: str,
    event: Event,
    form: ChangeForm | ActForm,
    **extra: object,
) -> HttpResponse:
    at = clock.now()
    context = {
        **context_of(request, authorisation),
        "title": TITLES[event],
        "tone": "madder" if event in BURDENSOME else "",
        "consequences": _consequences(authorisation, event, at, extra),
        "acting": acting(request.user, authorisation.authority, at=at),
        **extra,
    }
    return form_response(request, f"desks/authorisations/{name}.html", form, context)


def _consequences(
    authorisation: Authorisation, event: Event, at: datetime, extra: dict[str, object]
) -> list[Any]:
    asked: Any = extra.get("asked")
    refuses: Any = extra.get("refuses")
    on = today_of(authorisation.authority, at=at)
    return if_carried_out(authorisation, event, on=on, asked=asked.kind if asked else "", refuses=refuses)


def _officers_or_404(request: AuthenticatedRequest, reference: str) -> Authorisation:
    authorisation = authorisation_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, authorisation):
        raise Http404
    return authorisation
