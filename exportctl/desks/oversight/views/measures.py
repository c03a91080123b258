"""Restrictive measures: the stored law, what two officers say of a rule, and what they do with what it meets."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.calendar import local_date
from exportctl.core.countries import names_by_code
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.notices import zone_of
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.measures import (
    MeasureChangeForm,
    MeasureForm,
    OverAuthorisationsForm,
    RulesTableForm,
)
from exportctl.desks.oversight.presenters.measures import TAGS, if_approved, met_by, scope_of, waiting_change
from licensing.actions import measure_acts
from licensing.actions import measures as actions
from licensing.models import RestrictiveMeasure
from licensing.models.measures import KEEPERS
from licensing.rules.measures import Event, State
from licensing.rules.measures_table import NAMES, Fault, rules_of
from notifications.queries.consequences import acting

MOST_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measures(request: AuthenticatedRequest) -> HttpResponse:
    """Every rule that the reader may see, the newest first; POST imports a table of further ones."""
    keeper = _keeper_or_404(request)
    form = RulesTableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        rows, faults = rules_of(form.table, zone=_zone(keeper), countries=names_by_code())
        if not faults:
            with errors_in(form):
                entered = actions.import_measures(
                    keeper=keeper, rows=rows, actor=request.user, at=clock.now()
                )
                sentence = ngettext(
                    "%(n)d rule is entered. It is no law before two officers confirm it.",
                    "%(n)d rules are entered. None is law before two officers confirm it.",
                    len(entered),
                )
                messages.success(request, sentence % {"n": len(entered)})
                return redirect("desks:measures")
        else:
            form.add_error("file", _("Nothing was taken: correct the rows below."))
    rows_ = RestrictiveMeasure.objects.visible_to(request.user).select_related("keeper__member_state")
    context = {
        "keeper": keeper,
        "measures": [(row, TAGS[row.status]) for row in rows_],
        "faults": faults[:MOST_FAULTS],
        "columns": [(name, MeasureForm.base_fields[name].label) for name in NAMES],
    }
    return form_response(request, "desks/oversight/measures/overview.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: AuthenticatedRequest) -> HttpResponse:
    """Enter one rule, also ahead of its day."""
    keeper = _keeper_or_404(request)
    form = MeasureForm(request.POST if request.method == "POST" else None, zone=_zone(keeper))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            measure = actions.enter_measure(keeper=keeper, row=form.row(), actor=request.user, at=clock.now())
            messages.success(request, _("Entered. It is no law before two officers confirm it."))
            return redirect(measure)
    return form_response(request, "desks/oversight/measures/enter.html", form, {"keeper": keeper})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure(request: AuthenticatedRequest, number: str) -> HttpResponse:
    """One rule: what it reaches and meets; its keepers confirm, end or discard it, officers act on what it meets."""
    _keeper_or_404(request)
    rows = RestrictiveMeasure.objects.visible_to(request.user).select_related("keeper__member_state")
    row = get_object_or_404(rows, number=number)
    for button, act in _ANSWERS.items():
        if button in request.POST:
            with errors_as_message(request):
                messages.success(request, act(request, row))
            return redirect(row)
    event = Event.CONFIRM if row.status == State.ENTERED else Event.END
    form = MeasureChangeForm(
        request.POST if "propose" in request.POST else None, zone=_zone(row.keeper), event=event
    )
    if "propose" in request.POST and form.is_valid():
        with errors_in(form):
            actions.propose_measure_change(
                measure_id=row.pk, event=event, actor=request.user, at=clock.now(), **form.content()
            )
            messages.success(request, _("Proposed. A second officer approves it."))
            return redirect(row)
    return _page(request, row, form)


def _page(request: AuthenticatedRequest, row: RestrictiveMeasure, form: MeasureChangeForm) -> HttpResponse:
    met = met_by(row, request.user, at=clock.now())
    choices = [
        (str(each.live.authorisation.pk), each.live.authorisation.reference) for each in met.get("free", [])
    ]
    over = OverAuthorisationsForm(
        request.POST if "over" in request.POST else None,
        choices=choices,
        today=local_date(clock.now(), zone_of(row.keeper)),
    )
    if "over" in request.POST and over.is_valid():
        with errors_in(over):
            ids = [UUID(each) for each in over.cleaned_data["authorisations"]]
            measure_acts.propose_over_authorisations(
                measure_id=row.pk,
                authorisation_ids=ids,
                event=over.cleaned_data["event"],
                grounds=over.cleaned_data["grounds"],
                hearing=over.hearing(),
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(row)
    waiting = waiting_change(row)
    context = {
        "measure": row,
        "tag": TAGS[row.status],
        "scope": scope_of(row),
        "keeps": row.concerns(request.user),
        "waiting_change": waiting,
        "consequences": if_approved(row, waiting) if waiting else [],
        "zone": _zone(row.keeper),
        "acting": acting(request.user, row.keeper, at=clock.now()),
        "may_approve": waiting is not None and not waiting.was_proposed_by(request.user),
        "may_settle": [
            each for each in met.get("waiting", []) if not each.change.was_proposed_by(request.user)
        ],
        "form": form,
        "over": over,
        **met,
    }
    bound = over if "over" in request.POST else form
    return form_response(request, "desks/oversight/measures/measure.html", bound, {**context, "form": form})


def _approve(request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    _settle(actions.approve_measure_change, request, row)
    return _("Carried out. From its instant on it counts.")


def _discard_change(request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    _settle(actions.discard_measure_change, request, row)
    return _("Discarded.")


def _settle(act: Callable[..., Any], request: AuthenticatedRequest, row: RestrictiveMeasure) -> None:
    change = waiting_change(row)
    if change is None:
        raise Http404
    act(measure_id=row.pk, change_id=change.pk, actor=request.user, at=clock.now())


def _discard(request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    actions.discard_measure(measure_id=row.pk, actor=request.user, at=clock.now())
    return _("Discarded.")


def _carry_out(request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    return _over(measure_acts.approve_over_authorisations, request, row)


def _drop(request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    return _over(measure_acts.discard_over_authorisations, request, row)


def _over(act: Callable[..., int], request: AuthenticatedRequest, row: RestrictiveMeasure) -> str:
    met = met_by(row, request.user, at=clock.now())
    wanted = set(request.POST.getlist("changes"))
    ids = [each.change.pk for each in met.get("waiting", []) if str(each.change.pk) in wanted]
    count = act(measure_id=row.pk, change_ids=ids, actor=request.user, at=clock.now())
    return ngettext("Done for %(n)d authorisation.", "Done for %(n)d authorisations.", count) % {"n": count}


_ANSWERS: dict[str, Callable[[AuthenticatedRequest, RestrictiveMeasure], str]] = {
    "approve": _approve,
    "discard_change": _discard_change,
    "discard": _discard,
    "carry_out": _carry_out,
    "drop": _drop,
}


def _keeper_or_404(request: AuthenticatedRequest) -> Organisation:
    """The body for which the person keeps the law: the Commission, or their authority."""
    keeper = access.principal_of(request.user, *KEEPERS)
    if keeper is None:
        raise Http404
    return keeper


def _zone(keeper: Organisation) -> str:
    return zone_of(keeper).key
