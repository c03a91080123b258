"""Invitations: what waits at a body, what a manager may approve, what is offered to a person."""

from datetime import datetime

from django.db.models import Q, QuerySet

from exportctl.core import access
from exportctl.core.models import Invitation, Organisation, User
from exportctl.core.queries.managers import managers_by_body, managers_of
from exportctl.core.rules.accounts import PUBLIC_BODIES
from exportctl.core.rules.invitations import may_approve
from exportctl.core.rules.permissions import OrganisationKind, Permission


def manageable_by(user: User) -> QuerySet[Invitation]:
    """Those of the bodies whose people the user administers or looks after."""
    own = access.organisations_of(user, Permission.MANAGE)
    wanted = Q(organisation__in=[each.pk for each in own])
    if any(each.kind == OrganisationKind.COMMISSION for each in own):
        wanted |= Q(organisation__kind__in=PUBLIC_BODIES)
    states = [each.member_state_id for each in own if each.kind == OrganisationKind.AUTHORITY]
    wanted |= Q(
        organisation__kind=OrganisationKind.EXPORTER.value,
        organisation__member_state__in=states,
        permission=Permission.MANAGE.value,
    )
    return Invitation.objects.filter(wanted).select_related("organisation__member_state", "proposed_by")


def unsettled_at(organisation: Organisation) -> QuerySet[Invitation]:
    """What waits there for a second officer or for the person, oldest first."""
    waiting = Invitation.objects.unsettled().filter(organisation=organisation)
    return waiting.select_related("proposed_by").order_by("proposed_at", "pk")


def waiting_elsewhere(user: User, *, at: datetime) -> list[Invitation]:
    """Proposals at bodies that the user looks after and may approve now, oldest first."""
    own = access.organisation_ids_of(user, Permission.MANAGE)
    known = manageable_by(user).values("pk")
    waiting = Invitation.objects.pending().filter(pk__in=known).exclude(organisation__in=own)
    waiting = waiting.select_related("organisation__member_state", "proposed_by")
    rows = list(waiting.order_by("proposed_at", "pk"))
    managers = managers_by_body([each.organisation_id for each in rows], at=at)
    return [
        each
        for each in rows
        if may_approve(
            approver=user.pk,
            proposer=each.proposed_by_id,
            person=each.person_id,
            managers=managers[each.organisation_id],
            above=True,
        )
    ]


def approvable_by(invitation: Invitation, user: User, *, at: datetime) -> bool:
    """May this person be the second officer?"""
    own = access.organisation_ids_of(user, Permission.MANAGE)
    return may_approve(
        approver=user.pk,
        proposer=invitation.proposed_by_id,
        person=invitation.person_id,
        managers=[each.pk for each in managers_of(invitation.organisation, at=at)],
        above=any(pk in own for pk in invitation.organisation_ids(Permission.MANAGE)),
    )


def offered_to(user: User, *, at: datetime) -> QuerySet[Invitation]:
    """What the person may accept now, oldest first."""
    offered = Invitation.objects.open(at=at).filter(person=user)
    return offered.select_related("organisation__member_state").order_by("opened_at", "pk")
