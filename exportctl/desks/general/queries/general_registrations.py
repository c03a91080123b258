"""Registrants of an authority as an address asks for them, and the numbers beside."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.models import Organisation
from licensing.models import GeneralRegistration
from licensing.models.general_registrations import GeneralRegistrationQuerySet
from licensing.queries.general_registrations import Use, uses_of
from licensing.rules.authorisations import State
from licensing.rules.general_terms import ReportPeriod

VIEWS = {"all": _("All"), "overdue": _("Overdue"), "barred": _("Barred"), "ended": _("Ended")}


@dataclass(frozen=True, kw_only=True)
class RegistrantFilter(ListFilter):
    """What the address asks of the list."""

    view: str = fields.code(VIEWS, "all", narrows=False)
    words: str = fields.words(name="q")
    code: str = fields.words(name="code")


def registrant_rows(authority: Organisation, filters: RegistrantFilter) -> GeneralRegistrationQuerySet:
    """Those of the authority that the address asks for; what is overdue, the caller sees."""
    rows = GeneralRegistration.objects.filter(authority=authority)
    if filters.view == "ended":
        rows = rows.exclude(pk__in=GeneralRegistration.objects.live().values("pk"))
    elif filters.view == "barred":
        rows = rows.filter(authorisation__status=State.SUSPENDED.value)
    else:
        rows = rows.live()
    if filters.code:
        rows = rows.filter(code__iexact=filters.code)
    if words := filters.words:
        rows = rows.filter(
            Q(exporter__legal_name__icontains=words)
            | Q(exporter__eori__icontains=words)
            | Q(reference__icontains=words)
        )
    return rows.order_by("exporter__legal_name", "code", "pk")


def overdue(uses: list[Use], *, today: date) -> list[Use]:
    return [use for use in uses if any(each.is_over(today=today) for each in use.due)]


def registrants(authority: Organisation, filters: RegistrantFilter, *, today: date) -> list[Use]:
    """The uses that the address asks for."""
    uses = uses_of(registrant_rows(authority, filters), today=today, authority=authority)
    return overdue(uses, today=today) if filters.view == "overdue" else uses


def written_off_in(registration: GeneralRegistration, periods: list[ReportPeriod]) -> list[dict[str, Any]]:
    """What stands in the ledger of the periods, each entry as a line of a report."""
    entries = registration.authorisation.write_offs.filter(reversal=None).order_by(
        "accepted_on", "recorded_at"
    )
    found = []
    for entry in entries:
        period = next((each for each in periods if each.first <= entry.accepted_on <= each.last), None)
        if period is None:
            continue
        line = {
            "description": entry.mrn or entry.own_reference,
            "destination": entry.destination,
            "quantity": format(entry.quantity.normalize(), "f"),
            "unit": entry.unit,
            "value": None if entry.value is None else format(entry.value.normalize(), "f"),
            "currency": entry.currency,
            "recipient": entry.recipient,
        }
        clean = {name: text for name, text in line.items() if text}
        found.append({"period": period.last.isoformat(), "line": clean})
    return found
