"""Who registered for which general authorisation, what is due of them next, and who may not use one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Min, OuterRef, Subquery

from controllist.rules.control_entries import Extent, codes_from
from exportctl.core import access
from exportctl.core.canonical import iso_or_none, rfc3339
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.models import (
    Exporter,
    FirstUseNotice,
    GeneralBar,
    GeneralBarService,
    GeneralRegistration,
    GeneralReport,
    RestrictiveMeasure,
    WriteOff,
)
from licensing.models.general_registrations import GeneralRegistrationQuerySet
from licensing.queries.general_editions import Offer, offers_of
from licensing.rules.exporters import clean_eori
from licensing.rules.general_authorisations import GeneralAuthorisation
from licensing.rules.general_registrations import Standing
from licensing.rules.general_terms import (
    REMIND_DAYS,
    ReportPeriod,
    Terms,
    notice_due_on,
    report_periods,
    running_period,
)
from licensing.rules.measures import ANNEX_I, Measure


class About(StrEnum):
    """What is due."""

    FIRST_USE = "first_use"
    REPORT = "report"


@dataclass(frozen=True)
class Due:
    """Something that an exporter owes about a registration, and by which day."""

    about: About
    due_on: date
    period: ReportPeriod | None = None

    def is_over(self, *, today: date) -> bool:
        return today > self.due_on

    def is_near(self, *, today: date) -> bool:
        return (self.due_on - today).days <= max(REMIND_DAYS)


@dataclass(frozen=True)
class Use:
    """A registration as it stands: on which terms, since when it is used, what was reported, what is due."""

    registration: GeneralRegistration
    offer: Offer
    first_use: FirstUseNotice | None
    first_export_on: date | None  # as customs or the holder's own reports have it
    due: tuple[Due, ...]
    running: ReportPeriod | None
    reports: tuple[GeneralReport, ...]  # of each period the newest, the newest period first

    @property
    def terms(self) -> Terms:
        return self.offer.terms

    @property
    def standing(self) -> Standing:
        return self.registration.standing


def standing_bars(exporter: Exporter) -> list[GeneralBar]:
    """What an authority forbade this exporter and did not allow again (Article 12(7))."""
    return list(GeneralBar.objects.standing().filter(exporter=exporter).order_by("-approved_at"))


def barred_codes(exporter: Exporter) -> frozenset[str]:
    return frozenset(code for bar in standing_bars(exporter) for code in bar.codes)


def live_registration(exporter: Exporter, code: str) -> GeneralRegistration | None:
    """The one that counts; barred it counts, too."""
    rows = GeneralRegistration.objects.live().filter(exporter=exporter, code=code)
    return rows.with_facts().order_by("-registered_at").first()


def registrations_by_code(exporter: Exporter) -> dict[str, GeneralRegistration]:
    """Those that count, by their codes."""
    rows = GeneralRegistration.objects.live().filter(exporter=exporter).with_facts()
    return {row.code: row for row in rows.order_by("registered_at")}


def uses_of(rows: GeneralRegistrationQuerySet, *, today: date, authority: Organisation) -> list[Use]:
    """Registrations at one authority, each with what is due on that day."""
    offers = offers_of(authority.pk, on=today)
    return [
        use_of(row, offers=offers, first_export_on=row.first_export_on, today=today)  # type: ignore[attr-defined]
        for row in with_first_exports(rows)
    ]


def with_first_exports(rows: GeneralRegistrationQuerySet) -> GeneralRegistrationQuerySet:
    """Each with all that a use is read from: its facts, and the first export that stands in its ledger."""
    used = WriteOff.objects.standing().filter(authorisation=OuterRef("authorisation")).order_by()
    first = used.values("authorisation").annotate(day=Min("accepted_on")).values("day")
    return rows.with_facts().annotate(first_export_on=Subquery(first))


def use_of(
    row: GeneralRegistration, *, offers: dict[str, Offer], first_export_on: date | None, today: date
) -> Use:
    offer = offers.get(row.code) or Offer(row.rule, row.edition.terms, row.edition)  # type: ignore[union-attr]  # only national ones end
    notices, reports = list(row.first_uses.all()), _newest(row.reports.all())
    notice = notices[-1] if notices else None
    since = reports_since(row, offer.terms)
    return Use(
        registration=row,
        offer=offer,
        first_use=notice,
        first_export_on=first_export_on,
        due=tuple(_due(row, offer.terms, notice, first_export_on, since, reports, today)),
        running=running_period(offer.terms, since=since, on=today) if since else None,
        reports=tuple(sorted(reports.values(), key=lambda each: each.period_until, reverse=True)),
    )


def reports_since(row: GeneralRegistration, terms: Terms) -> date | None:
    """From which day on use is reported; None while nothing is reported."""
    if not terms.report_months:
        return None
    return row.reports_requested_on if terms.reports_on_request else row.registered_on


def _newest(reports: Iterable[GeneralReport]) -> dict[date, GeneralReport]:
    return {each.period_until: each for each in reports}  # in order of their numbers


def _due(
    row: GeneralRegistration,
    terms: Terms,
    notice: FirstUseNotice | None,
    first_export_on: date | None,
    since: date | None,
    reports: dict[date, GeneralReport],
    today: date,
) -> Sequence[Due]:
    """What is owed now: the notice of a use that customs know of, and a report of each period that has ended."""
    if row.standing is Standing.ENDED:
        return []
    due = []
    if notice is None and first_export_on:
        due.append(Due(About.FIRST_USE, notice_due_on(terms, first_export_on=first_export_on)))
    if since:
        ended = report_periods(terms, since=since, on=today)
        due += [Due(About.REPORT, each.due_on, each) for each in ended if each.last not in reports]
    return sorted(due, key=lambda each: each.due_on)


def users_met(
    measure: RestrictiveMeasure, *, office: dict[str, Any] | None = None
) -> list[GeneralRegistration]:
    """Whoever may use a general authorisation for the country of a rule, and for items that it reaches."""
    rule = measure.rule
    if not rule.country or rule.listed:
        return []
    rows = GeneralRegistration.objects.live().filter(**office or {}).with_facts()
    return [row for row in rows.order_by("reference") if _may_meet(rule, row.rule)]


def _may_meet(rule: Measure, general: GeneralAuthorisation) -> bool:
    """Is the country one of its destinations, and does it cover an entry that the rule names, or does it name none?"""
    if not general.goes_to(rule.country):
        return False
    if not rule.entries or ANNEX_I in rule.entries:
        return True
    return any(general.covers(code) is not Extent.NO for entry in rule.entries for code in codes_from(entry))


def show_registration(row: GeneralRegistration) -> dict[str, Any]:
    """As REST answers a registration."""
    notices = list(row.first_uses.all())
    return {
        "reference": row.reference,
        "code": row.code,
        "status": row.standing.value,
        "authorisation": row.authorisation.reference,
        "registered_at": rfc3339(row.registered_at),
        "acknowledged_at": rfc3339(row.registered_at),
        "first_use_on": notices[-1].on.isoformat() if notices else None,
    }


def show_registrant(use: Use, *, today: date) -> dict[str, Any]:
    """A registration as its authority reads it: whose it is, and what is owed of it."""
    row = use.registration
    return {
        **show_registration(row),
        "exporter": {"name": row.exporter.legal_name, "number": row.exporter.number},
        "first_export_on": iso_or_none(use.first_export_on),
        "due": [
            {
                "about": each.about.value,
                "due_on": each.due_on.isoformat(),
                "overdue": each.is_over(today=today),
            }
            for each in use.due
        ],
    }


def show_report(report: GeneralReport) -> dict[str, Any]:
    return {
        "id": str(report.pk),
        "code": report.registration.code,
        "from": report.period_from.isoformat(),
        "until": report.period_until.isoformat(),
        "number": report.number,
        "due_on": report.due_on.isoformat(),
        "late": report.is_late,
        "nil": report.is_nil,
        "lines": len(report.lines),
        "filed_at": rfc3339(report.filed_at),
    }


def company_of(authority: Organisation, number: str) -> Exporter | None:
    """The company of the authority's state with this EORI, or this number of the state."""
    if not number:
        return None
    rows = Exporter.objects.filter(organisation__member_state=authority.member_state_id)
    by_eori = rows.filter(eori=clean_eori(number)).first()
    return by_eori or rows.exclude(other_number="").filter(other_number__iexact=number.strip()).first()


def show_bar(bar: GeneralBar, *, reader: User) -> dict[str, Any]:
    """In the words of REST; `with_parts()` brings along what it names.

    How the company was heard, what is not shared and what became of the letter is for its authority alone.
    """
    is_own = access.may(reader, Permission.HANDLE, bar)
    heard = {
        "held_on": bar.hearing_on.isoformat() if bar.hearing_on else None,
        "waived": bar.hearing_waived or None,
    }
    return {
        "reference": bar.reference,
        "status": bar.status,
        "event": bar.event,
        "state": str(bar.authority.member_state_id),
        "exporter": {"name": bar.exporter.legal_name, "number": bar.exporter.number},
        "codes": bar.codes,
        "grounds": bar.grounds,
        "hearing": heard if is_own and any(heard.values()) else None,
        "unshared_because": bar.unshared_because or None if is_own else None,
        "stands": bar.stands,
        "proposed_at": rfc3339(bar.proposed_at),
        "approved_at": rfc3339(bar.approved_at) if bar.approved_at else None,
        "lifts": bar.lifts.reference if bar.lifts else None,
        "services": [_service(each) for each in bar.services.all()] if is_own else [],
    }


def _service(service: GeneralBarService) -> dict[str, Any]:
    return {
        "number": service.number,
        "step": service.step,
        "way": service.way or None,
        "addressee": service.addressee or None,
        "on": service.on.isoformat(),
        "counts_on": service.counts_on.isoformat() if service.counts_on else None,
        "words": service.words or None,
    }
