"""Conflicts of interest: an officer steps back from a case; a colleague may lift it again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.assessments import ConflictForm
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing.actions import conflicts
from licensing.queries.conflicts import conflicts_of, if_declared, if_lifted
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@login_required
def declare(request: HttpRequest, reference: str) -> HttpResponse:
    """The page says what follows: the case is out of sight from the moment it is sent."""
    found = case_or_404(request, reference)
    if not found.is_officer:
        raise Http404
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            conflicts.declare_conflict(
                request_id=found.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            said = _("You stepped back from %(reference)s. You do not see it any more.")
            messages.success(request, said % {"reference": reference})
            return redirect("desks:worklist")
    at = clock.now()
    extra = {
        "form": form,
        "consequences": if_declared(found.request, request.user),
        "acting": acting(request.user, found.request.authority, at=at),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desks/case/conflict.html", page_of(found, "summary", **extra), status=status)


@login_required
def lift(request: HttpRequest, reference: str, conflict_id: UUID) -> HttpResponse:
    """A colleague's page: who stepped back, when, why."""
    found = case_or_404(request, reference)
    standing = conflicts_of(found.request) if found.is_officer else []
    conflict = next((each for each in standing if each.pk == conflict_id), None)
    if conflict is None:
        raise Http404
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            conflicts.lift_conflict(
                request_id=found.request.pk, conflict_id=conflict.pk, actor=request.user, at=clock.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(name)s may see this case again.") % {"name": conflict.officer})
            return redirect(found.request)
    extra = {
        "form": form,
        "conflict": conflict,
        "consequences": if_lifted(conflict),
        "acting": acting(request.user, found.request.authority, at=clock.now()),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desks/case/lift.html", page_of(found, "summary", **extra), status=status)
