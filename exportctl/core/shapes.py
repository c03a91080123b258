"""Shapes of what people and machines send: one table serves forms, REST and the OpenAPI document. Pure.

A *shape* says what a JSON value may look like. `check` answers the clean value and every error with its JSON
pointer; `gaps` answers what is still missing before the value can be sent to an authority.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from exportctl.core.i18n import gettext
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable, ascii_digits
from exportctl.core.rules.days import iso_day
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.texts import NO_TEXT, plain_text

Errors = list[dict[str, str]]
MOST_NAMED = 12  # options in a message
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def error(pointer: str, detail: object) -> dict[str, str]:
    """A text that a pure rule only marked is translated here; one already translated stays as it is."""
    return {"pointer": pointer, "detail": gettext(str(detail))}


@dataclass(frozen=True)
class Shape:
    """What every shape can say: whether the value is needed, and how its absence is put into words."""

    required: bool = True
    gap: object = _("This is missing.")

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        raise TypeError(f"{type(self).__name__} checks nothing")

    def missing(self, value: Any, pointer: str) -> Errors:
        return [error(pointer, self.gap)] if self.required and value in (None, "", [], {}) else []

    def schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True)
class Text(Shape):
    most: int = 4000
    lines: bool = False

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, str):
            errors.append(error(pointer, _("Give a text.")))
            return None
        text = plain_text(value).strip()
        if len(text) > self.most:
            message = _("Use at most %(most)d characters; these are %(length)d.")
            errors.append(error(pointer, message % {"most": self.most, "length": len(text)}))
        elif NO_TEXT.search(text):
            errors.append(error(pointer, _("Leave out control characters.")))
        else:
            return text
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most}


@dataclass(frozen=True)
class Pattern(Shape):
    """A short code of a fixed form."""

    form: str = ""
    message: object = ""
    clean: Callable[[str], str] = str

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        text = plain_text(value).strip() if isinstance(value, str) else None
        if text is not None and (text == "" or re.fullmatch(self.form, self.clean(text), re.ASCII)):
            return self.clean(text)
        errors.append(error(pointer, self.message))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(|{self.form})$"}


@dataclass(frozen=True)
class Code(Shape):
    """A short code that is stored in one spelling: `read` answers it, or raises Unreadable with what to write.

    `written` is the pattern of every spelling that is taken, for the OpenAPI document.
    """

    read: Callable[[str], str] = str
    written: str = ""
    most: int = 60

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, str):
            errors.append(error(pointer, _("Give a text.")))
        elif value.strip() == "":
            return ""
        elif len(value) > self.most:
            message = _("Use at most %(most)d characters; these are %(length)d.")
            errors.append(error(pointer, message % {"most": self.most, "length": len(value)}))
        else:
            try:
                return self.read(value)
            except Unreadable as unreadable:
                errors.append(error(pointer, unreadable.args[0]))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most, "pattern": f"^(|{self.written})$"}


@dataclass(frozen=True)
class Choice(Shape):
    """One of `options`; `read` answers other spellings of them, or raises Unreadable with what to write."""

    options: tuple[str, ...] = ()
    read: Callable[[str], str] = str

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if isinstance(value, str):
            try:
                value = self.read(value)
            except Unreadable as unreadable:
                errors.append(error(pointer, unreadable.args[0]))
                return None
        if isinstance(value, str) and (value in self.options or value == ""):
            return value
        errors.append(error(pointer, self._refusal(value)))
        return None

    def _refusal(self, value: Any) -> str:
        """A short list is named; of a long one, which the schema has, what was wrong and what is right."""
        if len(self.options) <= MOST_NAMED:
            return _("Choose one of: %(options)s.") % {"options": ", ".join(self.options)}
        sentence = _("“%(value)s” is not known here. Write a code such as %(example)s.")
        return sentence % {"value": str(value)[:20], "example": self.options[0]}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [*self.options, ""]}


@dataclass(frozen=True)
class Choices(Shape):
    """Several of a set of codes, each once, in the order given."""

    options: tuple[str, ...] = ()

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, list):
            errors.append(error(pointer, _("Give a list.")))
            return None
        for index, item in enumerate(value):
            if item not in self.options:
                message = _("Choose among: %(options)s.") % {"options": ", ".join(self.options)}
                errors.append(error(f"{pointer}/{index}", message))
        return list(dict.fromkeys(item for item in value if isinstance(item, str)))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "enum": list(self.options)}}


@dataclass(frozen=True)
class Number(Shape):
    """A decimal string, answered in its shortest form ("100", "0.5"); zeros at either end may come in."""

    digits: int = 14
    places: int = 6
    positive: bool = True

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if isinstance(value, str) and value.strip() == "":
            return ""
        try:
            text = ascii_digits(normalize("NFKC", value)).strip() if isinstance(value, str) else ""
            if not re.fullmatch(r"[0-9]{1,40}(\.[0-9]{1,10})?", text):
                raise InvalidOperation
            number = Decimal(text)
        except InvalidOperation:
            errors.append(error(pointer, _('Give a decimal number as a text, for example "2" or "0.5".')))
            return None
        if (self.positive and not number) or number >= Decimal(10) ** self.digits:
            message = _("Give a number above 0 and below 10 to the power of %(n)d.")
            errors.append(error(pointer, message % {"n": self.digits}))
        elif number != round(number, self.places):
            errors.append(
                error(pointer, _("Use at most %(places)d decimal places.") % {"places": self.places})
            )
        return shortest(number)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(|[0-9]{1,14}(\.[0-9]{1,10})?)$"}


@dataclass(frozen=True)
class Integer(Shape):
    least: int = 0
    most: int = 2**31 - 1

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        message = _("Give a whole number from %(least)d to %(most)d.")
        errors.append(error(pointer, message % {"least": self.least, "most": self.most}))
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class YesNo(Shape):
    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, bool):
            errors.append(error(pointer, _("Give true or false.")))
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Date(Shape):
    """An ISO date, kept as text."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if value == "":
            return ""
        try:
            day = iso_day(value if isinstance(value, str) else "")
        except ValueError:
            errors.append(error(pointer, _("Give a date as year-month-day, for example 2026-12-15.")))
            return None
        if not 2000 <= day.year <= 2100:
            errors.append(error(pointer, _("Give a date between 2000 and 2100.")))
        return day.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


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
    for name in pointer.strip("/").split("/"):
        shape = shape.each if isinstance(shape, ListOf) else shape.members[name]  # type: ignore[attr-defined]
    assert isinstance(shape, Text)
    return shape.most


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
