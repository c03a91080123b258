"""What beat asks for about the list."""

import logging
from datetime import timedelta
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from controllist.actions.edition_papers import owe_papers, set_paper
from controllist.actions.log_files import publish_log
from controllist.models import EditionPaper
from controllist.queries.log import ForkedLog
from controllist.queries.snapshot import head
from exportctl.core import clock, locks
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.pdf import available
from exportctl.core.rules.heartbeats import Sweep

log = logging.getLogger(__name__)
PUBLISHING = Sweep("publish_list", _("Publish the list’s log as files"), timedelta(seconds=10))
EDITIONS = Sweep(
    "set_edition",
    _("Make the documents of the list’s editions"),
    timedelta(seconds=30),
    takes=timedelta(minutes=10),  # Celery's limit
)
SETTING = 0x5E77ED  # the advisory lock of whoever sets a document


@shared_task
def publish_list(**_options: object) -> None:
    """Beat, every 10 s: the log's files follow the log. Pages and REST do not wait for it."""
    if not settings.LOG_DIRECTORY:
        return
    try:
        publish_log(directory=Path(settings.LOG_DIRECTORY))
    except ForkedLog as error:
        log.error("%s", error)  # no heartbeat: the monitor shows that it stands still
        return
    record_heartbeat(sweep=PUBLISHING, at=clock.machine_now())


@shared_task
def set_edition(**_options: object) -> None:
    """Beat, every 30 s: one document that is missing, the newest edition's first, so that nobody waits for it.

    One that cannot be set waits for its next attempt, and the next one has its turn.

    It may take minutes: beside the letters, and never two at once.
    """
    newest = head().edition
    if newest and settings.LOG_DIRECTORY:
        if not available():
            return  # no heartbeat: the monitor shows that nothing is set
        _set_one(newest)
    record_heartbeat(sweep=EDITIONS, at=clock.machine_now())


def _set_one(newest: int) -> None:
    with locks.if_alone(SETTING) as nobody_else:
        if not nobody_else:
            return
        owe_papers(newest=newest)
        due = EditionPaper.objects.due(at=clock.machine_now()).values_list("pk", flat=True).first()
        if due:
            set_paper(paper_id=due, machine_at=clock.machine_now())
