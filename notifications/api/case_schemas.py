"""What the answers about notifications and requests look like, for the OpenAPI document."""

from licensing.rules import remedies
from notifications.api.schemas import (
    DAY,
    INSTANT,
    MAYBE_TEXT,
    MAYBE_WHOLE,
    TEXT,
    WHOLE,
    YES,
    Schema,
    many,
    one_of,
    paged,
    thing,
)

MAYBE_INSTANT: Schema = {"type": ["string", "null"], "format": "date-time"}
MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
MAYBE_THING: Schema = {"type": ["object", "null"], "additionalProperties": True}

RED_FLAG = thing(
    key=TEXT, question=TEXT, explanation=TEXT, flag_when={"type": "string", "enum": ["yes", "no"]}
)
BODY: dict[str, Schema] = {
    "item": MAYBE_THING,
    "destination": MAYBE_TEXT,
    "end_user": MAYBE_THING,
    "consignee": MAYBE_THING,
    "end_use": MAYBE_TEXT,
    "doubt": MAYBE_TEXT,
    "red_flags": MAYBE_THING,
    "quantity": MAYBE_TEXT,
    "unit": MAYBE_TEXT,
    "value": MAYBE_TEXT,
    "currency": MAYBE_TEXT,
    "planned_on": MAYBE_DAY,
    "own_reference": MAYBE_TEXT,
    "contact": MAYBE_TEXT,
    "covering_note": MAYBE_TEXT,
    "urgent_because": MAYBE_TEXT,
}
NOTIFICATION = thing(
    reference=TEXT,
    status=TEXT,
    request=MAYBE_TEXT,
    version=WHOLE,
    created_at=INSTANT,
    changed_at=INSTANT,
    warnings=many(thing(pointer=TEXT, detail=TEXT)),
    **BODY,
)
INFORMATION_REQUEST = thing(
    id=TEXT,
    question=TEXT,
    wants_correction=YES,
    is_hearing=YES,
    due_on=DAY,
    answer=MAYBE_TEXT,
    answered_at=MAYBE_INSTANT,
    parts=many(thing(answer=TEXT, missing=TEXT, at=INSTANT)),
    more_time=MAYBE_THING,
    withdrawn_at=MAYBE_INSTANT,
)
PROPOSAL = thing(
    id=TEXT,
    outcome=TEXT,
    legal_basis=TEXT,
    basis=TEXT,
    basis_in_force=YES,
    opens_procedure=YES,
    grounds=TEXT,
    conditions=many({"anyOf": [TEXT, {"type": "object", "additionalProperties": True}]}),
    line=MAYBE_WHOLE,
    lines=many({"type": "object", "additionalProperties": True}),
    destinations=many(TEXT),
    valid_for_months=MAYBE_WHOLE,
    substantial_because=MAYBE_TEXT,
    confidential_because=MAYBE_TEXT,
    criteria=MAYBE_THING,
    finding=MAYBE_THING,
    measure=MAYBE_THING,
    entry=MAYBE_THING,
    dossier=MAYBE_THING,
    hearing=MAYBE_THING,
    version=WHOLE,
    content_hash=TEXT,
    status=TEXT,
    warnings=many(thing(pointer=TEXT, detail=TEXT)),
    proposed_by=MAYBE_TEXT,
    approved_by=MAYBE_TEXT,
)
REQUEST: Schema = {
    **thing(
        reference=TEXT,
        kind=TEXT,
        status=TEXT,
        notification=MAYBE_TEXT,
        version=MAYBE_WHOLE,
        authority=TEXT,
        submitted_at=MAYBE_INSTANT,
        clock=MAYBE_THING,
        information_requests=many(INFORMATION_REQUEST),
        proposals=many(PROPOSAL),
        procedures=many(
            thing(
                reference=TEXT,
                status=TEXT,
                outcome=MAYBE_TEXT,
                closes_at=INSTANT,
                rule_set=TEXT,
                regime=TEXT,
                in_force=YES,
            )
        ),
        authorisation=MAYBE_TEXT,
        request_opened=MAYBE_TEXT,
        urgent_on=MAYBE_DAY,
        closed_because=MAYBE_TEXT,
        closing=MAYBE_THING,
    )
}
MAYBE_THINGS: Schema = {"type": ["array", "null"], "items": {"type": "object", "additionalProperties": True}}
# Of its body each kind has members of its own.
REQUEST["properties"] |= {
    "assigned_to": MAYBE_TEXT,
    "warnings": many(thing(pointer=TEXT, detail=TEXT)),
    **BODY,
    "activity": MAYBE_TEXT,
    "items": MAYBE_THINGS,
    "third_parties": MAYBE_THINGS,
    "end_use_statement": MAYBE_THING,
    "valid_for_months": MAYBE_WHOLE,
    "location": MAYBE_TEXT,
    "export_state": MAYBE_TEXT,
    "procedure": MAYBE_TEXT,
    "contract_on": MAYBE_DAY,
    "agent": MAYBE_TEXT,
    "enquiry": {"type": ["boolean", "null"]},
}
DOCUMENT = thing(
    id=TEXT,
    kind=TEXT,
    name=TEXT,
    media_type=TEXT,
    size=WHOLE,
    sha256=TEXT,
    created_at=INSTANT,
    state=one_of("checking", "clean", "refused"),
    why=MAYBE_TEXT,
    nature=MAYBE_TEXT,
    description=MAYBE_TEXT,
    line=MAYBE_WHOLE,
    question=MAYBE_TEXT,
)
LETTER_SERVICE = thing(
    letter=TEXT,
    standing=one_of("not_sent", "sent", "served", "failed"),
    served_on=MAYBE_DAY,
    attempts=many(
        thing(
            number={"type": "integer"},
            way=TEXT,
            addressee=TEXT,
            power=MAYBE_TEXT,
            sent_on=DAY,
            counts_on=MAYBE_DAY,
            served_on=MAYBE_DAY,
            failed_because=MAYBE_TEXT,
            proof=MAYBE_TEXT,
        )
    ),
)
REMEDY = thing(
    id=TEXT,
    about=TEXT,
    kind=one_of(*(each.value for each in remedies.Kind)),
    body=TEXT,
    lodged_on=DAY,
    lodged_by=TEXT,
    file_number=MAYBE_TEXT,
    suspensive=YES,
    served_on=MAYBE_DAY,
    last_day=MAYBE_DAY,
    timeliness=one_of(*(each.value for each in remedies.Timeliness)),
    status=one_of(*(each.value for each in remedies.State)),
    recorded_at=INSTANT,
)
CONTESTABLE = thing(id=TEXT, what=TEXT, authorisation=MAYBE_TEXT, done_at=INSTANT)
REMEDIES = thing(results=many(REMEDY), contestable=many(CONTESTABLE))
ACT = thing(id=TEXT, status=TEXT)
AMENDMENT = thing(
    number=WHOLE,
    reason=TEXT,
    amended_at=INSTANT,
    amended_by=TEXT,
    differences=many(thing(pointer=TEXT, before={}, after={})),
)
NOTIFICATIONS = paged(NOTIFICATION)
REQUESTS = paged(REQUEST)
SENT = thing(status=TEXT, request=TEXT)
