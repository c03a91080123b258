"""The worker's part in procedures. A deadline is an indexed column: the sweep may be late, never wrong."""

from celery import shared_task

from exportctl.core import clock
from exportctl.core.actions.heartbeats import keep_beat
from exportctl.core.rules.heartbeats import Sweep
from notifications.actions.closing import close_due


@shared_task(acks_late=True)
def close_procedures(**_unused: object) -> None:
    """Beat, every 30 s: decide what has ended."""
    close_due(at=clock.now())
    keep_beat(sweep=Sweep.CLOSE, at=clock.machine_now())
