from datetime import datetime

from django.db import transaction

from exportctl.core.models import Heartbeat
from exportctl.core.rules.heartbeats import Sweep


@transaction.atomic
def record_heartbeat(*, sweep: Sweep, at: datetime) -> None:
    """A sweep has come to its end at `at` (the machine's clock)."""
    if not Heartbeat.objects.filter(pk=sweep.name).update(at=at):
        Heartbeat.objects.bulk_create([Heartbeat(sweep=sweep.name, at=at)], ignore_conflicts=True)
