"""What anybody may read of an authorisation who holds its paper: is it good today? Never who is party to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock, signing
from exportctl.core.rules.permissions import Permission
from exportctl.desks.authorisations.presenters.authorisations import standing_words
from licensing.models import Authorisation


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """By the code on the paper, which nobody guesses. Holder, parties and items stay out."""
    authorisation = Authorisation.objects.with_balances().filter(token=token).first()
    if authorisation is None:
        raise Http404
    context = {
        "authorisation": authorisation,
        "standing": standing_words(authorisation, at=clock.now()),
        "keys": signing.trusted_keys(),
        "version": authorisation.version.number if authorisation.version else None,
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
    }
    response = render(request, "desks/authorisations/status.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
