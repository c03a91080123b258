"""What a consulted body may see of a case: the parts that the officer chose, and nothing beside them."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from exportctl.core.formatting import inside, long_day
from exportctl.desks.case.presenters import declarations
from exportctl.desks.case.presenters.declarations import Rows
from exportctl.desks.kinds import DRAFTS
from licensing.models import Advice, Consultation
from licensing.models.consultations import PART_LABELS
from licensing.rules.consultations import Part, State


def shared_parts(consultation: Consultation) -> list[dict[str, Any]]:
    """Each part as a title and rows for the look's summary list."""
    writers = {
        Part.ITEM: declarations.item,
        Part.AMOUNT: declarations.amount,
        Part.PARTIES: declarations.parties,
        Part.END_USE: declarations.end_use,
        Part.EXPORTER: declarations.exporter,
        Part.RED_FLAGS: declarations.red_flags,
    }
    shared = [
        {"title": PART_LABELS[part], "rows": rows(consultation.request)}
        for part, rows in writers.items()
        if part in consultation.parts
    ]
    if Part.CONDITIONS in consultation.parts:
        shared.append({"title": PART_LABELS[Part.CONDITIONS], "rows": _conditions(consultation)})
    return shared


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
        *(f"request__{draft}" for draft in DRAFTS),
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


def _conditions(consultation: Consultation) -> Rows:
    draft = consultation.conditions
    if draft is None or not draft.conditions:
        return [(_("Conditions"), _("None are drafted yet."))]
    title = _("Version %(version)d of %(day)s")
    return [(title % {"version": draft.version, "day": long_day(draft.written_at)}, list(draft.conditions))]
