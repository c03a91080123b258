from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.models import FourEyesAct
from exportctl.core.models.four_eyes import PENDING
from licensing.models.authorisations import STATE_LABELS, Authorisation
from licensing.models.change_requests import ChangeRequest
from licensing.models.measures import RestrictiveMeasure
from licensing.models.registrations import Registration
from licensing.rules.authorisations import Event

EVENT_LABELS = {
    Event.SUSPEND.value: _("Suspend"),
    Event.REINSTATE.value: _("Reinstate"),
    Event.REVOKE.value: _("Revoke"),
    Event.ANNUL.value: _("Annul"),
    Event.CONTINUE.value: _("Continue"),
    Event.AMEND.value: _("Amend"),
    Event.EXTEND.value: _("Extend"),
    Event.CORRECT.value: _("Correct"),
    Event.RENEW.value: _("Renew"),
    Event.SPLIT.value: _("Split"),
    Event.REISSUE.value: _("Re-issue"),
    Event.DECLINE.value: _("Decline"),
}
# What it is once it is carried out.
DONE_LABELS = {
    Event.SUSPEND.value: _("Suspended"),
    Event.REINSTATE.value: _("Reinstated"),
    Event.REVOKE.value: _("Revoked"),
    Event.ANNUL.value: _("Annulled"),
    Event.CONTINUE.value: _("Continued"),
    Event.AMEND.value: _("Amended"),
    Event.EXTEND.value: _("Extended"),
    Event.CORRECT.value: _("Corrected"),
    Event.RENEW.value: _("Renewed"),
    Event.SPLIT.value: pgettext_lazy("an authorisation", "Split"),
    Event.REISSUE.value: _("Issued anew"),
    Event.DECLINE.value: _("A request for a change was declined"),
}


class AuthorisationChange(FourEyesAct):
    """What is done to an authorisation: proposed by one officer, approved by another."""

    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="changes")
    event = models.CharField(max_length=20, choices=EVENT_LABELS)
    grounds = models.TextField()
    measure = models.ForeignKey(
        RestrictiveMeasure, models.PROTECT, null=True, related_name="authorisation_changes"
    )  # because of which it is done; none for most
    terms = models.JSONField(default=dict)  # what it changes (licensing.rules.authorisation_terms)
    change_request = models.ForeignKey(
        ChangeRequest, models.PROTECT, null=True, related_name="changes"
    )  # of the holder, which it answers; none of the authority's own motion

    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, related_name="reissues"
    )  # the change of the holder's record because of which it is issued anew

    class Meta(FourEyesAct.Meta):
        ordering = ["proposed_at", "id"]
        constraints: ClassVar[list[BaseConstraint]] = [
            *FourEyesAct.Meta.constraints,
            models.UniqueConstraint(
                name="authorisation_change_one_pending",
                fields=["authorisation"],
                condition=PENDING,
                violation_error_message=_("A proposal about this authorisation waits already."),
            ),
            models.CheckConstraint(
                name="authorisation_change_event_known", condition=Q(event__in=[*EVENT_LABELS])
            ),
            models.CheckConstraint(
                name="authorisation_change_has_grounds",
                condition=~Q(grounds=""),
                violation_error_message=_("Say why."),
            ),
        ]

    @property
    def hearing(self) -> dict[str, str] | None:
        """How its holder was heard before; None where that is not recorded."""
        said: dict[str, str] | None = self.terms.get("hearing")
        return said

    @property
    def done(self) -> Any:
        """In a word, once it is carried out."""
        return DONE_LABELS[self.event]

    def organisation_ids(self, permission: str) -> list[UUID]:
        return self.authorisation.organisation_ids(permission)


class AuthorisationStep(models.Model):
    """From which day, at the authority, a status counts: what a write-off asks for the day of acceptance."""

    authorisation = models.ForeignKey(Authorisation, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=STATE_LABELS)
    on = models.DateField()
    at = models.DateTimeField()
    change = models.OneToOneField(AuthorisationChange, models.PROTECT, null=True, related_name="step")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # of a surrender: what its holder says
    remedy = models.ForeignKey(
        "licensing.Remedy", models.PROTECT, null=True, related_name="steps"
    )  # that ended it, or took an act away from the beginning

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="authorisation_step_state_known", condition=Q(state__in=[*STATE_LABELS])
            )
        ]
