"""`./run manage import_sanctions_list FILE`: the Union's consolidated list, XML or CSV, in use at once."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exportctl.core import clock
from exportctl.core.errors import DomainError
from licensing.actions.sanctions_lists import read_list, receive_list, take_list_into_use


class Command(BaseCommand):
    help = "Import a consolidated sanctions list from a file and compare every open case with it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--sample", action="store_true", help="invented: every page says so")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        try:
            received = receive_list(
                consolidated=read_list(content=content),
                is_sample=options["sample"],
                actor=None,
                at=clock.now(),
            )
        except DomainError as error:
            details = " ".join(str(each["detail"]) for each in getattr(error, "errors", []) or [])
            raise CommandError(details or str(error)) from error
        take_list_into_use(list_id=received.pk, at=clock.now())
        self.stdout.write(
            f"{received.entry_count} entries with {received.name_count} names of {received.dated_on} are in use."
        )
