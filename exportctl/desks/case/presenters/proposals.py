"""What a proposal's form starts from, and what it is offered."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid
from exportctl.core.notices import zone_of
from exportctl.core.rules.codes import reference as reference_in
from exportctl.desks.case.presenters.consultations import Row
from exportctl.desks.case.queries.cases import Case, CasePage
from licensing.models import AuthorisationRequest, Proposal, ProposalDraft
from licensing.models.proposals import OUTCOME_LABELS
from licensing.queries.consultations import hindering
from licensing.queries.precedents import earlier_decision
from licensing.rules.consultations import ConsultationState, Hindrance
from licensing.rules.kinds import outcomes_of
from licensing.rules.proposals import MAKER, WRITTEN_IN
from licensing.rules.requests import Outcome, ProposalState


def draft_of(page: CasePage) -> ProposalDraft | None:
    """The viewer's own half-written proposal."""
    if not page.present["proposal_draft"]:
        return None
    return page.request.proposal_drafts.filter(officer=page.viewer).first()


def initial_proposal(page: CasePage, draft: ProposalDraft | None) -> dict[str, Any]:
    """What stands in the form at first: the draft, else what was returned, else the item as notified."""
    start = _as_notified(page.request)
    # Withdrawn: by whoever proposed it. Stale: of what the exporter corrected since.
    sent_back = (ProposalState.RETURNED, ProposalState.WITHDRAWN, ProposalState.STALE)
    returned = [p for p in page.proposals if p.status in sent_back]
    if returned:
        start |= _still_true(returned[-1])
    elif page.conditions_drafts:
        start["conditions"] = "\n".join(page.conditions_drafts[0].conditions)
    if not start.get("hearing_held_on") and (day := _heard_on(page)):
        start["hearing_held_on"] = day
    return start | (draft.fields if draft else {})


def with_assessment(case: Case, fields: Mapping[str, Any], reference: str) -> dict[str, Any]:
    """The fields with what was weighed in an earlier case (Article 15), marked as taken over. Raises Invalid."""
    reference = reference_in(reference)
    if not reference:
        raise Invalid(_("Give the number of the earlier case, for example DE-2026-00042."))
    earlier = earlier_decision(reference, like=case.request, user=case.viewer)
    weighed = earlier.criteria if earlier else None
    words = {name: text for name, text in (weighed or {}).items() if text}
    if not words:
        message = _(
            "No decided case of your authority with a recorded assessment has the number %(reference)s."
        )
        raise Invalid(message % {"reference": reference})
    mark = _("Taken over from %(reference)s:") % {"reference": reference}
    taken = {f"criterion_{name}": f"{mark} {text}" for name, text in words.items()}
    return {**fields, **{name: f"{fields.get(name) or ''}\n{text}".strip() for name, text in taken.items()}}


def _heard_on(page: CasePage) -> str:
    """When the exporter answered the question in which it was heard; "" where there was none, or no answer yet."""
    answered = [each.answered_at for each in page.questions if each.is_hearing and each.answered_at]
    zone = zone_of(page.request.authority)
    return local_date(answered[-1], zone).isoformat() if answered else ""


def _still_true(proposal: Proposal) -> dict[str, Any]:
    """What was proposed; of what is stale without the words about the item, which may be another by now."""
    fields = _as_proposed(proposal)
    if proposal.status != ProposalState.STALE:
        return fields
    about_item = ("entry_", "dossier_description")
    return {name: value for name, value in fields.items() if not name.startswith(about_item)}


def missing_advice(page: CasePage, rows: Iterable[Row]) -> dict[str, list[ConsultationState]]:
    """The bodies whose advice is awaited or came to nothing, as names for the form; for any outcome."""
    today = local_date(page.at, zone_of(page.request.authority))
    consultations = [row.consultation for row in rows]
    hindrances = hindering(
        page.request, outcome=Outcome.REFUSE, conditions=(), consultations=consultations, today=today
    )
    return {
        kind.value: hindrances[kind]
        for kind in (Hindrance.WAITING, Hindrance.LATE, Hindrance.AMENDED)
        if kind in hindrances
    }


def if_proposed(case: Case, *, legal_basis: str) -> list[dict[str, Any]]:
    """What the second officer's approval would bring about, for each outcome of its kind, on the form's legal basis."""
    possible = outcomes_of(case.request.kind)
    return [
        {
            "outcome": outcome,
            "label": label,
            "sentences": case.kind.consequences(
                case.request,
                Proposal(request=case.request, outcome=outcome, legal_basis=legal_basis, conditions=[]),
                case.at,
            ).sentences,
        }
        for outcome, label in OUTCOME_LABELS.items()
        if outcome in possible
    ]


def warnings_of(proposal: Proposal) -> list[dict[str, str]]:
    """What the officers have to know before words go out that may tell who the exporter is; it stops nothing."""
    ordinary = _("“%(name)s” goes by an ordinary word, and it stands here: read it again as the states will.")
    maker = _("The maker is the exporter: publishing the maker publishes the exporter, %(name)s.")
    name = {"name": proposal.request.exporter.legal_name}
    return [
        {
            "pointer": pointer,
            "field": _field(pointer),
            "detail": (maker if pointer == MAKER else ordinary) % name,
        }
        for pointer in proposal.doubtful_words
        if proposal.opens_procedure or not pointer.startswith("/entry")  # which nobody reads without one
    ]


def _field(pointer: str) -> str:
    """Where the words stand, as the officer's pages call it."""
    names = {
        MAKER: _("Entry: maker"),
        "/entry/name": _("Entry: name"),
        "/entry/models": _("Entry: models"),
        "/entry/description": _("Entry: description"),
        "/dossier/description": _("Dossier: description"),
        "/dossier/grounds": _("Dossier: grounds"),
        "/end_user/name": _("End user"),
    }
    return next((name for start, name in names.items() if pointer.startswith(start)), _("Item"))


def _as_notified(request: AuthorisationRequest) -> dict[str, Any]:
    """The item as notified, to start from. Confirmed is nothing yet."""
    item = request.line
    return {
        "legal_basis": request.legal_basis,
        "dossier_description": item.description,
        "entry_name": item.name,
        "entry_manufacturer": item.manufacturer,
        "entry_models": item.model,
        "entry_functions": item.functions,
        "entry_description": item.description,
        "entry_language": WRITTEN_IN,
    }


def _as_proposed(proposal: Proposal) -> dict[str, Any]:
    """What was returned, to be changed."""
    fields: dict[str, Any] = {
        "outcome": proposal.outcome,
        "legal_basis": proposal.legal_basis,
        "grounds": proposal.grounds,
        "conditions": "\n".join(proposal.conditions),
        "hearing_held_on": (proposal.hearing or {}).get("held_on", ""),
        "hearing_waived": (proposal.hearing or {}).get("waived", ""),
    }
    fields |= _terms(proposal)
    if entry := proposal.entry:
        fields |= {f"entry_{name}": entry.get(name) or "" for name in ("name", "manufacturer", "description")}
        fields["entry_language"] = entry.get("language") or WRITTEN_IN
        fields["entry_models"] = "\n".join(entry.get("models") or [])
        fields["entry_functions"] = entry.get("functions") or []
    if dossier := proposal.dossier:
        fields |= {f"dossier_{name}": dossier.get(name) or "" for name in ("description", "grounds")}
    return fields


def _terms(proposal: Proposal) -> dict[str, Any]:
    """What was proposed, as the fields of the form say it."""
    fields: dict[str, Any] = {"valid_for_months": proposal.valid_for_months or ""}
    fields |= {"substantial_because": proposal.substantial_because}
    fields |= {"confidential_because": proposal.confidential_because}
    fields |= {"longer_because": proposal.longer_because, "reports_every": proposal.reports_every or ""}
    fields |= {f"icp_{name}": text for name, text in (proposal.icp or {}).items()}
    fields |= {f"criterion_{name}": text for name, text in (proposal.criteria or {}).items()}
    fields |= {f"finding_{name}": text for name, text in (proposal.finding or {}).items()}
    fields |= {f"measure_{name}": text for name, text in (proposal.measure or {}).items()}
    if proposal.destinations:
        fields["destinations"] = proposal.destinations
    if proposal.lines:
        fields["granted"] = [str(limit["line"]) for limit in proposal.lines]
        for limit in proposal.lines:
            fields |= {
                f"{name}_{limit['line']}": limit[name] for name in ("quantity", "value") if name in limit
            }
    return fields
