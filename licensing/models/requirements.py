"""Requirements on items that are not listed, as states tell one another here or on paper (Article 4(4), 4(5))."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import MemberState, Organisation
from exportctl.core.rules.permissions import Permission
from licensing.models.conflicts import Conflict
from licensing.models.proposals import Decision
from licensing.rules.requirements import State, Use

SHARED_LABELS = {
    State.STANDS.value: pgettext_lazy("a requirement", "Stands"),
    State.LIFTED.value: pgettext_lazy("a requirement", "Lifted"),
}


USE_LABELS = {
    Use.MASS_DESTRUCTION.value: _(
        "(a) chemical, biological or nuclear weapons, or missiles that could carry such weapons"
    ),
    Use.MILITARY.value: _("(b) a military end-use in a country under an arms embargo"),
    Use.EXPORTED_WITHOUT.value: _("(c) parts of military items that were exported without an authorisation"),
}


class SharedRequirementQuerySet(models.QuerySet["SharedRequirement"]):
    def visible_to(self, user: Reader) -> Self:
        """To every authority's officers and to the Commission; to customs, what their authority passed on.

        Whoever declared a conflict of interest in the case behind one does not see it.
        """
        if access.has_seat(user, Permission.HANDLE):
            return self.exclude(decision__request__in=Conflict.objects.hidden_from(user))
        if access.has_seat(user, Permission.ADMINISTER):
            return self
        return self.passed_to(user)

    def passed_to(self, user: Reader) -> Self:
        """What the authorities of a customs officer's own state passed on."""
        states = access.state_codes_of(user, Permission.CHECK_SHIPMENTS)
        passed = PassedRequirement.objects.filter(authority__member_state__in=states)
        return self.filter(pk__in=passed.values("requirement"))

    def of_others(self, authority: Organisation) -> Self:
        """Of other states than this authority's: of one's own state no paper is entered."""
        return self.exclude(decision__request__authority__member_state=authority.member_state_id)

    def standing(self) -> Self:
        return self.filter(status=State.STANDS.value)

    def changed_since(self, instant: datetime, user: Reader) -> Self:
        """Told or lifted at that instant or later; to customs also passed on."""
        states = access.state_codes_of(user, Permission.CHECK_SHIPMENTS)
        passed = PassedRequirement.objects.filter(authority__member_state__in=states, passed_at__gte=instant)
        since = Q(shared_at__gte=instant) | Q(lifted_at__gte=instant)
        return self.filter(since | Q(pk__in=passed.values("requirement")))

    def with_passing(self, *, authority: UUID | None) -> Self:
        """With the instant at which that authority passed it on to its customs, `passed_on_at`; None before."""
        passed = PassedRequirement.objects.filter(requirement=OuterRef("pk"), authority=authority)
        return self.annotate(passed_on_at=Subquery(passed.values("passed_at")[:1]))

    def with_case(self) -> Self:
        return self.select_related(
            "decision__proposal",
            "decision__request__authority__member_state",
            "decision__request__version",
            "paper__told_by",
            "paper__authority",
        ).prefetch_related(
            "decision__request__version__lines",
            "decision__request__version__parties",
            "decision__request__version__destinations",
        )


class RequirementPaper(models.Model):
    """What a state that is not on this system told of a requirement, word for word; only ever added."""

    reference = models.CharField(max_length=20, unique=True)  # MT-R-2026-0007
    told_by = models.ForeignKey(MemberState, models.PROTECT, related_name="+")
    # Which entered it, and enters its end.
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)  # that state's
    imposed_on = models.DateField()
    received_on = models.DateField()
    letter = models.CharField(max_length=1, choices=USE_LABELS)  # of Article 4(1)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    control_entry = models.CharField(max_length=40, blank=True)  # which the item comes near to
    destination = models.CharField(max_length=2)
    end_user = models.CharField(max_length=200, blank=True)  # not every state releases it
    end_user_address = models.TextField(blank=True)
    grounds = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[BaseConstraint]] = [
            models.UniqueConstraint(name="requirement_paper_once", fields=["told_by", "number"]),
            models.CheckConstraint(
                name="requirement_paper_letter_known", condition=Q(letter__in=[*USE_LABELS])
            ),
            models.CheckConstraint(
                name="requirement_paper_after_its_act",
                condition=Q(received_on__gte=models.F("imposed_on")),
                violation_error_message=_("A requirement is told after it was imposed."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class SharedRequirement(models.Model):
    """A requirement that the other authorities and the Commission know of, and whether it stands.

    It rests on a decision made here, or on the paper of a state that is not on this system.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="shared_requirement")
    paper = models.OneToOneField(RequirementPaper, models.PROTECT, null=True, related_name="requirement")
    status = models.CharField(max_length=10, choices=SHARED_LABELS, default=State.STANDS.value)
    shared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    # As a paper of that state says it.
    lifted_number = models.CharField(max_length=60, blank=True)
    lifted_on = models.DateField(null=True)

    objects = SharedRequirementQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta:
        constraints: ClassVar[list[BaseConstraint]] = [
            models.CheckConstraint(
                name="shared_requirement_status_known", condition=Q(status__in=[*SHARED_LABELS])
            ),
            models.CheckConstraint(
                name="shared_requirement_has_one_source",
                condition=Q(decision__isnull=False, paper=None) | Q(decision=None, paper__isnull=False),
                violation_error_message=_("A requirement rests on a decision, or on a state’s paper."),
            ),
            models.CheckConstraint(
                name="shared_requirement_lifted_once",
                condition=Q(status=State.LIFTED.value, lifted_at__isnull=False)
                | Q(status=State.STANDS.value, lifted_at=None),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="shared_requirement_newest", fields=["-shared_at", "-id"])
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Of the case behind it, or of the paper as it was entered."""
        return self.paper.reference if self.paper else str(self._decided.request.reference)

    @property
    def stands(self) -> bool:
        return self.status == State.STANDS

    @property
    def member_state(self) -> str:
        """The state that imposed it, by its code."""
        return str(self.paper.told_by_id if self.paper else self._decided.request.authority.member_state_id)

    @property
    def authority(self) -> Organisation:
        """Which ends it: the one that decided, or the one that entered another state's paper."""
        return self.paper.authority if self.paper else self._decided.request.authority

    @property
    def state(self) -> MemberState:
        """The state that imposed it."""
        told_by = self.paper.told_by if self.paper else self._decided.request.authority.member_state
        assert told_by is not None  # every authority is of a state
        return told_by

    @property
    def _decided(self) -> Decision:
        assert self.decision is not None  # shared_requirement_has_one_source
        return self.decision

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority.pk] if permission == Permission.HANDLE else []


class PassedRequirement(models.Model):
    """That an authority told its own customs of a requirement that another state imposed (Article 4(5))."""

    requirement = models.ForeignKey(SharedRequirement, models.PROTECT, related_name="passed", db_index=False)
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[BaseConstraint]] = [
            models.UniqueConstraint(
                name="requirement_passed_once",
                fields=["requirement", "authority"],
                violation_error_message=_("Your customs were told of this already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.requirement)
