"""The worker's part in procedures. A deadline is an indexed column: the sweep may be late, never wrong."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from exportctl.core import clock
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.rules.heartbeats import Sweep
from notifications.actions.closing import close_due

CLOSING = Sweep("close_procedures", _("Close procedures that have ended"), timedelta(seconds=30))


@shared_task(acks_late=True)
def close_procedures(**_unused: object) -> None:
    """Beat, every 30 s: decide what has ended."""
    close_due(at=clock.now())
    record_heartbeat(sweep=CLOSING, at=clock.machine_now())
