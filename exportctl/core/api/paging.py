"""Lists are `{"results": […], "next": cursor or null}`, by keyset, so that page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.request import Request

from exportctl.core.errors import Invalid

DEFAULT, MOST = 50, 500


def page(queryset: QuerySet[Any], request: Request, *, by: str, show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of `queryset`, newest first by the instant field `by` (ties by key). Raises Invalid on a bad cursor."""
    limit = limit_of(request)
    rows = queryset.order_by(f"-{by}", "-pk")
    if cursor := request.query_params.get("cursor"):
        value, pk = _read(cursor)
        rows = rows.filter(Q(**{f"{by}__lt": value}) | Q(**{by: value, "pk__lt": pk}))
    page_rows = list(rows[: limit + 1])
    after = (
        _write(getattr(page_rows[limit - 1], by), page_rows[limit - 1].pk) if len(page_rows) > limit else None
    )
    return {"results": [show(row) for row in page_rows[:limit]], "next": after}


def page_of(rows: Sequence[Any], request: Request, *, show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of what a program holds whole and in one order; the cursor is the place. Raises Invalid on a bad one."""
    limit, first = limit_of(request), _place(request.query_params.get("cursor", ""))
    after = _encoded([first + limit]) if first + limit < len(rows) else None
    return {"results": [show(row) for row in rows[first : first + limit]], "next": after}


def instant_of(request: Request, name: str) -> datetime | None:
    """The instant that a filter names, with its zone; None where it is not given. Raises Invalid."""
    text = request.query_params.get(name, "")
    if not text:
        return None
    try:
        instant = parse_datetime(text.replace(" ", "+"))  # a plus sign that was not escaped comes as a space
        instant = (
            instant.astimezone(UTC) if instant and instant.tzinfo else None
        )  # as PostgreSQL reads every zone
    except (ValueError, OverflowError):
        instant = None
    if instant is None:
        message = _("Give an instant with its zone, for example 2026-12-15T12:00:00Z.")
        raise Invalid(errors=[{"pointer": f"/{name}", "detail": message}])
    return instant


def limit_of(request: Request) -> int:
    limit = request.query_params.get("limit", str(DEFAULT))
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        message = _("Ask for 1 to %(most)d results at once.") % {"most": MOST}
        raise Invalid(message, errors=[{"pointer": "/limit", "detail": message}])
    return int(limit)


def chosen(request: Request, name: str, options: Any) -> list[str]:
    """The codes of a comma-separated filter; Invalid names the ones there are."""
    codes = [code for code in request.query_params.get(name, "").split(",") if code]
    if unknown := [code for code in codes if code not in options]:
        message = _("There is no “%(code)s”; choose among: %(options)s.")
        message %= {"code": unknown[0][:60], "options": ", ".join(map(str, options))}
        raise Invalid(message, errors=[{"pointer": f"/{name}", "detail": message}])
    return codes


def _write(value: Any, pk: Any) -> str:
    return _encoded([value.isoformat() if hasattr(value, "isoformat") else value, str(pk)])


def _encoded(place: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _decoded(cursor: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))


def _read(cursor: str) -> tuple[Any, str]:
    try:
        value, pk = _decoded(cursor)
        return datetime.fromisoformat(value), str(UUID(pk))
    except (ValueError, TypeError, binascii.Error) as error:
        raise _no_cursor() from error


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        (place,) = _decoded(cursor)
        if type(place) is int and place >= 0:
            return place
    except (ValueError, TypeError, binascii.Error) as error:
        raise _no_cursor() from error
    raise _no_cursor()


def _no_cursor() -> Invalid:
    message = _("This cursor is not one of ours. Start again without it.")
    return Invalid(message, errors=[{"pointer": "/cursor", "detail": message}])
