"""What beat asks for about the list."""

import logging
from datetime import timedelta
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from controllist.actions.log_files import ForkedLog, publish_log
from exportctl.core import clock
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.rules.heartbeats import Sweep

log = logging.getLogger(__name__)
PUBLISHING = Sweep("publish_log", _("Publish the list’s log as files"), timedelta(seconds=10))


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
