"""Acts in plain words, without case content: when, who, what, and where to read what it was about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from controllist.models import ControlListEntry, EntryChange, EntryText
from exportctl.core import access, vocabulary
from exportctl.core.models import AuditEvent, Invitation, User
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, Consultation, Exporter, Proposal
from notifications.models import CatchAllNotification, Extension, ObjectionProcedure, Withdrawal

# What acts are about: the model, what people call it, and the page it is read on.
OBJECTS: tuple[tuple[Any, str, str], ...] = (
    (Proposal, "request__reference", "desks:case"),
    (Consultation, "request__reference", "desks:case"),
    (AuthorisationRequest, "reference", "desks:case"),
    (CatchAllNotification, "reference", "desks:notification"),
    (ObjectionProcedure, "reference", "notifications:procedure"),
    (Extension, "procedure__reference", "notifications:procedure"),
    (Withdrawal, "procedure__reference", "notifications:procedure"),
    (ControlListEntry, "code", "controllist:entry"),
    (EntryText, "entry__code", "controllist:entry"),
    (EntryChange, "entry__code", "controllist:entry"),
    (Invitation, "name", ""),
    (Exporter, "legal_name", ""),
    (User, "name", ""),
)


BY_MACHINE = ("key", "demo key")
OF_CASES = ("desks:case", "desks:notification")


@dataclass(frozen=True)
class ActivityLine:
    """One line: when, who, what, to what."""

    at: datetime
    actor: User
    words: Any
    reference: str
    url: str
    channel: str
    is_by_machine: bool


def acts(events: Iterable[AuditEvent], *, reader: User) -> list[ActivityLine]:
    """The events in words, with the names of what they were about: as many queries for one as for fifty.

    Cases have a page for who works on them alone: the Commission and managers read numbers.
    """
    rows = list(events)
    opens_cases = any(access.has_seat(reader, seat) for seat in (Permission.HANDLE, Permission.FILE))
    named = _references({event.object_id for event in rows}, opens_cases=opens_cases)
    return [_act(event, *named.get(event.object_id, ("", ""))) for event in rows]


def _act(event: AuditEvent, reference: str, url: str) -> ActivityLine:
    assert event.actor is not None
    declared = vocabulary.act(event.machine, event.event)
    words = declared.sentence_of(event.facts) if declared else _plain(event)
    channel = channel_in_words(event.channel)
    by_machine = event.channel in BY_MACHINE
    return ActivityLine(event.at, event.actor, words, reference, url, channel, by_machine)


def _plain(event: AuditEvent) -> str:
    return f"{vocabulary.thing(event.machine)}: {vocabulary.done(event.machine, event.event)}"


def channel_in_words(channel: str) -> Any:
    if channel in BY_MACHINE:
        return pgettext_lazy("channel", "by a machine")
    return pgettext_lazy("channel", "in the browser")


def _references(ids: set[UUID], *, opens_cases: bool) -> dict[UUID, tuple[str, str]]:
    """What people call the objects, and where to read them; a colleague's account has a name and no page."""
    references: dict[UUID, tuple[str, str]] = {}
    for model, name, page in OBJECTS:
        route = "" if page in OF_CASES and not opens_cases else page
        for pk, reference in model.objects.filter(pk__in=ids).values_list("pk", name):
            references[pk] = (reference, reverse(route, args=[reference]) if route else "")
    return references
