"""Files as the product writes them, made small, and signed with a key of the test's own."""

import base64
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exportctl.core import merkle, note
from exportctl.core.calendar import event_day
from exportctl.core.canonical import canonical, rfc3339
from notifications.rules.rule_sets import rule_set
from notifications.rules.stances import receipt
from notifications.rules.tally import tally
from tests.union import PEOPLE, calendar, others

KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"a test's key").digest())
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN = "exportctl.example/list"


def signed(document, key=KEY):
    unsigned = {name: value for name, value in document.items() if name != "signature"}
    public = key.public_key().public_bytes_raw().hex()
    value = key.sign(canonical(unsigned)).hex()
    return unsigned | {"signature": {"algorithm": "Ed25519", "key": public, "value": value}}


def checkpoint(size, root, origin=ORIGIN, key=KEY):
    body = note.checkpoint_body(origin, size, root)
    return note.assemble(body, name=ORIGIN, public_key=key.public_key().public_bytes_raw(), sign=key.sign)


def position(state, sequence, stance, cast_at="2026-11-24T10:00:00Z", grounds=None, reason=None):
    objects = stance == "object"
    said = {
        "state": state,
        "sequence": sequence,
        "stance": stance,
        "grounds": grounds if grounds is not None else ["proportionality"] * objects,
        "reason": reason if reason is not None else "Zu weit gefasst – trop large." * objects,
        "cast_at": cast_at,
    }
    return said | {"receipt": receipt(**said)}


def evidence(
    name="qualified_majority_objection",
    *,
    notifying="DE",
    positions=(),
    added=0,
    status="closed",
    opened_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    generated_at=datetime(2027, 6, 1, tzinfo=UTC),
    **changes,
):
    """Signed evidence of a procedure with the positions given, in order, per rule set."""
    rules, participants = rule_set(name), others(notifying)
    due = {}
    for state in participants:
        last = calendar(state).last_day(event_day(opened_at), rules.working_days + added)
        due[state] = calendar(state).due_instant(last)
    latest = {said["state"]: said["stance"] for said in positions if said["stance"] != "comment"}
    count = tally(name, participants, notifying, PEOPLE, latest)
    document = {
        "type": "exportctl-evidence/1",
        "procedure": "P-2026-0031",
        "rule_set": name,
        "regime": rules.regime,
        "in_force": rules.in_force,
        "status": status,
        "outcome": count.outcome if status == "closed" else None,
        "notifying_state": notifying,
        "opened_at": rfc3339(opened_at),
        "closes_at": rfc3339(max(due.values())),
        "working_days": rules.working_days,
        "extension": {"working_days": added, "approved_at": "2026-11-25T08:00:00Z"} if added else None,
        "participants": sorted(participants),
        "populations": dict(PEOPLE),
        "population_set": {"name": "2025", "starts_on": "2025-01-01", "source": "a test's copy"},
        "calendars": {state: calendar_in_file(state) for state in participants},
        "due": {state: rfc3339(instant) for state, instant in due.items()},
        "positions": list(positions),
        "tally": count.as_rest(),
        "item": {"name": "Cell tower simulator", "manufacturer": "Halcyon", "functions": ["phone_location"]},
        "generated_at": rfc3339(generated_at),
    }
    return signed(document | changes)


def calendar_in_file(state):
    held = calendar(state)
    years = {2026, 2027}
    days = sorted(day.isoformat() for day in held.holidays if day.year in years)
    return {"zone": held.zone, "holidays": days, "years": sorted(years)}


def some_positions():
    return [
        position("FR", 1, "object"),
        position("AT", 1, "comment", reason="We are still asking."),
        position("FR", 2, "agree", "2026-11-25T11:15:00.123456Z"),
        position("IT", 1, "object", grounds=["other", "safeguards_sufficient"]),
        position("FR", 3, "comment", "2026-11-26T08:00:00Z", reason="See the annex."),
    ]


WORDS = {
    "name": "Cell tower simulator",
    "manufacturer": "Halcyon Instruments",
    "models": ["CellScope 4", "CellScope 4 é"],
    "description": "Locates telephones.\nWithout their owners' knowledge.",
}
PLAIN = {
    "code": "CS-0004",
    "edition": 7,
    "status": "listed",
    "listed_on": "2026-11-24",
    "effective_from": "2026-11-24T08:30:00Z",
    "functions": ["phone_location", "phone_interception"],
    "in_force": False,
}


PLAIN_2 = PLAIN | {
    "status": "corrected",
    "change": "correction",
    "sequence": 2,
    "rule_set": "unanimous_agreement",
    "ground": "repression_or_violations",
    "change_ground": "clerical_error",
    "legal_act": {"kind": "official_journal", "reference": "C/2026/1234"},
    "scope": "destinations",
    "destinations": ["AE"],
    "notifying_state": "IT",
    "procedure_opened_at": "2026-09-24T08:30:00Z",
    "procedure_closed_at": "2026-11-24T08:00:00Z",
    "changed_at": "2026-12-01T09:15:00Z",
    "delisted_at": None,
    "cn_code": "85176200",
    "in_force": True,
}
WORDS_2 = WORDS | {"reason": "The maker's name was misspelt."}
LISTING_2 = {"status": "listed", "change": "listing", "sequence": 1, "change_ground": None, "reason": None}
DELISTING_2 = {
    "status": "delisted",
    "change": "delisting",
    "sequence": 3,
    "change_ground": "review",
    "delisted_at": "2026-12-01T09:15:00Z",
    "cn_code": None,
}


def proof_2(index=3, size=7, key=KEY, **said):
    """The signed proof of an entry with a leaf of the second version; `said` is what its edition says otherwise."""
    entry = PLAIN_2 | deepcopy(WORDS_2) | said
    words = {name: entry[name] for name in WORDS_2 if entry[name] is not None}
    plain = {name: entry[name] for name in PLAIN_2}
    kind = {"type": "exportctl-leaf/2", "version": 2, "reason": None}
    return _proof(entry, words, index, size, key, plain | kind)


def leaf_bytes(plain, words, salts):
    commitments = {
        name: sha256(
            bytes.fromhex(salts[name]) + (text.encode() if isinstance(text, str) else canonical(text))
        ).hexdigest()
        for name, text in words.items()
    }
    kind = (
        {}
        if "version" in plain
        else {"type": "exportctl-leaf/1", "regime_code": "qualified_majority_objection"}
    )
    return canonical(kind | plain | commitments)


def proof(index=3, size=7, key=KEY):
    """The signed proof of the entry at `index` of a log of `size`."""
    return _proof(PLAIN | deepcopy(WORDS), WORDS, index, size, key, PLAIN)


def _proof(entry, words, index, size, key, plain):
    salts = {name: sha256(name.encode()).hexdigest()[:32] for name in words}
    leaf = leaf_bytes(plain, words, salts)
    hashes = [merkle.leaf_hash(leaf if at == index else b"%d" % at) for at in range(size)]
    root = merkle.root(hashes)
    return signed(
        {
            "leaf": leaf.hex(),
            "leaf_index": index,
            "tree_size": size,
            "audit_path": [step.hex() for step in merkle.audit_path(index, hashes)],
            "root_hash": root.hex(),
            "salts": salts,
            "checkpoint": checkpoint(size, root, key=key),
            "entry": {
                **entry,
                "regime": "European Parliament, January 2018, as its press release describes it",
            },
        },
        key,
    )


def audit(sizes=(1, 3, 3, 6)):
    """A signed export of six events, sealed in batches."""
    events = [
        {
            "id": number + 1,
            "at": f"2026-11-24T10:00:0{number}Z",
            "actor": None if number % 2 else "0b0e6a3e-9a3f-4a52-8b5a-2f7f3f1d2c11",
            "machine": "authorisation request",
            "object": f"object {number}",
            "event": "take",
            "source": "submitted",
            "target": "under_review",
            "facts": {"sequence": number, "state": "DE"},
        }
        for number in range(6)
    ]
    hashes = [merkle.leaf_hash(canonical(event)) for event in events]
    heads = []
    for size in sizes:
        root = merkle.root(hashes[:size])
        note_text = checkpoint(size, root, f"{ORIGIN}/audit")
        sealed_at = f"2026-11-24T10:01:0{size}Z"
        heads.append({"size": size, "root": root.hex(), "sealed_at": sealed_at, "note": note_text})
    return signed(
        {
            "type": "exportctl-audit/1",
            "events": [{"position": place} | event for place, event in enumerate(events)],
            "heads": heads,
            "generated_at": "2026-11-24T11:00:00Z",
        }
    )


def leaves(value, path=()):
    """The path of every value in a document that is no list and no object."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


def changed(document, path, value):
    """A copy of `document` with another value at `path`."""
    copy = deepcopy(document)
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return copy


def at(document, path):
    for step in path:
        document = document[step]
    return document


def other(value):
    """A value of the same kind that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    return "was null"


def base64_of(data):
    return base64.b64encode(data).decode()
