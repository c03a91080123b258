from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Marks this instance as a demonstration, once and for good. Needs the owner's role."

    def handle(self, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core.demonstration DEFAULT VALUES ON CONFLICT DO NOTHING")
            self.stdout.write("marked" if cursor.rowcount else "is a demonstration already")
