from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from controllist.actions.table_imports import propose_table_import
from controllist.rules.table_imports import MOST_ACT, Kind
from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.core.models import User


class Command(BaseCommand):
    help = (
        "Reads a Member State's own list (Article 9) or customs codes from a CSV or XLSX file, in the name of an"
        " officer. Nothing of it counts until another officer confirms it on the site, or by REST."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[kind.value for kind in Kind])
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="starts_on", type=date.fromisoformat, required=True)
        parser.add_argument("--act", required=True, help="what the table rests on: OJ C, C/2026/1234")
        parser.add_argument("--officer", required=True, metavar="EMAIL", help="who proposes it")

    def handle(self, *args: object, **options: Any) -> None:
        file: Path = options["file"]
        officer = User.objects.filter(email__iexact=options["officer"], is_active=True).first()
        if officer is None:
            raise CommandError(f"There is no account {options['officer']}.")
        if len(options["act"]) > MOST_ACT:
            raise CommandError(f"The act is longer than {MOST_ACT} characters. Cite it shorter.")
        try:
            table = propose_table_import(
                kind=options["kind"],
                source=file.read_bytes(),
                name=file.name,
                legal_act=options["act"],
                starts_on=options["starts_on"],
                actor=officer,
                at=clock.now(),
            )
        except DomainError as refused:
            sentences = [str(each["detail"]) for each in refused.errors] or [str(refused.message)]
            raise CommandError("\n".join(sentences)) from refused
        self.stdout.write(f"{len(table.rows)} rows wait for a second officer: {table.get_absolute_url()}")
