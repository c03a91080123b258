"""Requirements on items that are not listed, as machines read them (Articles 4(4) and 5(4))."""

from datetime import datetime
from typing import Any

from exportctl.core.canonical import rfc3339
from licensing.models import Decision, RequestLine, RequestParty, SharedRequirement


def show_requirement(decision: Decision) -> dict[str, Any]:
    """What has to be known to stop it; nothing of the reasons."""
    request = decision.request
    exporter = request.exporter
    return {
        "id": str(decision.pk),
        "reference": request.reference,
        "state": str(request.authority.member_state_id),
        "stands": decision.stands,  # or was it taken back?
        "imposed_at": rfc3339(decision.decided_at),
        "legal_basis": decision.legal_basis,
        "exporter": {"name": exporter.legal_name, "eori": exporter.eori or None},
        "items": [_item(line, line.description) for line in request.lines],
        "parties": [_party(each) for each in request.parties],
        "destinations": [each.country for each in request.destinations],
    }


def show_shared(shared: SharedRequirement, *, to_officer: bool) -> dict[str, Any]:
    """What the other states read of one: the dossier's words, never the exporter; its grounds officers alone.

    `with_case()` and `with_passing()` bring along what it names.
    """
    decision = shared.decision
    request, dossier = decision.request, dossier_of(shared)
    at: datetime | None = shared.passed_on_at  # type: ignore[attr-defined]  # an annotation
    shown = {
        "id": str(shared.pk),
        "reference": request.reference,
        "state": shared.member_state,
        "stands": shared.stands,
        "shared_at": rfc3339(shared.shared_at),
        "lifted_at": rfc3339(shared.lifted_at) if shared.lifted_at else None,
        "legal_basis": decision.legal_basis,
        "items": [_item(line, dossier["description"]) for line in request.lines],
        "parties": [_party(each) for each in request.parties],
        "destinations": [each.country for each in request.destinations],
    }
    if not to_officer:
        return shown
    return {**shown, "grounds": dossier["grounds"], "passed_on_at": rfc3339(at) if at else None}


def dossier_of(shared: SharedRequirement) -> dict[str, str]:
    """The words for the states, which name no exporter: description and grounds."""
    given = shared.decision.proposal.dossier or {}
    return {name: given.get(name) or "" for name in ("description", "grounds")}


def _item(line: RequestLine, description: str) -> dict[str, Any]:
    return {
        "name": line.name,
        "manufacturer": line.manufacturer,
        "model": line.model,
        "description": description,
        "cn_code": line.cn_code or None,
    }


def _party(party: RequestParty) -> dict[str, str]:
    return {"role": party.role, "name": party.name, "address": party.address, "country": party.country}
