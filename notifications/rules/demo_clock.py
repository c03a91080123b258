"""How a demonstration's clock is told where to go: `+45d`, `-3h`, `2027-01-15T12:00:00Z`."""

import re
from datetime import UTC, datetime, timedelta

UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def moved(text: str, *, at: datetime) -> datetime:
    """The instant that `text` means, seen from `at`; a date alone is midnight in UTC. Raises ValueError."""
    if step := re.fullmatch(r"([+-])(\d{1,9})([dhms])", text):
        sign, number, unit = step.groups()
        try:
            return at + int(f"{sign}{number}") * timedelta(**{UNITS[unit]: 1})
        except OverflowError as error:
            raise ValueError(f"{text} leads beyond the calendar") from error
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
