"""What a letter says: one act of a request, in words and as data, as it stood when the act was done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import Calendar, local_date
from exportctl.core.canonical import content_hash, rfc3339
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.decimals import shortest
from licensing.models import (
    Authorisation,
    AuthorisationRequest,
    Closing,
    Decision,
    Document,
    LetterheadChange,
    Proposal,
)
from licensing.models.documents import DocumentKind
from licensing.queries.decision_periods import provision_of
from licensing.queries.letterheads import letterhead_of
from licensing.queries.proposals import burdens_of
from licensing.queries.regimes import basis_of, regime_chosen, regime_of
from licensing.rules.appeals import is_contestable
from licensing.rules.catalogue import edition
from licensing.rules.classification_questions import last_day
from licensing.rules.decision_clock import decision_clock
from licensing.rules.kinds import KINDS, authorises
from licensing.rules.regimes import Basis, Regime
from licensing.rules.requests import GRANTS, Kind, LegalBasis, Outcome
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import item_members, party_members

Words = str | Promise

HEADLINES: dict[str, Words] = {
    Outcome.GRANT: _("The export is authorised"),
    Outcome.GRANT_WITH_CONDITIONS: _("The export is authorised with conditions"),
    Outcome.REFUSE: _("The export is refused"),
    Outcome.NO_AUTHORISATION_REQUIRED: _("No authorisation is required"),
    Outcome.AUTHORISATION_REQUIRED: _("The export is subject to authorisation"),
}
OF_ENQUIRY: dict[str, Words] = {
    Outcome.GRANT: _("The export would be authorised"),
    Outcome.GRANT_WITH_CONDITIONS: _("The export would be authorised with conditions"),
    Outcome.REFUSE: _("The export would not be authorised"),
}
WITHDRAWN: dict[Outcome, Words] = {
    Outcome.REFUSE: _("The refusal is withdrawn"),
    Outcome.AUTHORISATION_REQUIRED: _("The authorisation requirement is withdrawn"),
}
REQUIREMENT: Words = _("An authorisation is required for this export.")
REQUIREMENTS: dict[str, Words] = {
    LegalBasis.ARTICLE_4: _(
        "An authorisation is required for this export (Article 4(2) of Regulation (EU) 2021/821)."
    ),
    LegalBasis.ARTICLE_5: _(
        "An authorisation is required for this export (Article 5(2) of Regulation (EU) 2021/821)."
    ),
}
BY_REFUSING_4: Words = _(
    "An authorisation is required for this export (Article 4(1) of Regulation (EU) 2021/821); the requirement is"
    " imposed by this refusal."
)
BY_REFUSING_5: Words = _(
    "An authorisation is required for this export (Article 5(1) of Regulation (EU) 2021/821); the requirement is"
    " imposed by this refusal (Article 5(4))."
)
OWN_WORDS = ("facts", "received", "until", "told", "meaning")  # templates in the folder of each kind
WITHDRAWAL = "withdrawal_letter"  # a decision letter, too: it says that a refusal stands no more


@dataclass(frozen=True)
class Letter:
    """Everything the template shows. `data` is the same for machines, and travels inside the PDF."""

    kind: str
    title: Words
    request: AuthorisationRequest
    written_at: datetime  # when the act was done, not when it was rendered
    zone: str  # of the authority
    basis: Basis | None  # of the decision; None where nothing is decided yet
    listing: Regime | None  # of the procedure about the list; None where the decision goes to no other state
    letterhead: LetterheadChange
    data: dict[str, Any]
    decision: Decision | None = None
    closing: Closing | None = None  # of a case that ended without a decision
    authorisation: str = ""  # the number of what a grant gave; none before it is approved
    provision: str = (
        ""  # of national law, for the decision period; of an act on an authorisation, on what it rests
    )
    due_on: date | None = None  # the decision clock's last day as it stood at submission
    is_uncounted: bool = (
        False  # beyond the years whose holidays are held; a clock that stands still has no last day, too
    )
    files: tuple[Any, ...] = ()
    version: int = 1  # of a receipt: which one it receipts; from the second on a correction
    reason: str = ""  # of a correction

    @property
    def words(self) -> dict[str, str]:
        """The templates of what a letter about a request of this kind says in words of its own."""
        folder = KINDS[Kind(self.request.kind)].letter
        return {name: f"letters/{folder}/{name}.html" for name in OWN_WORDS}

    @property
    def called(self) -> str:
        """What was asked for, within a sentence."""
        return str(KINDS[Kind(self.request.kind)].called)

    @property
    def refused(self) -> bool:
        return self.decision is not None and self.decision.outcome == Outcome.REFUSE

    @property
    def holds_until(self) -> date | None:
        """The last day of the answer that no authorisation is required, if what it goes by stays as it is."""
        if self.decision is None or self.decision.outcome != Outcome.NO_AUTHORISATION_REQUIRED:
            return None
        return last_day(local_date(self.decision.decided_at, ZoneInfo(self.zone)))

    @property
    def edition(self) -> date:
        """Of Annex I, which a decision goes by."""
        return edition()

    @property
    def put_to_states(self) -> bool:
        return self.decision is not None and self.decision.opens_procedure

    @property
    def requirement(self) -> Words:
        """The requirement that the decision imposes, by its provision; nothing where it imposes none.

        A refusal of what was notified, or under Article 5, imposes the one whose authorisation it refuses.
        """
        if self.decision is None:
            return ""
        outcome, basis = self.decision.outcome, self.decision.legal_basis
        if outcome == Outcome.AUTHORISATION_REQUIRED:
            return REQUIREMENTS.get(basis, REQUIREMENT)
        if outcome != Outcome.REFUSE:
            return ""
        if basis == LegalBasis.ARTICLE_4 and self.request.kind == Kind.NOTIFICATION:
            return BY_REFUSING_4
        return BY_REFUSING_5 if basis == LegalBasis.ARTICLE_5 else ""

    @property
    def contestable(self) -> bool:
        """Does it burden its addressee, so that it states the remedy?"""
        decision = self.decision
        return decision is not None and is_contestable(
            decision.outcome, burdens=burdens_of(decision.proposal, request=self.request)
        )


def headline_of(request: AuthorisationRequest, outcome: str) -> Words:
    """What a decision comes to, in one sentence; of an enquiry what it would come to."""
    return OF_ENQUIRY.get(outcome, HEADLINES[outcome]) if request.is_enquiry else HEADLINES[outcome]


def letter_of(document: Document) -> Letter:
    """The letter that an owed document stands for."""
    request = AuthorisationRequest.objects.select_related(
        "exporter__organisation__member_state", "authority__member_state", "version"
    ).get(pk=document.request_id)
    calendar = calendar_of(str(request.authority.member_state_id))
    if document.kind == DocumentKind.RECEIPT:
        return _receipt(request, calendar, document)
    if document.facts.get("letter") == WITHDRAWAL:
        return _withdrawal_letter(request, calendar, document)
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


def _receipt(request: AuthorisationRequest, calendar: Calendar, document: Document) -> Letter:
    """Of the version that the document is about, whatever was corrected before it is rendered."""
    assert request.submitted_at  # a receipt is owed from the submission on
    which = {"pk": document.about} if document.about else {"number": 1}
    version = request.version = request.versions.get(**which)
    submitted_on = calendar.local_date(request.submitted_at)
    clock = decision_clock(
        submitted_on=submitted_on, stops=[], calendar=calendar, today=submitted_on, days=request.clock_days
    )
    attached = request.documents.filter(
        kind=DocumentKind.ATTACHMENT.value, created_at=version.created_at
    ).select_related("file")
    files = tuple(each.file for each in attached if each.file)
    listing = Regime.of_facts(document.facts) if document.facts else regime_chosen()
    due_on, is_uncounted = clock.due_on, clock.missing_year is not None
    if version.number > 1:
        due_on, is_uncounted = _day_in(document.facts, "due_on"), bool(document.facts.get("uncounted"))
    data = {
        **identified("exportctl-receipt/1", request),
        "version": version.number,
        "received_at": rfc3339(version.created_at),
        "decision": {"working_days": request.clock_days, "due_on": _iso(due_on)},
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in files],
        "body_sha256": content_hash(request.body),
        "procedure_rules": listing.as_facts(),
    }
    return Letter(
        kind=DocumentKind.RECEIPT.value,
        title=_("Receipt of your correction")
        if version.number > 1
        else str(KINDS[Kind(request.kind)].receipt),
        request=request,
        written_at=version.created_at,
        zone=calendar.zone,
        basis=None,
        listing=listing,
        letterhead=letterhead_of(request.authority),
        data=data,
        provision=provision_of(authority=request.authority, kind=request.kind, on=submitted_on),
        due_on=due_on,
        is_uncounted=is_uncounted,
        files=files,
        version=version.number,
        reason=version.reason,
    )


def _decision_letter(request: AuthorisationRequest, decision: Decision, calendar: Calendar) -> Letter:
    basis = basis_of(decision.legal_basis, authority=request.authority)
    decision.request = request
    listing, proposal = regime_of(decision), decision.proposal
    letterhead, authorisation = letterhead_of(request.authority), _number_of(decision)
    data = {
        **identified("exportctl-decision/1", request),
        "outcome": decision.outcome,
        "legal_basis": decision.legal_basis,
        "in_force": basis.in_force,
        "provision": basis.provision or None,
        "procedure_rules": listing.as_facts() if listing else None,
        "remedy": letterhead.remedy or None,
        "grounds": proposal.grounds,
        "conditions": proposal.conditions,
        **_granted(proposal, authorisation),
        "decided_at": rfc3339(decision.decided_at),
        "content_hash": decision.content_hash,
    }
    letter = Letter(
        kind=DocumentKind.DECISION_LETTER.value,
        title=headline_of(request, decision.outcome),
        request=request,
        written_at=decision.decided_at,
        zone=calendar.zone,
        basis=basis,
        listing=listing,
        letterhead=letterhead,
        data=data,
        decision=decision,
        authorisation=authorisation,
    )
    if letter.holds_until:
        data |= {"edition": letter.edition.isoformat(), "holds_until": letter.holds_until.isoformat()}
    return letter


def _number_of(decision: Decision) -> str:
    issued = Authorisation.objects.filter(decision=decision.pk, predecessor=None)
    given = issued.values_list("reference", flat=True)
    return given.first() or ""


def _withdrawal_letter(request: AuthorisationRequest, calendar: Calendar, document: Document) -> Letter:
    """What tells the exporter that a refusal stands no more; the case is under review again."""
    facts = document.facts
    decision = Decision.objects.select_related("proposal").get(pk=facts["decision"])
    decision.request = request
    listing = regime_of(decision)
    data = {
        **identified("exportctl-withdrawal/1", request),
        "withdrawn_decision": decision.content_hash,
        "decided_at": rfc3339(decision.decided_at),
        "legal_basis": decision.legal_basis,
        "procedure": facts["procedure"],
        "procedure_rules": listing.as_facts() if listing else None,
        "grounds": facts["grounds"],
        "withdrawn_at": rfc3339(document.created_at),
    }
    return Letter(
        kind=WITHDRAWAL,
        title=WITHDRAWN[Outcome(decision.outcome)],
        request=request,
        written_at=document.created_at,
        zone=calendar.zone,
        basis=basis_of(decision.legal_basis, authority=request.authority),
        listing=listing,
        letterhead=letterhead_of(request.authority),
        data=data,
        decision=decision,
    )


def identified(kind: str, request: AuthorisationRequest) -> dict[str, Any]:
    """The first members of the data of every letter about a case: its schema and the case."""
    line, end_user, consignee = request.line, request.end_user, request.consignee
    return {
        "type": kind,
        "reference": request.reference,
        "authority": {
            "name": request.authority.own_name,
            "member_state": str(request.authority.member_state_id),
        },
        "exporter": {"name": request.exporter.legal_name, "eori": request.exporter.eori},
        "item": item_members(line),
        "destination": request.destination,
        "destinations": [each.country for each in request.destinations],
        "end_user": party_members(end_user) if end_user else None,
        "end_users": [party_members(each) for each in request.end_users],
        "consignee": party_members(consignee) if consignee else None,
        "quantity": shortest(line.quantity) if line.quantity is not None else None,
        "unit": line.unit,
        "value": shortest(line.value) if line.value is not None else None,
        "currency": line.currency or None,
        "planned_on": request.body.get("planned_on"),
        **_items(request),
    }


def _granted(proposal: Proposal, authorisation: str) -> dict[str, Any]:
    """Of a grant that is an authorisation its number, its limits and its validity."""
    if proposal.outcome not in GRANTS or not authorises(proposal.request.kind):
        return {}
    return {
        "authorisation": authorisation or None,
        "lines": proposal.lines,
        **({"granted_destinations": proposal.destinations} if proposal.destinations else {}),
        "valid_for_months": proposal.months,
        **({"measure": proposal.measure} if proposal.measure else {}),
    }


def _items(request: AuthorisationRequest) -> dict[str, Any]:
    """What a notification is about; of a request every item, with how much of it."""
    if not authorises(request.kind):
        return {}
    return {
        "items": [
            {
                **item_members(line),
                "control_entry": line.control_entry or None,
                "quantity": shortest(line.quantity) if line.quantity is not None else None,
                "unit": line.unit,
                "value": shortest(line.value) if line.value is not None else None,
            }
            for line in request.lines
        ]
    }


def _day_in(facts: JsonObject, name: str) -> date | None:
    return date.fromisoformat(facts[name]) if facts.get(name) else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
