"""What registering for a general authorisation, using it first and reporting its use ask of an exporter. Pure.

The Regulation says it of each code (`licensing/data/general_authorisations.json`); where it leaves it to the Member
States, a state's own terms are data with their act (Annex II, Sections A to H, Part 3; Article 12(6) and (7)).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Choice, Errors, Integer, Object, YesNo, error
from licensing.rules.general_authorisations import GeneralAuthorisation

REPORT_DAYS = 30  # after the end of a period, where no act sets the day
REMIND_DAYS = (30, 7)  # before a report is due
MONTHS = ("0", "1", "3", "6", "12")  # between two reports; none, or a part of the calendar year


class When(StrEnum):
    """When something has to be done, seen from the first export."""

    NO = "no"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Terms:
    """Of one code for the exporters of one state; days are calendar days."""

    registration: When
    registration_days: int
    first_use: When
    first_use_days: int
    report_months: int  # 0: no periodic report
    report_days: int
    reports_on_request: bool  # periodic from the day on which the authority asks for them
    icp_required: bool
    act: str = ""  # of the state; "" where the Regulation alone speaks


@dataclass(frozen=True)
class ReportPeriod:
    """From when to when use is reported, both days included, and by when."""

    first: date
    last: date
    due_on: date


TERMS = Object(
    members={
        "registration": Choice(options=tuple(When), gap=_("Say whether exporters register, and when.")),
        "registration_days": Integer(most=365, required=False),
        "first_use": Choice(options=(When.BEFORE, When.AFTER), gap=_("Say when the first use is notified.")),
        "first_use_days": Integer(most=365, required=False),
        "report_months": Choice(options=MONTHS, gap=_("Say how often use is reported.")),
        "report_days": Integer(least=1, most=180, required=False),
        "icp_required": YesNo(required=False),
        "is_example": YesNo(required=False),
    }
)


def terms_of(one: GeneralAuthorisation) -> Terms:
    """What the Regulation, or the act of a national one, says; what it leaves to the states is asked for by none."""
    told = one.registration["required"]
    notice, reporting = one.first_use_notice, one.reporting["frequency"]
    return Terms(
        registration=When(told) if told in list(When) else When.BEFORE if told == "always" else When.NO,
        registration_days=int(one.registration.get("days") or 0),
        first_use=When.BEFORE if notice["when"] == "before" else When.AFTER,
        first_use_days=int(notice["days"] or 0),
        report_months=int(one.reporting.get("months") or (12 if "yearly" in reporting else 0)),
        report_days=int(one.reporting.get("due_days") or REPORT_DAYS),
        reports_on_request=reporting.startswith("on_request"),
        icp_required=one.icp_required,
    )


def with_state(regulation: Terms, given: Mapping[str, Any], *, act: str) -> Terms:
    """The terms of a state over those of the Regulation."""
    months = int(given["report_months"])
    return Terms(
        registration=When(given["registration"]),
        registration_days=int(given.get("registration_days") or 0),
        first_use=When(given["first_use"]),
        first_use_days=int(given.get("first_use_days") or 0),
        report_months=months or (regulation.report_months if regulation.reports_on_request else 0),
        report_days=int(given.get("report_days") or REPORT_DAYS),
        reports_on_request=regulation.reports_on_request and not months,
        icp_required=bool(given.get("icp_required")) or regulation.icp_required,
        act=act,
    )


def loosened(regulation: Terms, given: Mapping[str, Any]) -> Errors:
    """Where a state asks for less than the Regulation does, by pointer: a state may ask for more, never for less."""
    errors = []
    registers, notifies = When(given["registration"]), When(given["first_use"])
    days, months = int(given.get("first_use_days") or 0), int(given["report_months"])
    if regulation.registration is When.BEFORE and registers is not When.BEFORE:
        errors.append(
            error("/registration", _("The Regulation asks for a registration before the first use."))
        )
    if regulation.first_use is When.BEFORE and (notifies is When.AFTER or days < regulation.first_use_days):
        text = _("The Regulation asks for the notice %(days)d days before the first export or earlier.")
        errors.append(error("/first_use_days", fill(text, {"days": regulation.first_use_days})))
    elif regulation.first_use is When.AFTER and notifies is When.AFTER and days > regulation.first_use_days:
        text = _("The Regulation asks for the notice %(days)d days after the first export or earlier.")
        errors.append(error("/first_use_days", fill(text, {"days": regulation.first_use_days})))
    required = regulation.report_months if not regulation.reports_on_request else 0
    if required and not 0 < months <= required:
        errors.append(
            error("/report_months", _("The Regulation asks for a report once a year or more often."))
        )
    return errors


def earliest_use(terms: Terms, *, notified_on: date) -> date:
    """The first day on which an export may begin that is notified on that day."""
    return notified_on + timedelta(days=terms.first_use_days) if terms.first_use is When.BEFORE else date.min


def notice_due_on(terms: Terms, *, first_export_on: date) -> date:
    """The last day for the notice of an export of that day."""
    days = timedelta(days=terms.first_use_days)
    return first_export_on - days if terms.first_use is When.BEFORE else first_export_on + days


def report_periods(terms: Terms, *, since: date, on: date) -> Iterator[ReportPeriod]:
    """Every period that has ended by that day, from the registration (or the request for reports) on.

    Periods are parts of the calendar year; the first begins with the day itself.
    """
    if not terms.report_months:
        return
    first = since
    while (last := _end_of_period(first, terms.report_months)) < on:
        yield ReportPeriod(first, last, last + timedelta(days=terms.report_days))
        first = last + timedelta(days=1)


def running_period(terms: Terms, *, since: date, on: date) -> ReportPeriod | None:
    """The period in which that day lies; none where nothing is reported."""
    if not terms.report_months:
        return None
    ended = list(report_periods(terms, since=since, on=on))
    first = ended[-1].last + timedelta(days=1) if ended else since
    last = _end_of_period(first, terms.report_months)
    return ReportPeriod(first, last, last + timedelta(days=terms.report_days))


def _end_of_period(day: date, months: int) -> date:
    month = ((day.month - 1) // months + 1) * months
    year, month = (day.year + 1, 1) if month == 12 else (day.year, month + 1)
    return date(year, month, 1) - timedelta(days=1)
