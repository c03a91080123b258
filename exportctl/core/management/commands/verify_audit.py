from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exportctl.core.queries.audit import verify


class Command(BaseCommand):
    help = "Recomputes the whole audit trail: every event, every place, every signed head."

    def handle(self, **options: Any) -> None:
        result = verify()
        self.stdout.write(f"{result.sealed} events sealed under {result.heads} signed heads")
        self.stdout.write(f"{result.unsealed} events not sealed yet")
        for fault in result.faults:
            self.stderr.write(fault)
        if result.faulty:
            raise CommandError(f"the audit trail does not stand: {result.faulty} faults")
        self.stdout.write("the audit trail stands")
