from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exportctl.core import clock
from exportctl.demo.union import NotEmpty, seed_union
from exportctl.env import BadSetting


class Command(BaseCommand):
    help = (
        "Fills an empty instance with an invented Union: 50,000 entries, 2,000,000 cases, 5,000,000 lines of"
        " authorisations, times --scale. It is a demonstration for good, and has no audit trail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=float, default=0.1, help="0.01 to 1; 0.1 takes about 1 GB")

    def handle(self, *_args: Any, scale: float, **_options: Any) -> None:
        if not 0.001 <= scale <= 1:
            raise CommandError("--scale is a number from 0.001 to 1.")
        try:
            seed_union(scale=scale, at=clock.now(), tell=lambda line: self.stdout.write(line))
        except (NotEmpty, BadSetting) as error:
            raise CommandError(str(error)) from error
        settings.EXPORTCTL_HOME.joinpath("kind").write_text("demonstration")
        self.stdout.write(f"{scale:g} of the Union is there.")
