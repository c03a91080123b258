"""Reading what page authors hand over, and writing numbers for SVG."""

from collections.abc import Mapping
from typing import Any


def read(thing: Any, name: str, default: Any = None) -> Any:
    """A member of a mapping or an attribute of an object; `default` when it is missing or None."""
    value = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if value is None else value


def fixed(number: float) -> str:
    """A coordinate: two decimals at most and always a point, whatever the reader's language writes."""
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"


def percentage(share: float) -> str:
    """A width of a share of one, kept between nothing and all: `57.69%`."""
    return f"{fixed(100 * min(max(float(share), 0.0), 1.0))}%"
