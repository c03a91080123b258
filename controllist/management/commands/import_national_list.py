from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from controllist.actions.dated_tables import load_national_list
from controllist.rules.dated_tables import WrongRows
from exportctl.core import clock
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany


class Command(BaseCommand):
    help = (
        "Loads a Member State's own list (Article 9): CSV or XLSX with code, text, publication, from, until."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("member_state", help="for example DE")
        parser.add_argument("file", type=Path)
        parser.add_argument("--publication", default="", help="of rows that name none: OJ C 2026/1234")
        parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, required=True)

    def handle(self, *args: object, **options: Any) -> None:
        try:
            count = load_national_list(
                member_state=options["member_state"],
                source=options["file"].read_bytes(),
                publication=options["publication"],
                starts_on=options["starts_on"],
                at=clock.now(),
            )
        except WrongRows as wrong:
            raise CommandError("\n".join(f"row {row}: {sentence}" for row, sentence in wrong.args)) from wrong
        except (NoHead, NotATable, TooMany) as error:
            raise CommandError(
                str(getattr(error, "sentence", "The head has to name the column code."))
            ) from error
        self.stdout.write(f"{count} entries of {options['member_state']}")
