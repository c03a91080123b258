"""An exporter's cases for spreadsheets. Codes stay codes: cells say the same in every language."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from exportctl.core.rules.decimals import shortest
from licensing.labels import line_name
from licensing.models import AuthorisationRequest, Draft

COLUMNS = (
    "reference",
    "notification",
    "kind",
    "status",
    "item",
    "manufacturer",
    "model",
    "functions",
    "destination",
    "end_user",
    "quantity",
    "unit",
    "value",
    "currency",
    "red_flags",
    "submitted_on",
    "due_on",
    "decided_on",
    "company",
    "own_reference",
)


def cells(request: AuthorisationRequest) -> list[object]:
    notification = getattr(request, "notification", None)
    dates = (request.submitted_at, request.due_on, request.decided_at)
    return [
        request.reference,
        notification.reference if notification else "",
        request.kind,
        request.stage_for(is_officer=False),
        *_declared(request),
        request.red_flag_count,
        *(_day(moment, zone_of(request.authority)) for moment in dates),
        request.exporter.legal_name,
        request.own_reference or "",
    ]


def draft_cells(draft: Draft) -> list[object]:
    return [
        "" if draft.request_id is None else draft.reference,
        draft.reference if draft.request_id is None else "",
        draft.request.kind if draft.request_id else "notification",
        draft.status,
        *_begun(draft),
        "",
        "",
        "",
        "",
        draft.exporter.legal_name,
        draft.body.get("own_reference") or "",
    ]


def _declared(request: AuthorisationRequest) -> list[object]:
    line, end_user = request.line, request.end_user
    return [
        line_name(line),
        line.manufacturer,
        line.model,
        "; ".join(line.functions),
        request.destination,
        end_user.name if end_user else "",
        _short(line.quantity),
        line.unit,
        _short(line.value),
        line.currency,
    ]


def _begun(draft: Draft) -> list[object]:
    """Whatever a draft says already; of several items the first."""
    body, item, amount = draft.body, draft.first_item, draft.amount
    end_user = body.get("end_user") or {}
    return [
        item.get("name", ""),
        item.get("manufacturer", ""),
        item.get("model", ""),
        "; ".join(item.get("functions") or []),
        body.get("destination", ""),
        end_user.get("name", ""),
        _number(amount.get("quantity")),
        amount.get("unit", ""),
        _number(amount.get("value")),
        body.get("currency", ""),
    ]


def _short(number: Decimal | None) -> Decimal | None:
    """As it was typed, without the column's zeros."""
    return Decimal(shortest(number)) if number is not None else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _day(moment: datetime | date | None, zone: ZoneInfo) -> date | None:
    """The day of the authority, as the receipt says it."""
    return local_date(moment, zone) if isinstance(moment, datetime) else moment
