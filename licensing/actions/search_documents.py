"""The search document of a case: written anew by every action that changes what is said about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from licensing.models import AuthorisationRequest, CaseSearch, SearchWord
from licensing.queries.search_documents import texts_of_cases
from licensing.rules import search
from licensing.rules.search import Field

BATCH = 500
RENEWED = 25  # at once, while people work on the cases

UPSERT = """
    INSERT INTO licensing_casesearch (request_id, authority_id, submitted_at, whole, declared, version)
    VALUES (%s, %s, %s, %s::tsvector, %s::tsvector, %s)
    ON CONFLICT (request_id)
    DO UPDATE SET whole = EXCLUDED.whole, declared = EXCLUDED.declared, version = EXCLUDED.version
"""
# What is there is not inserted again: that would wait for whoever else is just adding it. In the order of words.
NEW_WORDS = """
    INSERT INTO licensing_searchword (authority_id, word)
    SELECT %s, word FROM unnest(%s::text[]) AS new (word)
    WHERE NOT EXISTS (SELECT FROM licensing_searchword WHERE authority_id = %s AND word = new.word)
    ORDER BY word
    ON CONFLICT DO NOTHING
"""

_waiting: ContextVar[set[UUID] | None] = ContextVar("search documents that wait", default=None)


def update_search_documents(*, request_ids: Iterable[UUID]) -> None:
    """Write the search documents of these requests, which the caller has locked; drafts have none."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(request_ids)
        return
    sent = AuthorisationRequest.objects.filter(pk__in=list(request_ids), submitted_at__isnull=False)
    cases = list(sent.order_by("pk").values_list("pk", "authority", "submitted_at"))
    texts = texts_of_cases([pk for pk, _authority, _at in cases])
    words: dict[UUID, set[str]] = defaultdict(set)
    for pk, authority_id, submitted_at in cases:
        _write(pk, authority_id, submitted_at, texts[pk])
        words[authority_id] |= {word for field in texts[pk] for word in search.words(field.text)}
    for authority_id, found in sorted(words.items()):
        _add_words(authority_id, found)


@contextmanager
def each_written_once() -> Iterator[None]:
    """For one transaction of many acts on the same cases: their documents are written at its end, once each."""
    token = _waiting.set(set())
    try:
        yield
        waiting = _waiting.get()
    finally:
        _waiting.reset(token)
    update_search_documents(request_ids=waiting or ())


def _write(pk: UUID, authority_id: UUID, submitted_at: datetime | None, fields: list[Field]) -> None:
    whole = search.document(fields)
    declared = search.document(field for field in fields if field.declared)
    values: list[Any] = [pk, authority_id, submitted_at, whole, declared, search.VERSION]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)


def _add_words(authority_id: UUID, words: set[str]) -> None:
    """Add new words to the authority's vocabulary, from which a search suggests spellings."""
    wanted = {word for word in words if len(word) > 3 and not word.isdigit()}
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORDS, [authority_id, sorted(wanted), authority_id])


@transaction.atomic
def renew_search_documents() -> int:
    """Write a few of those anew that other rules wrote, before an upgrade; how many there were.

    A case that somebody works on is left for the next call: that act may write it itself.
    """
    outdated = CaseSearch.objects.exclude(version=search.VERSION).values("pk")[:RENEWED]
    cases = AuthorisationRequest.objects.filter(pk__in=outdated).order_by("pk")
    held = [case.pk for case in cases.select_for_update(of=("self",), skip_locked=True)]
    update_search_documents(request_ids=held)
    return len(held)


def rebuild_search() -> int:
    """Every document and every word anew, a batch a transaction; returns how many cases there are."""
    SearchWord.objects.all().delete()
    sent = AuthorisationRequest.objects.filter(submitted_at__isnull=False)
    pks = list(sent.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), BATCH):
        with transaction.atomic():
            batch = sent.filter(pk__in=pks[first : first + BATCH])
            held = batch.select_for_update(of=("self",))  # so that no act adds anything at the same time
            update_search_documents(request_ids=[case.pk for case in held])
    return len(pks)
