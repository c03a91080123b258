from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exportctl.core import clock
from exportctl.core.actions.loading import load_reference
from exportctl.core.canonical import rfc3339
from exportctl.core.models import User
from exportctl.core.queries.reference import calendars
from exportctl.demo.mark import mark, stored_as_of
from exportctl.demo.plan import OutOfSpan, require_span
from exportctl.demo.seeding import is_seeded, seed_demo
from exportctl.env import BadSetting


class Command(BaseCommand):
    help = (
        "Makes an instance without accounts a demonstration and fills it with invented people and 400 days of"
        " history, up to now or --as-of an instant; a second call changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            metavar="INSTANT",
            help="2028-02-29T12:00:00Z: the product's clock stands there, and ticks",
        )

    def handle(self, *_args: Any, as_of: str | None = None, **_options: Any) -> None:
        wanted = _instant(as_of) if as_of else None
        if is_seeded():
            _refuse_another(wanted)
            self.stdout.write("The demonstration is seeded already.")
            return
        played = _seed(wanted)
        self.stdout.write(f"{played} steps replayed.")


def _instant(text: str) -> datetime:
    """An instant; without a zone in UTC."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no instant. Say 2028-02-29T12:00:00Z.") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _refuse_another(wanted: datetime | None) -> None:
    if not clock.is_demonstration():
        raise CommandError(
            "This instance is no demonstration; seed_demo would mix invented cases with real ones."
        )
    stored = stored_as_of()
    if wanted and wanted != stored:
        since = f"as of {rfc3339(stored)}" if stored else "as of its real present"
        raise CommandError(
            f"This demonstration was seeded {since}, not as of {rfc3339(wanted)}, and keeps its history."
            " For another choose another EXPORTCTL_HOME; `./run manage demo_clock` moves the clock alone."
        )


def _seed(as_of: datetime | None) -> int:
    is_demonstration = clock.is_demonstration()
    if not is_demonstration and User.objects.exists():
        raise CommandError(
            "This instance has accounts and is no demonstration; seed_demo would mix invented cases with real"
            " ones. Choose another EXPORTCTL_HOME."
        )
    present = as_of or (clock.reset() if is_demonstration else clock.now())
    load_reference()
    try:
        require_span(at=present, calendars=calendars())
        if not is_demonstration or stored_as_of() != as_of:
            mark(as_of=as_of)
        return seed_demo(present=present, stays=as_of is not None)
    except (OutOfSpan, BadSetting) as error:
        raise CommandError(str(error)) from error
