"""Giving a seat: proposing it, the second officer's page, and the page of the person who is invited."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.actions import invitations as actions
from exportctl.core.formatting import long_day, moment
from exportctl.core.forms.errors import errors_in
from exportctl.core.forms.people import ActForm, PersonForm, last_day_of
from exportctl.core.models import Invitation, Organisation
from exportctl.core.notices import zone_of
from exportctl.core.queries import managers
from exportctl.core.queries.consequences import if_accepted, if_approved
from exportctl.core.queries.invitations import approvable_by, manageable_by
from exportctl.core.rules.accounts import seats_given_by
from exportctl.core.rules.invitations import takes_two
from exportctl.core.rules.permissions import Permission
from exportctl.core.sections import menu
from exportctl.core.views.forms import form_response
from exportctl.core.views.people import frame_of, list_of
from exportctl.core.views.requests import AuthenticatedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: AuthenticatedRequest) -> HttpResponse:
    """Propose a seat. What is answered is the same whether or not the address has an account."""
    organisation = _inviting_or_404(request)
    own = organisation.pk in access.organisation_ids_of(request.user, Permission.MANAGE)
    administered = managers.administered_by(request.user).filter(pk=organisation.pk).exists()
    seats = seats_given_by(organisation.kind) if administered else [Permission.MANAGE]
    form = PersonForm(
        request.POST if request.method == "POST" else None, organisation=organisation, seats=seats
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            proposed = actions.invite(actor=request.user, at=clock.now(), **form.person())
            messages.success(request, _answer(proposed))
            return redirect(list_of(organisation) if administered else menu().exporters)
    two = [seat for seat in seats if takes_two(seat, by_own_body=own)]
    context = {
        "form": form,
        "two": two,
        "all_take_two": two == seats,
        "back": _back(organisation, administered),
    }
    context |= frame_of(request, organisation, "core:people") | ({} if administered else {"tabs": []})
    return form_response(request, "core/people/add.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handle(request: AuthenticatedRequest, invitation_id: UUID) -> HttpResponse:
    """What was proposed: the second officer approves or discards, the proposer withdraws."""
    invitation = get_object_or_404(
        manageable_by(request.user).select_related("approved_by"), pk=invitation_id
    )
    at, organisation = clock.now(), invitation.organisation
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act: Callable[..., object] = (
            actions.approve_invitation if "approve" in request.POST else actions.withdraw_invitation
        )
        with errors_in(form):
            act(invitation_id=invitation.pk, actor=request.user, at=at)
            done = _("An invitation is sent; the seat begins when it is accepted.")
            messages.success(request, done if "approve" in request.POST else _("Withdrawn."))
            return redirect(request.path)
    administered = managers.administered_by(request.user).filter(pk=organisation.pk).exists()
    context = {
        "form": form,
        "invitation": invitation,
        "rows": _rows(invitation),
        "mine": invitation.was_proposed_by(request.user),
        "may_approve": approvable_by(invitation, request.user, at=at),
        "consequences": if_approved(invitation),
        "acting": {"who": request.user.name, "for_whom": organisation.spoken_name, "at": at},
        "back": _back(organisation, administered),
    }
    context |= frame_of(request, organisation, "core:people") | ({} if administered else {"tabs": []})
    return form_response(request, "core/people/invitation.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitation(request: AuthenticatedRequest, invitation_id: UUID) -> HttpResponse:
    """The person's own page: accept the seat, or decline it. What waits for a second officer is no invitation yet."""
    mine = Invitation.objects.filter(person=request.user, opened_at__isnull=False)
    invitation = get_object_or_404(
        mine.select_related("organisation__member_state", "proposed_by"), pk=invitation_id
    )
    at = clock.now()
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act: Callable[..., object] = (
            actions.decline_invitation if "decline" in request.POST else actions.accept_invitation
        )
        with errors_in(form):
            act(invitation_id=invitation.pk, actor=request.user, at=at)
            done = (
                _("Declined. Nothing has changed for you.")
                if "decline" in request.POST
                else _("Your seat has begun.")
            )
            messages.success(request, done)
            return redirect("core:account")
    context = {
        "form": form,
        "invitation": invitation,
        "is_open": invitation.is_open(at=at),
        "last_day": last_day_of(invitation.ends_at, invitation.organisation),
        "consequences": if_accepted(invitation),
        "acting": {"who": request.user.name, "for_whom": invitation.organisation.spoken_name, "at": at},
    }
    return form_response(request, "core/invitation.html", form, context)


def _inviting_or_404(request: AuthenticatedRequest) -> Organisation:
    """The organisation that `?organisation=` names among those the reader may invite to; else their own."""
    chosen = request.GET.get("organisation", "")
    if not chosen:
        own = managers.own_organisations(request.user)
        if not own:
            raise Http404
        return own[0]
    try:
        return get_object_or_404(managers.inviting_to(request.user, at=clock.now()), pk=UUID(chosen))
    except ValueError:
        raise Http404 from None


def _back(organisation: Organisation, administered: bool) -> str:
    """The list that a page about an invitation belongs to."""
    return list_of(organisation) if administered else reverse(menu().exporters)


def _answer(proposed: Invitation) -> str:
    if proposed.takes_two:
        return _("Proposed. When a second officer has approved it, an invitation is sent.")
    return _("An invitation is sent; the seat begins when it is accepted.")


def _rows(invitation: Invitation) -> list[tuple[object, object]]:
    """What is proposed, in the words of its form."""
    last = last_day_of(invitation.ends_at, invitation.organisation)
    rows: list[tuple[Any, Any]] = [
        (_("Name"), invitation.name),
        (_("E-mail address"), invitation.email),
        (_("Right"), invitation.label),
        (_("Agent"), _("yes") if invitation.is_agent else _("no")),
        (_("First day"), moment(invitation.starts_at, zone_of(invitation.organisation))),
        (_("Until"), long_day(last) if last else _("no end")),
        (_("Proposed by"), invitation.proposed_by),
    ]
    if invitation.approved_by:
        rows.append((_("Approved by"), invitation.approved_by))
    return rows
