"""The search document of a case: written anew by every action that changes what is said about it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

from licensing.models import AuthorisationRequest, SearchWord
from licensing.queries.search import searchable_texts, with_texts
from licensing.rules import search
from licensing.rules.search import Field

BATCH = 500

UPSERT = """
    INSERT INTO licensing_casesearch (request_id, authority_id, submitted_at, whole, declared)
    VALUES (%s, %s, %s, %s::tsvector, %s::tsvector)
    ON CONFLICT (request_id) DO UPDATE SET whole = EXCLUDED.whole, declared = EXCLUDED.declared
"""


_waiting: ContextVar[set[UUID] | None] = ContextVar("search documents that wait", default=None)


def update_search_documents(*, request_ids: Iterable[UUID]) -> None:
    """Write the search documents of these requests, which the caller has locked; drafts have none."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(request_ids)
        return
    rows = AuthorisationRequest.objects.filter(pk__in=list(request_ids), submitted_at__isnull=False)
    words: dict[UUID, set[str]] = defaultdict(set)
    for request, fields in searchable_texts(list(with_texts(rows).order_by("pk"))):
        _write(request, fields)
        words[request.authority_id] |= {word for field in fields for word in search.words(field.text)}
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


def _write(request: AuthorisationRequest, fields: list[Field]) -> None:
    whole = search.document(fields)
    declared = search.document(field for field in fields if field.declared)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [request.pk, request.authority_id, request.submitted_at, whole, declared])


def _add_words(authority_id: UUID, words: set[str]) -> None:
    """Add new words to the authority's vocabulary, from which a search suggests spellings."""
    wanted = {word for word in words if len(word) > 3 and not word.isdigit()}
    known = SearchWord.objects.filter(authority=authority_id, word__in=wanted)
    new = sorted(wanted - set(known.values_list("word", flat=True)))
    SearchWord.objects.bulk_create(
        [SearchWord(authority_id=authority_id, word=word) for word in new], ignore_conflicts=True
    )


def rebuild_search() -> int:
    """Every document and every word anew, a batch a transaction; returns how many cases there are."""
    SearchWord.objects.all().delete()
    pks = list(
        AuthorisationRequest.objects.filter(submitted_at__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for first in range(0, len(pks), BATCH):
        with transaction.atomic():
            update_search_documents(request_ids=pks[first : first + BATCH])
    return len(pks)
