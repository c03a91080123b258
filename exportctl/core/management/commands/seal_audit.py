import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from exportctl.core import clock
from exportctl.core.actions.audit import BATCH, keep_head_outside, seal
from exportctl.core.actions.heartbeats import record_heartbeat
from exportctl.core.rules.heartbeats import SEAL

EVERY = 1.0  # seconds
THOROUGH_EVERY = 60  # rounds
BEAT_EVERY = 10  # rounds


class Command(BaseCommand):
    help = "Seals what is ready of the audit trail; with --loop every second, until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on, a round every second")

    def handle(self, *, loop: bool, **options: Any) -> None:
        if loop:
            self._go_on()
        else:
            self.stdout.write(f"{self._all_ready(thorough=True)} events sealed")

    def _go_on(self) -> None:
        stop = threading.Event()
        for stop_signal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop_signal, lambda *_signal: stop.set())
        rounds = 0
        while not stop.is_set():
            close_old_connections()
            try:
                self._all_ready(thorough=rounds % THOROUGH_EVERY == 0, complain=rounds % THOROUGH_EVERY == 0)
                if rounds % BEAT_EVERY == 0:
                    record_heartbeat(sweep=SEAL, at=clock.machine_now())
            except OperationalError as away:
                self.stderr.write(f"the database is away, trying again: {away}")
            rounds += 1
            stop.wait(EVERY)

    def _all_ready(self, *, thorough: bool, complain: bool = True) -> int:
        sealed = 0
        while batch := seal(at=clock.machine_now(), thorough=thorough):
            sealed += batch
            if batch < BATCH:
                break
        if (sealed or complain) and not keep_head_outside() and complain:
            self.stderr.write(
                f"the audit trail contradicts the head in {settings.AUDIT_HEAD_FILE}: run verify_audit"
            )
        return sealed
