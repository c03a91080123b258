"""What the list's answers look like, for the OpenAPI document."""

from typing import Any

from controllist.rules.entries import ActKind, Change, Ground, Scope, Status
from controllist.rules.entry_changes import ChangeGround
from controllist.rules.functions import FUNCTIONS
from controllist.rules.texts import LANGUAGES

_TEXT: dict[str, Any] = {"type": "string"}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0}
_HEX: dict[str, Any] = {"type": "string", "pattern": "^([0-9a-f]{2})*$"}

ENTRY: dict[str, Any] = {
    "type": "object",
    "properties": {
        "code": _TEXT,
        "name": _TEXT,
        "manufacturer": _TEXT,
        "models": {"type": "array", "items": _TEXT},
        "functions": {"type": "array", "items": {"type": "string", "enum": list(FUNCTIONS)}},
        "description": _TEXT,
        "cn_code": {"type": ["string", "null"]},
        "listed_on": {"type": "string", "format": "date"},
        "effective_from": {"type": "string", "format": "date-time"},
        "edition": _WHOLE,
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "rule_set": _TEXT,
        "regime": _TEXT,
        "in_force": {"type": "boolean"},
        "destination": {"type": ["string", "null"]},
        "change": {"type": "string", "enum": [change.value for change in Change]},
        "sequence": _WHOLE,
        "changed_at": {"type": "string", "format": "date-time"},
        "delisted_at": {"type": ["string", "null"], "format": "date-time"},
        "ground": {"type": "string", "enum": [ground.value for ground in Ground]},
        "change_ground": {"type": ["string", "null"], "enum": [*(each.value for each in ChangeGround), None]},
        "legal_act": {
            "type": "object",
            "properties": {
                "kind": {"type": "string", "enum": [kind.value for kind in ActKind]},
                "reference": {"type": ["string", "null"]},
            },
        },
        "reason": {"type": ["string", "null"]},
        "scope": {"type": "string", "enum": [scope.value for scope in Scope]},
        "destinations": {"type": "array", "items": _TEXT},
        "notifying_state": _TEXT,
        "procedure_opened_at": {"type": "string", "format": "date-time"},
        "procedure_closed_at": {"type": "string", "format": "date-time"},
        "publication": {
            "type": ["string", "null"],
            "description": "Reference in the Official Journal, C series.",
        },
        "reviewed_at": {"type": ["string", "null"], "format": "date-time"},
        "authentic_language": {"type": ["string", "null"], "enum": [*LANGUAGES, None]},
        "translations": {
            "type": "object",
            "description": "Signed translations by language.",
            "additionalProperties": {
                "type": "object",
                "properties": {"name": _TEXT, "description": _TEXT},
                "required": ["name", "description"],
            },
        },
    },
    "required": ["code", "name", "manufacturer", "models", "functions", "description", "edition", "status"],
}

LIST: dict[str, Any] = {
    "type": "object",
    "properties": {"edition": _WHOLE, "entries": {"type": "array", "items": ENTRY}},
    "required": ["edition", "entries"],
}

PROOF: dict[str, Any] = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "leaf": _HEX,
        "leaf_index": _WHOLE,
        "tree_size": _WHOLE,
        "audit_path": {"type": "array", "items": _HEX},
        "root_hash": _HEX,
        "salts": {"type": "object", "additionalProperties": _HEX},
        "checkpoint": _TEXT,
        "entry": ENTRY,
        "signature": {
            "type": "object",
            "properties": {"algorithm": _TEXT, "key": _HEX, "value": _HEX},
        },
    },
    "required": [
        "leaf",
        "leaf_index",
        "tree_size",
        "audit_path",
        "root_hash",
        "salts",
        "checkpoint",
        "entry",
    ],
}


def _thing(**members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": [*members]}


_DATE: dict[str, Any] = {"type": "string", "format": "date"}
_MAYBE_DATE: dict[str, Any] = {"type": ["string", "null"], "format": "date"}
_MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_NATIONAL_ENTRY = _thing(
    member_state=_TEXT,
    code=_TEXT,
    text=_TEXT,
    publication=_TEXT,
    legal_act=_MAYBE_TEXT,
    starts_on=_DATE,
    ends_on=_MAYBE_DATE,
)
_CORRELATION = _thing(
    cn_code=_TEXT,
    control_entries={"type": "array", "items": _TEXT},
    source=_TEXT,
    starts_on=_DATE,
    ends_on=_MAYBE_DATE,
)
IMPORTED_TABLE = _thing(
    id={"type": "string", "format": "uuid"},
    kind=_TEXT,
    status=_TEXT,
    member_state=_MAYBE_TEXT,
    name=_TEXT,
    legal_act=_TEXT,
    starts_on=_DATE,
    rows=_WHOLE,
    new=_WHOLE,
    changed=_WHOLE,
    ended=_WHOLE,
    proposed_at={"type": "string", "format": "date-time"},
    approved_at={"type": ["string", "null"], "format": "date-time"},
)


def _paged(each: dict[str, Any]) -> dict[str, Any]:
    return _thing(results={"type": "array", "items": each}, next=_MAYBE_TEXT)


NATIONAL_LISTS = _paged(_NATIONAL_ENTRY)
IMPORTED_TABLES = _paged(IMPORTED_TABLE)
CUSTOMS_CODE = _thing(code=_TEXT, results={"type": "array", "items": _CORRELATION})
