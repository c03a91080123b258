"""A new notification from an earlier one: choose which, choose what is the same."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.desks.drafts.forms.copies import CopyForm
from notifications.actions.copying import copy_notification
from notifications.queries import notifications as queries

PAGE = 25
LONGEST = 100


@require_safe
@login_required
def copy_from(request: HttpRequest) -> HttpResponse:
    """Every notification of one's own, the latest first."""
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    page = Paginator(queries.copyable(request.user, words=words), PAGE).get_page(request.GET.get("page"))
    searched = f"{urlencode({'q': words})}&" if words else ""
    context = {
        "q": words,
        "page_of": page,
        "previous": f"?{searched}page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?{searched}page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "desks/drafts/copy_from.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """What is taken over and what has to be answered anew; then the new draft."""
    found = get_object_or_404(queries.notifications(request.user), reference=reference)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        parts = form.cleaned_data["parts"]
        with errors_in(form):
            made = copy_notification(
                notification_id=found.pk, parts=parts, actor=request.user, at=clock.now()
            )
            return redirect(made)
    context = {"notification": found, "form": form}
    return form_response(request, "desks/drafts/copy.html", form, context)
