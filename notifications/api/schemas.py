"""Answers in the words of JSON Schema, for the OpenAPI document."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
CODE: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
INSTANT: Schema = {"type": "string", "format": "date-time"}
MAYBE_INSTANT: Schema = {"type": ["string", "null"], "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
YES: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer"}
ANY: Schema = {}
THING: Schema = {"type": "object", "additionalProperties": True}
MAYBE_THING: Schema = {"type": ["object", "null"], "additionalProperties": True}


def thing(**members: Schema) -> Schema:
    """An object whose named members are always there."""
    return {"type": "object", "properties": members, "required": list(members)}


def many(each: Schema) -> Schema:
    return {"type": "array", "items": each}


def page(each: Schema) -> Schema:
    return thing(results=many(each), next=MAYBE)


PROBLEM = thing(
    type=TEXT,
    title=TEXT,
    status=COUNT,
    code=CODE,
    detail=TEXT,
    errors=many(thing(pointer=TEXT, detail=TEXT)),
)
RED_FLAG = thing(key=CODE, question=TEXT, explanation=TEXT, flag_when={"type": "string", "enum": ["yes", "no"]})
BODY: dict[str, Schema] = {
    "item": MAYBE_THING,
    "destination": MAYBE,
    "end_user": MAYBE_THING,
    "consignee": MAYBE_THING,
    "end_use": MAYBE,
    "doubt": MAYBE,
    "red_flags": MAYBE_THING,
    "quantity": MAYBE,
    "unit": MAYBE,
    "value": MAYBE,
    "currency": MAYBE,
    "planned_on": MAYBE_DAY,
}
NOTIFICATION = thing(
    reference=CODE, status=CODE, request=MAYBE, created_at=INSTANT, changed_at=INSTANT, **BODY
)
INFORMATION_REQUEST = thing(id=CODE, question=TEXT, due_on=DAY, answer=MAYBE, answered_at=MAYBE_INSTANT)
PROPOSAL = thing(
    id=CODE,
    outcome=CODE,
    legal_basis=CODE,
    grounds=TEXT,
    conditions=many(TEXT),
    entry=MAYBE_THING,
    dossier=MAYBE_THING,
    content_hash=CODE,
    status=CODE,
    proposed_by=MAYBE,
    approved_by=MAYBE,
)
REQUEST: Schema = {
    **thing(
        reference=CODE,
        kind=CODE,
        status=CODE,
        notification=MAYBE,
        authority=CODE,
        submitted_at=MAYBE_INSTANT,
        clock=MAYBE_THING,
        information_requests=many(INFORMATION_REQUEST),
        proposals=many(PROPOSAL),
        procedures=many(thing(reference=CODE, status=CODE, outcome=MAYBE, closes_at=INSTANT)),
        authorisation=MAYBE,
        **BODY,
    )
}
REQUEST["properties"]["assigned_to"] = MAYBE
DOCUMENT = thing(id=CODE, kind=CODE, name=TEXT, media_type=TEXT, size=COUNT, sha256=CODE, created_at=INSTANT)
