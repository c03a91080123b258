"""Requirements on items that are not listed, as machines read them (Articles 4(4) and 5(4))."""

from typing import Any

from exportctl.core.canonical import rfc3339
from licensing.models import Decision


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
        "items": [
            {
                "name": line.name,
                "manufacturer": line.manufacturer,
                "model": line.model,
                "description": line.description,
                "cn_code": line.cn_code or None,
            }
            for line in request.lines
        ],
        "parties": [
            {"role": each.role, "name": each.name, "address": each.address, "country": each.country}
            for each in request.parties
        ],
        "destinations": [each.country for each in request.destinations],
    }
