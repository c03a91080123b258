"""Questions of the authority and answers of the exporter. While one is open, the decision clock stands."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import DomainError, Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.clocks import keep_due_date, resume_clock, stop_clock
from licensing.actions.requests import hold_request
from licensing.models import InformationRequest
from licensing.rules.requests import REQUEST, Event


class AlreadyAnswered(DomainError):
    code = "already_answered"
    default_message = _("This question has been answered already.")


@transaction.atomic
def ask_information(
    *, request_id: UUID, question: str, due_on: date, actor: User, at: datetime
) -> InformationRequest:
    """Ask the exporter; the clock stops with the first open question."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if due_on < local_date(at, zone_of(request.authority)):
        said = _("Choose a day from today on.")
        raise Invalid(said, errors=[{"pointer": "/due_on", "detail": said}])
    REQUEST.step(request.status, Event.ASK)
    asked = InformationRequest.objects.create(
        request=request, question=question, due_on=due_on, asked_by=actor, asked_at=at
    )
    changes = {"changed_at": at}
    transition(
        request,
        Event.ASK,
        machine=REQUEST,
        actor=actor,
        at=at,
        changes=changes,
        information_request=str(asked.pk),
        due_on=due_on.isoformat(),
    )
    stop_clock(request=request, cause="information", at=at)
    keep_due_date(request=request, at=at)
    owe_notice(
        kind="information_requested",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/questions",
        at=at,
        facts={"due_on": due_on.isoformat()},
    )
    return asked


@transaction.atomic
def answer_information(
    *, request_id: UUID, information_id: UUID, answer: str, actor: User, at: datetime
) -> InformationRequest:
    """Answer one question; with the last open one the clock goes on."""
    request = hold_request(request_id=request_id, permission=Permission.FILE, actor=actor, at=at)
    asked = locks.hold(InformationRequest.objects.filter(pk=information_id, request=request))
    if asked is None:
        raise NotFound
    if asked.answered_at is not None:
        raise AlreadyAnswered
    REQUEST.step(request.status, Event.ANSWER)
    InformationRequest.objects.filter(pk=asked.pk).update(answer=answer, answered_by=actor, answered_at=at)
    asked.refresh_from_db()
    last = not request.information_requests.filter(answered_at=None).exists()
    event = Event.RESUME if last else Event.ANSWER
    changes = {"changed_at": at}
    transition(
        request,
        event,
        machine=REQUEST,
        actor=actor,
        at=at,
        changes=changes,
        information_request=str(asked.pk),
    )
    if last:
        resume_clock(request=request, at=at)
        keep_due_date(request=request, at=at)
    owe_notice(
        kind="information_answered",
        organisations=[request.authority],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/questions",
        at=at,
    )
    return asked
