"""Write-offs for machines: this much left the Union under that declaration.

Customs' retries are safe: authorisation, MRN and line are the idempotency key, whatever header comes with them.
"""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls
from exportctl.core.api.problems import document_of
from exportctl.core.errors import DomainError, Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.codes import reference, squeezed
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions import write_offs
from licensing.actions.write_offs import Deduction
from licensing.api import sandbox, schemas
from licensing.api.authorisations import authorisation_or_404
from licensing.api.customs_messages import LoggedResource
from licensing.models import Reversal, WriteOff
from licensing.rules.write_offs import WRITE_OFF_SHAPE, WRITE_OFFS_SHAPE, check_each

_PROBLEM: dict[str, Any] = {"type": ["object", "null"], "additionalProperties": True}
_RESULT = schemas.thing(
    id=schemas.MAYBE,
    status=schemas.WHOLE,
    write_off={**schemas.WRITE_OFF, "type": ["object", "null"]},
    problem=_PROBLEM,
)
MANY = schemas.thing(results=schemas.many(_RESULT))
DRY_RUN = OpenApiParameter("dry_run", bool, description="Only answer: the same answers and errors, id null.")


class WriteOffViewSet(LoggedResource):
    """What customs deduct, and take back of their own."""

    @extend_schema(
        operation_id="write_off",
        parameters=[DRY_RUN],
        request={"application/json": WRITE_OFF_SHAPE.schema()},
        responses={201: schemas.WRITE_OFF, 200: schemas.WRITE_OFF},
    )
    def create(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        if sandbox.is_caller(user):
            return sandbox.write_off(request, reference, dry_run=_flag(request, "dry_run"))
        authorisation = authorisation_or_404(user, reference)
        if not access.has_seat(user, Permission.CHECK_SHIPMENTS):
            raise Forbidden(_("Customs alone write off from an authorisation."))
        dry_run = _flag(request, "dry_run")
        body = calls.parse_body(request, WRITE_OFF_SHAPE)

        def perform() -> tuple[dict[str, Any], int]:
            deduction = write_offs.record_write_off(
                authorisation_id=authorisation.pk, actor=user, at=clock.now(), dry_run=dry_run, **body
            )
            answer = show_deduction(deduction)
            if dry_run:
                return {**answer, "id": None}, 200
            return answer, 201 if deduction.created else 200

        return calls.idempotent(request, perform)

    @extend_schema(
        operation_id="write_offs",
        parameters=[DRY_RUN],
        request={"application/json": WRITE_OFFS_SHAPE.schema()},
        responses={200: MANY},
    )
    def many(self, request: Request) -> Response:
        """Up to 1,000 lines, of any authorisations; each is carried out or refused by itself."""
        user = calls.caller(request)
        if not any(access.has_seat(user, each) for each in (Permission.CHECK_SHIPMENTS, Permission.TRY_OUT)):
            raise Forbidden(_("Customs alone write off from an authorisation."))
        dry_run = _flag(request, "dry_run")
        lines = calls.parse_body(request, WRITE_OFFS_SHAPE)["lines"]

        def perform() -> dict[str, Any]:
            results = [_one(line, place, user, dry_run) for place, line in enumerate(lines)]
            return {"results": results}

        return calls.idempotent(request, perform)

    @extend_schema(operation_id="reverse_write_off", request=None, responses={200: schemas.REVERSAL})
    def reversal(self, request: Request, write_off_id: UUID) -> Response:
        user = calls.caller(request)
        if sandbox.is_caller(user):
            return sandbox.reversal(request, write_off_id)
        write_off = get_object_or_404(WriteOff.objects.visible_to(user), pk=write_off_id)
        calls.require_permission(user, Permission.CHECK_SHIPMENTS, write_off)
        return calls.act(
            request, write_offs.reverse_write_off, show=_show_reversal, write_off_id=write_off.pk
        )


def _one(line: Any, place: int, user: User, dry_run: bool) -> dict[str, Any]:
    """What became of one of many: its deduction with `status` 201 or 200, or why not, as its own call would say."""
    clean, errors = check_each(line, place)
    given = {"id": line.get("id") if isinstance(line, dict) else None}
    try:
        if errors:
            raise Invalid(errors=errors)
        clean.pop("id", None)
        number = clean.pop("authorisation")
        shown, is_new = _deducted(reference(number) or squeezed(number), user, dry_run, clean)
    except (DomainError, Http404) as error:
        document = document_of(error)
        return {**given, "status": document["status"], "write_off": None, "problem": document}
    status = 201 if is_new and not dry_run else 200
    return {
        **given,
        "status": status,
        "write_off": shown | ({"id": None} if dry_run else {}),
        "problem": None,
    }


def _deducted(number: str, user: User, dry_run: bool, body: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """What came of it, and whether it is new; of a key of the sandbox, there."""
    if sandbox.is_caller(user):
        return sandbox.deducted(number, user, dry_run=dry_run, **body)
    authorisation = authorisation_or_404(user, number)
    deduction = write_offs.record_write_off(
        authorisation_id=authorisation.pk, actor=user, at=clock.now(), dry_run=dry_run, **body
    )
    return show_deduction(deduction), deduction.created


def show_deduction(deduction: Deduction) -> dict[str, Any]:
    """What came of a deduction, of customs or by a holder's report."""
    left, value_left = (
        None if each is None else shortest(each) for each in (deduction.left, deduction.value_left)
    )
    return {
        "id": str(deduction.write_off.pk) if deduction.write_off else None,
        "line": deduction.line,
        "quantity": shortest(deduction.quantity),
        "left": left,
        "value_left": value_left,
    }


def _show_reversal(reversal: Reversal) -> dict[str, Any]:
    taken = reversal.write_off
    return {
        "id": str(taken.pk),
        "line": taken.line,
        "quantity": shortest(taken.quantity),
        "left": None if reversal.left is None else shortest(reversal.left),
        "value_left": None if reversal.value_left is None else shortest(reversal.value_left),
    }


def _flag(request: Request, name: str) -> bool:
    match request.query_params.get(name, "false"):
        case "true" | "1":
            return True
        case "false" | "0" | "":
            return False
    raise Invalid(errors=[error(f"/{name}", _("Write true or false."))])
