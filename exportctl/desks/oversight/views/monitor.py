"""The Commission's desk: it administers windows and rule sets, and has no vote."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.actions import outbox as actions
from exportctl.core.formatting import last_day, moment
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.acts import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import form_response
from exportctl.desks.oversight.queries import monitor as queries
from notifications.actions import extensions, rule_sets
from notifications.forms.positions import ActForm, ExtensionForm, SelectionForm
from notifications.models import RuleSetSelection
from notifications.queries import delegate, regimes
from notifications.queries.consequences import acting, if_chosen, if_extended
from notifications.queries.outboxes import OUTBOXES
from notifications.queries.procedure_list import open_by_closing
from notifications.queries.rule_sets import chosen_rule_set
from notifications.queries.tally import rules_of
from notifications.rules.rule_sets import RULE_SETS
from notifications.views.procedures import page_of, procedure_or_404


def _commission(request: HttpRequest) -> Any:
    """The Commission the reader acts for; 404 to everybody else."""
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]


@require_safe
@login_required
def monitor(request: HttpRequest) -> HttpResponse:
    """Procedures by closing time, the sweep's heartbeat, and what waits for a second officer."""
    _commission(request)
    context = queries.monitor(request.user, at=clock.now(), machine_at=clock.machine_now())
    return render(request, "desks/oversight/monitor.html", context)


@require_safe
@login_required
def monitor_csv(request: HttpRequest) -> HttpResponse:
    """The open procedures by closing time, to take along."""
    _commission(request)
    head = [_("Reference"), _("Item"), _("Notified by"), _("Opened"), _("Closes"), _("Working days left")]
    at = clock.now()
    rows = delegate.rows(open_by_closing(request.user), state=None, at=at)
    cells = (
        [
            row.procedure.reference,
            row.procedure.dossier["item"]["name"],
            row.procedure.notifying_state.name,
            moment(row.procedure.opened_at),
            last_day(row.procedure.closes_at),
            row.chip.days_left,
        ]
        for row in rows
    )
    return csv_response("procedures.csv", head, cells)


@login_required
@require_POST
def send_again(request: HttpRequest, outbox: str, key: UUID) -> HttpResponse:
    """What failed or was given up goes back into the queue; `outbox` names its kind."""
    _commission(request)
    if outbox not in OUTBOXES:
        raise Http404
    actions.send_again(rows=OUTBOXES[outbox].batch(key), actor=request.user, at=clock.now())
    messages.success(request, _("It is tried again within a minute."))
    return redirect("desks:monitor")


@login_required
def extend(request: HttpRequest, reference: str) -> HttpResponse:
    organisation = _commission(request)
    found = procedure_or_404(request, reference)
    form = ExtensionForm(request.POST or None, most=rules_of(found).max_added)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            extensions.propose_extension(
                procedure_id=found.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Proposed. A second officer of the Commission carries it out."))
            return redirect(found)
    extra = {"form": form, "consequences": if_extended(found), "organisation": organisation}
    return _act(request, found, "extend", extra)


@login_required
def approve_extension(request: HttpRequest, reference: str, extension_id: UUID) -> HttpResponse:
    organisation = _commission(request)
    found = procedure_or_404(request, reference)
    act = get_object_or_404(
        found.extensions.select_related("proposed_by"), pk=extension_id, status=Status.PROPOSED
    )
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            extensions.approve_extension(
                procedure_id=found.pk, extension_id=act.pk, actor=request.user, at=clock.now()
            )
            messages.success(request, _("Every state has more time; all were told."))
            return redirect(found)
    extra = {"form": form, "act": act, "consequences": if_extended(found), "organisation": organisation}
    return _act(request, found, "extend_approve", extra)


def _act(request: HttpRequest, found: Any, name: str, extra: dict[str, Any]) -> HttpResponse:
    extra["acting"] = acting(request.user, extra["organisation"], at=clock.now())
    form = extra["form"]
    template = f"notifications/procedures/{name}.html"
    return form_response(request, template, form, page_of(request, found, "act", **extra))


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The rule set for procedures opened from now on: proposed by one officer, approved by another."""
    organisation = _commission(request)
    form = SelectionForm(
        request.POST or None, labels=regimes.labels(), initial={"rule_set": chosen_rule_set().name}
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            rule_sets.propose_selection(actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Proposed. A second officer of the Commission approves it."))
            return redirect("desks:choose_rule_set")
    return _rule_sets(request, form, organisation)


@login_required
def approve_choice(request: HttpRequest, selection_id: UUID) -> HttpResponse:
    organisation = _commission(request)
    act = get_object_or_404(RuleSetSelection, pk=selection_id, status=Status.PROPOSED)
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            rule_sets.approve_selection(selection_id=act.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Procedures opened from now on follow the new rule set."))
            return redirect("desks:choose_rule_set")
    context = {
        "form": form,
        "act": act,
        "label": regimes.labels()[act.rule_set],
        "consequences": if_chosen(),
        "acting": acting(request.user, organisation, at=clock.now()),
    }
    return form_response(request, "desks/oversight/approve_choice.html", form, context)


def _rule_sets(request: HttpRequest, form: SelectionForm, organisation: Any) -> HttpResponse:
    context = {
        "form": form,
        "chosen": chosen_rule_set().name,
        "rule_sets": regimes.described(),
        "pending": RuleSetSelection.objects.filter(status=Status.PROPOSED)
        .select_related("proposed_by")
        .first(),
        "known": RULE_SETS,
    }
    return form_response(request, "desks/oversight/choose.html", form, context)
