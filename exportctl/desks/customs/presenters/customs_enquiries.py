"""A customs enquiry in words: what was asked, of whom, how long it waits, and the answer to be cited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.formatting import long_day
from exportctl.core.notices import zone_of
from exportctl.desks.case.presenters.offered_texts import OfferedText
from exportctl.desks.customs.presenters.customs_holds import View
from licensing.models import CustomsEnquiry
from licensing.models.customs_enquiries import ENQUIRY_LABELS
from licensing.queries.authority_texts import offered_of
from licensing.rules.authority_texts import Field
from licensing.rules.customs_enquiries import State

Words = str | Promise
TAGS = {State.ASKED.value: "waiting", State.ANSWERED.value: "done", State.TAKEN_BACK.value: "uncounted"}
TONES = {State.ASKED.value: "ochre", State.ANSWERED.value: "pine", State.TAKEN_BACK.value: ""}
HEADS: dict[str, Words] = {"asked": gettext_lazy("Asked")}
COLUMNS = (
    gettext_lazy("Number"),
    gettext_lazy("Status"),
    gettext_lazy("Question"),
    "MRN",
    gettext_lazy("Authorisation"),
    "EORI",
    gettext_lazy("Customs office"),
    gettext_lazy("Authority"),
    gettext_lazy("Asked"),
    gettext_lazy("Answered"),
    gettext_lazy("Answer"),
)


def views(numbers: Mapping[str, int]) -> list[View]:
    return [View(key, label, numbers[key]) for key, label in ENQUIRY_LABELS.items()]


def cells(enquiry: CustomsEnquiry) -> list[object]:
    return [
        enquiry.reference,
        enquiry.get_status_display(),
        enquiry.question,
        enquiry.mrn,
        enquiry.authorisation.reference if enquiry.authorisation else "",
        enquiry.exporter_eori,
        enquiry.customs_office,
        enquiry.authority.short_name,
        enquiry.asked_at,
        enquiry.answered_at,
        enquiry.answer,
    ]


def waiting_time(enquiry: CustomsEnquiry, *, at: datetime) -> str:
    """How long nobody has answered, in its largest unit; empty for one that does not wait."""
    return timesince(enquiry.asked_at, at, depth=1) if enquiry.status == State.ASKED else ""


def fact_rows(enquiry: CustomsEnquiry) -> list[Any]:
    """What customs said."""
    rows: list[Any] = [
        (_("Question"), enquiry.question),
        (_("Customs office"), f"{enquiry.office.spoken_name}, {enquiry.customs_office}"),
        (_("Authority asked"), enquiry.authority.own_name),
    ]
    if enquiry.mrn:
        rows.append(("MRN", enquiry.mrn))
    if enquiry.authorisation:
        rows.append((_("Authorisation"), enquiry.authorisation.reference))
    if enquiry.exporter_eori:
        rows.append((_("EORI of the declaration"), enquiry.exporter_eori))
    return rows


def offered_texts(enquiry: CustomsEnquiry) -> list[OfferedText]:
    """The authority's own standard texts for an answer, in the language of the customs office."""
    languages = (enquiry.office.language, enquiry.authority.language)
    return [
        OfferedText(str(text.pk), text.field, text.title, text.text(*languages), is_own=True)
        for text in offered_of(enquiry.authority, Field.ENQUIRY)
    ]


def citation(enquiry: CustomsEnquiry) -> str:
    """How the answer is cited."""
    if enquiry.answered_at is None:
        return ""
    words = {
        "number": enquiry.reference,
        "authority": enquiry.authority.own_name,
        "day": long_day(enquiry.answered_at, zone_of(enquiry.authority)),
    }
    return _("Cite it as %(number)s: answer of %(authority)s, %(day)s.") % words
