from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from controllist.models.entries import CHANGE_LABELS, ControlListEntry
from controllist.rules.entries import Change
from controllist.rules.entry_changes import ChangeGround
from exportctl.core.canonical import content_hash
from exportctl.core.models import FourEyesAct
from exportctl.core.models.four_eyes import PENDING

KIND_LABELS = {kind.value: CHANGE_LABELS[kind.value] for kind in Change if kind is not Change.LISTING}

CHANGE_GROUND_LABELS = {
    ChangeGround.CLERICAL.value: _("Clerical error"),
    ChangeGround.RENAMED.value: _("The maker renamed the item or its models"),
    ChangeGround.REVIEW.value: _("Review of the entry"),
    ChangeGround.PUBLICATION.value: _("Reference of the publication added"),
    ChangeGround.ANNULLED.value: _("The refusal was annulled"),
    ChangeGround.ANNEX_I.value: _("The item is in Annex I now"),
    ChangeGround.ENDED.value: _("The Member States’ agreement has ended"),
    ChangeGround.ERROR.value: _("Listed in error"),
    ChangeGround.CONFIRMED.value: _("Reviewed and confirmed"),
    ChangeGround.TRANSLATED.value: _("Translation signed by two officers"),
}


class EntryChange(FourEyesAct):
    """A correction of an entry of the list, its delisting, review or translation: proposed by one officer of the
    Commission."""

    entry = models.ForeignKey(ControlListEntry, models.PROTECT, related_name="entry_changes")
    kind = models.CharField(max_length=20, choices=KIND_LABELS)
    edition = models.PositiveIntegerField()  # of the entry, as whoever proposed it saw it
    content = models.JSONField()  # ground, act and reason, of a correction the words: by the edition's names
    agreed = models.BooleanField(default=False, db_default=False)  # all Member States did (Article 5(7))

    class Meta(FourEyesAct.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(name="entry_change_one_pending", fields=["entry"], condition=PENDING),
            models.CheckConstraint(name="entry_change_kind_known", condition=Q(kind__in=[*KIND_LABELS])),
        ]

    @property
    def content_hash(self) -> str:
        """Of everything that the second officer approves; the trail has it from the proposal on."""
        return content_hash({**self.content, "agreed": True} if self.agreed else self.content)

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.entry.organisation_ids(permission)

    def get_absolute_url(self) -> str:
        return reverse("controllist:entry_change", args=[self.entry.code, self.pk])
