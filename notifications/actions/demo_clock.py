"""Moving a demonstration's clock, and what has fallen due with it."""

from datetime import datetime

from exportctl.core import clock
from notifications.actions.closing import close_due


def move_clock(*, to: datetime | None) -> datetime:
    """Set the product's clock to `to`, or back to real time; close what has fallen due. Returns the present.

    Nothing that happened is undone. Raises NotADemonstration.
    """
    present = clock.reset() if to is None else clock.move_to(to)
    close_due(at=present)
    return present
