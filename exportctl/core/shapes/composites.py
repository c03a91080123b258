"""Shapes that are made of shapes: lists and objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes.shape import Errors, Shape, error
from exportctl.core.shapes.values import Text


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of equal things."""

    each: Shape = field(default_factory=Shape)
    most: int = 100

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, list):
            errors.append(error(pointer, _("Give a list.")))
            return None
        if len(value) > self.most:
            message = _("Give at most %(most)d; these are %(count)d.")
            errors.append(error(pointer, message % {"most": self.most, "count": len(value)}))
            return None
        return [self.each.check(item, f"{pointer}/{index}", errors) for index, item in enumerate(value)]

    def missing(self, value: Any, pointer: str) -> Errors:
        errors = super().missing(value, pointer)
        for index, item in enumerate(value or []):
            errors += self.each.missing(item, f"{pointer}/{index}")
        return errors

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.each.schema(), "maxItems": self.most}


@dataclass(frozen=True)
class Object(Shape):
    """An object with known members. Unknown ones are errors, read-only ones are passed over."""

    members: Mapping[str, Shape] = field(default_factory=dict)
    read_only: tuple[str, ...] = ()

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, dict):
            errors.append(error(pointer, _("Give an object.")))
            return None
        clean = {}
        for name, item in value.items():
            below = f"{pointer}/{escape(name)}"
            if name in self.members:
                clean[name] = None if item is None else self.members[name].check(item, below, errors)
            elif name not in self.read_only:
                errors.append(error(below, _("There is no such field.")))
        return clean

    def missing(self, value: Any, pointer: str) -> Errors:
        if not self.required and not value:
            return []
        items = value if isinstance(value, dict) else {}
        return [
            gap
            for name, shape in self.members.items()
            for gap in shape.missing(items.get(name), f"{pointer}/{name}")
        ]

    def schema(self) -> dict[str, Any]:
        members = {name: _nullable(shape.schema()) for name, shape in self.members.items()}
        return {"type": "object", "properties": members}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "enum" in schema:
        return {**schema, "type": [schema["type"], "null"], "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]} if isinstance(schema.get("type"), str) else schema


def escape(name: object) -> str:
    """A member's name inside a JSON pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")


def most_of(shape: Shape, pointer: str) -> int:
    """How many characters the text at `pointer` may have: the one limit of forms, REST and tables."""
    text = shape_at(shape, pointer)
    assert isinstance(text, Text)
    return text.most


def shape_at(shape: Shape, pointer: str) -> Any:
    """The shape of what stands at `pointer`, through objects and lists."""
    for name in pointer.strip("/").split("/"):
        shape = shape.each if isinstance(shape, ListOf) else shape.members[name]  # type: ignore[attr-defined]
    return shape
