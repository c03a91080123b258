"""A request as REST shows it, to its exporter and to its authority (contract: "A request is …")."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from exportctl.core import access
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.desks.case.presenters.proposals import warnings_of
from exportctl.desks.kinds import DRAFTS, draft_of
from licensing.models import (
    Authorisation,
    AuthorisationRequest,
    InformationRequest,
    InformationStep,
    Proposal,
)
from licensing.models.amendments import declaration_of
from licensing.models.requests import AuthorisationRequestQuerySet
from licensing.queries.decision_clock import Calendars, clock_of
from licensing.queries.regimes import basis_of
from licensing.rules.information_requests import StepKind
from licensing.rules.request_warnings import warnings
from licensing.rules.requests import ProposalState
from notifications.models import LinkedRefusal, ObjectionProcedure
from notifications.queries.regimes import frozen_regime


def with_parts(requests: AuthorisationRequestQuerySet, *, at: datetime) -> AuthorisationRequestQuerySet:
    """Everything that `show_request` reads, in a fixed number of queries."""
    linked = LinkedRefusal.objects.select_related("procedure")
    joined = requests.with_assignee(at=at).select_related(
        "authority__member_state", "exporter__organisation", "version", "closing__duplicate_of", *DRAFTS
    )
    granted = Authorisation.objects.filter(request=OuterRef("pk")).order_by("-issued_at", "-pk")
    joined = joined.annotate(granted=Subquery(granted.values("reference")[:1]))
    return joined.prefetch_related(
        "clock_stops",
        "information_requests__steps",
        Prefetch("proposals", Proposal.objects.select_related("proposed_by", "approved_by")),
        "procedures",
        "authority__letterhead_changes",
        Prefetch("decisions__linked_refusal", linked),
    )


def show_request(
    request: AuthorisationRequest, *, viewer: User, at: datetime, calendars: Calendars | None = None
) -> dict[str, Any]:
    """The exporter sees no assignee, and of proposals only the approved one."""
    is_officer = access.may(viewer, Permission.HANDLE, request)
    notification = getattr(request, "notification", None)
    draft, state = getattr(request, "draft", None), str(request.exporter.organisation.member_state_id)
    proposals = [p for p in request.proposals.all() if is_officer or p.status == ProposalState.APPROVED]
    shown = {
        "reference": request.reference,
        "kind": request.kind,
        "status": request.status_for(is_officer=is_officer),
        "notification": notification.reference if notification else None,
        "version": request.version.number if request.version else None,
        "authority": request.authority.member_state_id,
        "submitted_at": _instant(request.submitted_at),
        "clock": _clock(request, at, calendars),
        # A question taken back is no question: whoever polls for open ones must not wait for its answer.
        "information_requests": [
            show_information(question)
            for question in request.information_requests.all()
            if not question.withdrawn_at
        ],
        "proposals": [
            show_proposal(proposal, for_officer=is_officer, authority=request.authority)
            for proposal in proposals
        ],
        "procedures": [_procedure(procedure, at) for procedure in _procedures(request)],
        "authorisation": getattr(request, "granted", None),
        "request_opened": None,
        "urgent_on": request.urgent_on.isoformat() if request.urgent_on else None,
        "closed_because": request.closed_because or None,
        "closing": request.closing.as_facts() if request.closed_because else None,
        **declaration_of(request.kind).shown(_body_of(request), state),
    }
    if draft and draft.is_open:
        shown |= {"version": draft.revision, "warnings": warnings(draft.body)}
    if not is_officer:
        return shown
    return {**shown, "assigned_to": request.assignee.email if request.assignee else None}


def _body_of(request: AuthorisationRequest) -> Any:
    """As it counts: of what was sent its newest version, of a draft what is written so far."""
    draft = draft_of(request)
    return draft.body if request.version is None and draft else request.body


def _clock(request: AuthorisationRequest, at: datetime, calendars: Calendars | None) -> dict[str, Any] | None:
    clock = clock_of(request, at=at, calendars=calendars)
    if clock is None:
        return None
    due_on = clock.due_on.isoformat() if clock.due_on else None
    return {"days": clock.days, "days_used": clock.days_used, "due_on": due_on, "paused": clock.paused}


def show_information(question: InformationRequest) -> dict[str, Any]:
    """`parts`: what was answered in part. `more_time`: the exporter's wish for it that waits for an officer's word."""
    wish = question.pending_extension
    return {
        "id": str(question.pk),
        "question": question.question,
        "wants_correction": question.wants_correction,
        "is_hearing": question.is_hearing,
        "due_on": question.due_on.isoformat(),
        "answer": question.answer or None,
        "answered_at": _instant(question.answered_at),
        "parts": [_part(each) for each in question.steps.all() if each.kind == StepKind.PART],
        "more_time": {"due_on": iso_or_none(wish.due_on), "reason": wish.text} if wish else None,
        "withdrawn_at": _instant(question.withdrawn_at),
    }


def _part(step: InformationStep) -> dict[str, Any]:
    return {"answer": step.text, "missing": step.missing, "at": rfc3339(step.done_at)}


def show_proposal(
    proposal: Proposal, *, for_officer: bool = True, authority: Organisation | None = None
) -> dict[str, Any]:
    """A proposal; to the exporter without the words meant for others and without the officers' names."""
    basis = basis_of(proposal.legal_basis, authority=authority or proposal.request.authority)
    return {
        "id": str(proposal.pk),
        "outcome": proposal.outcome,
        "legal_basis": proposal.legal_basis,
        "basis": str(basis.text),
        "basis_in_force": basis.in_force,
        "opens_procedure": proposal.opens_procedure,
        "grounds": proposal.grounds,
        "conditions": _conditions(proposal),
        "line": proposal.line,
        "lines": proposal.lines,
        "destinations": proposal.destinations,
        "valid_for_months": proposal.valid_for_months,
        "criteria": proposal.criteria if for_officer else None,
        "finding": proposal.finding if for_officer else None,
        "icp": proposal.icp if for_officer else None,
        "longer_because": proposal.longer_because or None,
        "substantial_because": proposal.substantial_because or None if for_officer else None,
        "confidential_because": proposal.confidential_because or None if for_officer else None,
        "reports_every": proposal.reports_every,
        "measure": proposal.measure,
        "entry": proposal.entry if for_officer else None,
        "dossier": proposal.dossier if for_officer else None,
        "hearing": proposal.hearing,
        "version": proposal.version,
        "content_hash": proposal.content_hash,
        "status": proposal.status,
        "warnings": _warnings(proposal) if for_officer else [],
        "proposed_by": proposal.proposed_by.email if for_officer else None,
        "approved_by": proposal.approved_by.email if for_officer and proposal.approved_by else None,
    }


def _conditions(proposal: Proposal) -> list[Any]:
    """Each as it was given: its text, or with what was said of it besides."""
    terms = proposal.condition_terms or [None] * len(proposal.conditions)
    pairs = zip(proposal.conditions, terms, strict=True)
    return [{"text": text, **more} if more else text for text, more in pairs]


def _warnings(proposal: Proposal) -> list[dict[str, str]]:
    """While somebody may still change the words; comparing them costs more than all the rest of a row."""
    if proposal.status != ProposalState.PROPOSED:
        return []
    return [{"pointer": each["pointer"], "detail": each["detail"]} for each in warnings_of(proposal)]


def _procedures(request: AuthorisationRequest) -> list[ObjectionProcedure]:
    """The request's own windows, and the one its refusal was linked to."""
    procedures = list(request.procedures.all())
    for decision in request.decisions.all():
        link = getattr(decision, "linked_refusal", None)
        if link is not None:
            procedures.append(link.procedure)
    return sorted(procedures, key=lambda procedure: procedure.opened_at)


def _procedure(procedure: ObjectionProcedure, at: datetime) -> dict[str, Any]:
    return {
        "reference": procedure.reference,
        "status": procedure.status_at(at),
        "outcome": procedure.outcome or None,
        "closes_at": rfc3339(procedure.closes_at),
        **frozen_regime(procedure).as_facts(),
    }


def _instant(at: datetime | None) -> str | None:
    return rfc3339(at) if at else None
