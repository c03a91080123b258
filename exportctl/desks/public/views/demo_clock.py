"""The demonstration's clock, as a page. Outside a demonstration this address does not exist."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.formatting import moment
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.demo_clock import NEXT_END, RESET, STEPS, ClockForm
from notifications.actions.demo_clock import move_clock
from notifications.queries.procedures import next_end


def demo_clock(request: HttpRequest) -> HttpResponse:
    """Show the time, and move it; whatever falls due on the way is closed."""
    if not clock.is_demonstration():
        raise Http404
    at = clock.now()
    ends_at = next_end(at=at)
    form = ClockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        present = move_clock(to=form.instant(at=at, next_end=ends_at))
        messages.success(request, _("It is now %(moment)s.") % {"moment": moment(present)})
        return redirect("desks:demo_clock")
    context = {
        "form": form,
        "at": at,
        "ends_at": ends_at,
        "steps": [{"code": f"+{days}d", "days": days} for days in STEPS],
        "next_end": NEXT_END,
        "reset": RESET,
    }
    return form_response(request, "desks/public/demo_clock.html", form, context)
