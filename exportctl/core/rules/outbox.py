"""When a message, a mail or a letter that could not be delivered is tried again, and when no longer."""

from datetime import timedelta

LEASE = timedelta(minutes=5)  # a worker's time for one delivery; after it another may repeat the delivery
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
ATTEMPTS = 14  # with these waits the last attempt comes 24 hours and a quarter after the first


def wait_after(attempts: int) -> timedelta | None:
    """How long after its failure, the `attempts`-th, a delivery is tried again; None when that was the last."""
    if attempts >= ATTEMPTS:
        return None
    doublings: int = 2 ** (attempts - 1)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
