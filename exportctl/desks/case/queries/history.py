"""The audit events of a case and of its parts, as its reader may know them: the one source of its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from exportctl.core import vocabulary
from exportctl.core.models import AuditEvent, User
from exportctl.core.rules.files import FILE
from exportctl.desks.case.queries.cases import Case
from licensing.models import CaseNote, Consultation, Document, EndUseStatementLink, Proposal
from licensing.rules.consultations import CONSULTATION
from licensing.rules.requests import ASSIGN, REQUEST, Event
from notifications.models import Withdrawal

NOTES = ("note", "strike_note")


@dataclass(frozen=True)
class Parts:
    """What events call by an id: the people, consultations, files and proposals that they are about."""

    people: Mapping[str, User]
    consultations: Mapping[UUID, Consultation]
    files: Mapping[UUID, str]  # the names of files, by file
    proposals: Mapping[str, Proposal]
    notes: Mapping[str, CaseNote]  # those that the reader may read


def events_of(case: Case, *, public: Sequence[str]) -> list[AuditEvent]:
    """In their order. The exporter reads the acts on the request that are `public`; its parts are the authority's."""
    request, events = case.request, AuditEvent.objects.select_related("actor").order_by("pk")
    links = EndUseStatementLink.objects.filter(request=request).values("pk")
    if not case.is_officer:
        own = Q(object_id=request.pk, event__in=public) | Q(object_id__in=links)
        return list(events.filter(own))
    parts = Q(object_id=request.pk) | Q(object_id__in=links)
    for rows in (
        Consultation.objects.filter(request=request).values("pk"),
        Document.objects.filter(request=request).exclude(file=None).values("file"),
        Withdrawal.objects.filter(procedure__request=request).values("pk"),
    ):
        parts |= Q(object_id__in=rows)
    return [event for event in events.filter(parts) if _is_told(event)]


def _is_told(event: AuditEvent) -> bool:
    """Everything on the request; of its parts what their acts declare."""
    act = vocabulary.act(event.machine, event.event)
    return event.machine == REQUEST.name or bool(act and act.history)


def parts_of(case: Case, events: list[AuditEvent]) -> Parts:
    """The rows that the events name; nothing is asked for kinds that do not occur."""
    ids = {machine: {e.object_id for e in events if e.machine == machine} for machine in _machines(events)}
    people = {
        str(value)
        for event in events
        if event.event == ASSIGN
        for value in (event.facts.get("before"), event.facts.get("after"))
        if value
    }
    asked, files = ids.get(CONSULTATION.name), ids.get(FILE.name)
    proposed = any(event.event == Event.PROPOSE for event in events)
    request = case.request
    return Parts(
        people={str(each.pk): each for each in User.objects.filter(pk__in=people)} if people else {},
        consultations=request.consultations.select_related("body").in_bulk() if asked else {},
        files=dict(request.documents.filter(file__in=files).values_list("file_id", "name")) if files else {},
        notes={str(each.pk): each for each in _notes(case, events)},
        proposals={str(each.pk): each for each in request.proposals.all()} if proposed else {},
    )


def _notes(case: Case, events: list[AuditEvent]) -> Iterable[CaseNote]:
    if not any(event.event in NOTES for event in events):
        return ()
    return CaseNote.objects.visible_to(case.viewer).filter(request=case.request)


def _machines(events: list[AuditEvent]) -> set[str]:
    return {event.machine for event in events}
