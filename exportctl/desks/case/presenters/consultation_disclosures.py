"""What a consulted body may see of a case: the parts that the officer chose, and nothing beside them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import inside, long_day
from licensing.labels import amount, label, money
from licensing.models import Advice, Consultation, RequestParty
from licensing.models.consultations import PART_LABELS
from licensing.models.versions import ROLE_LABELS
from licensing.rules.consultations import Part, State
from notifications.queries.red_flags import answered_questions

Rows = list[tuple[Any, Any]]


def shared_parts(consultation: Consultation) -> list[dict[str, Any]]:
    """Each part as a title and rows for the look's summary list."""
    writers = {
        Part.ITEM: _item,
        Part.AMOUNT: _amount,
        Part.PARTIES: _parties,
        Part.END_USE: _end_use,
        Part.EXPORTER: _exporter,
        Part.RED_FLAGS: _red_flags,
        Part.CONDITIONS: _conditions,
    }
    return [
        {"title": PART_LABELS[part], "rows": rows(consultation)}
        for part, rows in writers.items()
        if part in consultation.parts
    ]


def not_shared(consultation: Consultation) -> str:
    """The parts that are hidden, named."""
    return ", ".join(inside(name) for part, name in PART_LABELS.items() if part not in consultation.parts)


def consultation_by_link(consultation_id: UUID) -> Consultation | None:
    """Whatever its state; the caller compares the secret part of the link."""
    rows = Consultation.objects.select_related(
        "body",
        "conditions",
        "request__authority__member_state",
        "request__exporter",
        "request__notification",
        "request__version",
    )
    return rows.filter(pk=consultation_id).prefetch_related("advice__conditions").first()


def changed_conditions(consultation: Consultation, before: Advice) -> tuple[str, str] | None:
    """The conditions that a body advised on, and those it is asked about now; None where it sees none or the same."""
    if Part.CONDITIONS not in consultation.parts or not before.question:
        return None
    earlier = "\n".join(before.conditions.conditions) if before.conditions else ""
    now = "\n".join(consultation.proposed_conditions)
    return (earlier, now) if earlier != now else None


def takes_advice(consultation: Consultation) -> bool:
    return consultation.status == State.ASKED and consultation.request.is_open


def _item(consultation: Consultation) -> Rows:
    item = consultation.request.line
    return [
        (_("Name"), item.name),
        (_("Maker and model"), " · ".join(filter(None, [item.manufacturer, item.model]))),
        (_("Functions"), ", ".join(label("functions", code) for code in item.functions)),
        (_("Description"), item.description),
        (_("Customs code"), item.cn_code),
    ]


def _amount(consultation: Consultation) -> Rows:
    request = consultation.request
    planned = request.body.get("planned_on")
    return [
        (_("Quantity"), amount(request.line.quantity, request.line.unit)),
        (_("Value"), money(request.line.value, request.line.currency)),
        (_("Planned for"), long_day(date.fromisoformat(planned)) if planned else "–"),
    ]


def _parties(consultation: Consultation) -> Rows:
    request = consultation.request
    parties = [
        (ROLE_LABELS[party.role], [party.name, party.address, country(party.country), *_kind_of(party)])
        for party in request.parties
    ]
    return [(_("Destination"), country(request.destination)), *parties]


def _kind_of(party: RequestParty) -> list[str]:
    return [label("end_user_kinds", party.kind)] if party.kind else []


def _end_use(consultation: Consultation) -> Rows:
    body = consultation.request.body
    return [(_("End use"), body.get("end_use") or ""), (_("The doubt"), body.get("doubt") or "")]


def _exporter(consultation: Consultation) -> Rows:
    exporter = consultation.request.exporter
    return [(_("Name"), exporter.legal_name), (_("EORI"), exporter.eori)]


def _red_flags(consultation: Consultation) -> Rows:
    notification = getattr(consultation.request, "notification", None)
    version = notification.questionnaire if notification else ""
    answered = answered_questions(consultation.request.body, version=version)
    return [
        (f"{row.number} · {row.label}", [row.answer_label or "–", *([row.evidence] if row.evidence else [])])
        for row in answered
    ]


def _conditions(consultation: Consultation) -> Rows:
    draft = consultation.conditions
    if draft is None or not draft.conditions:
        return [(_("Conditions"), _("None are drafted yet."))]
    title = _("Version %(version)d of %(day)s")
    return [(title % {"version": draft.version, "day": long_day(draft.written_at)}, list(draft.conditions))]
