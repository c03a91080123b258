"""What happens to a request before its decision: opened, taken, withdrawn, reopened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from exportctl.core import access
from exportctl.core.actions.notices import owe_notice
from exportctl.core.compiled import Compiled
from exportctl.core.errors import NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions.decision_clock import store_due_date
from licensing.actions.documents import owe_document
from licensing.actions.routing_rules import assign_team, direct
from licensing.actions.versions import write_version
from licensing.errors import NotRegistered, Taken
from licensing.models import AuthorisationRequest, ClockStop, Conflict, Exporter
from licensing.models.documents import DocumentKind
from licensing.queries.decision_periods import period_of, starts_anew, today_of
from licensing.queries.recipients import officers_told
from licensing.queries.regimes import is_law_for, regime_chosen
from licensing.queries.registrations import unregistered
from licensing.queries.routing_rules import competence_for
from licensing.rules.decision_clock import StopCause
from licensing.rules.kinds import authorises
from licensing.rules.regimes import first_basis
from licensing.rules.requests import (
    ASSIGN,
    PROPOSAL,
    REQUEST,
    Event,
    Kind,
    LegalBasis,
    ProposalEvent,
    ProposalState,
    State,
)
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import body_commitment


@transaction.atomic
def open_request(
    *, exporter: Exporter, body: dict[str, Any], red_flags: int, actor: User, at: datetime
) -> AuthorisationRequest:
    """A notification's request, submitted at once: reference, decision clock, receipt, word to the authority."""
    authority = competence_for(exporter, kind=Kind.NOTIFICATION.value, body=body).authority
    proposed_law = is_law_for(LegalBasis.HUMAN_RIGHTS, authority=authority)
    request = enter_request(
        exporter=exporter,
        kind=Kind.NOTIFICATION,
        legal_basis=first_basis(regime=regime_chosen(), proposed_law=proposed_law),
        body=body,
        actor=actor,
        at=at,
    )
    told = "notification_submitted"
    return send_request(request=request, body=body, red_flags=red_flags, told=told, actor=actor, at=at)


@transaction.atomic
def enter_request(
    *,
    exporter: Exporter,
    kind: Kind,
    legal_basis: LegalBasis,
    body: JsonObject,
    actor: User,
    at: datetime,
    **facts: Any,
) -> AuthorisationRequest:
    """A request under its number, known to its exporter alone until it is sent."""
    authority = competence_for(exporter, kind=kind.value, body=body).authority
    request = AuthorisationRequest.objects.create(
        reference=next_reference(prefix=str(authority.member_state_id), at=at, digits=5),
        kind=kind.value,
        legal_basis=legal_basis.value,
        exporter=exporter,
        authority=authority,
        clock_days=period_of(authority=authority, kind=kind.value, on=today_of(authority, at=at)),
        created_at=at,
        changed_at=at,
    )
    facts = {"reference": request.reference, **facts}
    record(request, "create", machine=REQUEST, actor=actor, at=at, target=State.DRAFT, **facts)
    return request


@transaction.atomic
def send_request(
    *,
    request: AuthorisationRequest,
    body: JsonObject,
    actor: User,
    at: datetime,
    told: str = "request_submitted",
    red_flags: int = 0,
) -> AuthorisationRequest:
    """Submit what an exporter wrote, to the authority's clock as it stands now. The caller holds the request.

    `told`: what the authority is told. The first version, the decision clock, the receipt.
    """
    require_registered(exporter=request.exporter)
    direct(request=request, body=body)
    version = write_version(request=request, body=body, actor=actor, at=at)
    authority = request.authority
    changes = {
        "submitted_at": at,
        "submitted_by": actor,
        "changed_at": at,
        "red_flag_count": red_flags,
        "is_enquiry": bool(body.get("enquiry")),
        "asks_to_be_urgent": bool(body.get("urgent_because")),
        "clock_days": period_of(authority=authority, kind=request.kind, on=today_of(authority, at=at)),
        "clock_starts_anew": starts_anew(
            authority=authority, kind=request.kind, on=today_of(authority, at=at)
        ),
    }
    facts: dict[str, Any] = {
        "version": version.number,
        "body": body_commitment(version.body, salt=version.pk.bytes),
    }
    if authorises(request.kind):
        facts["asks_for_authorisation"] = True
    transition(request, Event.SUBMIT, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
    assign_team(request=request)
    store_due_date(request=request, at=at)
    rules = regime_chosen().as_facts()
    owe_document(request=request, kind=DocumentKind.RECEIPT.value, at=at, facts=rules)
    _tell(request, told, [authority], at=at)
    return request


def require_registered(*, exporter: Exporter) -> None:
    """Raises NotRegistered, with what is missing and who has it, before the company's registration is approved."""
    if sentence := unregistered(exporter):
        raise NotRegistered(sentence)


@transaction.atomic
def take_request(*, request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Assign the case to the officer. One's own again changes nothing; a colleague's raises Taken."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if request.assigned_to_id == actor.pk and request.status != State.SUBMITTED:
        return request
    if request.assigned_to_id != actor.pk and request.is_assigned(at=at):
        raise Taken
    if request.is_open and request.status != State.SUBMITTED:  # its officer left, or gave it back
        assign(request=request, assignee=actor, actor=actor, at=at)
        return request
    changes = {"assigned_to": actor, "changed_at": at}
    transition(request, Event.TAKE, machine=REQUEST, actor=actor, at=at, changes=changes)
    tell_taken(request=request, at=at)
    return request


def assign(*, request: AuthorisationRequest, assignee: User | None, actor: User, at: datetime) -> None:
    """Write whose the locked case is from now on, and tell them and whoever had it; its status stays as it is."""
    had_it = request.assigned_to
    before, request.assigned_to, request.changed_at = request.assigned_to_id, assignee, at
    request.save(update_fields=["assigned_to", "changed_at"])
    record(
        request,
        ASSIGN,
        machine=REQUEST,
        actor=actor,
        at=at,
        source=request.status,
        target=request.status,
        before=str(before) if before else None,
        after=str(assignee.pk) if assignee else None,
    )
    for kind, person in (("case_given", assignee), ("case_passed_on", had_it)):
        if person is not None and person != actor:
            owe_notice(
                kind=kind,
                organisations=[request.authority],
                people=[person],
                reference=request.reference,
                path=request.get_absolute_url(),
                at=at,
            )


def tell_taken(*, request: AuthorisationRequest, at: datetime) -> None:
    """Owe the exporter the notice that the review has begun; it names no officer."""
    _tell(request, "request_taken", [request.exporter.organisation], at=at)


@transaction.atomic
def withdraw_request(*, request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """The exporter ends the case, or its draft, before a decision; a waiting proposal ends with it."""
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    end_request(
        request=request, event=Event.WITHDRAW, proposal_event=ProposalEvent.WITHDRAW, actor=actor, at=at
    )
    if request.submitted_at:  # a draft its authority never knew of
        tell_officers(kind="request_withdrawn", request=request, actor=actor, at=at)
    return request


@transaction.atomic
def end_request(
    *,
    request: AuthorisationRequest,
    event: Event,
    proposal_event: ProposalEvent,
    actor: User,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """End a case, locked by the caller, before a decision: with it what waits for a second officer, and its clock.

    Questions and consultations of an ended case are owed no more: whoever lists them asks for open cases.
    """
    for waiting in request.proposals.filter(status=ProposalState.PROPOSED.value):
        settled = {"settled_at": at}
        transition(waiting, proposal_event, machine=PROPOSAL, actor=actor, at=at, changes=settled)
    changed: dict[str, Any] = {"due_on": None, "changed_at": at, **(changes or {})}
    transition(request, event, machine=REQUEST, actor=actor, at=at, changes=changed, **facts)
    ClockStop.objects.filter(request=request, until_at=None).update(until_at=at)


@transaction.atomic
def reopen_request(*, request: AuthorisationRequest, actor: User, at: datetime) -> None:
    """Put a refused request, locked by the caller, back under review: its refusal was withdrawn.

    The time since the decision is a stop: the clock goes on where it stood.
    """
    ClockStop.objects.filter(request=request, until_at=None, cause=StopCause.DECIDED.value).update(
        until_at=at
    )
    changes = {"decided_at": None, "changed_at": at}
    transition(request, Event.REOPEN, machine=REQUEST, actor=actor, at=at, changes=changes)
    store_due_date(request=request, at=at)


def _row(*, pk: UUID) -> QuerySet[AuthorisationRequest]:
    return AuthorisationRequest.objects.filter(pk=pk)


def _locked(*, pk: UUID) -> QuerySet[AuthorisationRequest]:
    related = _row(pk=pk).select_related("exporter__organisation", "authority__member_state")
    return related.order_by("pk").select_for_update(of=("self",), no_key=True)


def _conflict(*, request: UUID, officer: UUID) -> QuerySet[Conflict]:
    return Conflict.objects.standing().filter(request=request, officer=officer)


# Every act on a case asks for these.
REQUEST_ROW, LOCKED_REQUEST, STANDING_CONFLICT = Compiled(_row), Compiled(_locked), Compiled(_conflict)


def hold_request(*, request_id: UUID, permission: str, actor: User, at: datetime) -> AuthorisationRequest:
    """Seat, then request: the first two locks of every act on a case. Raises NotFound, Forbidden.

    An officer who declared a conflict of interest knows of no such case, also when that was a moment ago.
    """
    request = REQUEST_ROW.first(pk=request_id)
    if request is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=permission, organisations=request.organisation_ids(permission), at=at
    )
    locked = LOCKED_REQUEST.first(pk=request_id)
    if locked is None or (permission == Permission.HANDLE and _stepped_back(locked, actor)):
        raise NotFound
    return locked


def _stepped_back(request: AuthorisationRequest, actor: User) -> bool:
    return bool(STANDING_CONFLICT.rows(request=request.pk, officer=actor.pk))


def tell_officers(
    *,
    kind: str,
    request: AuthorisationRequest,
    actor: User | None,
    at: datetime,
    tab: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Owe a notice to whoever has the case; to every officer of its authority while nobody has it."""
    path = request.get_absolute_url() + (f"/{tab}" if tab else "")
    owe_notice(
        kind=kind,
        organisations=[request.authority],
        people=officers_told(request, actor=actor, at=at),
        reference=request.reference,
        path=path,
        at=at,
        facts=facts,
    )


def _tell(
    request: AuthorisationRequest, kind: str, organisations: list[Organisation], *, at: datetime
) -> None:
    path = request.get_absolute_url()
    owe_notice(kind=kind, organisations=organisations, reference=request.reference, path=path, at=at)
