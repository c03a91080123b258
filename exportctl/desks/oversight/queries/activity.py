"""What an organisation's own people did for it: read from the audit trail, in plain words, without case content.

Somebody may act for several organisations (an agent files for many): each sees what concerned it alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from controllist.models import ControlListEntry, EntryText
from controllist.rules.entries import ENTRY
from controllist.rules.texts import TEXT
from exportctl.core import vocabulary
from exportctl.core.models import AuditEvent, Organisation, Seat, User
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.reference import REFERENCE_CHANGE
from licensing.models import AuthorisationRequest, Conflict, DecisionPeriodChange, Proposal
from licensing.rules.clock import PERIOD_CHANGE
from licensing.rules.requests import PROPOSAL, REQUEST
from notifications.models import CatchAllNotification, Extension, ObjectionProcedure, Withdrawal
from notifications.rules.machines import EXTENSION, NOTIFICATION, PROCEDURE, SELECTION, WITHDRAWAL

PAGE = 50
MOST = 5000  # rows of a download
POSITION = "position"  # what recording one is called in the trail
OF_THE_COMMISSION = (EXTENSION.name, SELECTION.name, REFERENCE_CHANGE.name, ENTRY.name, TEXT.name)

WORDS: dict[tuple[str, str], Any] = {
    (ACCOUNT.name, "create"): _("Made an account"),
    (ACCOUNT.name, "grant_seat"): _("Gave a seat"),
    (ACCOUNT.name, "change_seat"): _("Changed until when a seat lasts"),
    (ACCOUNT.name, "remove_seat"): _("Removed a seat"),
    (ACCOUNT.name, "issue_key"): _("Made a key for a machine"),
    (ACCOUNT.name, "revoke_key"): _("Ended a key"),
    (NOTIFICATION.name, "create"): _("Began a notification"),
    (NOTIFICATION.name, "submit"): _("Sent a notification"),
    (NOTIFICATION.name, "withdraw"): _("Withdrew a notification"),
    (REQUEST.name, "create"): _("Opened a case"),
    (REQUEST.name, "submit"): _("Put a case to the authority"),
    (REQUEST.name, "take"): _("Took a case"),
    (REQUEST.name, "ask"): _("Asked the exporter for information"),
    (REQUEST.name, "answer"): _("Answered a question of the authority"),
    (REQUEST.name, "propose"): _("Put a decision to a second officer"),
    (REQUEST.name, "return"): _("Took a case back for review"),
    (REQUEST.name, "withdraw"): _("Withdrew a case"),
    (REQUEST.name, "refuse"): _("Refused an export"),
    (REQUEST.name, "grant"): _("Granted an export"),
    (REQUEST.name, "release"): _("Answered that no authorisation is required"),
    (REQUEST.name, "reopen"): _("Took a case up again"),
    (REQUEST.name, "resume"): _("Answered the last open question of the authority"),
    (REQUEST.name, "retract"): _("Took a question to the exporter back"),
    (REQUEST.name, "proceed"): _("Went on without the exporter’s answer"),
    (REQUEST.name, "assign"): _("Gave a case to somebody"),
    (REQUEST.name, "assess"): _("Assessed a red flag"),
    (REQUEST.name, "message"): _("Wrote a message in a case"),
    (REQUEST.name, "note"): _("Wrote an internal note"),
    (REQUEST.name, "strike_note"): _("Struck out an internal note"),
    (REQUEST.name, "draft_conditions"): _("Drafted conditions"),
    (REQUEST.name, "declare_conflict"): _("Stepped back from a case for a conflict of interest"),
    (REQUEST.name, "lift_conflict"): _("Lifted a conflict of interest"),
    (REQUEST.name, "information_part"): _("Answered a question of the authority in part"),
    (REQUEST.name, "information_time_asked"): _("Asked for more time to answer"),
    (REQUEST.name, "information_time_granted"): _("Gave more time to answer"),
    (REQUEST.name, "information_time_declined"): _("Declined more time to answer"),
    (PROPOSAL.name, "propose"): _("Proposed a decision"),
    (PROPOSAL.name, "approve"): _("Approved a decision as second officer"),
    (PROPOSAL.name, "return"): _("Returned a proposed decision"),
    (PROCEDURE.name, "open"): _("Opened an objection procedure"),
    (PROCEDURE.name, "link"): _("Joined a refusal to an open procedure"),
    (PROCEDURE.name, POSITION): _("Recorded a position"),
    (PROCEDURE.name, "withdraw"): _("Withdrew a procedure"),
    (PROCEDURE.name, "extend"): _("Extended a window"),
    (PROCEDURE.name, "release"): _("Released a part of a dossier to the other states"),
    (PROCEDURE.name, "contribute"): _("Wrote among the questions between authorities"),
    (WITHDRAWAL.name, "propose"): _("Proposed to withdraw a refusal"),
    (WITHDRAWAL.name, "approve"): _("Approved the withdrawal of a refusal"),
    (WITHDRAWAL.name, "discard"): _("Discarded the withdrawal of a refusal"),
    (EXTENSION.name, "propose"): _("Proposed an extension"),
    (EXTENSION.name, "approve"): _("Approved an extension"),
    (EXTENSION.name, "discard"): _("Discarded an extension"),
    (SELECTION.name, "propose"): _("Proposed a rule set"),
    (SELECTION.name, "approve"): _("Approved a rule set"),
    (SELECTION.name, "discard"): _("Discarded the proposal of a rule set"),
    (REFERENCE_CHANGE.name, "propose"): _("Proposed a change of reference data"),
    (REFERENCE_CHANGE.name, "approve"): _("Approved a change of reference data"),
    (REFERENCE_CHANGE.name, "discard"): _("Discarded a change of reference data"),
    (PERIOD_CHANGE.name, "propose"): _("Proposed another decision period"),
    (PERIOD_CHANGE.name, "approve"): _("Approved another decision period"),
    (PERIOD_CHANGE.name, "discard"): _("Discarded the proposal of a decision period"),
    (ENTRY.name, "correct"): _("Corrected an entry of the list"),
    (ENTRY.name, "delist"): _("Took an entry off the list"),
    (TEXT.name, "create"): _("Began the text of an entry"),
    (TEXT.name, "send"): _("Sent a text to the second reader"),
    (TEXT.name, "publish"): _("Published a text as second reader"),
    (TEXT.name, "return"): _("Returned a text to its writer"),
    (TEXT.name, "discard"): _("Discarded a draft text"),
}

# What acts are about: the model, what people call it, and the page it is read on.
OBJECTS: tuple[tuple[Any, str, str], ...] = (
    (Proposal, "request__reference", "desks:case"),
    (AuthorisationRequest, "reference", "desks:case"),
    (CatchAllNotification, "reference", "desks:notification"),
    (ObjectionProcedure, "reference", "notifications:procedure"),
    (Extension, "procedure__reference", "notifications:procedure"),
    (Withdrawal, "procedure__reference", "notifications:procedure"),
    (ControlListEntry, "code", "controllist:entry"),
    (EntryText, "entry__code", "controllist:entry"),
    (User, "name", ""),
)


@dataclass(frozen=True)
class Act:
    """One line: when, who, what, to what."""

    at: datetime
    actor: User
    words: Any
    reference: str
    url: str
    channel: str


@dataclass(frozen=True)
class ActivityFilter:
    """What narrows the list: one person, and days of Brussels, both included."""

    person: UUID | None = None
    since: date | None = None
    until: date | None = None


def people_with_acts(organisation: Organisation) -> QuerySet[User]:
    """Whoever holds or held a seat there."""
    seats = Seat.objects.filter(content_object=organisation)
    return User.objects.filter(pk__in=seats.values("user_id")).order_by("name", "email")


def events_of(organisation: Organisation, asked: ActivityFilter, *, reader: Any) -> QuerySet[AuditEvent]:
    """The acts of the organisation's people that concern it, newest first.

    A case that the reader stepped back from stays hidden from them, though they administer people (guarantee G12).
    """
    people = Seat.objects.filter(content_object=organisation).values("user_id")
    events = AuditEvent.objects.filter(_concerning(organisation), actor_id__in=people)
    for hidden in _hidden_from(reader):
        events = events.exclude(object_id__in=hidden)
    if asked.person:
        events = events.filter(actor_id=asked.person)
    if asked.since:
        events = events.filter(at__gte=_midnight(asked.since))
    if asked.until:
        events = events.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return events.select_related("actor").order_by("-pk")


def _hidden_from(reader: Any) -> tuple[Any, ...]:
    """The keys of those cases and of everything that belongs to them."""
    cases = Conflict.objects.hidden_from(reader)
    return (
        cases,
        *(
            model.objects.filter(request__in=cases).values("pk")
            for model in (Proposal, CatchAllNotification, ObjectionProcedure)
        ),
        Withdrawal.objects.filter(procedure__request__in=cases).values("pk"),
    )


def acts(events: Iterable[AuditEvent]) -> list[Act]:
    """The events in words, with the names of what they were about: as many queries for one as for fifty."""
    rows = list(events)
    named = _references({event.object_id for event in rows})
    return [_act(event, *named.get(event.object_id, ("", ""))) for event in rows]


def _act(event: AuditEvent, reference: str, url: str) -> Act:
    assert event.actor is not None
    words = WORDS.get((event.machine, event.event)) or _plain(event)
    return Act(event.at, event.actor, words, reference, url, channel_in_words(event.channel))


def _plain(event: AuditEvent) -> str:
    return f"{vocabulary.thing(event.machine)}: {vocabulary.done(event.event)}"


def channel_in_words(channel: str) -> Any:
    return {
        "key": pgettext_lazy("channel", "by a machine"),
        "demo key": pgettext_lazy("channel", "by a machine"),
    }.get(channel, pgettext_lazy("channel", "in the browser"))


def _concerning(organisation: Organisation) -> Q:
    """Which objects' events an organisation of its kind may read; what is not named here is shown to nobody."""
    seats = Q(machine=ACCOUNT.name, facts__organisation=str(organisation.pk))
    return seats | {
        "exporter": _of_exporter,
        "authority": _of_authority,
        "delegation": _of_delegation,
        "commission": _of_commission,
    }.get(organisation.kind, lambda _organisation: Q(pk=None))(organisation)


def _of_exporter(organisation: Organisation) -> Q:
    requests = AuthorisationRequest.objects.filter(exporter_id=organisation.pk)
    notifications = CatchAllNotification.objects.filter(exporter_id=organisation.pk)
    return Q(object_id__in=requests.values("pk")) | Q(object_id__in=notifications.values("pk"))


def _of_authority(organisation: Organisation) -> Q:
    requests = AuthorisationRequest.objects.filter(authority=organisation)
    proposals = Proposal.objects.filter(request__authority=organisation)
    procedures = ObjectionProcedure.objects.filter(notifying_authority=organisation)
    withdrawals = Withdrawal.objects.filter(procedure__notifying_authority=organisation)
    periods = DecisionPeriodChange.objects.filter(authority=organisation)
    of_procedures = Q(object_id__in=procedures.values("pk")) & ~Q(event__in=[POSITION, "extend"])
    return (
        Q(object_id__in=requests.values("pk"))
        | Q(object_id__in=proposals.values("pk"))
        | Q(object_id__in=withdrawals.values("pk"), machine=WITHDRAWAL.name)
        | Q(object_id__in=periods.values("pk"))
        | of_procedures
    )


def _of_delegation(organisation: Organisation) -> Q:
    return Q(machine=PROCEDURE.name, event=POSITION, facts__state=organisation.member_state_id)


def _of_commission(_organisation: Organisation) -> Q:
    return Q(machine__in=OF_THE_COMMISSION) | Q(machine=PROCEDURE.name, event="extend")


def _references(ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """What people call the objects, and where to read them; a colleague's account has a name and no page."""
    found: dict[UUID, tuple[str, str]] = {}
    for model, name, route in OBJECTS:
        for pk, reference in model.objects.filter(pk__in=ids).values_list("pk", name):
            found[pk] = (reference, reverse(route, args=[reference]) if route else "")
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BRUSSELS)
