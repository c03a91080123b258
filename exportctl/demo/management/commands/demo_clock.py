import re
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DataError

from exportctl.core import clock
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import DomainError
from notifications.actions.demo_clock import move_clock
from notifications.rules.demo_clock import moved


class Command(BaseCommand):
    help = "Move a demonstration's clock, close what has fallen due, print the new time."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser._negative_number_matcher = re.compile(r"^-\d")  # -3h is a value here, not an option
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("to", help="+45d, -3h (d, h, m or s), 2027-01-15T12:00:00Z, or reset")

    def handle(self, *_args: Any, to: str, **_options: Any) -> None:
        if not clock.is_demonstration():
            raise CommandError(str(clock.NotADemonstration("Only a demonstration can move its clock.")))
        try:
            present = move_clock(to=None if to == "reset" else _instant(to))
        except (DomainError, DataError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(rfc3339(present))


def _instant(text: str) -> datetime:
    try:
        return moved(text, at=clock.now())
    except ValueError as error:
        raise CommandError(
            f"{text!r} is no time. Say +45d, -3h (d, h, m or s), 2027-01-15T12:00:00Z, or reset."
        ) from error
