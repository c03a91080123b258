"""How an officer classifies the item of a line: a fact beside the exporter's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.classifications import ClassificationForm
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions.classifications import classify_line
from licensing.labels import line_name
from licensing.rules.catalogue import edition


@login_required
def classify(request: AuthenticatedRequest, reference: str, number: int) -> HttpResponse:
    """The item as its line describes it; beside it what was said of it so far."""
    page = case_page(officer_case_or_404(request, reference))
    line = next((each for each in page.request.lines if each.number == number), None)
    if line is None:
        raise Http404
    earlier = list(line.classifications.select_related("confirmed_by").order_by("-confirmed_at", "-pk"))
    start = earlier[0].control_entry if earlier else line.control_entry
    form = ClassificationForm(request.POST or None, initial={"control_entry": start})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            classify_line(
                request_id=page.request.pk,
                number=number,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(
                request, _("The classification of “%(item)s” is recorded.") % {"item": line_name(line)}
            )
            return redirect(page.request.get_absolute_url())
    return case_form_response(
        request, page, "classify", form, tab="summary", line=line, earlier=earlier, edition=edition()
    )
