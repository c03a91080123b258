"""The authority's own page about its work: load, deadlines missed, time per step, absences."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.absences import AbsenceForm
from exportctl.desks.worklist.queries import processing_times, team
from licensing.actions.absences import end_absence, enter_absence
from licensing.labels import line_name
from licensing.queries.absences import ahead
from licensing.queries.decision_periods import period_of, today_of
from licensing.queries.duty_turns import on_duty
from licensing.rules.requests import Kind
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def team_page(request: AuthenticatedRequest) -> HttpResponse:
    """GET shows the team; POST enters one's own absence."""
    authority = _own(request)
    at = clock.now()
    colleagues = [each for each in team.officers_of(authority, at=at) if each.pk != request.user.pk]
    form = AbsenceForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            enter_absence(authority=authority, actor=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Entered. Your deputy stands in from the first day on."))
            return redirect("desks:team")
    calendar = calendar_of(str(authority.member_state_id))
    late = team.late(request.user, authority, calendar=calendar, at=at)
    if (export := request.GET.get("export")) in TABLES:
        return _table(export, late)
    months = processing_times.without_gaps(processing_times.pace(authority, calendar=calendar, at=at))
    context = {
        "authority": authority,
        "form": form,
        "colleagues": colleagues,
        "last_year": max(calendar.years, default=None),
        "week": team.week(request.user, authority, calendar=calendar, at=at),
        "load": team.load(authority, calendar=calendar, at=at),
        "unassigned": team.unassigned(authority, at=at),
        "late": late,
        "steps": processing_times.STEPS.values(),
        "months": months,
        "bars": processing_times.bars(
            months,
            period=period_of(
                authority=authority, kind=Kind.NOTIFICATION.value, on=today_of(authority, at=at)
            ),
        ),
        "on_duty": on_duty(authority, at=at),
        "absences": ahead(authority, at=at),
        "acting": acting(request.user, authority, at=at),
        "soon_days": team.SOON,
    }
    return form_response(request, "desks/worklist/team.html", form, context)


@require_POST
@login_required
def end(request: AuthenticatedRequest, absence_id: UUID) -> HttpResponse:
    """Back earlier, or not away at all."""
    _own(request)
    end_absence(absence_id=absence_id, actor=request.user, at=clock.now())
    messages.success(request, _("Ended. Your deputy stands in no more."))
    return redirect("desks:team")


def _table(kind: str, late: list[team.Late]) -> HttpResponse:
    """The deadlines missed."""
    head = [_("Reference"), _("Item"), _("Officer"), _("Last day"), _("Working days over"), _("Stage")]
    rows = (
        [
            one.request.reference,
            line_name(one.request.line),
            one.request.assignee,
            one.due_on,
            one.days,
            _("Overdue") if one.is_open else _("Decided late"),
        ]
        for one in late
    )
    return TABLES[kind](f"deadlines-missed.{kind}", head, rows)


def _own(request: AuthenticatedRequest) -> Organisation:
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    return authority
