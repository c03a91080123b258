"""A registration in words: on which terms it is used, what is due next, and what each date means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from exportctl.core.formatting import long_day
from exportctl.core.tables import Column
from licensing.queries.general_editions import Offer
from licensing.queries.general_registrations import About, Due, Use
from licensing.rules.general_authorisations import spoken
from licensing.rules.general_registrations import Standing
from licensing.rules.general_terms import Terms, When

STANDINGS: dict[Standing, str | Promise] = {
    Standing.REGISTERED: pgettext_lazy("a company, for a general authorisation", "Registered"),
    Standing.BARRED: pgettext_lazy("a company, from a general authorisation", "Barred"),
    Standing.ENDED: pgettext_lazy("a registration", "Ended"),
}
TAGS = {Standing.REGISTERED: "done", Standing.BARRED: "refused", Standing.ENDED: "uncounted"}
EVERY = {
    1: gettext_lazy("Every month"),
    3: gettext_lazy("Every quarter"),
    6: gettext_lazy("Every half-year"),
    12: gettext_lazy("Every year"),
}


@dataclass(frozen=True)
class DueRow:
    """One thing that is due, in words, and how pressing it is."""

    due: Due
    sentence: str
    is_over: bool
    is_near: bool


@dataclass(frozen=True)
class UseRow:
    """A registration as a list shows it."""

    use: Use
    title: str
    standing: str | Promise
    tag: str
    due: Sequence[DueRow]
    next: str  # what comes next where nothing is owed


def use_row(use: Use, *, today: date) -> UseRow:
    standing = use.standing
    return UseRow(
        use=use,
        title=spoken(use.offer.rule.titles),
        standing=STANDINGS[standing],
        tag=TAGS[standing],
        due=[due_row(each, today=today) for each in use.due],
        next=next_of(use),
    )


def due_row(due: Due, *, today: date) -> DueRow:
    is_over = due.is_over(today=today)
    if due.about is About.FIRST_USE:
        text = (
            _("The first use was to be notified by %(day)s")
            if is_over
            else _("Notify the first use by %(day)s")
        )
        sentence = text % {"day": long_day(due.due_on)}
    else:
        assert due.period
        words = {
            "first": long_day(due.period.first),
            "last": long_day(due.period.last),
            "day": long_day(due.due_on),
        }
        text = (
            _("The report for %(first)s to %(last)s was due by %(day)s")
            if is_over
            else _("Report %(first)s to %(last)s by %(day)s")
        )
        sentence = text % words
    return DueRow(due, sentence, is_over, due.is_near(today=today))


def next_of(use: Use) -> str:
    """What comes next, where nothing is owed."""
    if use.standing is Standing.BARRED:
        return _("Its use is forbidden until the authority allows it again.")
    if use.standing is Standing.ENDED:
        return _("It was given back.")
    if use.first_use is None and use.terms.first_use is When.BEFORE:
        return _("Before the first export: notify it %(days)d days ahead.") % {
            "days": use.terms.first_use_days
        }
    if use.first_use is None:
        text = _("Notify the first use within %(days)d days after the first export.")
        return text % {"days": use.terms.first_use_days}
    if use.running:
        text = _("The period that runs ends on %(last)s; its report is due by %(day)s.")
        return text % {"last": long_day(use.running.last), "day": long_day(use.running.due_on)}
    return _("Nothing is due.")


def terms_rows(terms: Terms) -> list[tuple[Any, str]]:
    """What a code asks of an exporter of this state, line by line."""
    return [
        (_("Registration"), _registration(terms)),
        (_("Notice of the first use"), _first_use(terms)),
        (_("Reports on use"), _reports(terms)),
        (
            _("Internal compliance programme"),
            _("Required") if terms.icp_required else _("Not required by this authorisation"),
        ),
        (
            _("Where that is written"),
            terms.act or _("Annex II of the Regulation; the state has stored nothing of its own here"),
        ),
    ]


def _registration(terms: Terms) -> str:
    if terms.registration is When.BEFORE:
        return _("Before the first use")
    if terms.registration is When.AFTER:
        text = ngettext(
            "Within %(n)d day after the first use",
            "Within %(n)d days after the first use",
            terms.registration_days,
        )
        return text % {"n": terms.registration_days}
    return _("Not asked for; registering is possible, and customs and the check then know of it")


def _first_use(terms: Terms) -> str:
    days = terms.first_use_days
    if terms.first_use is When.BEFORE:
        if not days:
            return _("Before the first export")
        text = ngettext(
            "%(n)d day before the first export at the latest",
            "%(n)d days before the first export at the latest",
            days,
        )
        return text % {"n": days}
    text = ngettext(
        "Within %(n)d day after the first export", "Within %(n)d days after the first export", days
    )
    return text % {"n": days}


def _reports(terms: Terms) -> str:
    if not terms.report_months:
        return _("No periodic report; the authority may ask")
    words = {"every": EVERY[terms.report_months], "days": terms.report_days}
    if terms.reports_on_request:
        text = _(
            "%(every)s once the authority asks for them, within %(days)d days after the end of the period"
        )
        return text % words
    return _("%(every)s, within %(days)d days after the end of the period") % words


def offer_title(offer: Offer) -> str:
    return spoken(offer.rule.titles)


REGISTRANT_COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Reference"), lambda row: row.use.registration.reference),
    Column(gettext_lazy("Company"), lambda row: row.use.registration.exporter.legal_name),
    Column("EORI", lambda row: row.use.registration.exporter.eori),
    Column(gettext_lazy("General authorisation"), lambda row: row.use.registration.code),
    Column(gettext_lazy("Status"), lambda row: str(row.standing)),
    Column(gettext_lazy("Registered"), lambda row: row.use.registration.registered_at),
    Column(gettext_lazy("First use"), lambda row: row.use.first_use.on if row.use.first_use else ""),
    Column(gettext_lazy("Due"), lambda row: "; ".join(each.sentence for each in row.due)),
)
