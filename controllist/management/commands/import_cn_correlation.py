from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from controllist.actions.dated_tables import load_cn_correlation
from controllist.rules.dated_tables import WrongRows
from exportctl.core import clock
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany


class Command(BaseCommand):
    help = (
        "Loads which entries customs codes suggest (TARIC, CN): columns cn_code, control_entry, from, until."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, required=True)

    def handle(self, *args: object, **options: Any) -> None:
        file: Path = options["file"]
        try:
            count = load_cn_correlation(
                source=file.read_bytes(), name=file.name, starts_on=options["starts_on"], at=clock.now()
            )
        except WrongRows as wrong:
            raise CommandError("\n".join(f"row {row}: {sentence}" for row, sentence in wrong.args)) from wrong
        except (NoHead, NotATable, TooMany) as error:
            raise CommandError(
                str(getattr(error, "sentence", "The head has to name the column cn_code."))
            ) from error
        self.stdout.write(f"{count} customs codes")
