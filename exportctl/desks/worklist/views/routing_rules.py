"""Where requests go and who decides them, by an authority's own rules: two of its officers add and remove them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.next_steps import Act, NextStep
from exportctl.core.rules.four_eyes import Status
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.routing_rules import (
    OF_ACTS,
    RemovalForm,
    RoutingRuleForm,
    RuleForm,
    SecondOfficerForm,
)
from exportctl.desks.worklist.views.decision_periods import own_authority_or_404
from licensing import labels
from licensing.actions import routing_rules as actions
from licensing.models import PendingAct, RoutingRule
from licensing.models.pending_acts import SOLO_ACT_LABELS
from licensing.queries.pending_acts import pending_acts_of, second_officers_of
from licensing.queries.routing_rules import routing_rules_of
from licensing.rules.routing_rules import Event, Purpose
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def routing(request: AuthenticatedRequest) -> HttpResponse:
    """The rules that stand, what waits, everything that was proposed; POST proposes another."""
    authority = own_authority_or_404(request)
    form = _rule_form(request)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.propose_routing_rule(
                authority=authority, actor=request.user, at=clock.now(), **_given(form.rule)
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:routing")
    rules = routing_rules_of(authority)
    of_acts = isinstance(form, SecondOfficerForm)
    context: dict[str, Any] = {
        "authority": authority,
        "form": form,
        "rule_form": RoutingRuleForm() if of_acts else form,
        "acts_form": form if of_acts else SecondOfficerForm(auto_id="acts_%s"),
        "standing": [(rule, labels.criteria(rule.criteria)) for rule in rules.standing().order_by("number")],
        "waiting": rules.pending(),
        "alone": [
            (SOLO_ACT_LABELS[act.value], match) for act, match in second_officers_of(authority).items()
        ],
        "acts": pending_acts_of(authority, reader=request.user).filter(status=Status.PROPOSED.value),
        "changes": rules,
    }
    context["step"] = _step(context["acts"], context["waiting"], reader=request.user)
    return form_response(request, "desks/worklist/routing/overview.html", form, context)


def _step(acts: Iterable[PendingAct], rules: Iterable[RoutingRule], *, reader: Any) -> NextStep | None:
    """The first that this reader may approve: an act before a rule."""
    for act in acts:
        if not act.was_proposed_by(reader):
            sentence = _("Read what %(who)s wrote and carry it out: %(act)s.")
            return _of(act, sentence % {"who": act.proposed_by, "act": act.words}, act.reference)
    for rule in rules:
        if not rule.was_proposed_by(reader):
            return _of(rule, _("Approve the rule that %(who)s proposed.") % {"who": rule.proposed_by}, "")
    return None


def _of(waiting: PendingAct | RoutingRule, sentence: str, reference: str) -> NextStep:
    act = Act(_("Read it"), waiting.get_absolute_url())
    return NextStep(tone="todo", sentence=sentence, reference=reference, act=act)


def _rule_form(request: AuthenticatedRequest) -> RuleForm:
    """That which was posted: a rule about acts names itself, and nothing of a request."""
    if request.method != "POST":
        return RoutingRuleForm()
    if request.POST.get("purpose") == OF_ACTS:
        return SecondOfficerForm(request.POST, auto_id="acts_%s")
    return RoutingRuleForm(request.POST)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: AuthenticatedRequest, rule_id: UUID) -> HttpResponse:
    """The first officer: that a rule holds no more, and why."""
    authority = own_authority_or_404(request)
    rule = get_object_or_404(routing_rules_of(authority).standing(), pk=rule_id)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.propose_removal(
                rule_id=rule.pk, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
            )
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:routing")
    context = {"rule": rule, "rows": _rows(rule), "form": form}
    return form_response(request, "desks/worklist/routing/remove.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, rule_id: UUID) -> HttpResponse:
    """The second officer: approve or discard."""
    authority, at = own_authority_or_404(request), clock.now()
    rules = routing_rules_of(authority)
    rule = waiting_or_elsewhere(rules, rule_id, url=reverse("desks:routing"), reader=request.user)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (actions.discard_routing_rule, _("Discarded."))
            if "discard" in request.POST
            else (actions.approve_routing_rule, _("Carried out."))
        )
        with errors_in(form):
            act(rule_id=rule.pk, actor=request.user, at=at)
            messages.success(request, done)
            return redirect("desks:routing")
    context = {
        "form": form,
        "rule": rule,
        "rows": [*_rows(rule), (_("Reason"), rule.reason)],
        "may_approve": not rule.was_proposed_by(request.user),
        "consequences": _if_approved(rule),
        "acting": acting(request.user, authority, at=at),
    }
    return form_response(request, "desks/worklist/routing/approve.html", form, context)


def _given(rule: dict[str, Any]) -> dict[str, Any]:
    return {
        "purpose": rule["purpose"],
        "team": rule.get("team") or "",
        "criteria": rule.get("criteria") or {},
        "reason": rule["reason"],
    }


def _rows(rule: RoutingRule) -> list[tuple[object, object]]:
    """What it says, and by what it holds."""
    rows: list[tuple[object, object]] = [
        (_("Proposal"), rule.get_event_display()),
        (_("What the rule decides"), rule.what),
    ]
    if rule.team:
        rows.append((_("Team"), rule.team))
    return [*rows, (_("It holds for"), labels.criteria(rule.criteria))]


def _if_approved(rule: RoutingRule) -> list[str]:
    """What follows from it, for what is sent from then on."""
    if rule.event == Event.REMOVE:
        return [_("What is sent from then on goes by the other rules. What was sent stays where it is.")]
    sentences = {
        Purpose.COMPETENCE: _(
            "Exporters read before they send that your authority takes the request, and why."
        ),
        Purpose.TEAM: _("What is sent from then on is the team’s; the case says by which rule."),
        Purpose.THIRD_OFFICER: _(
            "Every decision that it holds for takes three officers: one proposes, a second approves, a third decides."
            " That holds for what waits, too."
        ),
        Purpose.SECOND_OFFICER: _(
            "What one officer does of these from then on waits for a colleague, who reads it and carries it out."
        ),
    }
    return [sentences[Purpose(rule.purpose)]]
