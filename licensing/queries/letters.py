"""What a letter says: one act of a request, in words and as data, as it stood when the act was done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import Calendar
from exportctl.core.canonical import content_hash, rfc3339
from exportctl.core.queries.reference import calendar_of
from exportctl.core.shapes import shortest
from licensing.models import AuthorisationRequest, Decision, Document, Proposal
from licensing.models.documents import DocumentKind
from licensing.rules.decision_clock import decision_clock
from licensing.rules.requests import LegalBasis, Outcome
from licensing.rules.versions import item_members, party_members

Words = str | Promise

PARLIAMENT = _("European Parliament’s position of 2018, not in force")
REGIMES: dict[str, Words] = {
    LegalBasis.HUMAN_RIGHTS: PARLIAMENT,
    LegalBasis.EU_LIST: PARLIAMENT,
    LegalBasis.ANNEX_I: _("Regulation (EU) 2021/821, Annex I"),
    LegalBasis.ARTICLE_4: _("Regulation (EU) 2021/821, Article 4"),
    LegalBasis.ARTICLE_5: _("Regulation (EU) 2021/821, Article 5"),
    LegalBasis.ARTICLE_9: _("Regulation (EU) 2021/821, Article 9"),
    LegalBasis.ARTICLE_10: _("Regulation (EU) 2021/821, Article 10"),
}
NOT_IN_FORCE = frozenset({LegalBasis.HUMAN_RIGHTS, LegalBasis.EU_LIST})

HEADLINES: dict[str, Words] = {
    Outcome.GRANT: _("The export is granted"),
    Outcome.GRANT_WITH_CONDITIONS: _("The export is granted with conditions"),
    Outcome.REFUSE: _("The export is refused"),
    Outcome.NO_AUTHORISATION_REQUIRED: _("No authorisation is required"),
}


@dataclass(frozen=True)
class Letter:
    """Everything the template shows. `data` is the same for machines, and travels inside the PDF."""

    kind: str
    title: Words
    request: AuthorisationRequest
    written_at: datetime  # when the act was done, not when it was rendered
    zone: str  # of the authority
    regime: Words
    in_force: bool
    data: dict[str, Any]
    decision: Decision | None = None
    due_on: date | None = None  # the decision clock's last day as it stood at submission
    files: tuple[Any, ...] = ()

    @property
    def refused(self) -> bool:
        return self.decision is not None and self.decision.outcome == Outcome.REFUSE

    @property
    def put_to_states(self) -> bool:
        return self.decision is not None and self.decision.opens_procedure


def letter_of(document: Document) -> Letter:
    """The letter that an owed document stands for."""
    request = AuthorisationRequest.objects.select_related(
        "exporter__organisation__member_state", "authority__member_state", "version"
    ).get(pk=document.request_id)
    calendar = calendar_of(str(request.authority.member_state_id))
    if document.kind == DocumentKind.RECEIPT:
        return _receipt(request, calendar)
    assert document.about  # a decision letter is about its decision
    decision = Decision.objects.select_related("proposal").get(pk=document.about)
    return _decision_letter(request, decision, calendar)


def letter_before(request: AuthorisationRequest, proposal: Proposal, *, at: datetime) -> Letter:
    """The decision letter as it would be if `proposal` were approved at `at`; nothing is stored."""
    decision = Decision(
        request=request,
        proposal=proposal,
        outcome=proposal.outcome,
        legal_basis=proposal.legal_basis,
        content_hash=proposal.content_hash,
        decided_at=at,
    )
    return _decision_letter(request, decision, calendar_of(str(request.authority.member_state_id)))


def _receipt(request: AuthorisationRequest, calendar: Calendar) -> Letter:
    assert request.submitted_at  # a receipt is owed from the submission on
    submitted_on = calendar.local_date(request.submitted_at)
    clock = decision_clock(
        submitted_on=submitted_on, stops=[], calendar=calendar, today=submitted_on, days=request.clock_days
    )
    attached = request.documents.filter(
        kind=DocumentKind.ATTACHMENT.value, created_at=request.submitted_at
    ).select_related("file")
    files = tuple(document.file for document in attached if document.file)
    data = {
        **_identified("exportctl-receipt/1", request),
        "received_at": rfc3339(request.submitted_at),
        "decision": {"working_days": request.clock_days, "due_on": _iso(clock.due_on)},
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in files],
        "body_sha256": content_hash(request.body),
    }
    return Letter(
        kind=DocumentKind.RECEIPT.value,
        title=_("Receipt of your notification"),
        request=request,
        written_at=request.submitted_at,
        zone=calendar.zone,
        regime=REGIMES[request.legal_basis],
        in_force=request.legal_basis not in NOT_IN_FORCE,
        data=data,
        due_on=clock.due_on,
        files=files,
    )


def _decision_letter(request: AuthorisationRequest, decision: Decision, calendar: Calendar) -> Letter:
    regime, in_force = REGIMES[decision.legal_basis], decision.legal_basis not in NOT_IN_FORCE
    proposal = decision.proposal
    data = {
        **_identified("exportctl-decision/1", request),
        "outcome": decision.outcome,
        "legal_basis": decision.legal_basis,
        "in_force": in_force,
        "grounds": proposal.grounds,
        "conditions": proposal.conditions,
        "decided_at": rfc3339(decision.decided_at),
        "content_hash": decision.content_hash,
    }
    return Letter(
        kind=DocumentKind.DECISION_LETTER.value,
        title=HEADLINES[decision.outcome],
        request=request,
        written_at=decision.decided_at,
        zone=calendar.zone,
        regime=regime,
        in_force=in_force,
        data=data,
        decision=decision,
    )


def _identified(kind: str, request: AuthorisationRequest) -> dict[str, Any]:
    """The first members of every letter's data: its schema and the case."""
    line, end_user = request.line, request.end_user
    return {
        "type": kind,
        "reference": request.reference,
        "authority": {"name": request.authority.name, "member_state": str(request.authority.member_state_id)},
        "exporter": {"name": request.exporter.legal_name, "eori": request.exporter.eori},
        "item": item_members(line),
        "destination": request.destination,
        "end_user": party_members(end_user) if end_user else None,
        "quantity": shortest(line.quantity) if line.quantity is not None else None,
        "unit": line.unit,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
