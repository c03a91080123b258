from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.permissions import Permission
from notifications.rules.standard_texts import KINDS

KIND_LABELS = dict(zip(KINDS, (_("Reasons"), _("Conditions")), strict=True))


class StandardText(FourEyesAct):
    """A version of a standard text above the shipped one; the latest approved version is offered to officers."""

    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    outcome = models.CharField(max_length=30, blank=True)
    titles = models.JSONField()
    texts = models.JSONField()
    version = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(name="standard_text_version_once", fields=["key", "version"]),
            models.UniqueConstraint(name="standard_text_one_pending", fields=["key"], condition=PENDING),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        if permission != Permission.ADMINISTER:
            return []
        return list(Organisation.objects.filter(kind="commission").values_list("pk", flat=True))
