from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.module_loading import import_string

from exportctl.core.durability import objections
from exportctl.core.legal import column_grants, legal_tables


class Command(BaseCommand):
    help = "Check the application's role and the server's durability; a start-up refuses where this fails."

    def handle(self, *args: Any, **options: Any) -> None:
        tables = import_string(settings.TABLES)
        with connection.cursor() as cursor:
            faults = objections(
                cursor, legal_tables=legal_tables(tables), frozen_tables=[*column_grants(tables)]
            )
        if faults:
            raise CommandError(
                "exportctl does not start like this:\n" + "\n".join(f"- {line}" for line in faults)
            )
        self.stdout.write("Roles and durability are as they have to be.")
