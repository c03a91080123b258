"""What a connection is asked for again and again it plans once; the answers stay those of whoever asks."""

import pytest
from django.conf import settings
from django.db import connection

from exportctl.core.queries import plans
from exportctl.core.queries.plans import ASKED_BEFORE, MOST_KEPT, MOST_REMEMBERED, Text
from exportctl.core.queries.statements import Distance, OpenKey, Place
from exportctl.core.queries.todos import counts, todos, waiting
from licensing.actions.assignments import assign_requests
from tests import factories
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
PREPARED = "SELECT name, statement FROM pg_prepared_statements WHERE name LIKE 'kept_%'"


@pytest.fixture(autouse=True)
def nothing_kept():
    """The connection of these tests is that of many others."""
    with connection.cursor() as cursor:
        plans._sessions.pop(connection.connection, None)
        cursor.execute("DEALLOCATE ALL")


def kept() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED)
        return dict(cursor.fetchall())


def test_what_is_asked_for_the_third_time_is_prepared_once():
    text = Text("SELECT %s, '100 %%', %s", (1, "it's"))

    for _time in range(ASKED_BEFORE):
        plans.rows(text, lambda gap: gap)
    before = kept()
    answers = {tuple(plans.rows(text, lambda gap: gap)) for _time in range(9)}

    assert before == {}
    assert answers == {((1, "100 %", "it's"),)}
    assert len(kept()) == 1


def test_gaps_are_filled_whenever_it_is_asked_in_lists_too():
    first, second = Place(0), Place(1)
    text = Text(
        "SELECT %s, %s = ANY(%s), %s + %s", (first, second, [first, second, 3], Distance(DAY), second)
    )
    assert text.gaps == (first, second, Distance(DAY))

    for number in range(9):
        given = {first: number, second: number + 1, Distance(DAY): 0}
        # The third is an instant elsewhere; here any number does.
        assert plans.rows(text, given.__getitem__) == [(number, True, number + 1)]
    assert len(kept()) == 1


def test_a_key_of_another_type_is_another_question():
    text = Text("SELECT pg_typeof(%s)::text", (OpenKey(),))
    reader = factories.make_officer()

    for value, name in ((1, "bigint"), (reader.pk, "uuid"), (AT, "timestamp with time zone")):
        found = {plans.rows(text, lambda _gap, value=value: value)[0][0] for _time in range(ASKED_BEFORE + 3)}
        assert name in found
    plans.rows(text, lambda _gap: "a text is planned each time")
    assert len(kept()) == 3


def test_a_connection_keeps_so_many_and_remembers_so_many():
    texts = [Text(f"SELECT {number}", ()) for number in range(MOST_KEPT + 3)]
    for text in texts:
        for _time in range(ASKED_BEFORE + 1):
            plans.rows(text, lambda gap: gap)
    for number in range(MOST_REMEMBERED + 5):
        plans.rows(Text(f"SELECT {number}, 'once'", ()), lambda gap: gap)

    assert len(kept()) == MOST_KEPT
    assert len(plans._sessions[connection.connection].numbers) == MOST_REMEMBERED
    assert plans.rows(texts[0], lambda gap: gap) == [(0,)]


def test_through_a_pool_nothing_is_kept(monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "direct", {})
    text = Text("SELECT 1", ())

    assert {tuple(plans.rows(text, lambda gap: gap)) for _time in range(9)} == {((1,),)}
    assert kept() == {}


def test_everybody_reads_their_own_by_one_plan():
    """Two officers of one office share the statement; what was written meanwhile counts."""
    first, second = factories.make_officer(), factories.make_officer()
    case = factories.make_taken_request(first)

    for _time in range(9):
        mine = [row.reference for row in todos(first, at=AT + DAY) if row.kind.is_own]
        theirs = [row.reference for row in todos(second, at=AT + DAY) if row.kind.is_own]
        assert (mine, theirs) == ([case.reference], [])
        assert waiting(second, at=AT + DAY).number == 0
        assert sum(counts(first, at=AT + DAY).values()) >= 1
    named = kept()
    assign_requests(request_ids=[case.pk], assignee=second, actor=first, at=AT + DAY)

    assert [row.reference for row in todos(second, at=AT + DAY) if row.kind.is_own] == [case.reference]
    assert waiting(first, at=AT + DAY).number == 0
    assert kept() == named
    assert named
