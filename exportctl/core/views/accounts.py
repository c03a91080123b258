"""A person's own account: seats, and keys for their machines."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.actions.keys import issue_key, revoke_key, set_key_end
from exportctl.core.forms.errors import errors_in
from exportctl.core.forms.keys import KeyForm
from exportctl.core.forms.mailing import MailForm
from exportctl.core.forms.people import KeyEndForm, last_day_of, with_last_days
from exportctl.core.queries.invitations import offered_to
from exportctl.core.queries.keys import keys_of, seats_for_keys
from exportctl.core.sections import menu
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest


@require_GET
@login_required
def account(request: AuthenticatedRequest) -> HttpResponse:
    links = [(heading, entry.label, reverse(entry.route)) for heading, entry in menu().account]
    context = {
        "seats": access.seats_of(request.user),
        "invitations": offered_to(request.user, at=clock.now()),
        "links": links,
        "mail_choice": MailForm.words_of(request.user.mail_choice),
    }
    return render(request, "core/account.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keys(request: AuthenticatedRequest) -> HttpResponse:
    """POST makes a key and shows its secret, this once; it is in no log, session or redirect."""
    seats = seats_for_keys(request.user)
    form = KeyForm(request.POST if request.method == "POST" else None, seats=seats)
    secret = ""
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            secret = issue_key(user=request.user, at=clock.now(), **form.words()).secret
            form = KeyForm(seats=seats)
    context = {
        "secret": secret,
        "keys": with_last_days(keys_of(request.user)),
        "seats": seats,
        "at": clock.now(),
    }
    response = form_response(request, "core/keys.html", form, context)
    if secret:
        response.status_code = 201
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def key_end(request: AuthenticatedRequest, key_id: UUID) -> HttpResponse:
    """The last day of one's own key."""
    key = get_object_or_404(keys_of(request.user), pk=key_id)
    organisation = key.seat.organisation
    shown = {"ends_on": last_day_of(key.expires_at, organisation)}
    form = KeyEndForm(request.POST if request.method == "POST" else None, initial=shown)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            set_key_end(
                key_id=key.pk, user=request.user, expires_at=form.ends_at(organisation), at=clock.now()
            )
            messages.success(request, _("The last day is changed."))
            return redirect("core:keys")
    return form_response(request, "core/key.html", form, {"key": key, "at": clock.now()})


@require_POST
@login_required
def revoke(request: AuthenticatedRequest, key_id: UUID) -> HttpResponse:
    revoke_key(key_id=key_id, user=request.user, at=clock.now())
    return redirect("core:keys")
