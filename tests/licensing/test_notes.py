"""Internal notes: for the officers of the case's authority, with colleagues called by name."""

import pytest

from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.queries.notices import inbox
from licensing.actions.notes import strike_note, write_note
from licensing.models import CaseNote
from tests import factories
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.make_taken_request()


def note(case, *, by=None, mentions=(), text="Ask the embassy."):
    actor = by or case.assigned_to
    return write_note(
        request_id=case.pk, text=text, mentions=[each.pk for each in mentions], actor=actor, at=AT + DAY
    )


def test_who_is_mentioned_is_told_alone(case):
    called, other = factories.make_officer(), factories.make_officer()

    note(case, mentions=[called])

    assert [row.kind for row in inbox(called)][:1] == ["note_mentions_you"]
    assert "note_mentions_you" not in [row.kind for row in inbox(other)]
    assert "note_mentions_you" not in [row.kind for row in inbox(case.submitted_by)]


def test_whoever_mentions_themselves_is_told_nothing(case):
    note(case, mentions=[case.assigned_to])

    assert not Notice.objects.filter(kind="note_mentions_you").exists()


@pytest.mark.parametrize(
    "stranger",
    [
        lambda case: case.submitted_by,
        lambda case: factories.make_officer("FR"),
        lambda case: factories.make_delegate("DE"),
    ],
)
def test_nobody_from_elsewhere_can_be_called_or_write_or_read(case, stranger):
    person = stranger(case)
    written = note(case)

    with pytest.raises(Invalid):
        note(case, mentions=[person])
    with pytest.raises(Forbidden):
        note(case, by=person)
    with pytest.raises(Forbidden):
        strike_note(note_id=written.pk, actor=person, at=AT + DAY)
    assert list(CaseNote.objects.all()) == [written]
    assert not CaseNote.objects.visible_to(person).exists()


def test_its_author_strikes_a_note_out_and_it_stays(case):
    written = note(case, text="CANARY")

    first = strike_note(note_id=written.pk, actor=case.assigned_to, at=AT + DAY)
    again = strike_note(note_id=written.pk, actor=case.assigned_to, at=AT + 2 * DAY)

    kept = CaseNote.objects.get()
    assert (first, first.struck_at) == (again, AT + DAY)
    assert (kept.text, kept.struck) == ("CANARY", first)
    assert [event.event for event in AuditEvent.objects.about(case)][-2:] == ["note", "strike_note"]
    assert "CANARY" not in str([event.facts for event in AuditEvent.objects.all()])


def test_a_colleague_does_not_strike_it_out(case):
    written = note(case)

    with pytest.raises(Forbidden, match="author"):
        strike_note(note_id=written.pk, actor=factories.make_officer(), at=AT + DAY)
