"""The sweeps that keep the product going: how often each comes by, and when one is late."""

from datetime import datetime, timedelta
from enum import StrEnum


class Sweep(StrEnum):
    CLOSE = "close_procedures"
    NOTICES = "drain_notices"
    DIGESTS = "send_digests"
    BODY_MAILS = "write_to_bodies"
    REMINDERS = "send_reminders"
    FILES = "scan_files"
    DOCUMENTS = "render_documents"
    SEAL = "seal_audit"


EVERY = {
    Sweep.CLOSE: timedelta(seconds=30),
    Sweep.NOTICES: timedelta(seconds=30),
    Sweep.DIGESTS: timedelta(seconds=60),
    Sweep.BODY_MAILS: timedelta(seconds=30),
    Sweep.REMINDERS: timedelta(seconds=60),
    Sweep.FILES: timedelta(seconds=10),
    Sweep.DOCUMENTS: timedelta(seconds=10),
    Sweep.SEAL: timedelta(seconds=10),  # seals every second, says so every tenth
}
MISSED = 3  # rounds; one may be slow, one may be lost with its worker
AT_LEAST = timedelta(seconds=60)


def late_after(sweep: Sweep) -> timedelta:
    """How long after its last round a sweep is late."""
    return max(MISSED * EVERY[sweep], AT_LEAST)


def is_late(sweep: Sweep, *, last: datetime | None, at: datetime) -> bool:
    """A sweep that never came by is late, too. Both instants are the machine's."""
    return last is None or at - last > late_after(sweep)
