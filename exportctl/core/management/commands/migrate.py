from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from exportctl.core.initial_schema import InitialSchema


class Command(migrate.Command):
    """Django's, that starts an empty database from `core/schema.sql`."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one",
            action="store_true",
            help="Run every migration, also where the database has nothing yet.",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        whole = not any(
            options[name] for name in ("one_by_one", "app_label", "plan", "check_unapplied", "fake", "prune")
        )
        ours = options["database"] == DEFAULT_DB_ALIAS
        if whole and ours and (schema := InitialSchema.read()).fits():
            schema.load()
            if options["verbosity"]:
                self.stdout.write(f"The tables of {len(schema.migrations)} migrations were made at once.")
        super().handle(*arguments, **options)
