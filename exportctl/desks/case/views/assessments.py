"""The officer's own view of the due-diligence answers, a question at a time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.assessments import AssessmentForm, AssessmentsForm
from exportctl.desks.case.presenters.assessments import Side, side_by_side
from exportctl.desks.case.presenters.documents import files_for
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from notifications.actions.assessments import assess_flag, assess_flags


@login_required
def assess(request: AuthenticatedRequest, reference: str, key: str) -> HttpResponse:
    """The exporter's answer and evidence; beside it the officer's assessment, and every earlier one."""
    case = officer_case_or_404(request, reference)
    sides = side_by_side(case.request, version=case.questionnaire) if case.has_red_flags else []
    place = next((place for place, side in enumerate(sides) if side.question.key == key), None)
    if place is None:
        raise Http404
    side, following = sides[place], sides[place + 1 : place + 2]
    form = AssessmentForm(request.POST or None, initial=_latest(side))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            assess_flag(
                request_id=case.request.pk,
                question=key,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(
                request, _("Question %(number)d is assessed.") % {"number": side.question.number}
            )
            if "next" in request.POST and following:
                return redirect("desks:assess", reference, following[0].question.key)
            return redirect(reverse("desks:case_tab", args=[reference, "due-diligence"]) + f"#{key}")
    return case_form_response(
        request,
        case_page(case),
        "assess",
        form,
        tab="due-diligence",
        side=side,
        before=sides[place - 1] if place else None,
        after=following[0] if following else None,
        total=len(sides),
        files=files_for(case.request, key),
    )


@login_required
def assess_several(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The same view of several questions at once: those that nobody assessed are ticked to begin with."""
    case = officer_case_or_404(request, reference)
    sides = side_by_side(case.request, version=case.questionnaire) if case.has_red_flags else []
    if not sides:
        raise Http404
    form = AssessmentsForm(
        request.POST if request.method == "POST" else None,
        sides=sides,
        initial={"questions": [side.question.key for side in sides if not side.latest]},
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            count = assess_flags(
                request_id=case.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            sentence = ngettext("%(n)d question is assessed.", "%(n)d questions are assessed.", count)
            messages.success(request, sentence % {"n": count})
            return redirect("desks:case_tab", reference, "due-diligence")
    return case_form_response(request, case_page(case), "assess_several", form, tab="due-diligence")


def _latest(side: Side) -> dict[str, str]:
    return {"verdict": side.latest.verdict, "reason": side.latest.reason} if side.latest else {}
