"""The consolidated financial sanctions list: which one is in use, and the form to import the next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.sanctions_lists import SanctionsListForm
from licensing.actions.sanctions_lists import read_list, receive_list
from licensing.models import SanctionsList
from licensing.rules.sanctions_lists import IMPORTER

SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sanctions_lists(request: AuthenticatedRequest) -> HttpResponse:
    """Every list that was imported, the newest first; POST imports one, which the worker takes into use."""
    if not access.has_seat(request.user, IMPORTER):
        raise Http404
    form = SanctionsListForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            content = form.cleaned_data["file"].read()
            received = receive_list(
                consolidated=read_list(content=content), actor=request.user, at=clock.now()
            )
            sentence = _(
                "%(entries)d entries of %(day)s were read. Within a minute parties are compared with them."
            )
            messages.success(
                request, sentence % {"entries": received.entry_count, "day": long_day(received.dated_on)}
            )
            return redirect("desks:sanctions_lists")
    lists = SanctionsList.objects.select_related("imported_by")[:SHOWN]
    return form_response(request, "desks/oversight/reference/sanctions_lists.html", form, {"lists": lists})
