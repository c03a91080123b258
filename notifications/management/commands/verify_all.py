from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import controllist.queries.verification
import exportctl.core.queries.verification
import licensing.queries.verification
import notifications.queries.verification
from exportctl.core.head_file import HeadOutside
from exportctl.core.management.commands.verify_audit import heads_outside
from exportctl.core.queries.audit import verify
from exportctl.core.queries.verification import one_snapshot

SHOWN = 50
PARTS: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("populations and their changes", exportctl.core.queries.verification.faults),
    ("the list and its log", controllist.queries.verification.faults),
    ("proposals, decisions and bodies", licensing.queries.verification.faults),
    ("positions, receipts, tallies and outcomes", notifications.queries.verification.faults),
)


class Command(BaseCommand):
    help = "Compares everything that was decided with the sealed audit trail, and the trail with its head outside."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since", type=Path, metavar="HEAD", help="a head that was kept elsewhere, as well"
        )

    def handle(self, *, since: Path | None = None, **options: Any) -> None:
        heads = heads_outside(since)
        parts = [("the audit trail", lambda: _trail(heads)), *PARTS]
        with one_snapshot():
            faulty = sum(self._part(name, list(part())) for name, part in parts)
        if faulty:
            raise CommandError(f"{faulty} things do not agree")
        self.stdout.write("everything agrees with the audit trail")

    def _part(self, name: str, faults: list[str]) -> int:
        self.stdout.write(f"{name}: {len(faults) or 'no'} faults")
        for fault in faults[:SHOWN]:
            self.stderr.write(fault)
        return len(faults)


def _trail(heads: Iterable[HeadOutside]) -> Iterator[str]:
    result = verify(since=heads)
    yield from result.faults
    if result.faulty > len(result.faults):
        yield f"and {result.faulty - len(result.faults)} more"
