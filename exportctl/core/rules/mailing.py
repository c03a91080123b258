"""How a message reaches a person: at once, in the morning's digest, or in the inbox alone."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(7)


class Choice(StrEnum):
    """What a person asks for."""

    EACH = "each"
    DIGEST = "digest"
    LEGAL = "legal"  # none but those that the law's deadlines hang on


class Cases(StrEnum):
    """Which cases an officer asks to hear of."""

    MINE = "mine"
    EVERY = "every"


class Way(StrEnum):
    AT_ONCE = "at_once"
    DIGEST = "digest"
    INBOX = "inbox"  # no mail


class Group(StrEnum):
    """What a message asks of its reader."""

    LEGAL = "legal"  # a deadline of law begins, moves or ends
    TASK = "task"  # somebody has to act
    NEWS = "news"


def way(group: Group, *, choice: str, muted: bool) -> Way:
    """How a message of this group reaches a person who made this choice, and muted its case or did not.

    What a deadline of law hangs on comes at once, whatever a person chose or muted.
    """
    if group is Group.LEGAL:
        return Way.AT_ONCE
    if muted or choice == Choice.LEGAL:
        return Way.INBOX
    return Way.DIGEST if choice == Choice.DIGEST else Way.AT_ONCE


def last_morning(at: datetime, zone: ZoneInfo) -> datetime:
    """The latest seven o'clock in `zone` that is not after `at`: what was owed before it goes into a digest now."""
    local = at.astimezone(zone)
    today = datetime.combine(local.date(), MORNING, zone)
    return today if local >= today else datetime.combine(local.date() - timedelta(days=1), MORNING, zone)
