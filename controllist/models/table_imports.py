from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from controllist.rules.table_imports import KEEPERS, Kind
from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation, User
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet

KIND_LABELS = {
    Kind.NATIONAL_LIST.value: _("National list (Article 9)"),
    Kind.CUSTOMS_CODES.value: _("Customs codes and the entries they suggest"),
}


class TableImportQuerySet(TwoOfficersQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """To the officers of the body that keeps the table."""
        seen = Q(pk__in=[])
        for kind, permission in KEEPERS.items():
            seen |= Q(kind=kind.value, keeper__in=access.organisation_ids_of(user, permission))
        return self.filter(seen)


class TableImport(FourEyesAct):
    """A file for a state's own list, or for what customs codes suggest: it counts once a second officer confirms."""

    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    member_state = models.ForeignKey("core.MemberState", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)  # of the file
    legal_act = models.CharField(max_length=300)  # what the table rests on
    starts_on = models.DateField()
    rows = models.JSONField()  # as they were read: controllist.rules.table_imports
    begun = models.PositiveIntegerField(default=0)  # by the confirmation
    changed = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)

    objects = TableImportQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="table_import_one_pending",
                fields=["keeper", "kind"],
                condition=PENDING,
                violation_error_message=_("A file waits already. Confirm or discard it first."),
            ),
            models.CheckConstraint(name="table_import_kind_known", condition=Q(kind__in=[*KIND_LABELS])),
            models.CheckConstraint(
                name="table_import_of_a_state",
                condition=Q(kind=Kind.NATIONAL_LIST.value, member_state__isnull=False)
                | Q(kind=Kind.CUSTOMS_CODES.value, member_state=None),
            ),
            models.CheckConstraint(name="table_import_has_rows", condition=~Q(rows=[])),
        ]

    def concerns(self, user: User) -> bool:
        """Is the person an officer of the body that keeps the table?"""
        return self.keeper_id in access.organisation_ids_of(user, KEEPERS[Kind(self.kind)])

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.keeper_id] if permission == KEEPERS[Kind(self.kind)] else []

    def get_absolute_url(self) -> str:
        return reverse("controllist:table_import", args=[self.pk])
