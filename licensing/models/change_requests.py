from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.access import Reader
from exportctl.core.rules.permissions import Permission
from licensing.models.authorisations import Authorisation
from licensing.rules.authorisations import Event
from licensing.rules.authorisations import State as AuthorisationState
from licensing.rules.change_requests import State

CHANGE_REQUEST_LABELS = {
    State.OPEN.value: _("With the authority"),
    State.CARRIED_OUT.value: _("Carried out"),
    State.DECLINED.value: _("Declined"),
    State.WITHDRAWN.value: _("Withdrawn"),
}
WISH_LABELS = {
    Event.AMEND.value: _("Change what it says"),
    Event.EXTEND.value: _("Extend its validity"),
    Event.CORRECT.value: _("Correct an error of writing"),
    Event.RENEW.value: _("Renew it"),
    Event.SPLIT.value: _("Split it"),
    Event.REISSUE.value: _("Issue it anew"),
}


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    def visible_to(self, user: Reader) -> Self:
        """Its holder's and its authority's."""
        return self.filter(authorisation__in=Authorisation.objects.visible_to(user))

    def waiting(self) -> Self:
        """With the authority, as long as there is something to change."""
        alive = [AuthorisationState.VALID.value, AuthorisationState.SUSPENDED.value]
        return self.filter(status=State.OPEN.value, authorisation__status__in=alive)


class ChangeRequest(models.Model):
    """What a holder asks its authority to change in an authorisation, and why."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="change_requests")
    status = models.CharField(max_length=20, choices=CHANGE_REQUEST_LABELS, default=State.OPEN.value)
    kind = models.CharField(max_length=20, choices=WISH_LABELS)
    last_day = models.DateField(null=True)  # the new one, of an extension
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="change_request_status_known", condition=Q(status__in=[*CHANGE_REQUEST_LABELS])
            ),
            models.CheckConstraint(name="change_request_kind_known", condition=Q(kind__in=[*WISH_LABELS])),
            models.CheckConstraint(
                name="change_request_day_of_extension",
                condition=Q(last_day=None) | Q(kind=Event.EXTEND.value),
                violation_error_message=_("An extension alone asks for a new last day."),
            ),
            models.UniqueConstraint(
                name="change_request_one_open",
                fields=["authorisation"],
                condition=Q(status=State.OPEN.value),
                violation_error_message=_("A request for a change of this authorisation waits already."),
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        ids: list[UUID] = self.authorisation.organisation_ids(permission)
        return ids if permission in (Permission.FILE, Permission.HANDLE) else []
