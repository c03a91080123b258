"""A round of a sweep: what stumbles keeps nothing after it waiting, and is said once everything has had its turn."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def try_each(act: Callable[[Thing], Result], things: Iterable[Thing]) -> list[Result]:
    """`act` on each of `things`, and what came of it. Raises the first failure once all were tried; each is logged.

    A sweep says its heartbeat after it: while something stumbles, the monitor shows the sweep as late. A round whose
    time is over ends at once.
    """
    results, failures = [], []
    for thing in things:
        try:
            results.append(act(thing))
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # whatever it is, the others are due, too
            log.exception("a step of a sweep stumbled: %r", thing)
            failures.append(error)
    if failures:
        raise failures[0]
    return results
