"""What authorities report of cases that are kept elsewhere, for the public statistics."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from notifications.models import ReportedFigure
from notifications.models.reported_figures import DECIDED, RECEIVED


@dataclass(frozen=True)
class Report:
    """So many decisions of one kind in one month; without an outcome, so many cases received."""

    month: date  # any day of it
    number: int
    outcome: str = ""
    function: str = ""
    destination: str = ""


@transaction.atomic
def load_reports(*, reports: Iterable[Report]) -> int:
    """Store them as they are. Returns how many there were."""
    rows = [
        ReportedFigure(
            month=report.month.replace(day=1),
            counted=DECIDED if report.outcome else RECEIVED,
            outcome=report.outcome,
            function=report.function,
            destination=report.destination,
            number=report.number,
        )
        for report in reports
    ]
    return len(ReportedFigure.objects.bulk_create(rows))
