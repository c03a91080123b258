"""What a request for an authorisation says, line by line and box by box, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.desks.case.queries.cases import CasePage
from licensing.labels import how_much, label, line_name, money
from licensing.models import (
    AuthorisationRequest,
    Document,
    Proposal,
    RequestLine,
)
from licensing.models.proposals import CRITERIA_LABELS, FINDING_LABELS
from licensing.models.request_drafts import FORM_LABELS, PROCEDURE_LABELS
from licensing.queries.documents import file_name
from licensing.queries.proposals import GrantedLine, granted_lines
from licensing.queries.registrations import record_before
from licensing.rules.end_use_statements import digest
from licensing.rules.export_requests import with_defaults
from licensing.rules.kinds import authorises, needs_statement
from licensing.rules.request_warnings import asks_for_icp
from licensing.rules.requests import GRANTS, Kind, Outcome
from licensing.rules.shapes import ANSWERS
from licensing.rules.state_consultations import locations_of

Rows = list[tuple[Any, Any]]


@dataclass(frozen=True)
class SignedOnline:
    """Who signed the end-use statement by a link, and whether that is still about what the case says."""

    signer: str
    signed_at: datetime
    email: str
    holds: bool
    paper: Document | None  # once it is made and sealed


@dataclass(frozen=True)
class AskedFor:
    """What the summary of a case shows besides its lines and parties."""

    document: Document | None  # the end-use statement, if it is one of the case
    signed: SignedOnline | None  # the one that was signed by a link
    statement: Rows
    boxes: Rows
    total: str
    lines: list[tuple[RequestLine, dict[str, Any] | None]]  # with how an officer classified each
    icp: Rows  # for compliance, of a global one


def asked_for(case: CasePage) -> AskedFor:
    """Of the case as it counts now."""
    request = case.request
    named = (request.body.get("end_use_statement") or {}).get("document")
    document = next((each for each in case.documents if str(each.pk) == named), None) if named else None
    signed = _signed(case)
    rows = [] if document or (signed and not _is_waived(request)) else statement(request)
    by_line = {word["line"]: word for word in case.classified}
    lines = [(line, by_line.get(line.pk)) for line in request.lines]
    return AskedFor(document, signed, rows, boxes(request), total(request), lines, icp(request))


def _signed(case: CasePage) -> SignedOnline | None:
    if not (facts := case.signed_statement):
        return None
    now = digest(case.request.body, exporter=case.request.exporter.legal_name)
    paper = next((each for each in case.documents if str(each.about) == facts["id"] and each.file), None)
    return SignedOnline(
        ", ".join((facts["name"], facts["function"], facts["organisation"])),
        datetime.fromisoformat(facts["signed_at"]),
        facts["email"],
        facts["digest"] == now,
        paper,
    )


def _is_waived(request: AuthorisationRequest) -> bool:
    return bool((request.body.get("end_use_statement") or {}).get("waived"))


def items(request: AuthorisationRequest) -> Rows:
    """One row an item, with everything that is said of it."""
    return [(_("Item %(n)d") % {"n": line.number}, _item(line)) for line in request.lines]


def _item(line: RequestLine) -> list[str]:
    functions = ", ".join(label("functions", code) for code in line.functions)
    words = [
        line_name(line),
        " · ".join(filter(None, [line.manufacturer, line.model])),
        line.description,
        _("Control entry: %(code)s") % {"code": line.control_entry} if line.control_entry else "",
        _("Customs code: %(code)s") % {"code": line.cn_code} if line.cn_code else "",
        functions,
        _("CAS number: %(number)s") % {"number": line.cas} if line.cas else "",
        _("Country of origin: %(country)s") % {"country": country(line.origin)} if line.origin else "",
        _("Own item number: %(number)s") % {"number": line.item_number} if line.item_number else "",
        how_much(line.quantity, line.unit, line.value, line.currency),
    ]
    return [word for word in words if word]


def statement(request: AuthorisationRequest) -> Rows:
    """The end-use statement: which file it is, or why it is asked to be waived (Article 12(4))."""
    given = request.body.get("end_use_statement") or {}
    if not given and not needs_statement(request.kind, request.body):
        return [(_("End-use statement"), [_("None: a global authorisation does not need one")])]
    if not given and request.is_enquiry:
        return [(_("End-use statement"), [_("None yet: an enquiry does not need one")])]
    if document := given.get("document"):
        return [(_("End-use statement"), [file_name(document)])]
    waived = [_("None: the exporter asks to waive it"), given.get("reason") or ""]
    return [(_("End-use statement"), [word for word in waived if word])]


def icp(request: AuthorisationRequest) -> Rows:
    """The internal compliance programme, where the form needs one (Article 12(4)); else nothing."""
    if not asks_for_icp(request.kind, request.body):
        return []
    given = request.body.get("icp") or {}
    days = [
        (_("Adopted on"), given.get("adopted_on")),
        (_("Reviewed on"), given.get("reviewed_on")),
    ]
    rows: Rows = [
        (_("Version"), given.get("version") or ""),
        *((label, long_day(date.fromisoformat(day)) if day else "") for label, day in days),
        (_("Why none is necessary"), given.get("unnecessary_because") or ""),
    ]
    said = [row for row in rows if row[1]] or [(_("Programme"), _("Not given with this request"))]
    registered = (record_before(request.exporter).get("icp") or {}).get("version")
    known = [_("Version %(version)s") % {"version": registered}] if registered else []
    return [*said, *((_("As registered"), words) for words in known)]


def boxes(request: AuthorisationRequest) -> Rows:
    """What the boxes of Annex III ask besides; what was left out says what is usual."""
    state = str(request.exporter.organisation.member_state_id)
    body = with_defaults(request.body, state=state, kind=Kind(request.kind))
    months, contract_on = body["valid_for_months"], body["contract_on"]
    project = body.get("project") or {}
    rows: Rows = [
        (_("Form"), str(FORM_LABELS[request.form]) if "form" in body and request.form else ""),
        (_("Project"), project.get("name") or ""),
        (_("Why it takes longer than four years"), project.get("why_longer") or ""),
        (
            _("An enquiry"),
            _("Would it be authorised? Asked before the contract.") if request.is_enquiry else "",
        ),
        (_("Asked for"), ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else ""),
        (_("Customs procedure"), str(PROCEDURE_LABELS[body["procedure"]])),
        (_("Where the items are"), ", ".join(map(country, locations_of(body)))),
        (_("Export declaration in"), country(body["export_state"])),
        (_("Date of the contract"), long_day(date.fromisoformat(contract_on)) if contract_on else ""),
        (_("Agent or representative"), body["agent"] or ""),
    ]
    return [row for row in rows if row[1]]


def total(request: AuthorisationRequest) -> str:
    """The value of all lines together, which share one currency."""
    values = [line.value for line in request.lines if line.value is not None]
    return money(sum(values, Decimal(0)), request.line.currency) if values else ""


def terms_in_words(proposal: Proposal) -> dict[str, str]:
    """What a proposal says besides its outcome and reasons, by where it stands; what is left out is not there."""
    months = proposal.valid_for_months
    rows = {
        _("Items granted"): "\n".join(map(_granted, granted_lines(proposal))) if proposal.lines else "",
        _("Destinations granted"): ", ".join(map(country, proposal.destinations)),
        _("Validity"): ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else "",
    }
    return {**rows, **dict(of_form(proposal)), **dict(weighed(proposal))}


def of_form(proposal: Proposal) -> list[tuple[str, str]]:
    """What a grant of its kind and form says besides; what was not recorded says so where the law asks for it."""
    if proposal.outcome not in GRANTS or not asks_for_icp(proposal.request.kind, proposal.request.body):
        icp_words = ""
    else:
        given = proposal.icp or {}
        icp_words = given.get("weighed") or given.get("unnecessary_because") or _("Not recorded")
    every = proposal.reports_every
    reports = ngettext("Every %(n)d month", "Every %(n)d months", every) % {"n": every} if every else ""
    rows = [
        (_("Why for more than four years"), proposal.longer_because),
        (_("A substantial limitation, because"), proposal.substantial_because),
        (_("The other Member States are not told, because"), proposal.confidential_because),
        (_("Reports of its use"), reports),
        (_("Internal compliance programme"), icp_words),
    ]
    return [row for row in rows if row[1]]


def weighed(proposal: Proposal) -> list[tuple[str, str]]:
    """The criteria of Article 15(1) and the elements of Article 2(20) that something was recorded under."""
    criteria, finding = proposal.criteria or {}, proposal.finding or {}
    rows = [(str(text), criteria[name]) for name, text in CRITERIA_LABELS.items() if name in criteria]
    answers = {code: label("red_flag_answers", code) for code in ANSWERS}
    elements = [
        f"{text} {answers.get(finding[name], finding[name])}"
        for name, text in FINDING_LABELS.items()
        if name in finding
    ]
    return rows + ([(_("Cyber-surveillance item (Article 2(20))"), "\n".join(elements))] if elements else [])


def unweighed(proposal: Proposal) -> list[tuple[str, str]]:
    """The criteria of Article 15(1) under which nothing was recorded: the second officer reads that, too."""
    decides = proposal.outcome in (*GRANTS, Outcome.REFUSE) and authorises(proposal.request.kind)
    missing = [str(text) for name, text in CRITERIA_LABELS.items() if name not in (proposal.criteria or {})]
    if not decides or not missing:
        return []
    return [(_("Not recorded (Article 15(1))"), "\n".join(missing))]


def _granted(row: GrantedLine) -> str:
    what = row.limit or (_("as asked for") if row.is_granted else _("refused"))
    return f"{row.line.number} · {line_name(row.line)}: {what}"
