from collections.abc import Callable
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import Organisation
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow
from exportctl.core.rules.permissions import Permission
from licensing.models.documents import Document
from licensing.models.requests import AuthorisationRequest
from licensing.rules.consultations import BodyState, Part, Stance, State

BODY_KINDS = {
    "foreign_ministry": _("Foreign ministry"),
    "interior_ministry": _("Interior ministry"),
    "technical": _("Technical experts"),
    "data_protection": _("Data protection authority"),
    "other": _("Other body"),
}
BODY_STATES = {BodyState.ACTIVE.value: _("Active"), BodyState.RETIRED.value: _("Retired")}
CONSULTATION_LABELS = {
    State.ASKED.value: pgettext_lazy("consultation", "Waiting for advice"),
    State.ADVISED.value: pgettext_lazy("consultation", "Advice is in"),
    State.DROPPED.value: pgettext_lazy("consultation", "Not needed any more"),
}
STANCE_LABELS = {
    Stance.NO_OBJECTION.value: pgettext_lazy("advice", "No objection"),
    Stance.OBJECTION.value: pgettext_lazy("advice", "Objects"),
    Stance.CONDITIONS.value: pgettext_lazy("advice", "Only with conditions"),
}
PART_LABELS = {
    Part.ITEM.value: _("The item"),
    Part.AMOUNT.value: _("Quantity, value and planned day"),
    Part.PARTIES.value: _("Destination, end user, consignee"),
    Part.END_USE.value: _("End use and doubt"),
    Part.EXPORTER.value: _("The exporter"),
    Part.RED_FLAGS.value: _("The exporter's due-diligence answers"),
    Part.CONDITIONS.value: _("The draft conditions"),
}


class ConsultedBodyQuerySet(models.QuerySet["ConsultedBody"]):
    def visible_to(self, user: Reader) -> Self:
        return self.filter(authority__in=access.organisation_ids_of(user, Permission.HANDLE))


class ConsultedBody(models.Model):
    """Whom an authority asks for advice. People there need no account: each question has a link of its own."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    status = models.CharField(max_length=10, choices=BODY_STATES, default=BodyState.ACTIVE.value)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="consulted_bodies")
    kind = models.CharField(max_length=20, choices=BODY_KINDS)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="en")

    objects = ConsultedBodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="body_status_known", condition=Q(status__in=[*BODY_STATES])),
            models.CheckConstraint(name="body_kind_known", condition=Q(kind__in=[*BODY_KINDS])),
            models.UniqueConstraint(
                name="body_once",
                fields=["authority", "name"],
                condition=Q(status=BodyState.ACTIVE.value),
                violation_error_message=_("There is a body of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []


class ConditionsDraft(models.Model):
    """A version of the conditions under which an export might be granted. Never changed: the next is a new row."""

    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="conditions_drafts")
    version = models.PositiveSmallIntegerField()
    conditions = models.JSONField(default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(name="conditions_draft_once", fields=["request", "version"])]


class Consultation(models.Model):
    """A question to another body about a case. Neither it nor the advice is ever shown to the exporter."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="consultations")
    body = models.ForeignKey(ConsultedBody, models.PROTECT, related_name="consultations")
    status = models.CharField(max_length=10, choices=CONSULTATION_LABELS, default=State.ASKED.value)
    question = models.TextField()
    parts = ArrayField(models.CharField(max_length=20))
    conditions = models.ForeignKey(ConditionsDraft, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    round = models.PositiveSmallIntegerField(default=1)  # grows with every asking again; earlier links end
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    get_absolute_url: Callable[[], str]  # where the body answers: settings.ABSOLUTE_URL_OVERRIDES

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="consultation_status_known", condition=Q(status__in=[*CONSULTATION_LABELS])
            ),
            models.UniqueConstraint(
                name="consultation_once",
                fields=["request", "body"],
                condition=~Q(status=State.DROPPED.value),
                violation_error_message=_("This body is asked already. Ask it again instead."),
            ),
        ]
        indexes = [
            models.Index(
                name="consultation_due",
                fields=["due_on"],
                condition=Q(status=State.ASKED.value, reminded_at=None),
            )
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.request.organisation_ids(permission)

    @property
    def token(self) -> str:
        """The secret part of the body's link: derived, so that no table holds it; another in every round."""
        return self.token_of(self.round)

    def token_of(self, round_: int) -> str:
        """That of an earlier round still proves that its holder was asked then."""
        value = f"{self.pk}.{round_}"
        return salted_hmac("licensing.consultation", value, algorithm="sha256").hexdigest()

    @property
    def proposed_conditions(self) -> tuple[str, ...]:
        return tuple(self.conditions.conditions) if self.conditions else ()


class SharedDocument(models.Model):
    """A document of the case that a body may read in one round of its consultation. Only ever added."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="shared_documents")
    round = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "document"]
        constraints = [
            models.UniqueConstraint(name="shared_document_once", fields=["consultation", "round", "document"])
        ]


class Advice(models.Model):
    """What a body said, once a round. Never changed; who recorded it is empty when it came through the link."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="advice")
    round = models.PositiveSmallIntegerField()
    stance = models.CharField(max_length=20, choices=STANCE_LABELS)
    text = models.TextField(blank=True)
    given_by = models.CharField(max_length=200)
    # What it was given on: the question and the conditions of its round, which the next asking replaces.
    question = models.TextField(blank=True)
    conditions = models.ForeignKey(ConditionsDraft, models.PROTECT, null=True, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)  # number of the request's version that it is about
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(name="advice_once_a_round", fields=["consultation", "round"]),
            models.CheckConstraint(name="advice_stance_known", condition=Q(stance__in=[*STANCE_LABELS])),
            models.CheckConstraint(
                name="advice_has_text", condition=Q(stance=Stance.NO_OBJECTION.value) | ~Q(text="")
            ),
        ]


class MailKind(StrEnum):
    QUESTION = "asked"
    REMINDER = "reminded"
    CORRECTED = "corrected"  # the exporter corrected the case while the body was still to advise
    URGENT = "urgent"  # an early answer is asked for: it counts
    RECORDED = "recorded"  # an officer wrote down what the body said: it is told what stands in its name


class BodyMail(OutboxRow):
    """A mail owed to a consulted body; the unsent row is the queue. It holds no secret and no case content."""

    KINDS = {
        MailKind.QUESTION.value: _("Question"),
        MailKind.REMINDER.value: _("Reminder"),
        MailKind.CORRECTED.value: _("Case corrected"),
        MailKind.URGENT.value: _("Urgent"),
        MailKind.RECORDED.value: _("Advice recorded"),
    }

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=10, choices=KINDS)
    round = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet["BodyMail"].as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="body_mail_once",
                fields=["consultation", "kind", "round"],
                condition=~Q(kind=MailKind.CORRECTED.value),  # a case may be corrected again
            )
        ]
        indexes = [
            models.Index(
                name="body_mail_unsent",
                fields=["created_at"],
                condition=Q(delivered_at=None),
            )
        ]
