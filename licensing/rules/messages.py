"""Messages on a case: who stands on which side, and how long after its end somebody may still write."""

from datetime import date, timedelta
from enum import StrEnum

from exportctl.core.rules.permissions import Permission

DAYS_AFTER_THE_END = (
    30  # calendar days, of the case or of what was granted on it; our own rule, so that it stays over
)


class Side(StrEnum):
    EXPORTER = "exporter"
    AUTHORITY = "authority"


PERMISSION = {Side.EXPORTER: Permission.FILE, Side.AUTHORITY: Permission.HANDLE}
OTHER = {Side.EXPORTER: Side.AUTHORITY, Side.AUTHORITY: Side.EXPORTER}


def last_day_to_write(ended_on: date | None) -> date | None:
    """The last day on which a message is taken; None while the case is open."""
    return ended_on + timedelta(days=DAYS_AFTER_THE_END) if ended_on else None


def takes_messages(*, ended_on: date | None, today: date) -> bool:
    last = last_day_to_write(ended_on)
    return last is None or today <= last
