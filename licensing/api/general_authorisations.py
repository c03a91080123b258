"""The general authorisations of the Union and its states for machines: what they cover, and whether one may be used."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from controllist.rules.annex import is_annex_i
from controllist.rules.control_entries import nearest
from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.countries import country
from licensing.api import schemas
from licensing.models import GeneralRegistration
from licensing.queries.general_editions import Offer, company_of, offers_to
from licensing.queries.general_registrations import (
    barred_codes,
    registrations_by_code,
    show_registration,
)
from licensing.rules.general_authorisation_checks import CHECK, Answer, Checked, check, check_shape
from licensing.rules.general_authorisations import (
    Condition,
    Kind,
    Sense,
    spoken,
)
from licensing.rules.screenings import is_inside_union

_KIND: dict[str, Any] = {"type": "string", "enum": [kind.value for kind in Kind]}
_SENSE: dict[str, Any] = {"type": "string", "enum": [sense.value for sense in Sense]}
CONDITION = schemas.thing(key=schemas.TEXT, text=schemas.TEXT, kind=_KIND, sense=_SENSE, article=schemas.TEXT)
AUTHORISATION = schemas.thing(
    code=schemas.TEXT,
    member_state=schemas.MAYBE,
    is_example=schemas.YES_NO,
    section=schemas.TEXT,
    title=schemas.TEXT,
    destinations=schemas.thing(
        covered=schemas.many(schemas.TEXT),
        left_out=schemas.many(schemas.TEXT),
        notes=schemas.many(schemas.TEXT),
    ),
    conditions=schemas.many(CONDITION),
    registration=schemas.TEXT,
    registration_note=schemas.TEXT,
    first_use=schemas.TEXT,
    first_use_note=schemas.TEXT,
    reporting=schemas.TEXT,
    reporting_note=schemas.TEXT,
    icp_required={"type": "boolean"},
    terms=schemas.thing(
        registration=schemas.TEXT,
        registration_days=schemas.WHOLE,
        first_use=schemas.TEXT,
        first_use_days=schemas.WHOLE,
        report_months=schemas.WHOLE,
        report_days=schemas.WHOLE,
        reports_on_request=schemas.YES_NO,
        act=schemas.MAYBE,
    ),
    declaration=schemas.TEXT,
)
CHECKED = schemas.thing(
    results=schemas.many(
        schemas.thing(
            code=schemas.TEXT,
            registration={"type": ["object", "null"], "additionalProperties": True},
            answer={"type": "string", "enum": [answer.value for answer in Answer]},
            reasons=schemas.many(schemas.thing(key=schemas.TEXT, text=schemas.TEXT, article=schemas.TEXT)),
            conditions=schemas.many(CONDITION),
        )
    )
)


class GeneralAuthorisationViewSet(Resource):
    """Open to anyone. Never a bare yes: what a program cannot see is a condition to confirm."""

    open_methods = ("GET", "POST")

    @extend_schema(
        operation_id="general_authorisations",
        responses={200: schemas.thing(results=schemas.many(AUTHORISATION), next=schemas.MAYBE)},
    )
    def list(self, request: Request) -> Response:
        """Those of the Union, then the national ones that are stored; to an exporter those of its own state."""
        offers = offers_to(company_of(request.user), at=clock.now())
        return Response(
            {"results": [show_general_authorisation(each) for each in offers.values()], "next": None}
        )

    @extend_schema(
        operation_id="general_authorisation_check",
        request={"application/json": CHECK.schema()},
        responses={200: CHECKED},
    )
    def check(self, request: Request) -> Response:
        """Of every general authorisation: what stands against it, or what remains to be confirmed.

        With the key of an exporter also whether its company is registered for it, or barred from it.
        """
        company, at = company_of(request.user), clock.now()
        offers = offers_to(company, at=at)
        national = [each.rule for each in offers.values() if each.rule.is_national]
        question = calls.parse_body(request, check_shape(national))
        code, destination = question["control_entry"], question["destination"]
        results = check(
            code=code,
            in_annex_i=is_annex_i(code) and nearest(code) is not None,
            destination=destination,
            country=country(destination),
            inside=is_inside_union(destination),
            answers=question.get("answers") or {},
            national=national,
            barred=barred_codes(company) if company else (),
        )
        registered = registrations_by_code(company) if company else {}
        return Response(
            {
                "results": [
                    show_checked(each, registered.get(each.authorisation.code) if company else None)
                    for each in results
                ]
            }
        )


def show_checked(checked: Checked, registration: GeneralRegistration | None) -> dict[str, Any]:
    return {
        "code": checked.authorisation.code,
        "registration": show_registration(registration) if registration else None,
        "answer": checked.answer.value,
        "reasons": [
            {"key": reason.key, "text": str(reason.text), "article": reason.article}
            for reason in checked.reasons
        ],
        "conditions": [
            {
                "key": each.key,
                "text": str(each.text),
                "kind": each.kind.value,
                "sense": each.sense.value,
                "article": each.article,
            }
            for each in checked.conditions
        ],
    }


def show_general_authorisation(offer: Offer) -> dict[str, Any]:
    one, terms = offer.rule, offer.terms
    named = sorted(one.destinations)
    return {
        "code": one.code,
        "member_state": offer.member_state or None,
        "is_example": offer.is_example,
        "section": one.section,
        "title": spoken(one.titles),
        "destinations": {
            "covered": named if one.names_destinations else [],
            "left_out": [] if one.names_destinations else named,
            "notes": [spoken(note) for note in one.destination_notes],
        },
        "conditions": [_condition(each) for each in one.conditions],
        "registration": one.registration["required"],
        "registration_note": spoken(one.registration["note"]),
        "first_use": one.first_use_notice["when"],
        "first_use_note": spoken(one.first_use_notice["note"]),
        "reporting": one.reporting["frequency"],
        "reporting_note": spoken(one.reporting["note"]),
        "icp_required": terms.icp_required,
        "terms": {
            "registration": terms.registration.value,
            "registration_days": terms.registration_days,
            "first_use": terms.first_use.value,
            "first_use_days": terms.first_use_days,
            "report_months": terms.report_months,
            "report_days": terms.report_days,
            "reports_on_request": terms.reports_on_request,
            "act": terms.act or None,
        },
        "declaration": spoken(one.declaration),
    }


def _condition(each: Condition) -> dict[str, Any]:
    return {
        "key": each.key,
        "text": spoken(each.texts),
        "kind": each.kind.value,
        "sense": each.sense.value,
        "article": each.article,
    }
