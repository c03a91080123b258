from collections.abc import Callable
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from licensing.rules.routing_rules import Event, Purpose

PURPOSE_LABELS = {
    Purpose.COMPETENCE.value: _("This authority takes the request, of several of its state"),
    Purpose.TEAM.value: _("A team handles it"),
    Purpose.THIRD_OFFICER.value: _("A decision takes a third officer"),
}
EVENT_LABELS = {Event.ADD.value: _("Add the rule"), Event.REMOVE.value: _("Remove the rule")}


class RoutingRuleQuerySet(TwoOfficersQuerySet):
    def standing(self) -> Self:
        """In force: added by two officers, and not removed by two."""
        removed = RoutingRule.objects.filter(event=Event.REMOVE.value, status=Status.APPROVED.value)
        added = self.filter(event=Event.ADD.value, status=Status.APPROVED.value)
        return added.exclude(pk__in=removed.values("removes"))

    def with_standing(self) -> Self:
        """With `stands`: is it in force?"""
        return self.annotate(stands=Q(pk__in=RoutingRule.objects.standing().values("pk")))

    def of_purpose(self, purpose: Purpose) -> Self:
        return self.filter(purpose=purpose.value)


class RoutingRule(FourEyesAct):
    """A rule of an authority about where its requests go, added or removed by two officers."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="routing_rules")
    number = models.PositiveSmallIntegerField()  # of the authority's, from 1
    event = models.CharField(max_length=10, choices=EVENT_LABELS)
    purpose = models.CharField(max_length=20, choices=PURPOSE_LABELS)
    team = models.CharField(max_length=60, blank=True)
    criteria = models.JSONField(default=dict)  # licensing.rules.routing_rules, CRITERIA
    removes = models.ForeignKey("self", models.PROTECT, null=True, related_name="removed_by")
    reason = models.TextField()

    objects = RoutingRuleQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="routing_rule_one_pending",
                fields=["authority"],
                condition=PENDING,
                violation_error_message=_("A proposal about the routing waits already."),
            ),
            models.UniqueConstraint(name="routing_rule_numbered", fields=["authority", "number"]),
            models.CheckConstraint(name="routing_rule_event_known", condition=Q(event__in=[*EVENT_LABELS])),
            models.CheckConstraint(
                name="routing_rule_purpose_known", condition=Q(purpose__in=[*PURPOSE_LABELS])
            ),
            models.CheckConstraint(
                name="routing_rule_removes_one",
                condition=Q(event=Event.ADD.value, removes=None)
                | Q(event=Event.REMOVE.value, removes__isnull=False),
            ),
            models.CheckConstraint(
                name="routing_rule_team_named",
                condition=Q(purpose=Purpose.TEAM.value) & ~Q(team="")
                | ~Q(purpose=Purpose.TEAM.value) & Q(team=""),
            ),
        ]

    @property
    def what(self) -> Any:
        """What the rule decides, in words."""
        return PURPOSE_LABELS[self.purpose]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []
