from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exportctl.core import clock
from exportctl.core.api.rendering import dump
from exportctl.core.queries.audit import export
from exportctl.core.queries.verification import one_snapshot


class Command(BaseCommand):
    help = "Writes the sealed audit trail to FILE, signed, for ./run verify."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        with one_snapshot():
            document = export(at=clock.now())
        file.write_bytes(dump(document))
        self.stdout.write(f"{len(document['events'])} events written to {file}")
