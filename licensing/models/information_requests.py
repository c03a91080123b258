from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.requests import AuthorisationRequest
from licensing.rules.decision_clock import StopCause
from licensing.rules.information_requests import Reminder, StepKind

STEP_LABELS = {
    StepKind.PART.value: _("Answered in part"),
    StepKind.TIME_ASKED.value: _("Asked for more time"),
    StepKind.TIME_GRANTED.value: _("More time given"),
    StepKind.TIME_DECLINED.value: _("More time declined"),
}
REMINDER_LABELS = {Reminder.SOON.value: _("Due soon"), Reminder.OVERDUE.value: _("Overdue")}


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    def open(self) -> Self:
        """Neither answered nor taken back: the exporter owes an answer."""
        return self.filter(answered_at=None, withdrawn_at=None)


class InformationRequest(models.Model):
    """A question of the authority to the exporter. While one is open, the decision clock stands still."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="information_requests")
    question = models.TextField()
    wants_correction = models.BooleanField(default=False)  # what was sent is to be corrected: that answers it
    # The exporter is heard before a burdensome decision: the question says what is intended, and why.
    is_hearing = models.BooleanField(default=False)
    due_on = models.DateField()  # as it stands: more time moves it, and the step keeps the day before
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="information_answer_whole",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="information_closed_one_way",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, answered_at=None),
            ),
        ]
        indexes = [
            models.Index(
                name="information_owed",
                fields=["due_on"],
                condition=Q(answered_at=None, withdrawn_at=None),
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None

    @property
    def pending_extension(self) -> "InformationStep | None":
        """The exporter's wish for more time that waits for a word. Reads `steps.all()`: prefetch it."""
        if not self.is_open:
            return None
        about_time = [step for step in self.steps.all() if step.kind != StepKind.PART]
        return about_time[-1] if about_time and about_time[-1].kind == StepKind.TIME_ASKED else None


class InformationStepQuerySet(models.QuerySet["InformationStep"]):
    def about_time(self, question: Any) -> Self:
        """Wishes for more time and what was said to them, the last first; `question` is a key or an expression."""
        return self.filter(information_request=question).exclude(kind=StepKind.PART).order_by("-sequence")

    def wished_for(self, request: Any) -> Any:
        """The day until which more time was asked for on an open question of a case, where nobody has said yet."""
        asked = self.filter(information_request__request=request, information_request__answered_at=None)
        last = asked.filter(information_request__withdrawn_at=None).exclude(kind=StepKind.PART)
        wished = models.Case(models.When(kind=StepKind.TIME_ASKED, then=models.F("due_on")))
        return models.Subquery(last.order_by("-done_at").annotate(wished=wished).values("wished")[:1])


class InformationStep(models.Model):
    """What followed a question while it was open, in order; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    information_request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="steps")
    sequence = models.PositiveSmallIntegerField()  # within its question, from 1
    kind = models.CharField(max_length=20, choices=STEP_LABELS)
    text = models.TextField(blank=True)
    missing = models.TextField(blank=True)  # what is still to come, of an answer in part
    due_on = models.DateField(null=True)  # the day wished for, or given
    previous_on = models.DateField(null=True)  # the day before more time was given
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    objects = InformationStepQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.UniqueConstraint(
                name="information_step_sequence_once", fields=["information_request", "sequence"]
            ),
            models.CheckConstraint(name="information_step_kind_known", condition=Q(kind__in=[*STEP_LABELS])),
            models.CheckConstraint(
                name="information_step_has_its_day",
                condition=Q(kind__in=["time_asked", "time_granted"], due_on__isnull=False)
                | Q(kind__in=["part", "time_declined"], due_on=None),
            ),
        ]


class InformationReminder(models.Model):
    """That the parties were reminded of a question and its day: once each, however often the sweep comes by."""

    information_request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=REMINDER_LABELS)
    due_on = models.DateField()  # the day it was about: more time means a new reminder
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="information_reminder_once", fields=["information_request", "kind", "due_on"]
            )
        ]


class ClockStop(models.Model):
    """A stretch during which the decision clock stands still: an open question, or a decision later withdrawn."""

    CAUSES = {
        StopCause.INFORMATION.value: _("Waiting for the exporter"),
        StopCause.DECIDED.value: _("Decided, then reopened"),
        StopCause.CORRECTED.value: _("Corrected: the period started anew"),
    }

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="clock_stops")
    cause = models.CharField(max_length=20, choices=CAUSES)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="clock_stop_one_open", fields=["request"], condition=Q(until_at=None)
            )
        ]
