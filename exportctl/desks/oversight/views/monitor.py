"""The Commission's desk: it administers windows and rule sets, and has no vote."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.actions import outbox as actions
from exportctl.core.formatting import last_day, moment
from exportctl.core.forms.errors import errors_in
from exportctl.core.next_steps import grouped, home_step, lines
from exportctl.core.queries.todos import todos
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.presenters.monitor import monitor_page
from notifications.actions import extensions, rule_sets
from notifications.forms.positions import ActForm, ExtensionForm, SelectionForm
from notifications.models import RuleSetSelection
from notifications.queries import rule_set_wording, windows
from notifications.queries.consequences import acting, if_chosen, if_extended
from notifications.queries.outbox import OUTBOXES
from notifications.queries.procedure_list import open_by_closing
from notifications.queries.rule_sets import chosen_rule_set
from notifications.queries.tally import rules_of
from notifications.rules.rule_sets import RULE_SETS
from notifications.views.procedures import page_of, procedure_or_404

# What the page is about.
NOUNS = ("procedure", "rule_set", "reference_change", "standard_text", "entry_change", "entry", "text")
COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Reference"), lambda row: row.procedure.reference),
    Column(gettext_lazy("Item"), lambda row: row.procedure.dossier["item"]["name"]),
    Column(gettext_lazy("Notified by"), lambda row: row.procedure.notifying_state.name),
    Column(gettext_lazy("Opened"), lambda row: moment(row.procedure.opened_at)),
    Column(gettext_lazy("Closes"), lambda row: last_day(row.procedure.closes_at)),
    Column(gettext_lazy("Working days left"), lambda row: row.chip.days_left),
)


def _commission(request: AuthenticatedRequest) -> Any:
    """The Commission the reader acts for; 404 to everybody else."""
    organisations = access.organisations_of(request.user, Permission.ADMINISTER)
    if not organisations:
        raise Http404
    return organisations[0]


@require_safe
@login_required
def monitor(request: AuthenticatedRequest) -> HttpResponse:
    """What waits for the reader, procedures by closing time, and how the system runs."""
    _commission(request)
    if kind := table_kind(request):
        return _table(kind, request)
    at = clock.now()
    context = monitor_page(request.user, at=at, machine_at=clock.machine_now())
    # The list and its procedures before what comes from elsewhere; what cannot be undone is the first of them.
    waiting = sorted(
        (each for each in todos(request.user, at=at) if each.kind.counts),
        key=lambda each: each.noun not in NOUNS,
    )
    context["step"] = home_step(waiting, at=at)
    context["also"] = grouped(lines(waiting[1:], at=at))
    return render(request, "desks/oversight/monitor.html", context)


@require_safe
@login_required
def monitor_csv(request: AuthenticatedRequest) -> HttpResponse:
    """The same table at the address that it had before the page's own `?export=`."""
    _commission(request)
    return _table("csv", request)


def _table(kind: str, request: AuthenticatedRequest) -> HttpResponse:
    """The open procedures by closing time, to take along."""
    rows = windows.rows(open_by_closing(request.user), state=None, at=clock.now())
    return table_response(kind, "procedures", COLUMNS, rows)


@login_required
@require_POST
def send_again(request: AuthenticatedRequest, outbox: str, key: UUID) -> HttpResponse:
    """What failed or was given up goes back into the queue; `outbox` names its kind."""
    _commission(request)
    if outbox not in OUTBOXES:
        raise Http404
    actions.send_again(rows=OUTBOXES[outbox].batch(key), actor=request.user, at=clock.now())
    messages.success(request, _("It is tried again within a minute."))
    return redirect("desks:monitor")


@login_required
def extend(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    organisation = _commission(request)
    procedure = procedure_or_404(request, reference)
    form = ExtensionForm(request.POST or None, most=rules_of(procedure).max_added)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            extensions.propose_extension(
                procedure_id=procedure.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Proposed. A second officer of the Commission carries it out."))
            return redirect(procedure)
    extra = {"form": form, "consequences": if_extended(procedure), "organisation": organisation}
    return _act(request, procedure, "extend", extra)


@login_required
def approve_extension(request: AuthenticatedRequest, reference: str, extension_id: UUID) -> HttpResponse:
    organisation = _commission(request)
    procedure = procedure_or_404(request, reference)
    extensions_of = procedure.extensions.select_related("proposed_by")
    act = waiting_or_elsewhere(
        extensions_of, extension_id, url=procedure.get_absolute_url(), reader=request.user
    )
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            extensions.approve_extension(
                procedure_id=procedure.pk, extension_id=act.pk, actor=request.user, at=clock.now()
            )
            messages.success(request, _("Every state has more time; all were told."))
            return redirect(procedure)
    extra = {"form": form, "act": act, "consequences": if_extended(procedure), "organisation": organisation}
    return _act(request, procedure, "extend_approve", extra)


def _act(request: AuthenticatedRequest, procedure: Any, name: str, extra: dict[str, Any]) -> HttpResponse:
    extra["acting"] = acting(request.user, extra["organisation"], at=clock.now())
    form = extra["form"]
    template = f"notifications/procedures/{name}.html"
    return form_response(request, template, form, page_of(request, procedure, "act", **extra))


@login_required
def choose(request: AuthenticatedRequest) -> HttpResponse:
    """The rule set for procedures opened from now on: proposed by one officer, approved by another."""
    organisation = _commission(request)
    form = SelectionForm(
        request.POST or None, labels=rule_set_wording.labels(), initial={"rule_set": chosen_rule_set().name}
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            rule_sets.propose_selection(actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Proposed. A second officer of the Commission approves it."))
            return redirect("desks:choose_rule_set")
    return _rule_sets(request, form, organisation)


@login_required
def approve_choice(request: AuthenticatedRequest, selection_id: UUID) -> HttpResponse:
    organisation = _commission(request)
    act = waiting_or_elsewhere(
        RuleSetSelection.objects.all(),
        selection_id,
        url=reverse("desks:choose_rule_set"),
        reader=request.user,
    )
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            rule_sets.approve_selection(selection_id=act.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Procedures opened from now on follow the new rule set."))
            return redirect("desks:choose_rule_set")
    context = {
        "form": form,
        "act": act,
        "label": rule_set_wording.labels()[act.rule_set],
        "consequences": if_chosen(),
        "acting": acting(request.user, organisation, at=clock.now()),
    }
    return form_response(request, "desks/oversight/approve_choice.html", form, context)


def _rule_sets(request: AuthenticatedRequest, form: SelectionForm, organisation: Any) -> HttpResponse:
    context = {
        "form": form,
        "chosen": chosen_rule_set().name,
        "rule_sets": rule_set_wording.described(),
        "pending": RuleSetSelection.objects.filter(status=Status.PROPOSED)
        .select_related("proposed_by")
        .first(),
        "known": RULE_SETS,
    }
    return form_response(request, "desks/oversight/choose.html", form, context)
