"""What an exporter reports of its use of a general authorisation; and the reminders of what is due."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.sweeps import try_each
from exportctl.core.transitions import record
from licensing.models import GeneralRegistration, GeneralReminder, GeneralReport
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import offers_of
from licensing.queries.general_registrations import About, Due, Use, reports_since, use_of, uses_of
from licensing.rules.general_registrations import GENERAL_REGISTRATION, Reminder, report_gaps, report_line
from licensing.rules.general_terms import REMIND_DAYS, ReportPeriod, Terms, report_periods, running_period
from licensing.rules.shapes import JsonObject

NOTICES = {
    (About.REPORT, False): "general_report_due",
    (About.REPORT, True): "general_report_overdue",
    (About.FIRST_USE, False): "general_first_use_due",
    (About.FIRST_USE, True): "general_first_use_overdue",
}


@transaction.atomic
def file_report(
    *, exporter_id: UUID, code: str, body: JsonObject, actor: User, at: datetime
) -> GeneralReport:
    """Report the use of a period: with lines, or that there was none; once more, it corrects what was reported.

    Without a period it is the oldest that is owed. Raises NotFound without a registration, Invalid for a period that
    is none, or has not ended.
    """
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[exporter_id], at=at)
    registration = _lock_latest(exporter_id, code)
    if errors := report_gaps(body):
        raise Invalid(errors=errors)
    today = today_of(registration.authority, at=at)
    period = _period(registration, body, today)
    lines = [report_line(line) for line in body.get("lines") or []]
    number = 1 + registration.reports.filter(period_until=period.last).count()
    report = GeneralReport.objects.create(
        registration=registration,
        period_from=period.first,
        period_until=period.last,
        number=number,
        due_on=period.due_on,
        is_nil=not lines,
        lines=lines,
        filed_by=actor,
        filed_at=at,
        is_late=today > period.due_on,
    )
    facts: dict[str, Any] = {
        "code": code,
        "until": period.last.isoformat(),
        "number": number,
        "lines": len(lines),
    }
    record(registration, "report", machine=GENERAL_REGISTRATION, actor=actor, at=at, **facts)
    return report


def _lock_latest(exporter_id: UUID, code: str) -> GeneralRegistration:
    """The one that counts; what was given back is reported to its end. Raises NotFound."""
    rows = GeneralRegistration.objects.filter(exporter=exporter_id, code=code)
    latest = rows.order_by("-registered_at", "-pk").values_list("pk", flat=True).first()
    registration: GeneralRegistration | None = (
        locks.lock_for_update(rows.with_facts().filter(pk=latest)) if latest else None
    )
    if registration is None:
        raise NotFound
    return registration


def _period(registration: GeneralRegistration, body: JsonObject, today: date) -> ReportPeriod:
    """The one meant among those that have ended. Raises Invalid."""
    offers = offers_of(registration.authority_id, on=today)
    use = use_of(registration, offers=offers, first_export_on=None, today=today)
    since = reports_since(registration, use.terms)
    if since is None:
        text = _("Nobody asks for reports of %(code)s here.")
        raise Invalid(text % {"code": registration.code})
    ended = list(report_periods(use.terms, since=since, on=today))
    until = body.get("until")
    if until is None:
        owed = [each.period for each in use.due if each.period]
        if owed:
            return owed[0]
        raise Invalid(errors=[error("/until", _none_owed(use.terms, since, today))])
    chosen = next((each for each in ended if each.last.isoformat() == until), None)
    if chosen is None or (body.get("from") and body["from"] != chosen.first.isoformat()):
        known = ", ".join(f"{each.first.isoformat()}/{each.last.isoformat()}" for each in ended)
        text = _("No period that has ended is so. These are: %(periods)s.")
        message = text % {"periods": known} if ended else _none_owed(use.terms, since, today)
        raise Invalid(errors=[error("/until", message)])
    return chosen


def _none_owed(terms: Terms, since: date, today: date) -> str:
    running = running_period(terms, since=since, on=today)
    assert running
    text = _("No report is owed. The period that runs ends on %(day)s.")
    return text % {"day": long_day(running.last)}


def remind_of_general(*, at: datetime) -> int:
    """Go through what is due or overdue; each is written once, 30 and 7 days before and once it is over."""
    authorities = Organisation.objects.filter(kind="authority", general_registrations__isnull=False)
    given = set(GeneralReminder.objects.values_list("registration", "about", "due_on", "kind"))
    rows = authorities.select_related("member_state").distinct()
    return sum(try_each(lambda authority: _remind_uses(authority, given, at), rows))


def _remind_uses(authority: Organisation, given: Collection[tuple[Any, ...]], at: datetime) -> int:
    today = today_of(authority, at=at)
    rows = GeneralRegistration.objects.live().filter(authority=authority)
    new = [
        (use, due, kind)
        for use in uses_of(rows, today=today, authority=authority)
        for due, kind in _new(use, today, given)
    ]
    return sum(try_each(lambda each: _remind(*each, at), new))


def _new(use: Use, today: date, given: Collection[tuple[Any, ...]]) -> Iterator[tuple[Due, Reminder]]:
    """What is to be written now and was not."""
    for due in use.due:
        kind = _reminder(due, today)
        if kind and (use.registration.pk, due.about.value, due.due_on, kind.value) not in given:
            yield due, kind


@transaction.atomic
def _remind(use: Use, due: Due, kind: Reminder, at: datetime) -> bool:
    registration = use.registration
    given = {"registration": registration, "about": due.about.value, "due_on": due.due_on, "kind": kind.value}
    _row, is_new = GeneralReminder.objects.get_or_create(**given, defaults={"reminded_at": at})
    if not is_new:
        return False
    facts = {"code": registration.code, "due_on": due.due_on.isoformat()}
    if due.about is About.REPORT:
        record(registration, "report_due", machine=GENERAL_REGISTRATION, actor=None, at=at, **facts)
    else:
        record(registration, "first_use_due", machine=GENERAL_REGISTRATION, actor=None, at=at, **facts)
    owe_notice(
        kind=NOTICES[due.about, kind is Reminder.OVERDUE],
        organisations=[registration.exporter.organisation],
        reference=registration.reference,
        path=registration.get_absolute_url(),
        at=at,
        facts={"due_on": due.due_on.isoformat()},
    )
    return True


def _reminder(due: Due, today: date) -> Reminder | None:
    if due.is_over(today=today):
        return Reminder.OVERDUE
    left, (early, late) = (due.due_on - today).days, REMIND_DAYS
    if left <= late:
        return Reminder.NEAR
    return Reminder.SOON if left <= early else None
