"""The notifying authority takes its refusal back while the window is open: two officers, with grounds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from controllist.models import ControlListEntry
from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import WrongStatus
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.transitions import transition
from licensing.actions.denials import deny_no_more
from licensing.actions.documents import owe_document
from licensing.actions.requests import reopen_request
from licensing.actions.requirements import tell_customs_no_more
from licensing.models import Decision
from licensing.models.documents import DocumentKind
from licensing.queries.letters import WITHDRAWAL as WITHDRAWAL_LETTER
from notifications.actions.procedures import (
    hold_procedure,
    hold_requests,
    open_procedure,
    record_link,
    refuse_hidden_names,
    regime_facts,
    tell_everyone,
)
from notifications.models import LinkedRefusal, ObjectionProcedure, Withdrawal
from notifications.rules.machines import PROCEDURE, WITHDRAWAL, Event, Outcome, State


@transaction.atomic
def propose_withdrawal(*, procedure_id: UUID, grounds: str, actor: User, at: datetime) -> Withdrawal:
    """Propose to withdraw the refusal. Raises WrongStatus once the window has ended, Pending, NamesHidden."""
    procedure = _lock_procedure(procedure_id, actor, at)
    _check_running(procedure, at)
    require_none_pending(acts=procedure.withdrawals.all())
    refuse_hidden_names(procedure=procedure, pointer="/grounds", text=grounds)
    withdrawal = Withdrawal(procedure=procedure, grounds=grounds, proposed_by=actor)
    waiting = Waiting(
        "withdrawal_waiting",
        [procedure.notifying_authority],
        procedure.reference,
        procedure.get_absolute_url(),
    )
    propose_act(act=withdrawal, machine=WITHDRAWAL, at=at, waiting=waiting, procedure=procedure.reference)
    return withdrawal


@transaction.atomic
def approve_withdrawal(
    *, procedure_id: UUID, withdrawal_id: UUID, actor: User, at: datetime
) -> ObjectionProcedure:
    """Carry it out: no outcome, positions kept, the case under review again.

    Refusals that were linked to it keep their windows: one opens for the earliest, the others join that.
    """
    procedure = _lock_procedure(procedure_id, actor, at)
    withdrawal: Withdrawal = hold_act(
        acts=Withdrawal.objects.filter(procedure=procedure), act_id=withdrawal_id
    )
    require_other_officer(act=withdrawal, actor=actor)
    _check_running(procedure, at)
    approve_act(act=withdrawal, machine=WITHDRAWAL, actor=actor, at=at, procedure=procedure.reference)
    transition(
        procedure,
        Event.WITHDRAW,
        machine=PROCEDURE,
        actor=actor,
        at=at,
        reference=procedure.reference,
        withdrawal=str(withdrawal.pk),
    )
    reopen_request(request=procedure.request, actor=actor, at=at)
    deny_no_more(decision=procedure.decision, actor=actor, at=at)
    tell_customs_no_more(decision=procedure.decision, at=at)
    _owe_letter(procedure, withdrawal, at)
    _tell(procedure, at)
    _open_for_linked(procedure, at)
    return procedure


@transaction.atomic
def discard_withdrawal(*, procedure_id: UUID, withdrawal_id: UUID, actor: User, at: datetime) -> Withdrawal:
    """Drop a proposal, one's own or a colleague's."""
    procedure = _lock_procedure(procedure_id, actor, at)
    withdrawal: Withdrawal = hold_act(
        acts=Withdrawal.objects.filter(procedure=procedure), act_id=withdrawal_id
    )
    discard_act(act=withdrawal, machine=WITHDRAWAL, actor=actor, at=at)
    return withdrawal


def requests_beside(*, decision: Decision) -> list[UUID]:
    """The cases whose refusals were linked to the procedure of this one: they are locked before it."""
    links = LinkedRefusal.objects.filter(procedure__decision=decision)
    return list(links.values_list("decision__request_id", flat=True))


def end_with_refusal(*, decision: Decision, actor: User, at: datetime) -> None:
    """A remedy annulled the refusal: its open procedure ends without an outcome; about an entry the Commission is told.

    The caller holds the requests concerned.
    """
    procedure = locks.lock_for_update(ObjectionProcedure.objects.filter(decision=decision))
    if procedure is None:
        return
    if procedure.status_at(at) == State.OPEN:
        facts: dict[str, Any] = {"reference": procedure.reference, "decision": str(decision.pk)}
        transition(procedure, Event.WITHDRAW, machine=PROCEDURE, actor=actor, at=at, **facts)
        _tell(procedure, at)
        _open_for_linked(procedure, at)
    elif procedure.outcome == Outcome.LISTED:
        _start_review(procedure, at)


def _start_review(procedure: ObjectionProcedure, at: datetime) -> None:
    """The entry rests on a refusal that is gone: the Commission corrects it, takes it off, or says why it stays."""
    entry = ControlListEntry.objects.filter(provenance=procedure.reference).first()
    if entry is None:
        return
    owe_notice(
        kind="entry_review_due",
        organisations=Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value),
        reference=entry.code,
        path=entry.get_absolute_url(),
        at=at,
    )


def _lock_procedure(procedure_id: UUID, actor: User, at: datetime) -> ObjectionProcedure:
    """Seat, then the requests concerned, then the procedure: the order in which everybody locks."""
    procedure = ObjectionProcedure.objects.get(pk=procedure_id)
    organisations = procedure.organisation_ids(Permission.HANDLE)
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=organisations, at=at)
    linked = procedure.linked_refusals.values_list("decision__request_id", flat=True)
    hold_requests(ids=[procedure.request_id, *linked])
    return hold_procedure(procedure_id=procedure_id)


def _check_running(procedure: ObjectionProcedure, at: datetime) -> None:
    """A procedure that reads closed is closed, even before the sweep has come by."""
    if procedure.status_at(at) == State.CLOSED:
        raise WrongStatus.because(
            thing=PROCEDURE.name, current=State.CLOSED, event=Event.WITHDRAW, allowed=()
        )
    PROCEDURE.step(procedure.status, Event.WITHDRAW)


def _owe_letter(procedure: ObjectionProcedure, withdrawal: Withdrawal, at: datetime) -> None:
    """The signed refusal must not stay the exporter's last document."""
    facts = {
        "letter": WITHDRAWAL_LETTER,
        "decision": str(procedure.decision_id),
        "procedure": procedure.reference,
        "grounds": withdrawal.grounds,
    }
    kind = DocumentKind.DECISION_LETTER.value
    owe_document(request=procedure.request, kind=kind, about=withdrawal.pk, at=at, facts=facts)


def _tell(procedure: ObjectionProcedure, at: datetime) -> None:
    facts = {"state": str(procedure.notifying_state_id)}
    tell_everyone(procedure=procedure, kind="procedure_withdrawn", at=at, facts=facts)
    request = procedure.request
    owe_notice(
        kind="refusal_withdrawn",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts=regime_facts(procedure=procedure),
    )


def _open_for_linked(withdrawn: ObjectionProcedure, at: datetime) -> None:
    links = list(
        LinkedRefusal.objects.filter(procedure=withdrawn)
        .order_by("linked_at", "pk")
        .select_related("decision__request__authority", "decision__proposal")
    )
    if not links:
        return
    earliest, *others = links
    opened = open_procedure(decision=earliest.decision, actor=None, at=at)
    for link in others:
        link.procedure = opened
        link.save(update_fields=["procedure"])
        record_link(procedure=opened, decision=link.decision, actor=None, at=at)
