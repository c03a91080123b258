"""What the answers about procedures look like, for the OpenAPI document."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from notifications.rules.procedure_shapes import GROUNDS, STANCES
from notifications.rules.rule_sets import RULE_SETS

Schema = dict[str, Any]


def thing(**members: Schema) -> Schema:
    """An object all of whose members are always there."""
    return {"type": "object", "properties": members, "required": [*members]}


def many(each: Schema) -> Schema:
    return {"type": "array", "items": each}


def one_of(*codes: str | None) -> Schema:
    return {"type": ["string", "null"] if None in codes else "string", "enum": [*codes]}


def by_state(each: Schema) -> Schema:
    return {"type": "object", "additionalProperties": each}


def paged(each: Schema) -> Schema:
    return thing(results=many(each), next={"type": ["string", "null"]})


TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
WHOLE: Schema = {"type": "integer"}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
YES: Schema = {"type": "boolean"}
MAYBE_YES: Schema = {"type": ["boolean", "null"]}
INSTANT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
STATE: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
OUTCOME = one_of("listed", "lapsed")
MAYBE_OUTCOME = one_of(None, "listed", "lapsed")
RULE_SET_NAME = one_of(*RULE_SETS)

PAGE = [
    OpenApiParameter("cursor", OpenApiTypes.STR, description="from the last page's `next`"),
    OpenApiParameter("limit", OpenApiTypes.INT, description="1 to 500, 50 by default"),
]

FIGURES = {
    "states": WHOLE,
    "states_needed": WHOLE,
    "population": MAYBE_WHOLE,
    "population_needed": MAYBE_WHOLE,
    "population_total": MAYBE_WHOLE,
    "majority_reached": MAYBE_YES,
}
TALLY = thing(objecting=many(STATE), **FIGURES)
MAJORITY = thing(
    rule_set=RULE_SET_NAME, regime=TEXT, in_force=YES, population_year=WHOLE, outcome=OUTCOME, **FIGURES
)
ITEM = thing(
    name=TEXT, manufacturer=TEXT, model=TEXT, functions=many(TEXT), cn_code=MAYBE_TEXT, description=TEXT
)
DECISION = thing(legal_basis=TEXT, basis=TEXT, in_force=YES, requirement=MAYBE_TEXT)
PROCEDURE = thing(
    reference=TEXT,
    regime=TEXT,
    in_force=YES,
    decision=DECISION,
    status=one_of("open", "closed", "withdrawn"),
    outcome=MAYBE_OUTCOME,
    rule_set=RULE_SET_NAME,
    notifying_state=STATE,
    opened_at=INSTANT,
    closes_at=INSTANT,
    due=by_state(INSTANT),
    tally=TALLY,
    item=ITEM,
    destination=TEXT,
    end_user=thing(name=TEXT, country=TEXT, kind=TEXT),
    grounds=TEXT,
)
PROCEDURES = paged(PROCEDURE)
POSITION = thing(state=STATE, sequence=WHOLE, stance=one_of(*STANCES), cast_at=INSTANT, receipt=TEXT)
SAID = thing(
    state=STATE,
    sequence=WHOLE,
    stance=one_of(*STANCES),
    grounds=many(one_of(*GROUNDS)),
    reason=TEXT,
    cast_at=INSTANT,
    receipt=TEXT,
)
ACT = thing(id={"type": "string", "format": "uuid"}, status=one_of("proposed", "approved", "discarded"))
EVIDENCE = thing(
    type=TEXT,
    procedure=TEXT,
    rule_set=RULE_SET_NAME,
    regime=TEXT,
    in_force=YES,
    decision=DECISION,
    status=one_of("open", "closed", "withdrawn"),
    outcome=MAYBE_OUTCOME,
    notifying_state=STATE,
    opened_at=INSTANT,
    closes_at=INSTANT,
    working_days=WHOLE,
    extension={"type": ["object", "null"]},
    participants=many(STATE),
    populations=by_state(WHOLE),
    population_set=thing(name=TEXT, starts_on=DAY, source=TEXT, basis=by_state(TEXT), year_in_force=WHOLE),
    calendars=by_state(thing(zone=TEXT, holidays=many(DAY), years=many(WHOLE))),
    due=by_state(INSTANT),
    positions=many(SAID),
    tally=TALLY,
    item=ITEM,
    generated_at=INSTANT,
    signature=thing(algorithm=TEXT, key=TEXT, value=TEXT),
)
RULE_SET = thing(
    name=RULE_SET_NAME,
    working_days=WHOLE,
    max_added=WHOLE,
    max_total=WHOLE,
    decision=TEXT,
    states_percent=MAYBE_WHOLE,
    states_count=MAYBE_WHOLE,
    people_percent=MAYBE_WHOLE,
    denominator=MAYBE_TEXT,
    blocking_minority=YES,
    silence=TEXT,
    regime=TEXT,
    in_force=YES,
    chosen=YES,
)
CHOICE = thing(results=many(RULE_SET), next={"type": "null"}, chosen=RULE_SET_NAME)
APPROVAL = thing(
    status=TEXT,
    procedure=MAYBE_TEXT,
    because=one_of(None, "already_listed", "procedure_open", "requirement_procedure"),
    authorisation=MAYBE_TEXT,
    request_opened=MAYBE_TEXT,
    countersignature=one_of(None, "needed"),
)
EVENTS = thing(
    results=many(thing(id=WHOLE, type=TEXT, subject=TEXT, at=INSTANT, data={"type": "object"})),
    next=MAYBE_WHOLE,
)
