"""What the end of a seat leaves behind in the apps above; they say so in `settings.SEAT_ENDS`: two functions.

The first answers sentences for whoever is about to end it, from a seat and the instant; the second is told, inside
the transaction, that it was removed.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from exportctl.core.models import Seat


def left_behind(seat: Seat, *, at: datetime) -> list[Any]:
    """Sentences on what goes back to the colleagues when this seat ends."""
    return list(import_string(settings.SEAT_ENDS[0])(seat, at=at))


def tell(seat: Seat, *, at: datetime) -> None:
    """Let the colleagues know what a removed seat left behind."""
    import_string(settings.SEAT_ENDS[1])(seat=seat, at=at)
