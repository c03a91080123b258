"""An export of the audit trail: every event in its place, under every signed head."""

from collections.abc import Iterator
from typing import Any

from verifier.canonical import canonical
from verifier.logs import Edge, checkpoint_problem, leaf_hash

Document = dict[str, Any]
Problems = Iterator[str]

MEMBERS = {"position", "id", "at", "actor", "machine", "object", "event", "source", "target", "facts"}


def title(document: Document) -> str:
    events = document.get("events")
    return f"audit trail of {len(events) if isinstance(events, list) else '?'} events"


def events(document: Document) -> Problems:
    """Each event has its place, counted from 0, and the members of an event."""
    for place, event in enumerate(document["events"]):
        if event["position"] != place or isinstance(event["position"], bool):
            yield f"event {place} calls itself {event['position']!r}"
        if missing := MEMBERS - event.keys():
            yield f"event {place} has no {', '.join(sorted(missing))}"


def heads(document: Document) -> Problems:
    """In one pass: at each signed head the tree has the root that was signed, and the last covers all."""
    edge, size = Edge(), 0
    for head in document["heads"]:
        if not size <= head["size"] <= len(document["events"]):
            yield f"a head of {head['size']} after one of {size}, over {len(document['events'])} events"
            return
        for event in document["events"][size : head["size"]]:
            leaf = {name: value for name, value in event.items() if name != "position"}
            edge.append(leaf_hash(canonical(leaf)))
        size = head["size"]
        if edge.root().hex() != head["root"]:
            yield f"the first {size} events do not have the root that was sealed at {head['sealed_at']}"
    if size != len(document["events"]):
        yield f"{len(document['events']) - size} events lie under no signed head"


def notes(document: Document) -> Problems:
    """Each head was signed as it stands."""
    key = bytes.fromhex(document["signature"]["key"])
    for head in document["heads"]:
        problem = checkpoint_problem(head["note"], key, head["size"], bytes.fromhex(head["root"]))
        if problem:
            yield f"head of {head['size']}: {problem}"


CHECKS = (("events", events), ("heads", heads), ("signatures of the heads", notes))
