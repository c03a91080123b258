from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exportctl.core import clock
from notifications.demo.seeding import seed_demo


class Command(BaseCommand):
    help = (
        "Fills a demonstration with invented people and 400 days of history; a second call changes nothing."
    )

    def handle(self, **options: Any) -> None:
        if not clock.is_demonstration():
            raise CommandError(
                "This instance is no demonstration; seed_demo would mix invented cases with real ones."
            )
        played = seed_demo()
        self.stdout.write(f"{played} steps replayed." if played else "The demonstration is seeded already.")
