from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exportctl.core.head_file import HeadOutside, NotAHead, head_outside
from exportctl.core.queries.audit import verify
from exportctl.core.queries.verification import one_snapshot


class Command(BaseCommand):
    help = (
        "Recomputes the whole audit trail: every event, every place, every signed head; and that it goes on from"
        " the head kept outside the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since", type=Path, metavar="HEAD", help="a head that was kept elsewhere, as well"
        )

    def handle(self, *, since: Path | None = None, **options: Any) -> None:
        heads = heads_outside(since)
        with one_snapshot():
            result = verify(since=heads)
        self.stdout.write(f"{result.sealed} events sealed under {result.heads} signed heads")
        self.stdout.write(f"{result.unsealed} events not sealed yet")
        for fault in result.faults:
            self.stderr.write(fault)
        if result.faulty:
            raise CommandError(f"the audit trail does not stand: {result.faulty} faults")
        self.stdout.write("the audit trail stands")


def heads_outside(since: Path | None) -> list[HeadOutside]:
    """The head beside the signing key, and the one in `since`. Raises CommandError for a file that holds none."""
    try:
        given = head_outside(since) if since else None
        heads = [given, head_outside()]
    except NotAHead as error:
        raise CommandError(f"the head kept outside the database cannot be read: {error}") from error
    if since and given is None:
        raise CommandError(f"there is no file {since}")
    return [head for head in heads if head is not None]
