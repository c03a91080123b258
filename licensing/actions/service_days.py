"""A presumed day of service that could not be told at the sending: counted once its year's holidays are entered.

Whoever has to contest the act in time is told, and who wrote the letter. Of an attempt that failed no day counts.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.queries.reference import calendar_of
from exportctl.core.transitions import record
from licensing.models import AuthorisationRequest, GeneralBar, GeneralBarService, LetterService
from licensing.rules.general_registrations import GENERAL_BAR
from licensing.rules.letter_services import COUNT_DAY, moved_day
from licensing.rules.requests import REQUEST


@transaction.atomic
def count_letter_day(*, service_id: UUID, at: datetime) -> bool:
    """Store from which day a letter of a case counts as served. Locks the request."""
    of_letter = {"documents__services": service_id}
    parties = ("authority", "exporter__organisation")
    rows = AuthorisationRequest.objects.filter(**of_letter).select_related(*parties)
    request = locks.lock_for_update(rows, skip_locked=True)
    service = LetterService.objects.uncounted().filter(pk=service_id).first()
    if request is None or service is None:
        return False
    day = _moved(service.presumed_on, state=str(request.authority.member_state_id))
    if day is None:
        return False
    LetterService.objects.filter(pk=service.pk).update(counts_on=day)
    facts = {"letter": str(service.letter_id), "service": str(service.pk), "counts_on": day.isoformat()}
    unmoved = {"source": request.status, "target": request.status}
    record(request, COUNT_DAY, machine=REQUEST, actor=None, at=at, **unmoved, **facts)
    owe_notice(
        kind="service_day_counted",
        organisations=[request.exporter.organisation, request.authority],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/letters/{service.letter_id}",
        at=at,
        facts={"counts_on": day.isoformat()},
    )
    return True


@transaction.atomic
def count_bar_day(*, service_id: UUID, at: datetime) -> bool:
    """Store from which day the letter of a bar counts as served. Locks the bar."""
    rows = GeneralBar.objects.filter(services=service_id)
    bar: GeneralBar | None = locks.lock_for_update(
        rows.select_related("authority", "exporter__organisation"), skip_locked=True
    )
    service = GeneralBarService.objects.uncounted().filter(pk=service_id).first()
    if bar is None or service is None:
        return False
    day = _moved(service.presumed_on, state=str(bar.authority.member_state_id))
    if day is None:
        return False
    GeneralBarService.objects.filter(pk=service.pk).update(counts_on=day)
    facts = {"service": str(service.pk), "counts_on": day.isoformat()}
    unmoved = {"source": bar.status, "target": bar.status}
    record(bar, COUNT_DAY, machine=GENERAL_BAR, actor=None, at=at, **unmoved, **facts)
    owe_notice(
        kind="bar_service_day_counted",
        organisations=[bar.exporter.organisation, bar.authority],
        reference=bar.reference,
        path=bar.get_absolute_url(),
        at=at,
        facts={"counts_on": day.isoformat()},
    )
    return True


def _moved(day: date | None, *, state: str) -> date | None:
    assert day  # it is uncounted
    return moved_day(day, calendar=calendar_of(state))
