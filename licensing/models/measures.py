from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BaseConstraint, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.permissions import OrganisationKind, Permission
from licensing.rules.measures import Event, Kind, Measure, State

KIND_LABELS = {
    Kind.PROHIBITION.value: _("Prohibition"),
    Kind.EXEMPTION.value: _("Exemption"),
    Kind.DEROGATION.value: _("Derogation"),
    Kind.AUTHORISATION_REQUIRED.value: _("Authorisation required"),
    Kind.ARMS_EMBARGO.value: _("Arms embargo"),
}
STATE_LABELS = {
    State.ENTERED.value: pgettext_lazy("a measure", "Entered, not law here"),
    State.CONFIRMED.value: pgettext_lazy("a measure", "Confirmed"),
    State.DISCARDED.value: pgettext_lazy("a measure", "Discarded"),
}
EVENT_LABELS = {Event.CONFIRM.value: _("Confirm the rule"), Event.END.value: _("End the rule")}
KEEPERS = (Permission.ADMINISTER, Permission.HANDLE)


class RestrictiveMeasureQuerySet(models.QuerySet["RestrictiveMeasure"]):
    def visible_to(self, user: Reader) -> Self:
        """What two officers confirmed is law and everybody's; what is entered only, its keepers'."""
        confirmed = Q(status=State.CONFIRMED.value)
        return self.filter(confirmed | Q(keeper__in=access.organisation_ids_of(user, *KEEPERS)))

    def confirmed(self) -> Self:
        return self.filter(status=State.CONFIRMED.value)

    def of_law_for(self, authority_id: UUID | OuterRef | None) -> Self:
        """Union law, and what the authority's own state has; without an authority Union law alone."""
        union = Q(keeper__kind=OrganisationKind.COMMISSION.value)
        return self.confirmed().filter(union | Q(keeper=authority_id) if authority_id else union)

    def standing(self, *, at: datetime) -> Self:
        return self.filter(applies_from__lte=at).filter(Q(applies_until=None) | Q(applies_until__gt=at))


class RestrictiveMeasure(models.Model):
    """One rule of a legal act, dated. No row counts before two officers of its keeper confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=STATE_LABELS, default=State.ENTERED.value)
    # Whose law: the Commission keeps that of the Union, an authority that of its state.
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=24, choices=KIND_LABELS)
    country = models.CharField(max_length=2, blank=True)
    act = models.CharField(max_length=200)
    article = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)  # in own words: what the rule says
    entries = ArrayField(models.CharField(max_length=20), default=list)
    cn_codes = ArrayField(models.CharField(max_length=10), default=list)
    uses = ArrayField(models.CharField(max_length=20), default=list)
    listed = ArrayField(models.CharField(max_length=60), default=list)
    lifts = ArrayField(models.CharField(max_length=20), default=list)
    applies_from = models.DateTimeField()
    applies_until = models.DateTimeField(null=True)
    old_contracts_until = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)  # invented: of a demonstration or a test
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = RestrictiveMeasureQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        ordering: ClassVar[list[str]] = ["-applies_from", "number"]
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(name="measure_status_known", condition=Q(status__in=[*STATE_LABELS])),
            models.CheckConstraint(name="measure_kind_known", condition=Q(kind__in=[*KIND_LABELS])),
            models.CheckConstraint(
                name="measure_names_its_act",
                condition=~Q(act=""),
                violation_error_message=_("Name the legal act."),
            ),
            models.CheckConstraint(
                name="measure_ends_after_it_begins",
                condition=Q(applies_until=None) | Q(applies_until__gt=F("applies_from")),
                violation_error_message=_("A rule does not end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_union(self) -> bool:
        return bool(self.keeper.kind == OrganisationKind.COMMISSION)

    @property
    def rule(self) -> Measure:
        """As the engine reads it."""
        return Measure(
            number=self.number,
            kind=Kind(self.kind),
            act=self.act,
            article=self.article,
            country=self.country,
            entries=tuple(self.entries),
            cn_codes=tuple(self.cn_codes),
            uses=tuple(self.uses),
            listed=tuple(self.listed),
            lifts=tuple(self.lifts),
            applies_from=self.applies_from,
            applies_until=self.applies_until,
            old_contracts_until=self.old_contracts_until,
        )

    def concerns(self, actor: Reader) -> bool:
        return self.keeper_id in access.organisation_ids_of(actor, self.keepers_permission)

    @property
    def keepers_permission(self) -> Permission:
        return Permission.ADMINISTER if self.is_union else Permission.HANDLE

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.keeper_id] if permission == self.keepers_permission else []


class MeasureChangeQuerySet(TwoOfficersQuerySet):
    def approvable_by(self, user: User) -> Self:
        """Those this person may approve: of rules their body keeps, and not their own."""
        kept = RestrictiveMeasure.objects.filter(keeper__in=access.organisation_ids_of(user, *KEEPERS))
        return self.may_be_approved_by(user).filter(measure__in=kept)


class MeasureChange(FourEyesAct):
    """That a rule is law, with the act and its day as the officer read them; or from when on it is none."""

    measure = models.ForeignKey(RestrictiveMeasure, models.PROTECT, related_name="changes")
    event = models.CharField(max_length=10, choices=EVENT_LABELS)
    act = models.CharField(
        max_length=200
    )  # read at the source, in the Official Journal or its national sister
    act_on = models.DateField()  # the day of publication
    applies_until = models.DateTimeField(null=True)  # of an end

    objects = MeasureChangeQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="measure_change_one_pending",
                fields=["measure"],
                condition=PENDING,
                violation_error_message=_("A proposal about this rule waits already."),
            ),
            models.CheckConstraint(name="measure_change_event_known", condition=Q(event__in=[*EVENT_LABELS])),
            models.CheckConstraint(
                name="measure_change_end_has_instant",
                condition=Q(event=Event.CONFIRM.value) | Q(applies_until__isnull=False),
                violation_error_message=_("Say from when on the rule does not count any more."),
            ),
        ]

    def concerns(self, actor: Reader) -> bool:
        return self.measure.concerns(actor)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.measure.organisation_ids(permission)


class LawHead(models.Model):
    """Which law is stored: another version with each change of a measure, by the database. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.UUIDField(default=uuid4)

    objects = models.Manager["LawHead"]()

    def __str__(self) -> str:
        return str(self.version)
