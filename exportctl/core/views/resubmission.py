"""What somebody wrote before they were signed out, to be read and sent again; and staying signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import resubmission as waiting
from exportctl.core.views.requests import PersonalRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unsent(request: PersonalRequest) -> HttpResponse:
    """GET shows it, with a button that sends it again; POST throws it away."""
    if request.method == "POST":
        waiting.forget(request)
        return redirect("core:home")
    unsent = waiting.kept(request)
    return render(request, "core/resubmission.html", {"unsent": unsent}) if unsent else redirect("core:home")


@require_POST
@login_required
def stay(request: PersonalRequest) -> HttpResponse:
    """The request itself is what counts: the session is no longer idle."""
    return HttpResponse(status=204)
