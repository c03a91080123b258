"""Urgent cases: asked for by the exporter, granted by an officer with a reason and a day. Nothing is skipped by it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import User
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.actions.consultations import owe_mail
from licensing.actions.duty_turns import tell_second_officers
from licensing.actions.information_requests import not_in_the_past
from licensing.actions.requests import hold_request
from licensing.models import AuthorisationRequest, StateConsultation
from licensing.models.consultations import MailKind
from licensing.rules.consultations import State as Advice
from licensing.rules.requests import NOT_URGENT, REQUEST, URGENT, ProposalState


@transaction.atomic
def set_urgent(
    *, request_id: UUID, due_on: date, reason: str, actor: User, at: datetime
) -> AuthorisationRequest:
    """The case stands first in its authority's lists until it is decided; its exporter is told by which day.

    Bodies and states that are asked about it are asked for an early answer; nothing is taken from their time. The
    second officer on duty is told of a proposal that waits already.

    Raises Invalid without a reason or for a day that is over, WrongStatus once the case has ended.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    _require_open(request)
    if not reason.strip():
        raise Invalid(errors=[error("/reason", _("Say why it goes first."))])
    not_in_the_past(due_on=due_on, request=request, at=at)
    _write(request, due_on, reason.strip(), at)
    status = request.status
    facts = {"reference": request.reference, "due_on": due_on.isoformat()}
    record(request, URGENT, machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts)
    owe_notice(
        kind="request_urgent",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts={"due_on": due_on.isoformat()},
    )
    _ask_for_early_answers(request, due_on, at)
    for proposal in request.proposals.filter(status=ProposalState.PROPOSED.value):
        tell_second_officers(request=request, proposal=proposal, at=at)
    return request


def _ask_for_early_answers(request: AuthorisationRequest, due_on: date, at: datetime) -> None:
    """Each body once a question; each state at every day that is set."""
    for consultation in request.consultations.filter(status=Advice.ASKED.value).order_by("pk"):
        if not consultation.mails.filter(kind=MailKind.URGENT.value, round=consultation.round).exists():
            owe_mail(consultation=consultation, kind=MailKind.URGENT, at=at)
    for question in StateConsultation.objects.filter(request=request).waiting(at=at).order_by("pk"):
        owe_notice(
            kind="state_question_urgent",
            organisations=authorities_of(str(question.asked_state_id)),
            reference=question.reference,
            path=question.get_absolute_url(),
            at=at,
            facts={"state": str(request.authority.member_state_id), "due_on": due_on.isoformat()},
        )


@transaction.atomic
def end_urgent(*, request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """The case is one like others again. Raises WrongStatus where it is none that goes first."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    _require_open(request)
    if request.urgent_on is None:
        raise WrongStatus(_("This case is not urgent."), current=request.status)
    _write(request, None, "", at)
    status = request.status
    facts = {"reference": request.reference}
    record(request, NOT_URGENT, machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts)
    return request


def _require_open(request: AuthorisationRequest) -> None:
    if not request.is_open:
        raise WrongStatus(_("The case has ended; nothing of it is urgent any more."), current=request.status)


def _write(request: AuthorisationRequest, due_on: date | None, reason: str, at: datetime) -> None:
    request.urgent_on, request.urgent_reason, request.changed_at = due_on, reason, at
    request.save(update_fields=["urgent_on", "urgent_reason", "changed_at"])
