from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import MemberState, Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, Conflict, Decision
from notifications.rules.machines import Outcome, State
from notifications.rules.stances import Stance

STATE_LABELS = {
    State.OPEN.value: _("Open"),
    State.CLOSED.value: _("Closed"),
    State.WITHDRAWN.value: _("Withdrawn"),
}
OUTCOME_LABELS = {Outcome.LISTED.value: _("Listed"), Outcome.LAPSED.value: _("Lapsed")}
STANCES = [stance.value for stance in Stance]


class ObjectionProcedureQuerySet(models.QuerySet["ObjectionProcedure"]):
    def visible_to(self, user: Reader) -> Self:
        """Every delegation and the Commission; of the authorities the notifying one; nobody else."""
        known = self.exclude(request__in=Conflict.objects.hidden_from(user))
        if access.has_seat(user, Permission.TAKE_POSITION) or access.has_seat(user, Permission.ADMINISTER):
            return known
        return known.filter(notifying_authority__in=access.organisation_ids_of(user, Permission.HANDLE))

    def with_extent(self) -> Self:
        """Each with how many states may object, and the last day of the last of them."""
        return self.annotate(state_count=Count("participants"), last_day=Max("participants__last_day"))

    def closable(self, *, at: datetime) -> Self:
        """Open procedures whose last due instant has passed."""
        return self.filter(status=State.OPEN.value, closes_at__lte=at)


class ObjectionProcedure(models.Model):
    """The other Member States' window to object to a refusal on human-rights grounds."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)  # P-2026-0031
    status = models.CharField(max_length=20, choices=STATE_LABELS, default=State.OPEN.value)
    outcome = models.CharField(max_length=20, choices=OUTCOME_LABELS, blank=True)
    request = models.ForeignKey(AuthorisationRequest, models.PROTECT, related_name="procedures")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="procedure")
    notifying_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    notifying_authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item_key = models.CharField(max_length=330)  # maker and model, normalised: one open window per item
    dossier = models.JSONField()  # what the other states read, in the officer's confirmed words
    entry = models.JSONField()  # the list's words, should the item be listed
    rule_set = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    earliest_due_at = models.DateTimeField()
    closes_at = models.DateTimeField(db_index=True)
    frozen = models.JSONField()  # rule set, populations and calendars as they stood at the opening
    after_withdrawn = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    state_count: int  # these two by `with_extent`
    last_day: date

    objects = ObjectionProcedureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="procedure_status_known", condition=Q(status__in=[*STATE_LABELS])),
            models.CheckConstraint(name="procedure_has_window", condition=Q(closes_at__gt=F("opened_at"))),
            models.CheckConstraint(
                name="procedure_outcome_when_closed",
                condition=Q(status=State.CLOSED.value, outcome__in=[*OUTCOME_LABELS])
                | ~Q(status=State.CLOSED.value) & Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="procedure_one_open_per_item",
                fields=["item_key"],
                condition=Q(status=State.OPEN.value),
                violation_error_message=_("This item already has an open procedure."),
            ),
        ]
        indexes = [models.Index(name="procedure_newest", fields=["-opened_at", "-id"])]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("notifications:procedure", args=[self.reference])

    def status_at(self, at: datetime) -> str:
        """What the status reads at `at`: from closes_at on it is closed, whether or not the sweep has run."""
        return State.CLOSED.value if self.status == State.OPEN and at >= self.closes_at else self.status

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission == Permission.HANDLE:
            return [self.notifying_authority_id]
        kind = {Permission.ADMINISTER: "commission", Permission.TAKE_POSITION: "delegation"}.get(
            Permission(permission), ""
        )
        organisations = Organisation.objects.filter(kind=kind).exclude(
            kind="delegation", member_state=self.notifying_state_id
        )
        return list(organisations.values_list("pk", flat=True))


class Participant(models.Model):
    """One state's part in one procedure: its weight and its due instant, and the row its casts lock."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="participants")
    member_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    last_day = models.DateField()
    due_at = models.DateTimeField()
    last_sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["member_state"]
        constraints = [
            models.UniqueConstraint(name="participant_once", fields=["procedure", "member_state"]),
            models.CheckConstraint(name="participant_has_people", condition=Q(people__gt=0)),
        ]


class DueInstant(models.Model):
    """When a state's part ends: one as the window opens, one for an approved extension. Insert-only, the newest counts.

    The database writes the newest into the participant, and takes a second one with its extension's approval alone.
    """

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="due_instants")
    member_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    last_day = models.DateField()
    due_at = models.DateTimeField()
    extension = models.ForeignKey(
        "notifications.Extension", models.PROTECT, null=True, related_name="due_instants"
    )

    class Meta:
        ordering = ["procedure", "member_state", "number"]
        constraints = [
            models.UniqueConstraint(name="due_instant_once", fields=["procedure", "member_state", "number"]),
            models.CheckConstraint(
                name="due_instant_moves_by_extension",
                condition=Q(number=1, extension=None) | Q(number__gt=1, extension__isnull=False),
            ),
        ]


class Position(models.Model):
    """A Member State's position. Insert-only: the latest objection or agreement counts, all stay on record."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="positions")
    member_state = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    stance = models.CharField(max_length=10, choices=[(stance, stance) for stance in STANCES])
    grounds = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    cast_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()
    receipt = models.CharField(max_length=64)

    class Meta:
        ordering = ["member_state", "sequence"]
        constraints = [
            models.UniqueConstraint(name="position_once", fields=["procedure", "member_state", "sequence"]),
            models.CheckConstraint(name="position_stance_known", condition=Q(stance__in=STANCES)),
            models.CheckConstraint(
                name="position_objection_has_reason",
                condition=~Q(stance=Stance.OBJECT.value) | ~Q(reason="") & ~Q(grounds=[]),
            ),
        ]


class ProcedureOutcome(models.Model):
    """How a procedure ended: one row, written in the transaction that closed it."""

    procedure = models.OneToOneField(
        ObjectionProcedure, models.PROTECT, primary_key=True, related_name="result"
    )
    outcome = models.CharField(max_length=20, choices=OUTCOME_LABELS)
    tally = models.JSONField()
    closed_at = models.DateTimeField()


class LinkedRefusal(models.Model):
    """A refusal of an item whose window was open already: that procedure's outcome holds for it as well."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="linked_refusals")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="linked_refusal")
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["linked_at", "id"]
