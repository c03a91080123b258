"""What an exporter declared, part by part, as rows of label and words: for a page, a print, a consulted body."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.desks.case.presenters import export_requests
from exportctl.desks.case.queries.cases import CasePage
from exportctl.desks.kinds import draft_of
from licensing.labels import amount as quantity_in_words
from licensing.labels import label, money
from licensing.models import AuthorisationRequest, RequestParty
from licensing.models.versions import ROLE_LABELS
from notifications.queries.red_flags import answered_questions

Rows = list[tuple[Any, Any]]


@dataclass(frozen=True)
class Section:
    title: str
    rows: Rows


def declaration_of(case: CasePage) -> list[Section]:
    """Everything that was declared, as it counts now, for its exporter and its authority alike."""
    request = case.request
    is_request = "items" in request.body
    sections = [
        Section(_("Exporter"), [*exporter(request), (_("Address"), request.exporter.address)]),
        Section(_("About the case"), _about_the_case(request)),
        Section(_("Items") if is_request else _("Item"), item(request)),
        Section(_("Quantity, value and planned day"), amount(request)),
        Section(_("Destination and parties"), parties(request)),
        Section(_("End use") if is_request else _("End use and doubt"), end_use(request)),
        Section(_("Validity and customs"), export_requests.boxes(request) if is_request else []),
        Section(_("Due diligence"), red_flags(request)),
        Section(_("Files"), _files(case)),
        Section(_("Questions of the authority"), _questions(case)),
    ]
    return [section for section in sections if section.rows]


def item(request: AuthorisationRequest) -> Rows:
    """Of a request each of its items, with how much of it."""
    if "items" in request.body:
        return export_requests.items(request)
    line = request.line
    return [
        (_("Name"), line.name),
        (_("Maker and model"), " · ".join(filter(None, [line.manufacturer, line.model]))),
        (_("Functions"), ", ".join(label("functions", code) for code in line.functions)),
        (_("Description"), line.description),
        (_("Customs code"), line.cn_code),
    ]


def amount(request: AuthorisationRequest) -> Rows:
    if "items" in request.body:
        return []
    planned, line = request.body.get("planned_on"), request.line
    return [
        (_("Quantity"), quantity_in_words(line.quantity, line.unit)),
        (_("Value"), money(line.value, line.currency)),
        (_("Planned for"), long_day(date.fromisoformat(planned)) if planned else "–"),
    ]


def parties(request: AuthorisationRequest) -> Rows:
    rows = [
        (ROLE_LABELS[party.role], [party.name, party.address, country(party.country), *_kind_of(party)])
        for party in request.parties
    ]
    return [(_("Destination"), country(request.destination)), *rows]


def end_use(request: AuthorisationRequest) -> Rows:
    body = request.body
    if "items" in body:
        return [(_("End use"), body.get("end_use") or ""), *export_requests.statement(request)]
    return [(_("End use"), body.get("end_use") or ""), (_("The doubt"), body.get("doubt") or "")]


def exporter(request: AuthorisationRequest) -> Rows:
    return [(_("Name"), request.exporter.legal_name), (_("EORI"), request.exporter.eori)]


def red_flags(request: AuthorisationRequest) -> Rows:
    version = getattr(draft_of(request), "questionnaire", "")
    if not version:
        return []
    answered = answered_questions(request.body, version=version)
    return [
        (f"{row.number} · {row.label}", [row.answer_label or "–", *([row.evidence] if row.evidence else [])])
        for row in answered
    ]


def _about_the_case(request: AuthorisationRequest) -> Rows:
    """For its exporter and its authority alone: a consulted body is shown none of it."""
    labels = {
        "own_reference": _("Exporter’s own reference"),
        "contact": _("Whom to ask about this case"),
        "covering_note": _("A word to the officer"),
        "urgent_because": _("Why it is urgent"),
    }
    return [(text, request.body[name]) for name, text in labels.items() if request.body.get(name)]


def _files(case: CasePage) -> Rows:
    """What the exporter sent, with the fingerprint by which a copy can be recognised."""
    sent = case.request.documents.from_exporter().select_related("file").order_by("created_at", "name")
    return [(row.name, [filesizeformat(row.file.size), row.file.sha256]) for row in sent if row.file]


def _questions(case: CasePage) -> Rows:
    return [
        (row.question, row.answer or _("No answer yet")) for row in case.questions if not row.withdrawn_at
    ]


def _kind_of(party: RequestParty) -> list[str]:
    return [label("end_user_kinds", party.kind)] if party.kind else []
