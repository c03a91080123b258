"""A seat before it begins: who is invited to act for an organisation, by whom, and what came of it."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import BaseConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.models.four_eyes import TwoOfficers, TwoOfficersQuerySet
from exportctl.core.models.organisations import PERMISSION_LABELS, Organisation, Seat
from exportctl.core.models.users import User
from exportctl.core.rules import invitations as rules
from exportctl.core.rules.accounts import PUBLIC_BODIES
from exportctl.core.rules.invitations import Status
from exportctl.core.rules.permissions import OrganisationKind, Permission

STATUS_LABELS = {
    Status.PROPOSED.value: _("Waits for a second officer"),
    Status.OPEN.value: _("Waits for the person"),
    Status.ACCEPTED.value: _("Accepted"),
    Status.DECLINED.value: _("Declined"),
    Status.DISCARDED.value: _("Withdrawn"),
    Status.LAPSED.value: _("Lapsed"),
}
UNSETTLED = Q(status__in=[Status.PROPOSED.value, Status.OPEN.value])
NOT_SENT = Q(status__in=[Status.PROPOSED.value, Status.DISCARDED.value])


class InvitationQuerySet(TwoOfficersQuerySet):
    def unsettled(self) -> Self:
        """What waits for a second officer or for the person."""
        return self.filter(UNSETTLED)

    def open(self, *, at: datetime) -> Self:
        """What the person may accept at `at`."""
        return self.filter(status=Status.OPEN.value, opened_at__gt=at - rules.TIME_TO_ACCEPT)


class Invitation(TwoOfficers):
    """A seat that somebody proposed for a person. It begins when the person accepts, never by itself.

    `email` and `name` are as the proposer typed them: whoever proposes learns nothing about the account behind them.
    """

    settled_column: ClassVar[str] = "opened_at"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    permission = models.CharField(
        max_length=30, choices=[(str(code), text) for code, text in PERMISSION_LABELS.items()]
    )
    is_agent = models.BooleanField(default=False)
    starts_at = models.DateTimeField()  # the earliest; the seat begins with the answer if that comes later
    ends_at = models.DateTimeField(null=True)
    takes_two = models.BooleanField()
    status = models.CharField(max_length=20, choices=STATUS_LABELS, default=Status.PROPOSED.value)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    objects = InvitationQuerySet.as_manager()  # type: ignore[misc]  # the base has a class variable of a wider type

    class Meta(TwoOfficers.Meta):
        constraints: ClassVar[list[BaseConstraint]] = [
            *TwoOfficers.Meta.constraints,
            models.CheckConstraint(name="invitation_status_known", condition=Q(status__in=[*STATUS_LABELS])),
            models.CheckConstraint(
                name="invitation_for_somebody_else",
                condition=~Q(person=F("proposed_by")) & (Q(approved_by=None) | ~Q(person=F("approved_by"))),
                violation_error_message=_("Nobody gives themselves a seat."),
            ),
            models.CheckConstraint(
                name="invitation_takes_two",
                condition=NOT_SENT | Q(takes_two=False) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_two_for_what_decides",
                condition=Q(takes_two=True)
                | ~Q(permission__in=sorted(code.value for code in rules.OF_TWO_OFFICERS)),
            ),
            models.CheckConstraint(
                name="invitation_accepted_into_a_seat",
                condition=~Q(status=Status.ACCEPTED.value) | Q(seat__isnull=False, answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="invitation_one_unsettled",
                fields=["organisation", "person", "permission"],
                condition=UNSETTLED,
            ),
        ]

    def organisation_ids(self, permission: str) -> list[UUID]:
        """Who may propose, approve and withdraw: the body itself and the one that looks after it."""
        if permission != Permission.MANAGE:
            return []
        return [self.organisation_id, *above(self.organisation).values_list("pk", flat=True)]

    def concerns(self, user: User) -> bool:
        return bool(self.person_id == user.pk)

    @property
    def label(self) -> str:
        return str(PERMISSION_LABELS[Permission(self.permission)])

    @property
    def last_moment(self) -> datetime | None:
        return rules.last_moment(self.opened_at) if self.opened_at else None

    def is_open(self, *, at: datetime) -> bool:
        last: Any = self.last_moment
        return bool(self.status == Status.OPEN.value and last > at)


def above(organisation: Organisation) -> models.QuerySet[Organisation]:
    """The body that looks after this one's people where it cannot itself: an exporter's authority, the Commission."""
    if organisation.kind == OrganisationKind.EXPORTER:
        return Organisation.objects.filter(
            kind=OrganisationKind.AUTHORITY.value, member_state=organisation.member_state_id
        )
    if organisation.kind in PUBLIC_BODIES:
        return Organisation.objects.filter(kind=OrganisationKind.COMMISSION.value)
    return Organisation.objects.none()
