"""What beat asks for. The rows are the queue: a task lost, doubled or late changes nothing but the time."""

import logging
from datetime import timedelta
from itertools import takewhile
from uuid import UUID

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from exportctl.core import clock
from exportctl.core.actions import keys
from exportctl.core.actions.files import scan_file
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.actions.mailing import deliver_password_link, send_digest
from exportctl.core.actions.notices import deliver_notice
from exportctl.core.actions.webhooks import deliver_events
from exportctl.core.api.calls import RECORDS_LIVE
from exportctl.core.models import DigestLine, File, Notice, PasswordLink, User, Webhook
from exportctl.core.rules.heartbeats import DIGESTS, EVENTS, FILES, NOTICES, PASSWORD_LINKS, PURGE
from exportctl.core.scanning import scanner
from exportctl.core.sweeps import try_each

log = logging.getLogger(__name__)
AT_ONCE = 500
SCANNING = timedelta(seconds=60)  # of one sweep: far below Celery's limit, and the sweep is not late


@shared_task
def drain_notices(**_: object) -> None:
    """Beat, every 30 s. The unsent rows are the queue; the broker may forget, they do not."""
    due = Notice.objects.due(at=clock.machine_now()).order_by("created_at", "pk")
    try_each(
        lambda pk: deliver_notice(notice_id=pk, at=clock.now(), machine_at=clock.machine_now()),
        list(due.values_list("pk", flat=True)[:AT_ONCE]),
    )
    record_heartbeat(sweep=NOTICES, at=clock.machine_now())


@shared_task(acks_late=True)
def deliver_events_to_receivers(**_: object) -> None:
    """Beat, every 5 s: each receiver gets what happened since the last event that arrived there."""
    try_each(
        lambda pk: deliver_events(webhook_id=pk, machine_at=clock.machine_now()),
        list(Webhook.objects.due(at=clock.machine_now()).values_list("pk", flat=True)),
    )
    record_heartbeat(sweep=EVENTS, at=clock.machine_now())


@shared_task
def send_password_links(**_: object) -> None:
    """Beat, every 5 s: somebody sits there and waits for the mail."""
    due = PasswordLink.objects.due(at=clock.machine_now()).order_by("owed_at", "pk")
    try_each(
        lambda pk: deliver_password_link(link_id=pk, machine_at=clock.machine_now()),
        list(due.values_list("pk", flat=True)[:AT_ONCE]),
    )
    record_heartbeat(sweep=PASSWORD_LINKS, at=clock.machine_now())


@shared_task
def send_digests(**_: object) -> None:
    """Beat, every minute: whose morning has come since a message was put off."""
    due = DigestLine.objects.due(at=clock.machine_now())
    try_each(
        lambda person: send_digest(person=person, at=clock.now(), machine_at=clock.machine_now()),
        User.objects.filter(pk__in=due.values("person"))[:AT_ONCE],
    )
    record_heartbeat(sweep=DIGESTS, at=clock.machine_now())


@shared_task
def scan_files(**_: object) -> None:
    """Beat, every 10 s, in a queue of its own. While the scanner is away files wait in quarantine, untried."""
    if scanner().is_there():
        until = clock.machine_now() + SCANNING
        due = File.objects.in_turn(at=clock.machine_now())
        in_time = takewhile(
            lambda _pk: clock.machine_now() < until, list(due.values_list("pk", flat=True)[:AT_ONCE])
        )
        try_each(_scan, in_time)
    else:
        log.warning(
            "the scanner does not answer"
        )  # the sweep ran; the files that wait are counted for people
    record_heartbeat(sweep=FILES, at=clock.machine_now())


def _scan(pk: UUID) -> None:
    scan_file(file_id=pk, at=clock.now(), machine_at=clock.machine_now())
    record_heartbeat(sweep=FILES, at=clock.machine_now())  # one file may take as long as many sweeps


@shared_task
def purge_idempotency_records(**_: object) -> None:
    """Beat, every hour; sessions whose row ended go along."""
    before = clock.now() - RECORDS_LIVE
    forget = (lambda: keys.purge_idempotency_records(before=before), SessionStore.clear_expired)
    try_each(lambda step: step(), forget)
    record_heartbeat(sweep=PURGE, at=clock.machine_now())
