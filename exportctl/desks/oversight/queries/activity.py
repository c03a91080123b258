"""What an organisation's own people did for it: read from the audit trail.

Somebody may act for several organisations (an agent files for many): each sees what concerned it alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from controllist.rules.entries import ENTRY
from controllist.rules.entry_changes import ENTRY_CHANGE
from controllist.rules.texts import TEXT
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.models import AuditEvent, Organisation, Seat, User
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.invitations import INVITATION
from exportctl.core.rules.reference import REFERENCE_CHANGE
from licensing.models import (
    AuthorisationRequest,
    Conflict,
    Consultation,
    DecisionPeriodChange,
    EndUseStatementLink,
    GeneralBar,
    GeneralEdition,
    GeneralRegistration,
    Proposal,
)
from licensing.rules.exporters import EXPORTER
from notifications.models import CatchAllNotification, ObjectionProcedure, Withdrawal
from notifications.rules.machines import EXTENSION, PROCEDURE, SELECTION, WITHDRAWAL

POSITION = "position"  # what recording one is called in the trail
OF_THE_COMMISSION = (
    EXTENSION.name,
    SELECTION.name,
    REFERENCE_CHANGE.name,
    ENTRY.name,
    ENTRY_CHANGE.name,
    TEXT.name,
)


@dataclass(frozen=True, kw_only=True)
class ActivityFilter(ListFilter):
    """What narrows the list: one person, and days of Brussels, both included."""

    organisation: str = fields.key(narrows=False)
    person: str = fields.key()
    since: date | None = fields.day()
    until: date | None = fields.day()


def people_with_acts(organisation: Organisation) -> QuerySet[User]:
    """Whoever has or had a seat there."""
    seats = Seat.objects.filter(content_object=organisation)
    return User.objects.filter(pk__in=seats.values("user_id")).order_by("name", "email")


def events_of(organisation: Organisation, filters: ActivityFilter, *, reader: Any) -> QuerySet[AuditEvent]:
    """The acts of the organisation's people that concern it, newest first.

    A case that the reader stepped back from stays hidden from them, though they administer people (guarantee G12).
    """
    people = Seat.objects.filter(content_object=organisation).values("user_id")
    events = AuditEvent.objects.filter(_concerning(organisation), actor_id__in=people)
    for hidden in _hidden_from(reader):
        events = events.exclude(object_id__in=hidden)
    if filters.person:
        events = events.filter(actor_id=UUID(filters.person))
    if filters.since:
        events = events.filter(at__gte=_midnight(filters.since))
    if filters.until:
        events = events.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return events.select_related("actor").order_by("-pk")


def _hidden_from(reader: Any) -> tuple[Any, ...]:
    """The keys of those cases and of everything that belongs to them."""
    cases = Conflict.objects.hidden_from(reader)
    return (
        cases,
        *(
            model.objects.filter(request__in=cases).values("pk")
            for model in (Proposal, Consultation, CatchAllNotification, ObjectionProcedure)
        ),
        Withdrawal.objects.filter(procedure__request__in=cases).values("pk"),
    )


def _concerning(organisation: Organisation) -> Q:
    """Which objects' events an organisation of its kind may read; what is not named here is shown to nobody."""
    seats = Q(machine__in=[ACCOUNT.name, INVITATION.name], facts__organisation=str(organisation.pk))
    return seats | {
        "exporter": _of_exporter,
        "authority": _of_authority,
        "delegation": _of_delegation,
        "commission": _of_commission,
    }.get(organisation.kind, lambda _organisation: Q(pk=None))(organisation)


def _of_exporter(organisation: Organisation) -> Q:
    requests = AuthorisationRequest.objects.filter(exporter_id=organisation.pk)
    notifications = CatchAllNotification.objects.filter(exporter_id=organisation.pk)
    links = EndUseStatementLink.objects.filter(request__exporter=organisation.pk)
    general = GeneralRegistration.objects.filter(exporter_id=organisation.pk)
    return (
        Q(object_id__in=requests.values("pk"))
        | Q(object_id__in=notifications.values("pk"))
        | Q(object_id__in=links.values("pk"))
        | Q(object_id__in=general.values("pk"))
    )


def _of_authority(organisation: Organisation) -> Q:
    requests = AuthorisationRequest.objects.filter(authority=organisation, submitted_at__isnull=False)
    proposals = Proposal.objects.filter(request__authority=organisation)
    consultations = Consultation.objects.filter(request__authority=organisation)
    procedures = ObjectionProcedure.objects.filter(notifying_authority=organisation)
    withdrawals = Withdrawal.objects.filter(procedure__notifying_authority=organisation)
    periods = DecisionPeriodChange.objects.filter(authority=organisation)
    general = [
        model.objects.filter(authority=organisation).values("pk")
        for model in (GeneralBar, GeneralEdition, GeneralRegistration)
    ]
    of_procedures = Q(object_id__in=procedures.values("pk")) & ~Q(event__in=[POSITION, "extend"])
    return (
        Q(object_id__in=requests.values("pk"))
        | Q(object_id__in=proposals.values("pk"))
        | Q(object_id__in=consultations.values("pk"))
        | Q(object_id__in=withdrawals.values("pk"), machine=WITHDRAWAL.name)
        | Q(object_id__in=periods.values("pk"))
        | Q(object_id__in=general[0])
        | Q(object_id__in=general[1])
        | Q(object_id__in=general[2])
        | Q(machine=EXPORTER.name, facts__authority=str(organisation.pk))
        | of_procedures
    )


def _of_delegation(organisation: Organisation) -> Q:
    return Q(machine=PROCEDURE.name, event=POSITION, facts__state=organisation.member_state_id)


def _of_commission(_organisation: Organisation) -> Q:
    return Q(machine__in=OF_THE_COMMISSION) | Q(machine=PROCEDURE.name, event="extend")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BRUSSELS)
