"""What the answers about authorisations look like, for the OpenAPI document."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from exportctl.core.rules.four_eyes import Status
from licensing.rules.authorisations import Standing

Schema = dict[str, Any]


def _thing(**members: Schema) -> Schema:
    """An object all of whose members are always there."""
    return {"type": "object", "properties": members, "required": [*members]}


def _many(each: Schema) -> Schema:
    return {"type": "array", "items": each}


def _paged(each: Schema) -> Schema:
    return _thing(results=_many(each), next={"type": ["string", "null"]})


_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_WHOLE: Schema = {"type": "integer"}
_DAY: Schema = {"type": "string", "format": "date"}
_ID: Schema = {"type": "string", "format": "uuid"}
_PARTY: Schema = {"type": ["object", "null"], "additionalProperties": True}

PAGE = [
    OpenApiParameter("cursor", OpenApiTypes.STR, description="from the last page's `next`"),
    OpenApiParameter("limit", OpenApiTypes.INT, description="1 to 500, 50 by default"),
]
_LINE = _thing(
    line=_WHOLE,
    name=_TEXT,
    control_entry=_MAYBE,
    cn_code=_MAYBE,
    description=_TEXT,
    unit=_MAYBE,
    granted=_MAYBE,
    written_off=_MAYBE,
    left=_MAYBE,
    value_granted=_MAYBE,
    value_written_off=_MAYBE,
    value_left=_MAYBE,
    currency=_MAYBE,
)
AUTHORISATION = _thing(
    reference=_TEXT,
    version=_WHOLE,
    kind=_TEXT,
    status={"type": "string", "enum": [each.value for each in Standing]},
    valid_from=_DAY,
    valid_until=_DAY,
    request=_MAYBE,
    holder=_thing(name=_TEXT, eori=_TEXT),
    authority=_thing(name=_TEXT, member_state=_TEXT),
    destinations=_many(_TEXT),
    end_user=_PARTY,
    consignee=_PARTY,
    customs_document_code=_MAYBE,
    legal_basis=_TEXT,
    basis=_TEXT,
    in_force={"type": "boolean"},
    conditions=_many(_TEXT),
    lines=_many(_LINE),
)
AUTHORISATIONS = _paged(AUTHORISATION)
LEDGER = _paged(
    _thing(
        id=_ID,
        line=_WHOLE,
        mrn=_TEXT,
        accepted_on=_DAY,
        customs_office=_TEXT,
        quantity=_TEXT,
        unit=_TEXT,
        value=_MAYBE,
        currency=_MAYBE,
        left=_MAYBE,
        value_left=_MAYBE,
        recorded_at={"type": "string", "format": "date-time"},
        reversed_at={"type": ["string", "null"], "format": "date-time"},
    )
)
WRITE_OFF = _thing(
    id={"type": ["string", "null"]}, line=_WHOLE, quantity=_TEXT, left=_MAYBE, value_left=_MAYBE
)
REVERSAL = _thing(id=_ID, line=_WHOLE, quantity=_TEXT, left=_MAYBE, value_left=_MAYBE)
ACT = _thing(id=_ID, status={"type": "string", "enum": [each.value for each in Status]})
