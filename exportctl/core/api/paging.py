"""Lists are `{"results": […], "next": cursor or null}`, by keyset, so that page 1,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from exportctl.core.errors import Invalid

DEFAULT, MOST = 50, 500


def page(queryset: QuerySet, request: Request, *, by: str, show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of `queryset`, newest first by the instant field `by` (ties by key). Raises Invalid on a bad cursor."""
    limit = limit_of(request)
    rows = queryset.order_by(f"-{by}", "-pk")
    if cursor := request.query_params.get("cursor"):
        value, pk = _read(cursor)
        rows = rows.filter(Q(**{f"{by}__lt": value}) | Q(**{by: value, "pk__lt": pk}))
    listed = list(rows[: limit + 1])
    after = _write(getattr(listed[limit - 1], by), listed[limit - 1].pk) if len(listed) > limit else None
    return {"results": [show(row) for row in listed[:limit]], "next": after}


def limit_of(request: Request) -> int:
    limit = request.query_params.get("limit", str(DEFAULT))
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST:
        said = _("Ask for 1 to %(most)d results at once.") % {"most": MOST}
        raise Invalid(said, errors=[{"pointer": "/limit", "detail": said}])
    return int(limit)


def chosen(request: Request, name: str, options: Any) -> list[str]:
    """The codes of a comma-separated filter; Invalid names the ones there are."""
    codes = [code for code in request.query_params.get(name, "").split(",") if code]
    if unknown := [code for code in codes if code not in options]:
        said = _("There is no “%(code)s”; choose among: %(options)s.")
        said %= {"code": unknown[0][:60], "options": ", ".join(map(str, options))}
        raise Invalid(said, errors=[{"pointer": f"/{name}", "detail": said}])
    return codes


def _write(value: Any, pk: Any) -> str:
    text = json.dumps([value.isoformat() if hasattr(value, "isoformat") else value, str(pk)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[Any, str]:
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(value), str(UUID(pk))
    except (ValueError, TypeError, binascii.Error) as error:
        said = _("This cursor is not one of ours. Start again without it.")
        raise Invalid(said, errors=[{"pointer": "/cursor", "detail": said}]) from error
