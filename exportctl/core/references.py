"""Reference numbers: what people type. Gapless per prefix and year, from locked counter rows."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

BRUSSELS = ZoneInfo("Europe/Brussels")


def next_reference(*, prefix: str, at: datetime, digits: int) -> str:
    """`DE-2026-00418`: prefix, Brussels year of `at`, next number; the row stays locked until commit."""
    year = at.astimezone(BRUSSELS).year
    return f"{prefix}-{year}-{next_number(prefix=prefix, year=year):0{digits}d}"


def next_number(*, prefix: str, year: int = 0) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_referencecounter AS counter (prefix, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefix, year) DO UPDATE SET last = counter.last + 1 RETURNING last",
            [prefix, year],
        )
        return int(cursor.fetchone()[0])
