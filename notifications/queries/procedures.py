"""A procedure as machines read it: the contract's members, and no name that is not the dossier's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from exportctl.core.canonical import rfc3339
from exportctl.core.machine import Machine
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status
from licensing.models import AuthorisationRequest
from licensing.queries.regimes import basis_of
from licensing.rules.names import names_exporter
from licensing.rules.requests import LegalBasis, Outcome
from notifications.models import ObjectionProcedure, Position, Withdrawal
from notifications.queries.tally import tally_of
from notifications.rules.machines import WITHDRAWAL, State

# How the requirement was imposed, for machines, in the words of the law: by a refusal, or as the answer to a notice.
REQUIREMENTS = {
    Outcome.REFUSE: "imposed by refusing (Article 5(4))",
    Outcome.AUTHORISATION_REQUIRED: "imposed on a notification (Article 5(2) and (4))",
}


def with_count(procedures: QuerySet[ObjectionProcedure]) -> QuerySet[ObjectionProcedure]:
    """Everything `show_procedure` needs, in four queries however many rows there are."""
    stances = Position.objects.only("procedure_id", "member_state_id", "sequence", "stance")
    whole = procedures.select_related("decision", "notifying_authority")
    return whole.prefetch_related(
        "participants", "notifying_authority__letterhead_changes", Prefetch("positions", queryset=stances)
    )


def hidden_names(*, procedure: str, texts: Mapping[str, str]) -> list[str]:
    """The pointers of those `texts` that name the exporter of the procedure with this reference."""
    opened = (
        ObjectionProcedure.objects.filter(reference=procedure).select_related("request__exporter").first()
    )
    return names_exporter(texts, **opened.request.exporter.identity) if opened else []


def open_window(*, item_key: str) -> str:
    """The reference of the procedure about this item that is not closed; empty where there is none."""
    windows = ObjectionProcedure.objects.filter(item_key=item_key, status=State.OPEN.value)
    return windows.values_list("reference", flat=True).first() or ""


def with_status(
    procedures: QuerySet[ObjectionProcedure], statuses: list[str], *, at: datetime
) -> QuerySet[ObjectionProcedure]:
    """Those whose status reads one of `statuses` at `at`."""
    running = Q(status=State.OPEN.value, closes_at__gt=at)
    ended = Q(status=State.OPEN.value, closes_at__lte=at)
    reads = {
        State.OPEN.value: running,
        State.CLOSED.value: ended | Q(status=State.CLOSED.value),
        State.WITHDRAWN.value: Q(status=State.WITHDRAWN.value),
    }
    wanted = Q(pk__in=[])
    for status in statuses:
        wanted |= reads[status]
    return procedures.filter(wanted)


def show_procedure(procedure: ObjectionProcedure, *, at: datetime) -> dict[str, Any]:
    """From closes_at on `status` reads closed; `outcome` follows with the sweep."""
    rules, dossier = procedure.frozen["rule_set"], procedure.dossier
    return {
        "reference": procedure.reference,
        "regime": rules["regime"],
        "in_force": rules["in_force"],
        "decision": decision_facts(procedure),
        "status": procedure.status_at(at),
        "outcome": procedure.outcome or None,
        "rule_set": procedure.rule_set,
        "notifying_state": procedure.notifying_state_id,
        "opened_at": rfc3339(procedure.opened_at),
        "closes_at": rfc3339(procedure.closes_at),
        "due": show_dues(procedure),
        "tally": tally_of(procedure).as_rest(),
        "item": dossier["item"],
        "destination": dossier["destination"],
        "end_user": dossier["end_user"],
        "grounds": dossier["grounds"],
    }


def decision_facts(procedure: ObjectionProcedure) -> dict[str, Any]:
    """What the decision itself rests on: another fact than the regime of the procedure."""
    decision = procedure.decision
    basis = basis_of(decision.legal_basis, authority=procedure.notifying_authority)
    rests_on_5 = decision.legal_basis == LegalBasis.ARTICLE_5
    imposed = REQUIREMENTS.get(Outcome(decision.outcome)) if rests_on_5 else None
    return {
        "legal_basis": decision.legal_basis,
        "basis": str(basis.text),
        "in_force": basis.in_force,
        "requirement": imposed,
    }


def show_dues(procedure: ObjectionProcedure) -> dict[str, str]:
    """The 26 participants, each with the instant from which its position is late."""
    return {str(part.member_state_id): rfc3339(part.due_at) for part in procedure.participants.all()}


def show_position(position: Position, *, words: bool = False) -> dict[str, Any]:
    """A position as it was recorded; with `words`, its grounds and reason, too."""
    content = {"grounds": position.grounds, "reason": position.reason} if words else {}
    return {
        "state": position.member_state_id,
        "sequence": position.sequence,
        "stance": position.stance,
        **content,
        "cast_at": rfc3339(position.cast_at),
        "receipt": position.receipt,
    }


def next_end(*, at: datetime) -> datetime | None:
    """When the next open window ends."""
    ends = ObjectionProcedure.objects.filter(status=State.OPEN.value, closes_at__gt=at).order_by("closes_at")
    return ends.values_list("closes_at", flat=True).first()


def own_withdrawals(request: AuthorisationRequest, officer: User) -> tuple[QuerySet[Any], Machine]:
    """What the officer proposed to take back of the case's refusal and nobody has answered, with its machine.

    Licensing reads it through `settings.OWN_WITHDRAWALS`: a conflict of interest lets none of it stand.
    """
    pending = {"proposed_by": officer, "status": Status.PROPOSED.value}
    return Withdrawal.objects.filter(procedure__request=request, **pending), WITHDRAWAL
