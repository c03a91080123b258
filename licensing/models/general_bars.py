from collections.abc import Callable
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BaseConstraint, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from licensing.models.exporters import Exporter
from licensing.rules.general_registrations import BarEvent, ServiceStep
from licensing.rules.letter_services import WAY_LABELS

EVENT_LABELS = {
    BarEvent.IMPOSE.value: _("Forbid the use"),
    BarEvent.LIFT.value: _("Allow the use again"),
}
STEP_LABELS = {
    ServiceStep.SENT.value: _("Sent"),
    ServiceStep.SERVED.value: _("Served"),
    ServiceStep.FAILED.value: _("Could not be served"),
}


class GeneralBarQuerySet(TwoOfficersQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """The authority's own; to the company what was decided; to other states what is shared (Article 12(7))."""
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        decided = Q(status=Status.APPROVED.value)
        seen = Q(authority__in=authorities)
        seen |= decided & Q(exporter__in=access.organisation_ids_of(user, Permission.FILE))
        if authorities:
            seen |= decided & Q(unshared_because="")
        return self.filter(seen)

    def approvable_by(self, user: User) -> Self:
        authorities = access.organisation_ids_of(user, Permission.HANDLE)
        return self.may_be_approved_by(user).filter(authority__in=authorities)

    def with_parts(self) -> Self:
        """With what a page or REST says of one."""
        parts = ("exporter__organisation", "authority__member_state", "proposed_by", "approved_by", "lifts")
        return self.select_related(*parts).prefetch_related("services", "lifted_by")

    def standing(self) -> Self:
        """In force: decided by two officers, and not lifted by two."""
        lifted = GeneralBar.objects.filter(event=BarEvent.LIFT.value, status=Status.APPROVED.value)
        imposed = self.filter(event=BarEvent.IMPOSE.value, status=Status.APPROVED.value)
        return imposed.exclude(pk__in=lifted.values("lifts"))


class GeneralBar(FourEyesAct):
    """An authority forbids an exporter the use of general authorisations, or allows it again (Article 12(7))."""

    reference = models.CharField(max_length=20, unique=True)  # DE-B-2026-0003
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="general_bars")
    exporter = models.ForeignKey(Exporter, models.PROTECT, related_name="general_bars")
    event = models.CharField(max_length=10, choices=EVENT_LABELS)
    codes = ArrayField(models.CharField(max_length=20))
    lifts = models.ForeignKey("self", models.PROTECT, null=True, related_name="lifted_by")
    grounds = models.TextField()
    hearing_on = models.DateField(null=True)
    hearing_waived = models.TextField(blank=True)
    # Told to the other states, unless it will not try to export through one of them: then why.
    unshared_because = models.TextField(blank=True)

    objects = GeneralBarQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="general_bar_one_pending",
                fields=["exporter"],
                condition=PENDING,
                violation_error_message=_("A proposal about this company waits already."),
            ),
            models.CheckConstraint(name="general_bar_event_known", condition=Q(event__in=[*EVENT_LABELS])),
            models.CheckConstraint(name="general_bar_has_grounds", condition=~Q(grounds="") & ~Q(codes=[])),
            models.CheckConstraint(
                name="general_bar_lifts_one",
                condition=Q(event=BarEvent.IMPOSE.value, lifts=None)
                | Q(event=BarEvent.LIFT.value, lifts__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_shared(self) -> bool:
        return not self.unshared_because

    @property
    def stands(self) -> bool:
        """In force: as `standing`, of one whose `lifted_by` was read along."""
        is_lifted = any(lift.status == Status.APPROVED for lift in self.lifted_by.all())
        return self.burdens and self.status == Status.APPROVED and not is_lifted

    @property
    def burdens(self) -> bool:
        return self.event == BarEvent.IMPOSE

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []


class GeneralBarServiceQuerySet(models.QuerySet["GeneralBarService"]):
    def uncounted(self) -> Self:
        """Of which the presumed day may still move; not where it is known what came of the letter."""
        waiting = self.filter(counts_on=None, presumed_on__isnull=False)
        later = GeneralBarService.objects.filter(bar=OuterRef("bar"), number__gt=OuterRef("number"))
        return waiting.exclude(Exists(later))


class GeneralBarService(models.Model):
    """What happened to the letter of a bar: sent, served, could not be served. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    bar = models.ForeignKey(GeneralBar, models.PROTECT, related_name="services")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=STEP_LABELS)
    way = models.CharField(max_length=20, choices=WAY_LABELS, blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    counts_on = models.DateField(null=True)  # by the authority's rule, where nobody has to say it
    presumed_on = models.DateField(null=True)  # before it moves, where counts_on cannot be told yet
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = GeneralBarServiceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="general_bar_service_numbered", fields=["bar", "number"])]
