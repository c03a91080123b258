"""Canonical JSON (RFC 8785) of texts, whole numbers, booleans, null, lists and objects; strict reading."""

import json
from typing import Any, NoReturn

SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Unreadable(Exception):
    """What is not even the kind of file that could be checked."""


def read(data: bytes) -> Any:
    """The JSON value in `data`; no duplicate names, no NaN: nothing that readers could take differently."""
    if data.startswith(b"%PDF-"):
        raise Unreadable("it is a PDF: give the file that is attached to it, or the text of the code on it")
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from error


def canonical(value: Any) -> bytes:
    """ValueError for numbers that are not whole or that doubles cannot hold."""
    return "".join(_pieces(value)).encode("utf-8")


def _pieces(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, str):
        yield _text(value)
    elif isinstance(value, int) and -(2**53) < value < 2**53:
        yield str(value)
    elif isinstance(value, list):
        yield "["
        for place, item in enumerate(value):
            yield "," * bool(place)
            yield from _pieces(item)
        yield "]"
    elif isinstance(value, dict):
        yield "{"
        for place, name in enumerate(sorted(value, key=lambda name: name.encode("utf-16-be"))):
            yield "," * bool(place) + _text(name) + ":"
            yield from _pieces(value[name])
        yield "}"
    else:
        raise ValueError(f"the number {value!r} is not whole or too large")


def _text(text: str) -> str:
    return '"' + "".join(SHORT.get(sign) or _sign(sign) for sign in text) + '"'


def _sign(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if sign < " " else sign


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name appears twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
