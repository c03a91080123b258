"""A person's own account: seats, and keys for their machines."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.actions.keys import issue_key, revoke_key
from exportctl.core.errors import DomainError
from exportctl.core.forms.keys import KeyForm
from exportctl.core.queries.keys import keys_of, seats_for_keys
from exportctl.core.sections import menu
from exportctl.core.views.requests import AuthenticatedRequest


@require_GET
@login_required
def account(request: AuthenticatedRequest) -> HttpResponse:
    links = [(heading, entry.label, reverse(entry.route)) for heading, entry in menu().account]
    return render(request, "core/account.html", {"seats": access.seats_of(request.user), "links": links})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keys(request: AuthenticatedRequest) -> HttpResponse:
    """POST makes a key and shows its secret, this once; it is in no log, session or redirect."""
    seats = seats_for_keys(request.user)
    form = KeyForm(request.POST if request.method == "POST" else None, seats=seats)
    secret, status = "", 200
    if request.method == "POST":
        if form.is_valid():
            try:
                secret = issue_key(user=request.user, at=clock.now(), **form.cleaned_data).secret
                form = KeyForm(seats=seats)
            except DomainError as error:
                form.add_error(None, str(error.message))
        status = 201 if secret else 422
    context = {"form": form, "secret": secret, "keys": keys_of(request.user), "seats": seats}
    return render(request, "core/keys.html", context, status=status)


@require_POST
@login_required
def revoke(request: AuthenticatedRequest, key_id: UUID) -> HttpResponse:
    revoke_key(key_id=key_id, user=request.user, at=clock.now())
    return redirect("core:keys")
