"""One procedure, for everybody who may know of it: its tabs, and what every page about it shows."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.models import User
from exportctl.core.next_steps import Act, NextStep
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from licensing.queries.regimes import basis_of
from licensing.rules.requests import LegalBasis, Outcome
from notifications.forms.positions import PositionForm
from notifications.models import Contribution, Instruction, ObjectionProcedure, Participant, Position
from notifications.queries import windows as queries
from notifications.queries.contributions import asked_by, threads
from notifications.queries.dossiers import dossier_of, released_exporter
from notifications.queries.next_steps import next_step
from notifications.queries.outcomes import statement_of
from notifications.queries.populations import warnings
from notifications.queries.rule_set_wording import regime_in_words, silence_in_words, stance_labels
from notifications.queries.similar_items import earlier_procedures, similar_entries
from notifications.queries.tally import rules_of
from notifications.queries.tally_page import own_position, positions_of, tally_and_bars
from notifications.queries.what_if import if_objecting, who_would_join
from notifications.rules.tally import Tally

TABS = ("tally", "dossier", "similar", "record", "outcome")
OWN_PAGES = {
    "tally": "procedure",
    "questions": "questions",
    "instructions": "instructions",
}  # tab → its address
ACTS = ("review", "receipt", "act")  # pages of one act show no tabs


@require_safe
@login_required
def procedure(request: AuthenticatedRequest, reference: str, tab: str = "tally") -> HttpResponse:
    if tab not in TABS:
        raise Http404
    procedure = procedure_or_404(request, reference)
    if tab == "outcome" and procedure.status_at(clock.now()) == "open":
        raise Http404
    return render(request, f"notifications/procedures/{tab}.html", page_of(request, procedure, tab))


def procedure_or_404(request: AuthenticatedRequest, reference: str) -> ObjectionProcedure:
    """The procedure with its parts, if the reader may know of it."""
    visible = ObjectionProcedure.objects.visible_to(request.user).select_related(
        "notifying_state",
        "notifying_authority",
        "request__exporter",
        "request__notification",
        "request__version",
        "decision",
        "after_withdrawn",
    )
    whole = visible.prefetch_related(
        "participants",
        Prefetch("positions", Position.objects.select_related("member_state", "cast_by")),
        "extensions",
        "withdrawals",
        "releases__document__file",
    )
    answers = Contribution.objects.filter(
        about=OuterRef("contributions"), organisation=OuterRef("notifying_authority")
    )
    questions = Count("contributions", filter=Q(contributions__about=None) & Q(~Exists(answers)))
    return get_object_or_404(
        queries.with_withdrawal(whole).annotate(questions=questions), reference=reference
    )


def page_of(
    request: AuthenticatedRequest, procedure: ObjectionProcedure, tab: str, **extra: Any
) -> dict[str, Any]:
    """What every page of a procedure shows, and what its tab needs besides."""
    at, rules = clock.now(), rules_of(procedure)
    state = queries.own_state(request.user)
    part = queries.participation(procedure, state)
    own = own_position(procedure, state.code) if state and part else None
    count, bars = tally_and_bars(procedure, at=at)
    administers = access.may(request.user, Permission.ADMINISTER, procedure)
    why = queries.why(procedure, part) if part else ""
    kin = (
        ([], []) if tab in ACTS else (similar_entries(procedure), earlier_procedures(procedure, request.user))
    )
    context = {
        "procedure": procedure,
        "exporter": released_exporter(procedure),
        "regime": regime_in_words(rules),
        "in_force": rules.in_force,
        "basis": basis_of(procedure.decision.legal_basis, authority=procedure.notifying_authority),
        "imposes_requirement": procedure.decision.legal_basis == LegalBasis.ARTICLE_5,
        "is_refusal": procedure.decision.outcome == Outcome.REFUSE,
        "state": state,
        "part": part,
        "own": own,
        "may_record": may_record(procedure, part, at),
        "silence": silence_in_words(rules, state=state.name) if state and part else "",
        "counting": bars["counting"],
        "bars": bars,
        "count": count,
        "warnings": figures_warnings(procedure, count),
        "why": why,
        "chip": queries.window_chip(procedure, part, at=at, owner=state.name if state and part else ""),
        "entries": kin[0],
        "earlier": kin[1],
        "tabs": _tabs(procedure, tab, at, takes_part=part is not None),
        "is_authority": access.may(request.user, Permission.HANDLE, procedure),
        "is_commission": administers,
        "may_extend": administers and _may_be_extended(procedure),
        "is_open": procedure.status_at(at) == "open",
        "ended": procedure.status_at(at) != "open",
        "at": at,
    }
    context["step"] = SimpleLazyObject(lambda: step_for(request.user, procedure, context))
    if context["may_record"] and "form" not in extra:
        extra["form"] = PositionForm(stances=stance_labels(rules), initial=_latest_position(own))
    return context | _of_tab(request, procedure, tab, context) | extra


def step_for(user: User, procedure: ObjectionProcedure, known: dict[str, Any]) -> NextStep:
    """The band on top, with the acts of the reader in its menu; the acts' own pages have none."""
    more = []
    if known["may_record"] and known["own"]:
        more.append(Act(_("Change the position"), f"{procedure.get_absolute_url()}?change=yes#position"))
    more.append(
        Act(_("Ask the other authorities"), reverse("notifications:questions", args=[procedure.reference]))
    )
    if known["may_extend"]:
        more.append(Act(_("Extend"), f"{procedure.get_absolute_url()}/extend"))
    if known["is_authority"] and procedure.status == "open":
        withdrawn = reverse("notifications:withdraw_refusal", args=[procedure.reference])
        more.append(Act(_("Withdraw the refusal"), withdrawn, tone="madder"))
    return next_step(procedure, user, known=known, more=more, at=known["at"])


def _of_tab(
    request: AuthenticatedRequest, procedure: ObjectionProcedure, tab: str, known: dict[str, Any]
) -> dict[str, Any]:
    state, part = known["state"], known["part"]
    if tab == "dossier":
        return {"dossier": dossier_of(procedure)}
    if tab == "tally":
        known["asked"] = (
            asked_by(state.code, threads(procedure)) if state and part else []
        )  # the band says it, too
        notes = Instruction.objects.visible_to(request.user).filter(procedure=procedure)
        joining = known["is_open"]
        return {
            "positions": positions_of(procedure),
            "joining": who_would_join(procedure, known["count"], own=state) if joining else [],
            "effect": if_objecting(procedure, state) if part and known["may_record"] else "",
            "instruction": notes.select_related("author").first() if part else None,
            "asked": known["asked"],
            "changes": request.GET.get("change") == "yes",
        }
    if tab == "outcome":
        return statement_of(procedure) | {"positions": positions_of(procedure)}
    return {}


def figures_warnings(procedure: ObjectionProcedure, count: Tally) -> list[str]:
    """What has to be said of the frozen figures beside the count."""
    opened_on = date.fromisoformat(procedure.frozen["opened_on"])
    return warnings(procedure.frozen["population_set"], on=opened_on, count=count)


def may_record(procedure: ObjectionProcedure, part: Participant | None, at: datetime) -> bool:
    """May the own state still record? The action asks again, behind its locks."""
    return bool(part and at < part.due_at and procedure.status_at(at) == "open")


def _may_be_extended(procedure: ObjectionProcedure) -> bool:
    """Once, and not while a proposal waits. The action asks again."""
    used = any(act.status in (Status.PROPOSED, Status.APPROVED) for act in procedure.extensions.all())
    return procedure.status == "open" and not used


def _latest_position(own: Any) -> dict[str, Any]:
    if own is None:
        return {"expected_sequence": 0}
    return {
        "stance": own.stance,
        "grounds": own.grounds,
        "reason": own.reason,
        "expected_sequence": own.sequence,
    }


def _tabs(
    procedure: ObjectionProcedure, current: str, at: datetime, *, takes_part: bool
) -> list[dict[str, Any]]:
    labels = {
        "dossier": (_("Dossier"), None),
        "questions": (_("Questions"), getattr(procedure, "questions", None) or None),
        "similar": (_("Similar"), None),
        "tally": (_("Tally and position"), None),
        "record": (_("Record"), None),
    }
    if takes_part:
        labels["instructions"] = (_("Instructions"), None)
    if procedure.status_at(at) != "open":
        labels["outcome"] = (_("Outcome statement"), None)
    return [
        {
            "label": label,
            "current": key == current,
            "count": count,
            "url": _address(procedure.reference, key),
        }
        for key, (label, count) in labels.items()
    ]


def _address(reference: str, tab: str) -> str:
    """Of a tab; the first is the procedure's own address, and what is written in has a page of its own."""
    if tab in OWN_PAGES:
        return reverse(f"notifications:{OWN_PAGES[tab]}", args=[reference])
    return reverse("notifications:procedure_tab", args=[reference, tab])
