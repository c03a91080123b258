"""The evidence of a procedure: everything needed to recompute it, signed. The verifier reads this file."""

from datetime import datetime
from typing import Any

from exportctl.core.canonical import rfc3339
from exportctl.core.rules.four_eyes import Status
from exportctl.core.signing import sign
from notifications.errors import EvidenceDisputed
from notifications.models import ObjectionProcedure, Position
from notifications.queries.procedures import decision_facts, show_dues, show_position
from notifications.queries.tally import tally_of
from notifications.queries.verification import faults_of

TYPE = "exportctl-evidence/1"


def evidence_of(procedure: ObjectionProcedure, *, at: datetime) -> dict[str, Any]:
    """Open or closed, as it stands at `at`: frozen facts, every position in order, the tally, the outcome.

    Raises EvidenceDisputed: what the trail, the receipts or the stored outcome contradict is not signed.
    """
    if next(faults_of(procedure), None):
        raise EvidenceDisputed(EvidenceDisputed.default_message % {"reference": procedure.reference})
    frozen, rules = procedure.frozen, procedure.frozen["rule_set"]
    due = show_dues(procedure)
    # Asked anew: a list that only counts may have fetched positions without their words.
    positions = Position.objects.filter(procedure=procedure).order_by("member_state_id", "sequence")
    return sign(
        {
            "type": TYPE,
            "procedure": procedure.reference,
            "rule_set": procedure.rule_set,
            "regime": rules["regime"],
            "in_force": rules["in_force"],
            "decision": decision_facts(procedure),
            "status": procedure.status_at(at),
            "outcome": procedure.outcome or None,
            "notifying_state": str(procedure.notifying_state_id),
            "opened_at": rfc3339(procedure.opened_at),
            "closes_at": rfc3339(procedure.closes_at),
            "working_days": frozen["working_days"],
            "extension": _extension(procedure),
            "participants": sorted(due),
            "populations": frozen["populations"],
            "population_set": frozen["population_set"],
            "calendars": frozen["calendars"],
            "due": due,
            "positions": [show_position(position, words=True) for position in positions],
            "tally": tally_of(procedure).as_rest(),
            "item": procedure.dossier["item"],
            "generated_at": rfc3339(at),
        }
    )


def _extension(procedure: ObjectionProcedure) -> dict[str, Any] | None:
    approved = procedure.extensions.filter(status=Status.APPROVED.value).first()
    if approved is None or approved.approved_at is None:
        return None
    return {"working_days": approved.working_days, "approved_at": rfc3339(approved.approved_at)}
