"""The officer's own view of the due-diligence answers, a question at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.assessments import AssessmentForm
from exportctl.desks.case.presenters.assessments import Side, side_by_side
from exportctl.desks.case.presenters.documents import files_for
from exportctl.desks.case.views.cases import case_or_404, page_of, version_of
from notifications.actions.assessments import assess_flag


@login_required
def assess(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """The exporter's answer and evidence; beside it the officer's assessment, and every earlier one."""
    found = case_or_404(request, reference)
    sides = side_by_side(found.request, version=version_of(found.request)) if found.is_officer else []
    place = next((place for place, side in enumerate(sides) if side.asked.key == key), None)
    if place is None:
        raise Http404
    side, following = sides[place], sides[place + 1 : place + 2]
    form = AssessmentForm(request.POST or None, initial=_held(side))
    if request.method == "POST" and form.is_valid():
        try:
            assess_flag(
                request_id=found.request.pk,
                question=key,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.take_in(error)
        else:
            messages.success(request, _("Question %(number)d is assessed.") % {"number": side.asked.number})
            if "next" in request.POST and following:
                return redirect("desks:assess", reference, following[0].asked.key)
            return redirect(reverse("desks:case_tab", args=[reference, "flags"]) + f"#{key}")
    context = page_of(
        found,
        "flags",
        form=form,
        side=side,
        before=sides[place - 1] if place else None,
        after=following[0] if following else None,
        total=len(sides),
        files=files_for(found.request, key),
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desks/case/assess.html", context, status=status)


def _held(side: Side) -> dict[str, str]:
    return {"verdict": side.latest.verdict, "reason": side.latest.reason} if side.latest else {}
