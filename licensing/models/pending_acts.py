from collections.abc import Callable
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.models import FourEyesAct, Organisation
from exportctl.core.models.four_eyes import PENDING, TwoOfficersQuerySet
from exportctl.core.rules.permissions import Permission
from licensing.models.conflicts import Conflict
from licensing.models.customs_holds import CustomsHold
from licensing.rules.pending_acts import SoloAct

SOLO_ACT_LABELS = {
    SoloAct.APPROVE_REGISTRATION.value: _("Approve the registration of a company, or a change of its record"),
    SoloAct.ANSWER_STATE.value: _("Answer what another Member State asks"),
    SoloAct.REPLY_TO_HOLD.value: _("Release an export that customs keep back, or not"),
    SoloAct.CLOSE_REQUEST.value: _("Close a case without a decision"),
    SoloAct.RELEASE_WATCHED.value: _("Say that a hit on the own watch list is somebody else"),
}


class PendingActQuerySet(TwoOfficersQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Those of the officer's authority; none about a case in which the officer declared a conflict of interest."""
        hidden = Conflict.objects.hidden_from(user)
        held = CustomsHold.objects.filter(authorisation__request__in=hidden).values("pk")
        own = self.filter(authority__in=access.organisation_ids_of(user, Permission.HANDLE))
        return own.exclude(about__in=hidden).exclude(about__in=held)


class PendingAct(FourEyesAct):
    """An officer's act, whole as it was written, that a second officer carries out."""

    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="pending_acts")
    act = models.CharField(max_length=30, choices=SOLO_ACT_LABELS)
    about = models.UUIDField()  # the registration, the question, the hold
    reference = models.CharField(max_length=60)  # as people call it
    path = models.CharField(max_length=200)  # where it is read
    given = models.JSONField(default=dict)  # what the officer wrote

    objects = PendingActQuerySet.as_manager()  # type: ignore[misc]  # the base has a wider type

    get_absolute_url: Callable[[], str]  # settings.ABSOLUTE_URL_OVERRIDES: the page lies above this app

    class Meta(FourEyesAct.Meta):
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="pending_act_one_pending",
                fields=["act", "about"],
                condition=PENDING,
                violation_error_message=_(
                    "A colleague’s act waits here already: approve or discard it first."
                ),
            ),
            models.CheckConstraint(name="pending_act_known", condition=Q(act__in=[*SOLO_ACT_LABELS])),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def words(self) -> Any:
        """What is done, in words."""
        return SOLO_ACT_LABELS[self.act]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return [self.authority_id] if permission == Permission.HANDLE else []
