from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.queries.demonstration import offered


def sign_in(request: HttpRequest) -> HttpResponse:
    """One click, no password, in a demonstration; anywhere else this address does not exist."""
    if not clock.is_demonstration():
        raise Http404
    return _enter(request)


@require_POST
def _enter(request: HttpRequest) -> HttpResponse:
    user = get_object_or_404(offered(), email__iexact=request.POST.get("email", "").replace("\0", ""))
    login(request, user, backend="exportctl.core.accounts.DemonstrationBackend")
    return redirect("core:home")
