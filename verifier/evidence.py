"""Evidence of an objection procedure: everything that its outcome follows from, recomputed."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from verifier.canonical import canonical
from verifier.counting import READINGS, due, instant, tally

Document = dict[str, Any]
Problems = Iterator[str]

STANCES = ("object", "agree", "comment")
GROUNDS = (
    "proportionality", "legitimate_end_use", "item_not_cyber_surveillance", "end_user_not_of_concern",
    "safeguards_sufficient", "already_controlled", "foreign_availability", "other",
)  # fmt: skip
SAID = ("state", "sequence", "stance", "grounds", "reason", "cast_at")


def title(document: Document) -> str:
    return f"evidence of procedure {document.get('procedure')}"


def rule_set(document: Document) -> Problems:
    """The rule set is known, its window is what it prescribes, and it is not passed off as law in force."""
    reading = READINGS.get(document["rule_set"])
    if reading is None:
        yield f"there is no rule set {document['rule_set']!r}"
        return
    if document["in_force"] is not reading.in_force:
        yield f"is {document['rule_set']} law in force? {reading.in_force}, not {document['in_force']}"
    if document["working_days"] != reading.window:
        yield f"the window has {document['working_days']} working days, the rule set says {reading.window}"
    extension = document["extension"]
    if extension and not 1 <= extension["working_days"] <= reading.most_added:
        yield f"extended by {extension['working_days']} working days; at most {reading.most_added} may be"


def states(document: Document) -> Problems:
    """The notifying state takes no part; every other one does, with people and a calendar."""
    participants, notifying = document["participants"], document["notifying_state"]
    if len(set(participants)) != len(participants):
        yield "a state takes part twice"
    if notifying in participants:
        yield f"{notifying} notified, so it cannot take part"
    if {*participants, notifying} != document["populations"].keys():
        yield "the states with a population are not the participants and the notifying state"
    if unpeopled := [state for state, people in document["populations"].items() if not people > 0]:
        yield f"no people in {', '.join(unpeopled)}"
    if document["due"].keys() != set(participants):
        yield "the states with a due instant are not the participants"


def due_instants(document: Document) -> Problems:
    """Each state's last day by its own calendar, from the Brussels date of the opening; the last closes."""
    opened_at, extension = instant(document["opened_at"]), document["extension"]
    total = document["working_days"] + (extension["working_days"] if extension else 0)
    for state, claimed in sorted(document["due"].items()):
        found = due(opened_at, total, document["calendars"][state])
        if instant(claimed) != found:
            yield f"{state} was due at {claimed}; by its calendar it is {_written(found)}"
    latest = max(instant(claimed) for claimed in document["due"].values())
    if instant(document["closes_at"]) != latest:
        yield f"it closes at {document['closes_at']}, but the last state is due at {_written(latest)}"
    if extension:
        first = min(
            due(opened_at, document["working_days"], document["calendars"][state])
            for state in document["participants"]
        )
        if instant(extension["approved_at"]) >= first:
            yield f"the extension came at {extension['approved_at']}, after a state's time had run out"


def positions(document: Document) -> Problems:
    """Each position is one that the state could record then, and nothing was left out or put in between."""
    numbers: dict[str, list[int]] = {}
    for position in document["positions"]:
        state, name = position["state"], f"position {position['sequence']} of {position['state']}"
        numbers.setdefault(state, []).append(position["sequence"])
        if state not in document["participants"]:
            yield f"{name}: {state} takes no part"
            continue
        if position["stance"] not in STANCES or not set(position["grounds"]) <= set(GROUNDS):
            yield f"{name}: no such stance or ground"
        if position["stance"] == "object" and not (position["grounds"] and position["reason"]):
            yield f"{name}: an objection needs a ground and a reason"
        if instant(position["cast_at"]) >= instant(document["due"][state]):
            yield f"{name}: cast at {position['cast_at']}, due before {document['due'][state]}"
    for state, found in sorted(numbers.items()):
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"{state}: its positions are numbered {sorted(found)}, not from 1 without a gap"


def receipts(document: Document) -> Problems:
    """Every receipt is the hash of what the state said."""
    for position in document["positions"]:
        found = sha256(canonical({name: position[name] for name in SAID})).hexdigest()
        if position["receipt"] != found:
            yield f"position {position['sequence']} of {position['state']}: the receipt is of something else"


def majority(document: Document) -> Problems:
    """The tally, counted again, and the outcome that follows from it."""
    found, outcome = tally(
        document["rule_set"],
        document["participants"],
        document["populations"],
        _latest(document["positions"]),
    )
    claimed = document["tally"]
    for name in sorted(found.keys() | claimed.keys()):
        if name not in found or claimed.get(name, "missing") != found[name]:
            yield f"tally: {name} is {claimed.get(name)!r}; counted again it is {found.get(name)!r}"
    status, published = document["status"], document["outcome"]
    over = instant(document["generated_at"]) >= instant(document["closes_at"])
    if status not in ("open", "closed", "withdrawn"):
        yield f"there is no status {status!r}"
    if status == "open" and over:
        yield "it is called open, after its window had ended"
    if status == "closed" and published is None and not over:
        yield "it is called closed, before its window had ended"
    if published is not None and (status != "closed" or published != outcome):
        yield f"the outcome is called {published!r}; it is {outcome if status == 'closed' else 'none yet'}"


def _latest(recorded: list[Document]) -> dict[str, str]:
    """The latest of objection and agreement; a comment changes nothing."""
    counting = [position for position in recorded if position["stance"] != "comment"]
    counting.sort(key=lambda position: position["sequence"])
    return {position["state"]: position["stance"] for position in counting}


def _written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


CHECKS = (
    ("rule set", rule_set),
    ("states", states),
    ("due instants", due_instants),
    ("positions", positions),
    ("receipts", receipts),
    ("tally and outcome", majority),
)
