from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING
from exportctl.core.rules.permissions import Permission


class DenialImport(FourEyesAct):
    """A file of other states' denials: read and checked when it came, taken by a second officer, or discarded."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="denial_imports")
    name = models.CharField(max_length=200)  # of the file
    rows = models.JSONField()  # as they were read: licensing.rules.denial_tables
    entered = models.PositiveIntegerField(default=0)  # by the approval: new ones
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="denial_import_one_pending",
                fields=["authority"],
                condition=PENDING,
                violation_error_message=_("A file of denials waits already."),
            ),
            models.CheckConstraint(name="denial_import_has_rows", condition=~Q(rows=[])),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []
