"""JSON in and out: UTF-8, snake_case, instants as RFC 3339 in UTC. Bad input never gets past the parser."""

import json
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from django.utils.functional import Promise
from rest_framework.exceptions import NotAcceptable, ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from exportctl.core.canonical import rfc3339
from exportctl.core.rules.decimals import shortest


def _default(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return shortest(value)
    if isinstance(value, Promise | UUID):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dump(data: Any) -> bytes:
    """Bytes of a JSON answer."""
    try:
        return orjson.dumps(data, default=_default, option=orjson.OPT_PASSTHROUGH_DATETIME)
    except orjson.JSONEncodeError:
        # What was sent is quoted, and UTF-8 has no half of a surrogate pair, orjson no number of more than 64 bits.
        return json.dumps(data, default=_default).encode("ascii")


class JsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else dump(data)


class JsonParser(BaseParser):
    """Strict: no NaN, no duplicate members, nothing nested deeper than the parser holds."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return read(stream.read())
        except (ValueError, RecursionError) as error:
            raise ParseError(f"The body is not JSON: {error}") from error


def read(body: bytes) -> Any:
    """The value of a body. Raises ValueError, RecursionError.

    Most bodies are what a quicker writer makes of their value, spaces between members aside. It reads no such body
    otherwise; of any other, one with a member named twice or a number that is too large for it, it has not the word.
    """
    with suppress(orjson.JSONDecodeError, orjson.JSONEncodeError):
        value = orjson.loads(body)
        if orjson.dumps(value) == body.replace(b'": ', b'":').replace(b'", ', b'",').replace(b"}, ", b"},"):
            return value
    return json.loads(body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is named twice")
    return members


class AlwaysJson(DefaultContentNegotiation):
    """Whoever asks for something that we do not write gets JSON all the same, never 406."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        if len(renderers) == 1 and not request.META["QUERY_STRING"]:  # most calls: there is nothing to choose
            return renderers[0], renderers[0].media_type
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except NotAcceptable:
            return renderers[0], renderers[0].media_type
