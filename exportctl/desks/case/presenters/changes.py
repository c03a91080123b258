"""What differs between two proposals, and between the item as notified and the words that others will read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from exportctl.desks.case.presenters.export_requests import terms_in_words
from licensing.labels import hearing, label
from licensing.models import AuthorisationRequest, Proposal
from licensing.rules.requests import ProposalState


@dataclass(frozen=True)
class Change:
    where: str
    before: str
    after: str
    by: str = ""


def changes_since(previous: Proposal, current: Proposal) -> list[Change]:
    """Where the new proposal says something else than the one that was returned."""
    old, new, by = _read(previous), _read(current), str(current.proposed_by)
    return [
        Change(where, old.get(where, ""), new.get(where, ""), by)
        for where in dict.fromkeys([*old, *new])
        if old.get(where, "") != new.get(where, "")
    ]


def returned_before(current: Proposal, every: list[Proposal]) -> Proposal | None:
    """The last returned proposal before this one, if it was returned with a word."""
    earlier = [p for p in every if p.status == ProposalState.RETURNED and p.proposed_at < current.proposed_at]
    return earlier[-1] if earlier else None


def against_notified(request: AuthorisationRequest, proposal: Proposal) -> list[Change]:
    """Where the dossier, and the entry where one can follow, say something else than the exporter did."""
    item = proposal.item
    entry, dossier = (proposal.entry or {} if proposal.opens_procedure else {}), proposal.dossier or {}
    pairs = [
        (_("Entry: name"), item.name, entry.get("name")),
        (_("Entry: maker"), item.manufacturer, entry.get("manufacturer")),
        (_("Entry: models"), item.model, ", ".join(entry.get("models") or [])),
        (_("Entry: functions"), _functions(item.functions), _functions(entry.get("functions"))),
        (_("Entry: description"), item.description, entry.get("description")),
        (_("Dossier: description"), item.description, dossier.get("description")),
    ]
    return [Change(where, old, new or "") for where, old, new in pairs if new and old != new]


def _read(proposal: Proposal) -> dict[str, str]:
    """Every text of a proposal by where it stands."""
    entry, dossier = proposal.entry or {}, proposal.dossier or {}
    texts = {
        _("Outcome"): str(proposal.get_outcome_display()),
        _("Legal basis"): str(proposal.get_legal_basis_display()),
        _("Reasons"): proposal.grounds,
        _("Conditions"): "\n".join(proposal.conditions),
        _("Hearing"): hearing(proposal.hearing),
        **terms_in_words(proposal),
        _("Dossier: description"): dossier.get("description") or "",
        _("Dossier: grounds"): dossier.get("grounds") or "",
        _("Entry: name"): entry.get("name") or "",
        _("Entry: maker"): entry.get("manufacturer") or "",
        _("Entry: models"): ", ".join(entry.get("models") or []),
        _("Entry: functions"): _functions(entry.get("functions")),
        _("Entry: description"): entry.get("description") or "",
    }
    return {where: text for where, text in texts.items() if text}


def _functions(codes: Any) -> str:
    return ", ".join(label("functions", code) for code in codes or [])
