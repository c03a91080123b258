from typing import Any

from django.core.management.base import BaseCommand

from exportctl.core import clock
from notifications.actions.closing import close_due


class Command(BaseCommand):
    help = "Close every procedure whose window has ended; what the worker does every 30 seconds."

    def handle(self, *_args: Any, **_options: Any) -> None:
        closed = close_due(at=clock.now())
        self.stdout.write(f"{closed} closed")
