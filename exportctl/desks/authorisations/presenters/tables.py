"""Authorisations and ledgers as tables to take along."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.rules.decimals import shortest
from exportctl.desks.authorisations.presenters.authorisations import standing_words
from licensing.labels import line_name
from licensing.models import Authorisation, WriteOff

COLUMNS = (
    _("Reference"),
    _("Status"),
    _("Holder"),
    _("Destination"),
    _("Valid from"),
    _("Valid until"),
    _("Items"),
)
LEDGER_COLUMNS = (
    "MRN",
    pgettext_lazy("of an authorisation", "Line"),
    _("Accepted on"),
    _("Customs office"),
    _("Quantity"),
    _("Unit"),
    _("Value"),
    _("Currency"),
    _("Left"),
    _("Written off"),
    _("Reversed"),
)


def cells(row: Authorisation, *, at: datetime) -> list[object]:
    return [
        row.reference,
        standing_words(row, at=at).label,
        row.holder.legal_name,
        ", ".join(row.destinations),
        row.valid_from,
        row.valid_until,
        "; ".join(line_name(line) for line in row.lines),
    ]


def ledger_cells(row: WriteOff) -> list[object]:
    return [
        row.mrn or row.own_reference,
        row.line,
        row.accepted_on,
        row.customs_office,
        shortest(row.quantity),
        row.unit,
        "" if row.value is None else shortest(row.value),
        row.currency,
        "" if row.left is None else shortest(row.left),
        row.recorded_at,
        row.reversal.reversed_at if row.is_reversed else "",
    ]
