"""The sandbox of customs, at the addresses of the real calls: what a key of a sandbox’s seat is answered there.

Each answer and each refusal says `sandbox: true`; nothing that is real is read or written. `GET /sandbox` tells anybody
what is in it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.access import Visitor
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import Calendar, brussels_date
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import DomainError, NotFound
from exportctl.core.models import User
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from licensing.actions import sandbox as actions
from licensing.actions.sandbox_holds import try_extension, try_hold, try_reply
from licensing.actions.sandbox_write_offs import try_reversal, try_write_off
from licensing.api import schemas
from licensing.queries import sandbox as queries
from licensing.rules.authorisations import Standing
from licensing.rules.customs_holds import EXTENSION, HOLD, REPLY, State
from licensing.rules.sandbox import HOLDS, SANDBOX, ledger
from licensing.rules.write_offs import WRITE_OFF_SHAPE

_AUTHORISATION = schemas.thing(reference=schemas.TEXT, status=schemas.TEXT, shows=schemas.TEXT)
_HOLD = schemas.thing(mrn=schemas.TEXT, status=schemas.TEXT)
OVERVIEW = schemas.thing(
    sandbox=schemas.YES_NO,
    begins_anew_at=schemas.TEXT,
    authorisations=schemas.many(_AUTHORISATION),
    holds=schemas.many(_HOLD),
)


class SandboxViewSet(Resource):
    """What is in the sandbox, and to begin anew in it."""

    open_methods = ("GET",)

    @extend_schema(operation_id="sandbox", responses={200: OVERVIEW})
    def list(self, request: Request) -> Response:
        return Response(_overview(calls.caller(request) if is_caller(request.user) else None))

    @extend_schema(operation_id="reset_sandbox", request=None, responses={200: OVERVIEW})
    def reset(self, request: Request) -> Response:
        """What the account wrote off and kept back is gone; of other accounts nothing."""
        user = calls.caller_with(request, Permission.TRY_OUT)

        def perform() -> dict[str, Any]:
            actions.reset_sandbox(actor=user, at=clock.now())
            return _overview(user)

        return calls.idempotent(request, perform)


def is_caller(user: Visitor) -> bool:
    """Does this key try a system out?"""
    return access.has_seat(user, Permission.TRY_OUT)


def authorisations(request: Request) -> Response:
    user, on = calls.caller(request), _today(calls.caller(request))
    wanted = paging.chosen(request, "status", [each.value for each in Standing])
    events = queries.events_of(user, on=on)
    rows = [queries.show_authorisation(each, events, on=on) for each in SANDBOX.values()]
    rows = [row for row in rows if not wanted or row["status"] in wanted]
    return Response(queries.MARK | paging.page_of(rows, request, show=lambda row: row))


def authorisation(request: Request, reference: str) -> Response:
    user = calls.caller(request)
    on, entry = _today(user), _marked(lambda: actions.sandbox_authorisation(reference=reference))
    return Response(queries.show_authorisation(entry, queries.events_of(user, on=on), on=on))


def authorisation_ledger(request: Request, reference: str) -> Response:
    user = calls.caller(request)
    entry = _marked(lambda: actions.sandbox_authorisation(reference=reference))
    rows = ledger(queries.events_of(user, on=_today(user)), authorisation=entry.reference)
    return Response(queries.MARK | paging.page_of(rows[::-1], request, show=queries.show_entry))


def write_off(request: Request, reference: str, *, dry_run: bool) -> Response:
    entry = _marked(lambda: actions.sandbox_authorisation(reference=reference))
    body = _marked(lambda: calls.parse_body(request, WRITE_OFF_SHAPE))
    user = calls.caller(request)

    def perform() -> tuple[dict[str, Any], int]:
        answer, is_new = deducted(entry.reference, user, dry_run=dry_run, **body)
        return answer, 201 if is_new and not dry_run else 200

    return calls.idempotent(request, perform)


def deducted(reference: str, user: User, *, dry_run: bool, **body: Any) -> tuple[dict[str, Any], bool]:
    """What came of one line of a declaration, and whether it is new. Raises what the real act raises."""
    answer, is_new = _marked(
        lambda: try_write_off(reference=reference, actor=user, at=clock.now(), dry_run=dry_run, **body)
    )
    return queries.MARK | answer, is_new


def reversal(request: Request, write_off_id: UUID) -> Response:
    user = calls.caller(request)

    def perform() -> dict[str, Any]:
        return queries.MARK | _marked(
            lambda: try_reversal(write_off_id=write_off_id, actor=user, at=clock.now())
        )

    return calls.idempotent(request, perform)


def holds(request: Request) -> Response:
    user = calls.caller(request)
    wanted = paging.chosen(request, "status", [each.value for each in State])
    mrn = request.query_params.get("mrn", "").strip().upper()
    rows = [
        row
        for row in _holds(user).values()
        if (not wanted or row["status"] in wanted) and mrn in ("", row["mrn"])
    ]
    return Response(queries.MARK | paging.page_of(rows[::-1], request, show=lambda row: row))


def place_hold(request: Request) -> Response:
    user, body = calls.caller(request), _marked(lambda: calls.parse_body(request, HOLD))

    def perform() -> tuple[dict[str, Any], int]:
        key, is_new = _marked(lambda: try_hold(actor=user, at=clock.now(), **body))
        return _holds(user)[key], 201 if is_new else 200

    return calls.idempotent(request, perform)


def hold(request: Request, hold_id: UUID) -> Response:
    row = _holds(calls.caller(request)).get(str(hold_id))
    if row is None:
        raise NotFound(sandbox=True)
    return Response(row)


def extend_hold(request: Request, hold_id: UUID) -> Response:
    return _act_on_hold(request, hold_id, try_extension, EXTENSION)


def reply_to_hold(request: Request, hold_id: UUID) -> Response:
    return _act_on_hold(request, hold_id, try_reply, REPLY)


def events(request: Request, *, after: int) -> Response:
    user, limit = calls.caller(request), paging.limit_of(request)
    return Response(
        queries.MARK | queries.sandbox_events_after(user, after=after, limit=limit, on=_today(user))
    )


def _act_on_hold(request: Request, hold_id: UUID, act: Callable[..., str], shape: Any) -> Response:
    user, body = calls.caller(request), _marked(lambda: calls.parse_body(request, shape))

    def perform() -> dict[str, Any]:
        key = _marked(lambda: act(hold_id=hold_id, actor=user, at=clock.now(), **body))
        return _holds(user)[key]

    return calls.idempotent(request, perform)


def _marked(perform: Callable[[], Any]) -> Any:
    """The result; a refusal says that it is the sandbox’s."""
    try:
        return perform()
    except DomainError as refusal:
        refusal.extra |= queries.MARK
        raise


def _holds(user: User) -> dict[str, dict[str, Any]]:
    return queries.holds_of(user, _calendar(user), at=clock.now(), on=_today(user))


def _calendar(user: User) -> Calendar:
    return calendar_of(access.state_codes_of(user, Permission.TRY_OUT)[0])


def _today(user: User) -> Any:
    return _calendar(user).local_date(clock.now())


def _overview(user: User | None) -> dict[str, Any]:
    """By the day of the account’s state; for whoever has no account by that of Brussels."""
    at = clock.now()
    on = _today(user) if user else brussels_date(at)
    calendar = _calendar(user) if user else calendar_of("BE")
    return {
        **queries.MARK,
        "begins_anew_at": rfc3339(calendar.due_instant(on)),
        "authorisations": queries.overview(user, on=on),
        "holds": [{"mrn": each.mrn, "status": each.status.value} for each in HOLDS.values()],
    }
