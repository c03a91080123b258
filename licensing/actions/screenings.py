"""Asking the list, and keeping of it what may be kept."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from controllist.queries.past_editions import snapshot_at
from controllist.queries.snapshot import Snapshot
from exportctl.core import signing
from exportctl.core.errors import Invalid
from exportctl.core.models import User
from exportctl.core.prepared import prepared
from exportctl.core.references import BRUSSELS
from exportctl.core.shapes import error
from licensing.queries.coverage import with_coverage
from licensing.queries.screening_answers import (
    asking_for_paper,
    with_facts,
    with_named_papers,
    with_papers,
    with_tables,
)
from licensing.queries.screening_facts import facts_of
from licensing.queries.screening_papers import named_papers, papers_of
from licensing.queries.screenings import Screening, screen
from licensing.rules.screening_receipts import CHANGED, receipt_of, then_of, written

_LOG = """
INSERT INTO licensing_screeninglog (at, user_id, edition, line_hashes, verdicts)
SELECT %s::timestamptz, %s::uuid, %s::integer, %s::varchar[], %s::varchar[] FROM {commit}
"""
_COUNT = """
INSERT INTO licensing_screeningcount AS held ("on", verdict, count)
SELECT %s::date, verdict, count
FROM unnest(%s::text[], %s::bigint[]) AS asked (verdict, count), {commit} ORDER BY verdict
ON CONFLICT ("on", verdict) DO UPDATE SET count = held.count + excluded.count
"""
# An answer does not wait until its row is on the disk, or on that of a copy: a server that falls may lose the rows of
# its last moment, and with them nothing that was answered. Inside a transaction there is more than this row to lose.
_AT_EASE, _IN_TIME = "set_config('synchronous_commit', 'off', true) AS commit", "(SELECT) AS commit"


def ask(*, lines: list[dict[str, Any]], user: User | None, at: datetime) -> Screening:
    """Screen `lines`. With a key, each line's hash and verdict are kept; without one they are counted.

    What is kept is one row, its statement a transaction by itself: two round trips less for every question.
    """
    as_written = [*map(written, lines)]
    answer = _answer(lines, as_written, user, at)
    if lines:
        _keep(as_written, answer, user, at)
    return answer


def ask_again(*, lines: list[dict[str, Any]], receipt: dict[str, Any], user: User | None) -> Screening:
    """The same question as it was answered then: the edition, the law and the authorisations of the receipt's instant.

    Nothing is kept. Raises Invalid for a receipt that this instance did not sign.
    """
    try:
        then = then_of(receipt) if signing.is_signed(receipt) else None
    except (KeyError, TypeError, ValueError):
        then = None
    if then is None:
        raise Invalid(errors=[error("/receipt", CHANGED)])
    list_snapshot = snapshot_at(then.edition)
    if list_snapshot is None:
        raise Invalid(errors=[error("/receipt/edition", _("The list never had this edition."))])
    as_written = [*map(written, lines)]
    answer = _answer(lines, as_written, user, then.at, list_snapshot=list_snapshot)
    assert answer.receipt
    return replace(answer, reproduced=answer.receipt["digest"] == receipt["digest"])


def _answer(
    lines: list[dict[str, Any]],
    as_written: list[bytes],
    user: User | None,
    at: datetime,
    *,
    list_snapshot: Snapshot | None = None,
) -> Screening:
    """The lists, then what is known beside them. `list_snapshot`: a past edition, and everything as it was at `at`."""
    answer = screen(lines, at=at, list_snapshot=list_snapshot)
    is_past = list_snapshot is not None
    facts = facts_of(lines, reader=user, at=at, is_past=is_past) if user else {}
    results = with_tables(answer.results, lines, facts, at=at)
    if facts:
        results = with_facts(results, lines, facts)
        asking = asking_for_paper(results, facts)
        papers = papers_of(lines, asking, at=at, is_past=is_past)
        results = with_papers(results, lines, papers)
        results = with_named_papers(results, lines, named_papers(lines, asking, papers, at=at))
        results = with_coverage(results, lines, facts, at=at)
    receipt = signing.sign(receipt_of(as_written, results, at=at, edition=answer.edition))
    return replace(answer, results=results, receipt=receipt)


def _keep(as_written: list[bytes], answer: Screening, user: User | None, at: datetime) -> None:
    verdicts = [result["verdict"] for result in answer.results]
    row: list[Any]
    if user is not None:
        hashes = [sha256(line).hexdigest() for line in as_written]
        sql, row = _LOG, [at, user.pk, answer.edition, hashes, verdicts]
    else:
        counts = Counter(verdicts)
        sql, row = _COUNT, [at.astimezone(BRUSSELS).date(), list(counts), list(counts.values())]
    sql = sql.format(commit=_IN_TIME if connection.in_atomic_block else _AT_EASE)
    with connection.cursor() as cursor:
        cursor.execute(prepared(sql, connection), row)
