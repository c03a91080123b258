"""Whether this database is a demonstration, and as of which instant: written by the owner's role alone."""

from contextlib import closing
from datetime import datetime

import psycopg2
from django.db import connection

from exportctl import env


def stored_as_of() -> datetime | None:
    """The instant as of which this demonstration was seeded; None where that was the real present."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT as_of FROM core.demonstration")
        row = cursor.fetchone()
    return row[0] if row else None


def mark(*, as_of: datetime | None) -> None:
    """Declare this database a demonstration, or say anew as of when it is going to be seeded.

    Over a connection of its own: the application's role may only read the mark.
    """
    address = env.secret("DATABASE_OWNER_URL", "")
    if not address:
        raise env.BadSetting("DATABASE_OWNER_URL is not set; only the owner's role declares a demonstration.")
    with closing(psycopg2.connect(address)) as owner, owner, owner.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core.demonstration (as_of) VALUES (%s)"
            " ON CONFLICT (one) DO UPDATE SET as_of = EXCLUDED.as_of",
            [as_of],
        )
