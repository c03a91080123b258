from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct
from exportctl.core.models.four_eyes import PENDING
from licensing.models.authorisation_changes import AuthorisationChange
from licensing.models.authorisations import Authorisation
from licensing.models.proposals import Decision
from licensing.models.requests import AuthorisationRequest
from licensing.rules.remedies import CONTESTED_CHANGES, OUTCOMES, Contested, Effect, Kind, State

REMEDY_LABELS = {
    State.OPEN.value: _("Open"),
    State.UPHELD.value: _("Upheld: the act stands"),
    State.ANNULLED.value: _("The act was annulled"),
    State.ANNULLED_IN_PART.value: _("The act was annulled in part"),
    State.CHANGED.value: _("The act was changed"),
    State.WITHDRAWN.value: _("Withdrawn by whoever lodged it"),
}
KIND_LABELS = {
    Kind.OBJECTION.value: pgettext_lazy("a remedy", "Objection with the authority or the one above it"),
    Kind.BOARD.value: pgettext_lazy("a remedy", "Appeal to a board"),
    Kind.COURT.value: pgettext_lazy("a remedy", "Action in court"),
}


EFFECTS = {each.value: each.value for each in Effect}


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def visible_to(self, user: Reader) -> Self:
        """To whoever may see the case that it is about."""
        return self.filter(request__in=AuthorisationRequest.objects.visible_to(user))

    def open(self) -> Self:
        return self.filter(status=State.OPEN.value)

    def against(self, authorisation: Authorisation) -> Self:
        """What is lodged against the grant that it stands on, or against an act on it."""
        acts = Q(change__authorisation=authorisation)
        if authorisation.decision_id:  # nobody granted a general one
            acts |= Q(decision=authorisation.decision_id)
        return self.filter(acts)

    def suspending(self, authorisation: Any) -> Self:
        """Open ones that suspend what ends or suspends it; `authorisation` may be of an outer query."""
        ends = [each.value for each in CONTESTED_CHANGES]
        return self.open().filter(
            suspensive=True, change__authorisation=authorisation, change__event__in=ends
        )


class Remedy(models.Model):
    """An objection, appeal or action against a decision, or against an act on an authorisation."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="remedies")
    status = models.CharField(max_length=20, choices=REMEDY_LABELS, default=State.OPEN.value)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="remedies")
    change = models.ForeignKey(AuthorisationChange, models.PROTECT, null=True, related_name="remedies")
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    body = models.CharField(max_length=200)
    lodged_on = models.DateField()
    lodged_by = models.CharField(max_length=300)
    file_number = models.CharField(max_length=60, blank=True)
    suspensive = models.BooleanField()
    words = models.TextField(blank=True)  # what it says, as the officer sums it up
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = RemedyQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(name="remedy_status_known", condition=Q(status__in=[*REMEDY_LABELS])),
            models.CheckConstraint(name="remedy_kind_known", condition=Q(kind__in=[*KIND_LABELS])),
            models.CheckConstraint(
                name="remedy_against_one_act",
                condition=Q(decision=None, change__isnull=False) | Q(decision__isnull=False, change=None),
                violation_error_message=_("A remedy is lodged against one act."),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status == State.OPEN

    @property
    def act_id(self) -> UUID:
        """Of what is contested: its letter is about it."""
        pk: UUID = self.decision_id or self.change_id  # type: ignore[assignment]
        return pk

    @property
    def contested(self) -> Contested:
        if self.change:
            return Contested(event=self.change.event)
        assert self.decision
        return Contested(outcome=self.decision.outcome)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.request.organisation_ids(permission)


class RemedyOutcome(FourEyesAct):
    """How a remedy ended, and that it is carried out: recorded by one officer, approved by another."""

    remedy = models.ForeignKey(Remedy, models.PROTECT, related_name="outcomes")
    outcome = models.CharField(
        max_length=20, choices={each.value: REMEDY_LABELS[each.value] for each in OUTCOMES}
    )
    decided_on = models.DateField()
    file_number = models.CharField(max_length=60, blank=True)
    grounds = models.TextField()
    # What the approval carried out; empty before, and of what was approved before this was written down.
    effect = models.CharField(max_length=20, choices=EFFECTS, blank=True, default="")

    class Meta(FourEyesAct.Meta):
        ordering = ["proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="remedy_outcome_one_pending",
                fields=["remedy"],
                condition=PENDING,
                violation_error_message=_("An outcome of this remedy waits already."),
            ),
            models.CheckConstraint(
                name="remedy_outcome_known", condition=Q(outcome__in=[each.value for each in OUTCOMES])
            ),
            models.CheckConstraint(
                name="remedy_outcome_has_grounds",
                condition=~Q(grounds=""),
                violation_error_message=_("Say what was decided, and why."),
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.remedy.organisation_ids(permission)
