from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from notifications.models.procedures import ObjectionProcedure


class Extension(FourEyesAct):
    """More working days for every state, once, for an exceptional reason (Article 5(5), second sentence)."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="extensions")
    working_days = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(name="extension_one_pending", fields=["procedure"], condition=PENDING),
            models.UniqueConstraint(
                name="extension_one_approved",
                fields=["procedure"],
                condition=Q(status=Status.APPROVED.value),
            ),
            models.CheckConstraint(
                name="extension_days_sane", condition=Q(working_days__gte=1, working_days__lte=30)
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.procedure.organisation_ids(permission)


class Withdrawal(FourEyesAct):
    """The notifying authority takes its refusal back while the window is open."""

    procedure = models.ForeignKey(ObjectionProcedure, models.PROTECT, related_name="withdrawals")
    grounds = models.TextField()

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(name="withdrawal_one_pending", fields=["procedure"], condition=PENDING),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.procedure.organisation_ids(permission)


class RuleSetSelection(FourEyesAct):
    """The Commission's choice of the rule set for procedures opened from then on."""

    rule_set = models.CharField(max_length=40)
    reason = models.TextField()
    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(name="selection_one_pending", fields=["status"], condition=PENDING),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission != Permission.ADMINISTER:
            return []
        return list(Organisation.objects.filter(kind="commission").values_list("pk", flat=True))
