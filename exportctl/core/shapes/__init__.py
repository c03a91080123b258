"""Shapes of what people and machines send: one table serves forms, REST and the OpenAPI document. Pure.

A *shape* says what a JSON value may look like. `check` answers the clean value and every error with its JSON
pointer; `gaps` answers what is still missing before the value can be sent to an authority.
"""

from typing import Any

from exportctl.core.shapes.composites import ListOf, Object, escape, most_of, shape_at
from exportctl.core.shapes.shape import FORBIDDEN, AsSent, Errors, Shape, error
from exportctl.core.shapes.values import Choice, Choices, Code, Date, Integer, Number, Pattern, Text, YesNo

__all__ = [
    "FORBIDDEN",
    "AsSent",
    "Choice",
    "Choices",
    "Code",
    "Date",
    "Errors",
    "Integer",
    "ListOf",
    "Number",
    "Object",
    "Pattern",
    "Shape",
    "Text",
    "YesNo",
    "check",
    "error",
    "escape",
    "merge",
    "most_of",
    "shape_at",
]


def check(value: Any, shape: Shape) -> tuple[Any, Errors]:
    """The clean value and every error; an empty list of errors means the value may be kept."""
    errors: Errors = []
    return shape.check(value, "", errors), errors


def merge(target: Any, patch: Any) -> Any:
    """JSON merge patch (RFC 7396): null removes a member, an object merges, anything else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged
