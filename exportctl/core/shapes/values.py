"""Shapes of single values: texts, codes, choices, numbers, days."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable, ascii_digits
from exportctl.core.rules.days import iso_day
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.texts import NO_TEXT, plain_text
from exportctl.core.shapes.shape import Errors, Shape, error

MOST_NAMED = 12  # options in a message


@dataclass(frozen=True)
class Text(Shape):
    """Words, of one line or (`lines`) of several; the signs that a word processor leaves behind are dropped."""

    most: int = 4000
    lines: bool = False
    is_name: bool = False  # with a letter or a digit: what is told apart by its name needs one

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
        elif self.is_name and text and not any(map(str.isalnum, text)):
            errors.append(error(pointer, _("Write at least one letter or digit.")))
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
    """One of `options`; `read` answers other spellings of them, or raises Unreadable with what to write.

    `instead` is said of any other value, where naming the options does not tell what to do.
    """

    options: tuple[str, ...] = ()
    read: Callable[[str], str] = str
    instead: object = ""

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
        if self.instead:
            return str(self.instead)
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
    """A whole number between two others."""

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
