"""The feed of what happened: sealed events, in the audit trail's order, as far as a reader may know them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from controllist.models import ControlListEntry
from controllist.rules.entries import ENTRY
from exportctl.core import vocabulary
from exportctl.core.canonical import rfc3339
from exportctl.core.machine import Machine
from exportctl.core.models import AuditEvent, AuditLeaf, User
from licensing.models import (
    Authorisation,
    AuthorisationRequest,
    CustomsEnquiry,
    CustomsHold,
    GeneralRegistration,
    Registration,
    WriteOff,
)
from licensing.rules.authorisations import AUTHORISATION
from licensing.rules.customs_enquiries import CUSTOMS_ENQUIRY
from licensing.rules.customs_holds import CUSTOMS_HOLD
from licensing.rules.general_registrations import GENERAL_REGISTRATION
from licensing.rules.registrations import REGISTRATION
from licensing.rules.requests import INSIDE_EVENTS, REQUEST
from licensing.rules.write_offs import WRITE_OFF
from notifications.models import CatchAllNotification, ObjectionProcedure
from notifications.rules.machines import NOTIFICATION, PROCEDURE


@dataclass(frozen=True)
class Feed:
    """One machine's part of the feed: the objects whose acts have a feed type, and the facts that a reader is told."""

    machine: Machine
    model: Any
    facts: tuple[str, ...]
    subject: str = "reference"  # the field by which people know the object
    public: bool = False
    inside: frozenset[str] = frozenset()  # events that the handling authority alone knows of

    @property
    def types(self) -> dict[str, str]:
        return vocabulary.feed_types(self.machine)

    def known_to(self, user: User) -> QuerySet:
        return self.model.objects.all() if self.public else self.model.objects.visible_to(user)


FEEDS = {
    feed.machine.name: feed
    for feed in (
        Feed(NOTIFICATION, CatchAllNotification, ("request",)),
        Feed(
            REQUEST,
            AuthorisationRequest,
            ("outcome", "legal_basis", "information_request", "due_on"),
            inside=INSIDE_EVENTS,
        ),
        Feed(
            PROCEDURE,
            ObjectionProcedure,
            (
                "rule_set",
                "notifying_state",
                "closes_at",
                "working_days",
                "outcome",
                "state",
                "sequence",
                "stance",
            ),
        ),
        Feed(AUTHORISATION, Authorisation, ("version",)),
        Feed(REGISTRATION, Registration, ()),
        Feed(GENERAL_REGISTRATION, GeneralRegistration, ("code", "due_on")),
        Feed(
            WRITE_OFF,
            WriteOff,
            ("write_off", "line", "mrn", "quantity", "unit", "left", "exhausted"),
            subject="authorisation__reference",
        ),
        Feed(
            CUSTOMS_HOLD,
            CustomsHold,
            ("mrn", "authorisation", "ground", "due_on", "act"),
            subject="mrn",
        ),
        Feed(CUSTOMS_ENQUIRY, CustomsEnquiry, ("mrn", "authorisation")),
        Feed(ENTRY, ControlListEntry, ("edition",), subject="code", public=True),
    )
}


def events_after(user: User, *, after: int, limit: int) -> dict[str, Any]:
    """At most `limit` events with an id above `after`; `next` is the last id while there are more."""
    leaves = AuditLeaf.objects.filter(_known_to(user), feed_id__gt=after)
    rows = list(leaves.select_related("event").order_by("feed_id")[: limit + 1])
    shown = rows[:limit]
    subjects = _subjects(leaf.event for leaf in shown)
    return {
        "results": [_show(leaf, subjects) for leaf in shown],
        "next": shown[-1].feed_id if len(rows) > limit else None,
    }


def _known_to(user: User) -> Q:
    known = Q(pk__in=[])
    for machine, feed in FEEDS.items():
        events = Q(
            event__machine=machine,
            event__event__in=feed.types,
            event__object_id__in=feed.known_to(user).values("pk"),
        )
        if feed.inside:
            handled = feed.model.objects.handled_by(user)
            events &= ~Q(event__event__in=feed.inside) | Q(event__object_id__in=handled.values("pk"))
        known |= events
    return known


def _subjects(events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """What people call the objects of these events: one query for each kind."""
    by_machine = defaultdict(set)
    for event in events:
        by_machine[event.machine].add(event.object_id)
    subjects: dict[UUID, str] = {}
    for machine, ids in by_machine.items():
        feed = FEEDS[machine]
        subjects |= dict(feed.model.objects.filter(pk__in=ids).values_list("pk", feed.subject))
    return subjects


def _show(leaf: AuditLeaf, subjects: dict[UUID, str]) -> dict[str, Any]:
    event, feed = leaf.event, FEEDS[leaf.event.machine]
    facts = {name: event.facts[name] for name in feed.facts if name in event.facts}
    return {
        "id": leaf.feed_id,
        "type": feed.types[event.event],
        "subject": subjects[event.object_id],
        "at": rfc3339(event.at),
        "data": {**({"status": event.target} if event.target else {}), **facts},
    }
