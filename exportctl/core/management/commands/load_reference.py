from typing import Any

from django.core.management.base import BaseCommand

from exportctl.core.actions.loading import load_reference


class Command(BaseCommand):
    help = "Loads Member States, populations, public holidays and their organisations; what is there stays."

    def handle(self, **options: Any) -> None:
        for name, count in load_reference().items():
            self.stdout.write(f"{name}: {count} added")
