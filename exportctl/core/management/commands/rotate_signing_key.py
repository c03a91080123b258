from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exportctl.core import signing


class Command(BaseCommand):
    help = (
        "Exchanges the signing key: a new one signs from now on, and a note by which both vouch for that is published"
        " at /log/keys. Everything signed before stays valid. Store the old private key away, or destroy it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--successor",
            type=Path,
            metavar="FILE",
            help="a key (PEM) that you put in place of the old one yourself",
        )

    def handle(self, *_args: Any, successor: Path | None = None, **_options: Any) -> None:
        try:
            vouched = signing.rotate(successor)
        except (ImproperlyConfigured, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(vouched)
        if successor is None:
            self.stdout.write(f"Signed with from now on: {signing.fingerprint()}")
