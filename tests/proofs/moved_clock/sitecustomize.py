"""For Python under Debian's faketime: its clock_nanosleep, which time.sleep calls, takes no monotonic instant."""

import select
import time


def sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select((), (), (), seconds)


time.sleep = sleep
