"""General authorisations for the machines of an exporter: register, notify the first use, report."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.days import iso_day
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object
from licensing.actions.general_registrations import notify_first_use, register_for_general
from licensing.actions.general_reports import file_report
from licensing.api import schemas
from licensing.models import Exporter, FirstUseNotice
from licensing.queries.general_editions import offers_to
from licensing.queries.general_registrations import show_registration, show_report
from licensing.rules.general_registrations import FIRST_USE, REPORT, Standing

_STATUS: dict[str, Any] = {"type": "string", "enum": [each.value for each in Standing]}
_INSTANT: dict[str, Any] = {"type": "string", "format": "date-time"}
REGISTRATION = schemas.thing(
    reference=schemas.TEXT,
    code=schemas.TEXT,
    status=_STATUS,
    authorisation=schemas.TEXT,
    registered_at=_INSTANT,
    acknowledged_at=_INSTANT,
    first_use_on=schemas.MAYBE,
)
FIRST_USE_NOTICE = schemas.thing(
    reference=schemas.TEXT,
    code=schemas.TEXT,
    on=schemas.DAY,
    due_on=schemas.DAY,
    late=schemas.YES_NO,
    notified_at=_INSTANT,
)
GENERAL_REPORT = schemas.thing(
    id=schemas.TEXT,
    code=schemas.TEXT,
    until=schemas.DAY,
    number=schemas.WHOLE,
    due_on=schemas.DAY,
    late=schemas.YES_NO,
    nil=schemas.YES_NO,
    lines=schemas.WHOLE,
    filed_at=_INSTANT,
)
NOTHING = Object(members={})


class GeneralRegistrationViewSet(Resource):
    """By the code of the general authorisation, for the company of the key; each code by its own rule."""

    @extend_schema(
        operation_id="register_for_general",
        request={"application/json": NOTHING.schema()},
        responses={201: REGISTRATION, 200: REGISTRATION},
    )
    def register(self, request: Request, code: str) -> Response:
        """201 for a new registration, 200 for one that stands."""
        user, company = _caller(request, code)
        calls.parse_body(request, NOTHING)

        def perform() -> tuple[dict[str, Any], int]:
            registration, is_new = register_for_general(
                exporter_id=company.pk, code=code, actor=user, at=clock.now()
            )
            return show_registration(registration), 201 if is_new else 200

        return calls.idempotent(request, perform)

    @extend_schema(
        operation_id="notify_first_use",
        request={"application/json": FIRST_USE.schema()},
        responses={201: FIRST_USE_NOTICE, 200: FIRST_USE_NOTICE},
    )
    def first_use(self, request: Request, code: str) -> Response:
        """The day of the first export; the same day again is 200."""
        user, company = _caller(request, code)
        body = calls.parse_body(request, FIRST_USE)

        def perform() -> tuple[dict[str, Any], int]:
            notice, is_new = notify_first_use(
                exporter_id=company.pk, code=code, on=iso_day(body["on"]), actor=user, at=clock.now()
            )
            return _shown(notice), 201 if is_new else 200

        return calls.idempotent(request, perform)

    @extend_schema(
        operation_id="report_general_use",
        request={"application/json": REPORT.schema()},
        responses={201: GENERAL_REPORT},
    )
    def report(self, request: Request, code: str) -> Response:
        """What was exported in a period, or `nil`; without `until` the oldest that is owed, again a correction."""
        user, company = _caller(request, code)
        body = calls.parse_body(request, REPORT)

        def perform() -> dict[str, Any]:
            report = file_report(exporter_id=company.pk, code=code, body=body, actor=user, at=clock.now())
            return show_report(report)

        return calls.idempotent(request, perform, status=201)


def _caller(request: Request, code: str) -> tuple[User, Exporter]:
    """The caller and its company; 404 for a code that its state does not offer, whatever the body says."""
    user = calls.caller(request)
    if not access.has_seat(user, Permission.FILE):
        raise Forbidden
    company = access.principal_of(user, Permission.FILE)
    assert company
    exporter = Exporter.objects.select_related("organisation__member_state").get(pk=company.pk)
    if code not in offers_to(exporter, at=clock.now()):
        raise Http404
    return user, exporter


def _shown(notice: FirstUseNotice) -> dict[str, Any]:
    registration = notice.registration
    return {
        "reference": registration.reference,
        "code": registration.code,
        "on": notice.on.isoformat(),
        "due_on": notice.due_on.isoformat(),
        "late": notice.is_late,
        "notified_at": notice.notified_at,
    }
