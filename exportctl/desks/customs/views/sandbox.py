"""Where customs’ systems are tried out: what is in it, for anybody; what one’s account did, and to begin anew."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.calendar import brussels_date
from exportctl.core.models import User
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.customs.presenters import sandbox as words
from licensing.actions.sandbox import reset_sandbox
from licensing.models import SandboxEvent
from licensing.queries.sandbox import overview

SHOWN = 20


@require_safe
def sandbox(request: HttpRequest) -> HttpResponse:
    """Numbers and statuses for everybody; with a seat in a sandbox, as the account has left them today."""
    user = request.user if isinstance(request.user, User) and _has_seat(request.user) else None
    at = clock.now()
    on = calendar_of(_state(user)).local_date(at) if user else brussels_date(at)
    context: dict[str, Any] = {
        "rows": [words.row(each) for each in overview(user, on=on)],
        "holds": words.holds(),
        "has_seat": user is not None,
    }
    if user:
        events = SandboxEvent.objects.visible_to(user).of_day(on).order_by("-pk")
        context["events"] = [words.event(each) for each in events[:SHOWN]]
    return render(request, "desks/customs/sandbox.html", context)


@require_POST
@login_required
def reset(request: AuthenticatedRequest) -> HttpResponse:
    """Begin anew: of the own account alone."""
    if not _has_seat(request.user):
        raise Http404
    reset_sandbox(actor=request.user, at=clock.now())
    messages.success(request, _("The sandbox has begun anew."))
    return redirect("desks:sandbox")


def _has_seat(user: User) -> bool:
    return access.has_seat(user, Permission.TRY_OUT)


def _state(user: User) -> str:
    return access.state_codes_of(user, Permission.TRY_OUT)[0]
