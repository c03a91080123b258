"""What every shape can say, and how an error is written."""

import re
from dataclasses import dataclass
from typing import Any

from exportctl.core.i18n import gettext
from exportctl.core.i18n import gettext_lazy as _

Errors = list[dict[str, str]]
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
class AsSent(Shape):
    """Anything: each of many that is looked at by itself, so that one stops no other."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        return value
