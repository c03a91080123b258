"""Requirements on items that are not listed, as machines read them (Articles 4(4) and 5(4))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exportctl.core.canonical import iso_or_none, rfc3339
from licensing.models import Decision, RequestLine, RequestParty, SharedRequirement
from licensing.rules.requests import LegalBasis
from licensing.rules.versions import Role


@dataclass(frozen=True)
class PaperItem:
    """An item in the words of a paper."""

    name: str
    manufacturer: str = ""
    model: str = ""
    cn_code: str = ""


@dataclass(frozen=True)
class PaperParty:
    """The end user that a paper names."""

    role: str
    name: str
    address: str
    country: str


@dataclass(frozen=True)
class Told:
    """What the other states read of a requirement, from its decision or from its paper; never the exporter."""

    items: Sequence[RequestLine | PaperItem]
    parties: Sequence[RequestParty | PaperParty]
    destinations: Sequence[str]
    legal_basis: str
    description: str
    grounds: str  # officers alone


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
    told = told_of(shared)
    at: datetime | None = shared.passed_on_at  # type: ignore[attr-defined]  # an annotation
    shown = {
        "id": str(shared.pk),
        "reference": shared.reference,
        "state": shared.member_state,
        "stands": shared.stands,
        "shared_at": rfc3339(shared.shared_at),
        "lifted_at": rfc3339(shared.lifted_at) if shared.lifted_at else None,
        "legal_basis": told.legal_basis,
        "items": [_item(each, told.description) for each in told.items],
        "parties": [_party(each) for each in told.parties],
        "destinations": [*told.destinations],
        "paper": _paper(shared),
    }
    if not to_officer:
        return shown
    return {**shown, "grounds": told.grounds, "passed_on_at": rfc3339(at) if at else None}


def told_of(shared: SharedRequirement) -> Told:
    """In the dossier's words, which name no exporter; of a state outside in those of its paper."""
    paper, decision = shared.paper, shared.decision
    if paper:
        item = PaperItem(name=paper.name)
        user = PaperParty(Role.END_USER.value, paper.end_user, paper.end_user_address, paper.destination)
        return Told(
            items=[item],
            parties=[user] if paper.end_user else [],
            destinations=[paper.destination],
            legal_basis=LegalBasis.ARTICLE_4.value,
            description=paper.description,
            grounds=paper.grounds,
        )
    assert decision is not None  # shared_requirement_has_one_source
    dossier = decision.proposal.dossier or {}
    return Told(
        items=[*decision.request.lines],
        parties=[*decision.request.parties],
        destinations=[each.country for each in decision.request.destinations],
        legal_basis=decision.legal_basis,
        description=dossier.get("description") or "",
        grounds=dossier.get("grounds") or "",
    )


def _paper(shared: SharedRequirement) -> dict[str, Any] | None:
    paper = shared.paper
    if paper is None:
        return None
    return {
        "number": paper.number,
        "imposed_on": paper.imposed_on.isoformat(),
        "received_on": paper.received_on.isoformat(),
        "letter": paper.letter,
        "control_entry": paper.control_entry or None,
        "lifted_number": shared.lifted_number or None,
        "lifted_on": iso_or_none(shared.lifted_on),
    }


def _item(line: RequestLine | PaperItem, description: str) -> dict[str, Any]:
    return {
        "name": line.name,
        "manufacturer": line.manufacturer,
        "model": line.model,
        "description": description,
        "cn_code": line.cn_code or None,
    }


def _party(party: RequestParty | PaperParty) -> dict[str, str]:
    return {"role": party.role, "name": party.name, "address": party.address, "country": party.country}
