"""Procedures compared with the audit trail: what evidence is signed by, and what `verify_all` asks of procedures."""

from collections.abc import Iterator

from exportctl.core.canonical import content_hash, rfc3339
from exportctl.core.models import AuditEvent
from exportctl.core.queries.verification import resealed
from licensing.models import RequestVersion
from notifications.models import DueInstant, ObjectionProcedure, Position
from notifications.queries.procedures import show_position
from notifications.queries.tally import tally_of
from notifications.rules.machines import CLOSING_EVENT, PROCEDURE, Event, Outcome, State
from notifications.rules.stances import receipt

POSITION_EVENT = "position"


def faults() -> Iterator[str]:
    for procedure in ObjectionProcedure.objects.order_by("reference"):
        yield from (f"{procedure.reference}: {fault}" for fault in faults_of(procedure))
    yield from _sent()


def faults_of(procedure: ObjectionProcedure) -> Iterator[str]:
    """What of a procedure differs between its rows, its receipts, its outcome and the trail; nothing if all agree."""
    rows = AuditEvent.objects.filter(object_id=procedure.pk, machine=PROCEDURE.name).order_by("pk")
    events = list(rows.select_related("leaf"))
    yield from (f"event {event.pk} of the trail is not what was sealed" for event in resealed(events))
    yield from _positions(procedure, [event for event in events if event.event == POSITION_EVENT])
    yield from _opening(procedure, [event for event in events if event.event == Event.OPEN])
    yield from _outcome(procedure, [event for event in events if event.event in set(CLOSING_EVENT.values())])
    yield from _instants(procedure)


def _positions(procedure: ObjectionProcedure, events: list[AuditEvent]) -> Iterator[str]:
    """Each has its own receipt, and the event that was sealed as it was cast; the trail knows of no other."""
    told = {event.facts.get("position"): event for event in events}
    for position in Position.objects.filter(procedure=procedure).order_by("member_state_id", "sequence"):
        name = f"position {position.sequence} of {position.member_state_id}"
        shown = show_position(position, words=True)
        if receipt(**{key: value for key, value in shown.items() if key != "receipt"}) != position.receipt:
            yield f"{name} does not have the receipt of its words"
        event = told.pop(str(position.pk), None)
        if event is None:
            yield f"{name} is not in the trail"
            continue
        sealed = {"state": shown["state"], "sequence": shown["sequence"], "stance": shown["stance"]}
        sealed |= {"receipt": position.receipt} if "receipt" in event.facts else {}
        if event.at != position.cast_at or any(
            event.facts.get(key) != value for key, value in sealed.items()
        ):
            yield f"{name} is not the one in the trail"
    yield from (
        f"position {event.facts.get('sequence')} of {event.facts.get('state')} is missing"
        for event in told.values()
    )


def _opening(procedure: ObjectionProcedure, events: list[AuditEvent]) -> Iterator[str]:
    if len(events) != 1:
        yield "the trail does not know how it opened"
        return
    facts = events[0].facts
    known = {"rule_set": procedure.rule_set, "notifying_state": str(procedure.notifying_state_id)}
    known |= {"frozen": content_hash(procedure.frozen)} if "frozen" in facts else {}
    if any(facts.get(key) != value for key, value in known.items()):
        yield "rules, states, populations or calendars are not those it opened with"
    if procedure.entry != procedure.decision.proposal.entry:
        yield "the list's words are not those that two officers confirmed"


def _outcome(procedure: ObjectionProcedure, events: list[AuditEvent]) -> Iterator[str]:
    """Row, count and trail say the same outcome; what is not closed has none."""
    result = getattr(procedure, "result", None)
    if procedure.status != State.CLOSED:
        if result or events or procedure.outcome:
            yield "it has an outcome and is not closed"
        return
    count = tally_of(procedure)
    if result is None or len(events) != 1:
        yield "it is closed, and outcome or trail do not say how"
        return
    ended = [procedure.outcome, result.outcome, count.outcome, events[0].facts.get("outcome")]
    if len(set(ended)) != 1 or events[0].event != CLOSING_EVENT[Outcome(procedure.outcome)]:
        yield "row, outcome, count and trail do not end alike"
    if not count.as_rest() == result.tally == events[0].facts.get("tally"):
        yield "the positions do not give the tally that it was closed with"


def _instants(procedure: ObjectionProcedure) -> Iterator[str]:
    """A state's end is the newest of its instants, and the close is the last end."""
    instants = DueInstant.objects.filter(procedure=procedure).order_by("number")
    newest = dict(instants.values_list("member_state_id", "due_at"))
    if newest != {part.member_state_id: part.due_at for part in procedure.participants.all()}:
        yield "a state's end is not the newest of its instants"
    elif procedure.closes_at != max(newest.values()):
        yield f"it closes at {rfc3339(procedure.closes_at)}, which is no state's end"


def _sent() -> Iterator[str]:
    """A notification that was sent says what its request's first version says."""
    sent = RequestVersion.objects.filter(number=1, request__notification__isnull=False)
    for reference, body, version in sent.values_list(
        "request__notification__reference", "request__notification__body", "body"
    ).iterator(500):
        if body != version:
            yield f"{reference} is not the body that was sent"
