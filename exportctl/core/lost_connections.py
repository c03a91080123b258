"""A connection to the database that dies under a request: what only reads is asked once more, the rest is told.

A killed backend takes its own connection along, a crashed server all of them until it has recovered.
"""

import time

import psycopg2
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest
from psycopg2 import errors

MARK = "exportctl.connection_lost"
WAIT, STEP = 3.0, 0.1  # seconds that a server may take to come back, and between two tries
# What the server says when it ends a backend or is not up yet. Where it can say nothing any more, the driver
# raises its plain classes; a lock, a timeout or a deadlock has a class of its own beneath them.
SHUT = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.ConnectionFailure)
SPEECHLESS = (psycopg2.OperationalError, psycopg2.InterfaceError)


def note(request: HttpRequest, error: BaseException | None) -> None:
    """Remember with the request that its connection died, if that is what went wrong."""
    if error is not None and is_loss(error):
        mark(request)


def mark(request: HttpRequest) -> None:
    """What only reads is asked once more."""
    request.META[MARK] = True


def was_lost(request: HttpRequest) -> bool:
    """Did it, since this was asked last?"""
    return bool(request.META.pop(MARK, False))


def is_loss(error: BaseException) -> bool:
    """Did the connection die, and not merely a statement of it (a lock, a timeout, a constraint)?"""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    return isinstance(cause, SHUT) or type(cause) in SPEECHLESS


def reconnect() -> bool:
    """Leave the dead connection and wait a moment for a new one; False where the server stays away."""
    connection.close()
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > until:
                return False
            time.sleep(STEP)
        else:
            return True
