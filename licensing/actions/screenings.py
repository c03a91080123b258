"""Asking the list, and keeping of it what may be kept."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection

from exportctl.core.models import User
from exportctl.core.references import BRUSSELS
from licensing.queries.coverage import with_coverage
from licensing.queries.screenings import Screening, screen

_LOG = (
    "INSERT INTO licensing_screeninglog (at, user_id, edition, line_hash, verdict)"
    " SELECT %s, %s, %s, line_hash, verdict FROM unnest(%s, %s) AS asked (line_hash, verdict)"
)
_COUNT = (
    'INSERT INTO licensing_screeningcount AS held ("on", verdict, count)'
    " SELECT %s, verdict, count FROM unnest(%s, %s) AS asked (verdict, count) ORDER BY verdict"
    ' ON CONFLICT ("on", verdict) DO UPDATE SET count = held.count + excluded.count'
)


def ask(*, lines: list[dict[str, Any]], user: User | None, at: datetime) -> Screening:
    """Screen `lines`. With a key, each line's hash and verdict are kept; without one they are counted.

    What is kept is one statement, which is a transaction by itself: two round trips less for every question.
    """
    answer = screen(lines, at=at)
    if not lines:
        return answer
    if user is not None:
        covered = with_coverage(answer.results, lines, reader=user, at=at)
        answer = replace(answer, results=covered)
    verdicts = [result["verdict"] for result in answer.results]
    with connection.cursor() as cursor:
        if user is not None:
            hashes = [_hash(line) for line in lines]
            cursor.execute(_LOG, [at, user.pk, answer.edition, hashes, verdicts])
        else:
            counts = Counter(verdicts)
            cursor.execute(_COUNT, [at.astimezone(BRUSSELS).date(), list(counts), list(counts.values())])
    return answer


def _hash(line: dict[str, Any]) -> str:
    """SHA-256 of the line as canonical JSON: its members are texts and whole numbers with ASCII names."""
    return sha256(orjson.dumps(line, option=orjson.OPT_SORT_KEYS)).hexdigest()
