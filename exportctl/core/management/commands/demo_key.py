from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exportctl.core import clock
from exportctl.core.actions.keys import issue_key
from exportctl.core.models import Seat


class Command(BaseCommand):
    help = "Prints an API key for each account, a line each. In a demonstration only; the keys never expire."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("emails", nargs="+", metavar="EMAIL")

    @transaction.atomic
    def handle(self, *, emails: list[str], **options: Any) -> None:
        if not clock.is_demonstration():
            raise CommandError("This instance is no demonstration; make keys at /account/keys.")
        secrets = [self._key(email) for email in emails]
        self.stdout.write("\n".join(secrets))

    def _key(self, email: str) -> str:
        now = clock.now()
        seat = Seat.objects.live(at=now).filter(user__email__iexact=email).order_by("pk").first()
        if seat is None:
            raise CommandError(f"There is no demo account {email}.")
        issued = issue_key(user=seat.user, seat_id=seat.pk, name="demo_key", at=now, demonstration=True)
        return issued.secret
