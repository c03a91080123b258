"""The sweeps that keep the product going: how often each comes by, and when one is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from exportctl.core.i18n import gettext_lazy as _


@dataclass(frozen=True)
class Sweep:
    """Work that beat asks for again and again: the name of its heartbeat, what people call it, how often it comes.

    `takes`: how long one round may take where that is longer than the rounds lie apart.
    """

    name: str
    label: Any
    every: timedelta
    takes: timedelta = timedelta(0)


# Those of the upper apps stand beside their tasks; settings.SWEEPS names all.
NOTICES = Sweep("drain_notices", _("Send messages"), timedelta(seconds=30))
DIGESTS = Sweep("send_digests", _("Send daily digests"), timedelta(seconds=60))
FILES = Sweep("scan_files", _("Check uploaded files"), timedelta(seconds=10))
EVENTS = Sweep("deliver_events_to_receivers", _("Deliver events to receivers"), timedelta(seconds=5))
PASSWORD_LINKS = Sweep("send_password_links", _("Send links to a new password"), timedelta(seconds=5))
PURGE = Sweep(
    "purge_idempotency_records", _("Forget old answers of REST and ended sessions"), timedelta(hours=1)
)
SEAL = Sweep("seal_audit", _("Seal the audit trail"), timedelta(seconds=10))  # every second, said every tenth
MISSED = 3  # rounds; one may be slow, one may be lost with its worker
AT_LEAST = timedelta(seconds=60)


def late_after(sweep: Sweep) -> timedelta:
    """How long after its last round a sweep is late."""
    return max(MISSED * sweep.every, AT_LEAST) + sweep.takes


FIRST_MINUTES = timedelta(minutes=30)  # in which what was there before the first start is caught up with


def is_starting(*, set_up_at: datetime | None, at: datetime, sweep: Sweep | None = None) -> bool:
    """Was the instance set up, or brought up to date, so shortly ago that it need not have done everything yet?

    Nor need a `sweep` that comes every hour have come by after half of one.
    """
    within = max(FIRST_MINUTES, late_after(sweep)) if sweep else FIRST_MINUTES
    return set_up_at is not None and timedelta(0) <= at - set_up_at < within


def is_late(sweep: Sweep, *, last: datetime | None, at: datetime) -> bool:
    """A sweep that never came by is late, too. Both instants are the machine's."""
    return last is None or at - last > late_after(sweep)
