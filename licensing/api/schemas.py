"""What the answers about authorisations look like, for the OpenAPI document."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from exportctl.core.rules.four_eyes import Status
from licensing.rules import change_requests, customs_holds, end_use_statements, state_consultations
from licensing.rules.authorisations import ASKED_FOR, Standing
from licensing.rules.denials import REVIEWS, Act
from licensing.rules.party_matches import Source
from licensing.rules.party_matches import State as MatchState

Schema = dict[str, Any]


def thing(**members: Schema) -> Schema:
    """An object all of whose members are always there."""
    return {"type": "object", "properties": members, "required": [*members]}


def many(each: Schema) -> Schema:
    return {"type": "array", "items": each}


def paged(each: Schema) -> Schema:
    return thing(results=many(each), next={"type": ["string", "null"]})


TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
WHOLE: Schema = {"type": "integer"}
DAY: Schema = {"type": "string", "format": "date"}
MAYBE_DAY: Schema = {
    "type": ["string", "null"],
    "format": "date",
}  # of a last day: null until it can be counted
_ID: Schema = {"type": "string", "format": "uuid"}
_PARTY: Schema = {"type": ["object", "null"], "additionalProperties": True}

PAGE = [
    OpenApiParameter("cursor", OpenApiTypes.STR, description="from the last page's `next`"),
    OpenApiParameter("limit", OpenApiTypes.INT, description="1 to 500, 50 by default"),
]
_LINE = thing(
    line=WHOLE,
    name=TEXT,
    control_entry=MAYBE,
    cn_code=MAYBE,
    description=TEXT,
    unit=MAYBE,
    granted=MAYBE,
    written_off=MAYBE,
    moved=MAYBE,
    left=MAYBE,
    value_granted=MAYBE,
    value_written_off=MAYBE,
    value_left=MAYBE,
    currency=MAYBE,
)
AUTHORISATION = thing(
    reference=TEXT,
    version=WHOLE,
    kind=TEXT,
    general_authorisation=MAYBE,
    status={"type": "string", "enum": [each.value for each in Standing]},
    valid_from=DAY,
    valid_until={"type": ["string", "null"], "format": "date"},
    request=MAYBE,
    holder=thing(name=TEXT, eori=TEXT),
    authority=thing(name=TEXT, member_state=TEXT),
    destinations=many(TEXT),
    end_user=_PARTY,
    consignee=_PARTY,
    customs_document_code=MAYBE,
    legal_basis=TEXT,
    basis=TEXT,
    in_force={"type": "boolean"},
    conditions=many(TEXT),
    replaces=MAYBE,
    replaced_by=many(TEXT),
    lines=many(_LINE),
)
AUTHORISATIONS = paged(AUTHORISATION)
_MAYBE_AT: Schema = {"type": ["string", "null"], "format": "date-time"}
AUTHORISATION_VERSIONS = thing(
    results=many(
        thing(
            version=WHOLE,
            change=MAYBE,
            counts_from=DAY,
            valid_from=DAY,
            valid_until=DAY,
            created_at={"type": "string", "format": "date-time"},
            differences=many(thing(member=TEXT, line={"type": ["integer", "null"]}, before=TEXT, after=TEXT)),
        )
    )
)
CHANGE_REQUEST = thing(
    id=_ID,
    kind={"type": "string", "enum": [event.value for event in ASKED_FOR]},
    last_day=MAYBE_DAY,
    reason=TEXT,
    status={"type": "string", "enum": [each.value for each in change_requests.State]},
    asked_at={"type": "string", "format": "date-time"},
    ended_at=_MAYBE_AT,
)
CHANGE_REQUESTS = thing(results=many(CHANGE_REQUEST))
LEDGER = paged(
    thing(
        id=_ID,
        line=WHOLE,
        mrn=TEXT,
        own_reference=MAYBE,
        recipient=MAYBE,
        accepted_on=DAY,
        customs_office=TEXT,
        quantity=TEXT,
        unit=TEXT,
        value=MAYBE,
        currency=MAYBE,
        left=MAYBE,
        value_left=MAYBE,
        recorded_at={"type": "string", "format": "date-time"},
        reversed_at={"type": ["string", "null"], "format": "date-time"},
    )
)
WRITE_OFF = thing(id={"type": ["string", "null"]}, line=WHOLE, quantity=TEXT, left=MAYBE, value_left=MAYBE)
REVERSAL = thing(id=_ID, line=WHOLE, quantity=TEXT, left=MAYBE, value_left=MAYBE)
ACT = thing(id=_ID, status={"type": "string", "enum": [each.value for each in Status]})
PARTY_MATCH = thing(
    id=_ID,
    party=TEXT,
    amended_name=MAYBE,
    role=TEXT,
    country=TEXT,
    source={"type": "string", "enum": [each.value for each in Source]},
    number=TEXT,
    name=TEXT,
    score={"type": "number"},
    why=TEXT,
    status={"type": "string", "enum": [each.value for each in MatchState]},
    reason=MAYBE,
    settled_at=MAYBE,
    waiting_release=MAYBE,
)
PARTY_MATCHES = paged(PARTY_MATCH)
YES_NO: Schema = {"type": "boolean"}
_ITEM = thing(name=TEXT, manufacturer=TEXT, model=TEXT, description=TEXT, cn_code=TEXT)
DENIAL = thing(
    reference=TEXT,
    state=TEXT,
    act={"type": "string", "enum": [each.value for each in Act]},
    decided_on=DAY,
    notified_on=DAY,
    valid=YES_NO,
    review_due_on=MAYBE_DAY,
    classification=MAYBE,
    item=_ITEM,
    destination=MAYBE,
    destinations=many(TEXT),
    parties=many(thing(role=TEXT, name=TEXT, address=TEXT, country=TEXT)),
    ground=TEXT,
    passed_on_at=_MAYBE_AT,
)
DENIALS = paged(DENIAL)
DENIAL_REVIEW = thing(
    id=_ID,
    status={"type": "string", "enum": [each.value for each in Status]},
    number=WHOLE,
    outcome={"type": "string", "enum": [each.value for each in REVIEWS]},
    reason=MAYBE,
    ground=MAYBE,
)
PASSED_DENIAL = thing(
    reference=TEXT,
    state=TEXT,
    decided_on=DAY,
    notified_on=DAY,
    valid=YES_NO,
    legal_basis=TEXT,
    item=_ITEM,
    destinations=many(TEXT),
    parties=many(thing(role=TEXT, name=TEXT, address=TEXT, country=TEXT)),
)
PASSED_DENIALS = paged(PASSED_DENIAL)
REQUIREMENT = thing(
    id=_ID,
    reference=TEXT,
    state=TEXT,
    stands=YES_NO,
    imposed_at={"type": "string", "format": "date-time"},
    legal_basis=TEXT,
    exporter=thing(name=TEXT, eori=MAYBE),
    items=many(thing(name=TEXT, manufacturer=TEXT, model=TEXT, description=TEXT, cn_code=MAYBE)),
    parties=many(thing(role=TEXT, name=TEXT, address=TEXT, country=TEXT)),
    destinations=many(TEXT),
)
REQUIREMENTS = paged(REQUIREMENT)
_REQUIREMENT_PAPER: Schema = {
    **thing(
        number=TEXT,
        imposed_on=DAY,
        received_on=DAY,
        letter=TEXT,
        control_entry=MAYBE,
        lifted_number=MAYBE,
        lifted_on=MAYBE_DAY,
    ),
    "type": ["object", "null"],
}
SHARED_REQUIREMENT = thing(
    id=_ID,
    reference=TEXT,
    state=TEXT,
    stands=YES_NO,
    shared_at={"type": "string", "format": "date-time"},
    lifted_at=_MAYBE_AT,
    legal_basis=TEXT,
    items=many(thing(name=TEXT, manufacturer=TEXT, model=TEXT, description=TEXT, cn_code=MAYBE)),
    parties=many(thing(role=TEXT, name=TEXT, address=TEXT, country=TEXT)),
    destinations=many(TEXT),
    paper=_REQUIREMENT_PAPER,
    grounds=MAYBE,
    passed_on_at=_MAYBE_AT,
)
SHARED_REQUIREMENTS = paged(SHARED_REQUIREMENT)
_FREE: Schema = {"type": "object", "additionalProperties": True}
_MAYBE_YES: Schema = {"type": ["boolean", "null"]}
CONSULTATION = thing(
    id=_ID,
    article={"type": "string", "enum": [each.value for each in state_consultations.Article]},
    asking_state=TEXT,
    asked_state=TEXT,
    item={"type": ["object", "null"], "additionalProperties": True},
    items=many(_FREE),
    parties=many(_FREE),
    destinations=many(TEXT),
    end_use=TEXT,
    denials=many(TEXT),
    question=TEXT,
    asked_at={"type": "string", "format": "date-time"},
    due_on=MAYBE_DAY,
    urgent_on=MAYBE_DAY,
    status={"type": "string", "enum": [each.value for each in state_consultations.Standing]},
    objects=_MAYBE_YES,
    identical=_MAYBE_YES,
    grounds=TEXT,
    answered_at={"type": ["string", "null"], "format": "date-time"},
)
CONSULTATIONS = paged(CONSULTATION)
HOLD = thing(
    id=_ID,
    status={"type": "string", "enum": [each.value for each in customs_holds.State]},
    due_on=MAYBE_DAY,
    authority=TEXT,
    mrn=TEXT,
    exporter_eori=MAYBE,
    authorisation=MAYBE,
    ground={"type": "string", "enum": [each.value for each in customs_holds.Ground]},
    reason=TEXT,
    customs_office=TEXT,
    items=many(_FREE),
    placed_at={"type": "string", "format": "date-time"},
    grounds=TEXT,
    act={"type": ["string", "null"], "enum": [*(each.value for each in customs_holds.Act), None]},
    by_silence=YES_NO,
    replied_at={"type": ["string", "null"], "format": "date-time"},
)
HOLDS = paged(HOLD)
HOLDER_REPORT = thing(id=_ID, line=WHOLE, quantity=TEXT, left=MAYBE, value_left=MAYBE, own_reference=TEXT)
_LINK: dict[str, Schema] = {
    "email": TEXT,
    "language": TEXT,
    "status": {"type": "string", "enum": [each.value for each in end_use_statements.Standing]},
    "sent_at": {"type": "string", "format": "date-time"},
    "opened_at": {"type": ["string", "null"], "format": "date-time"},
    "refusal": MAYBE,
    "digest": TEXT,
    "signed": {"type": ["object", "null"], "additionalProperties": True},
}
STATEMENT_LINK_SENT = thing(id=_ID, url=TEXT, expires_at={"type": "string", "format": "date-time"})
STATEMENT_LINK = thing(id=_ID, expires_at={"type": "string", "format": "date-time"}, **_LINK)
STATEMENT_LINKS = paged(STATEMENT_LINK)
