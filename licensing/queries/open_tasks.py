"""What messages about a case ask for, and the cases at which it is done."""

from django.db.models import Exists, OuterRef, QuerySet

from exportctl.core.notice_tasks import Task
from licensing.models import AuthorisationRequest, InformationStep
from licensing.rules.information_requests import StepKind
from licensing.rules.requests import State

ANSWER = ("information_requested", "answer_due_soon", "answer_overdue", "answer_missing")
WORD = (StepKind.TIME_GRANTED.value, StepKind.TIME_DECLINED.value)


def settled_tasks() -> list[Task]:
    """To answer, to say a word about more time, to take, to approve, to propose anew."""
    return [
        (ANSWER, _not(State.INFORMATION_REQUESTED), "reference"),
        (("respite_asked",), _without_wishes(), "reference"),
        (("notification_submitted",), _not(State.SUBMITTED), "reference"),
        (("proposal_waiting",), _not(State.PROPOSED), "reference"),
        (("proposal_returned", "proposal_stale"), _not(State.UNDER_REVIEW), "reference"),
    ]


def _not(status: State) -> QuerySet[AuthorisationRequest]:
    return AuthorisationRequest.objects.exclude(status=status.value)


def _without_wishes() -> QuerySet[AuthorisationRequest]:
    """Cases in which nobody waits for a word on more time for an open question."""
    word = InformationStep.objects.filter(
        information_request=OuterRef("information_request"), kind__in=WORD, sequence__gt=OuterRef("sequence")
    )
    wishes = InformationStep.objects.filter(
        information_request__request=OuterRef("pk"),
        kind=StepKind.TIME_ASKED.value,
        information_request__answered_at=None,
        information_request__withdrawn_at=None,
    )
    return AuthorisationRequest.objects.filter(~Exists(wishes.filter(~Exists(word))))
