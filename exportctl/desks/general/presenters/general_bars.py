"""A bar from general authorisations in words: what it forbids, where it stands, and what an approval brings about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from exportctl.core.formatting import long_day
from exportctl.core.rules.four_eyes import Status
from exportctl.core.tables import Column
from licensing.models import Exporter, GeneralBar

WAITS = gettext_lazy("Waits for a second officer")
STANDS = pgettext_lazy("a bar", "In force")
LIFTED = pgettext_lazy("a bar", "Lifted")
DONE = pgettext_lazy("the lifting of a bar", "Carried out")
DISCARDED = pgettext_lazy("a proposal", "Discarded")


@dataclass(frozen=True)
class BarRow:
    bar: GeneralBar
    label: str | Promise
    tag: str


def bar_row(bar: GeneralBar, *, stands: bool) -> BarRow:
    if bar.status == Status.PROPOSED:
        return BarRow(bar, WAITS, "waiting")
    if bar.status == Status.DISCARDED:
        return BarRow(bar, DISCARDED, "uncounted")
    if not bar.burdens:
        return BarRow(bar, DONE, "done")
    return BarRow(bar, STANDS, "refused") if stands else BarRow(bar, LIFTED, "uncounted")


def fact_rows(bar: GeneralBar, *, is_officer: bool) -> list[Any]:
    """What was decided; how the company was heard and who acted, to its authority alone."""
    rows: list[Any] = [
        (_("Company"), f"{bar.exporter.legal_name} ({bar.exporter.number})"),
        (_("Authority"), bar.authority.own_name),
        (_("General authorisations"), ", ".join(bar.codes)),
        (_("Reasons"), bar.grounds),
    ]
    if bar.hearing_on:
        rows.append((_("Heard on"), long_day(bar.hearing_on)))
    elif bar.hearing_waived:
        rows.append((_("Not heard because"), bar.hearing_waived))
    if is_officer:
        told = _("Told") if bar.is_shared else _("Not told: %(why)s") % {"why": bar.unshared_because}
        rows += [(_("Other Member States"), told), (_("Proposed by"), str(bar.proposed_by))]
        if bar.approved_by:
            rows.append((_("Settled by"), str(bar.approved_by)))
    return rows


def if_barred(exporter: Exporter) -> list[Any]:
    return [
        format_html(
            _(
                "From the day of the approval on nothing that {company} declares under them is <b>covered</b>."
            ),
            company=exporter.legal_name,
        ),
        _("What it is registered for is suspended; customs and every check see it at once."),
        _(
            "The company gets a letter, with the reasons and its remedy; the authorities of other states are told."
        ),
    ]


def if_lifted(bar: GeneralBar) -> list[Any]:
    return [
        format_html(
            _("{company} may use {codes} again from the day of the approval on."),
            company=bar.exporter.legal_name,
            codes=", ".join(bar.codes),
        ),
        _("What no other bar forbids is valid again; whoever was told of the bar is told of this."),
    ]


def if_approved(bar: GeneralBar) -> list[Any]:
    return if_barred(bar.exporter) if bar.burdens else if_lifted(bar)


COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Reference"), lambda bar: bar.reference),
    Column(gettext_lazy("Company"), lambda bar: bar.exporter.legal_name),
    Column("EORI", lambda bar: bar.exporter.eori),
    Column(gettext_lazy("General authorisations"), lambda bar: ", ".join(bar.codes)),
    Column(gettext_lazy("What was decided"), lambda bar: bar.get_event_display()),
    Column(gettext_lazy("Status"), lambda bar: bar.get_status_display()),
    Column(gettext_lazy("Decided"), lambda bar: bar.approved_at),
)
