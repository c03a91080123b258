from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from exportctl.core import clock

MARK = """
    INSERT INTO core.demonstration (one) SELECT true WHERE NOT EXISTS (SELECT FROM core_user)
       AND NOT EXISTS (SELECT FROM core_seat) ON CONFLICT DO NOTHING
"""


class Command(BaseCommand):
    help = "Marks an instance without accounts as a demonstration, once and for good. Needs the owner's role."

    def handle(self, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(MARK)
            marked = bool(cursor.rowcount)
        if not marked and not clock.is_demonstration():
            raise CommandError(
                "This instance has accounts and is no demonstration; its clock would move for real cases."
                " Choose another EXPORTCTL_HOME."
            )
        self.stdout.write("marked" if marked else "is a demonstration already")
