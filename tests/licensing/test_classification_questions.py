"""“Which entry is this item?”: asked by a company, answered by two officers, kept with the item, read by customs."""

from datetime import date

import pytest

from controllist.rules import annex_editions
from controllist.rules.annex_editions import Edition, editions, is_changed
from exportctl.core.errors import FourEyes, Invalid, Pending
from exportctl.core.models import Notice
from licensing.actions.catalogue import put_item
from licensing.actions.classification_questions import (
    approve_opinion,
    discard_opinion,
    propose_opinion,
    withdraw_question,
)
from licensing.models import ClassificationQuestion
from licensing.queries.catalogue import confirmations_of
from licensing.queries.classification_questions import still_holds
from licensing.rules import catalogue
from licensing.rules.catalogue import edition
from licensing.rules.classification_questions import holds, last_day, opinion_gaps
from tests.factories import AT, make_customs, make_exporter, make_filer, make_officer
from tests.licensing.classifying import ITEM, OPINION, make_question, propose_an_opinion

EDITION, LATER = date(2025, 11, 15), date(2026, 11, 15)


def test_an_opinion_counts_for_a_year_or_until_the_entry_changes():
    given = date(2026, 11, 3)

    assert last_day(given) == date(2027, 11, 2)
    assert holds(given_on=given, on=date(2027, 11, 2), is_changed=False)
    assert not holds(given_on=given, on=date(2027, 11, 3), is_changed=False)
    assert not holds(given_on=given, on=given, is_changed=True)


@pytest.mark.parametrize(
    ("code", "changed", "altered"),
    [
        ("5A002.a", ["5A002.a"], True),
        ("5A002.a", ["5A002.a.4", "1C350"], True),  # a part of it
        ("5A002.a", ["5A002"], True),  # what it is a part of
        ("5A002.a", ["5A002.b", "5A0021"], False),
        ("5A002.a", [], False),
        ("5A002.a", None, True),  # nobody stated what it alters
        ("", ["1C350"], True),  # of an item under no entry any may be the one
        ("", [], False),
    ],
)
def test_an_edition_ends_a_word_on_the_entries_that_it_alters_and_on_no_others(code, changed, altered):
    known = [
        Edition(EDITION, EDITION, None),
        Edition(LATER, LATER, None if changed is None else tuple(changed)),
    ]

    assert is_changed(code, since=EDITION, until=LATER, known=known) is altered
    assert not is_changed(code, since=LATER, until=LATER, known=known)
    assert not is_changed(code, since=EDITION, until=date(2026, 11, 14), known=known)


def test_the_edition_that_is_held_is_the_last_of_those_that_are_stated():
    assert editions()[-1].on == edition()


@pytest.mark.django_db
def test_an_opinion_outlives_an_edition_that_leaves_its_entry_alone(monkeypatch):
    exporter = make_exporter()
    asked = make_question(exporter, by=make_filer(exporter))
    opinion = propose_an_opinion(asked, by=make_officer())
    approve_opinion(question_id=asked.pk, opinion_id=opinion.pk, actor=make_officer(), at=AT)
    opinion.refresh_from_db()
    held, next_one = editions(), date(2026, 11, 15)

    for changed, counts in ((("1C350",), True), (("5A002.a.1",), False)):
        monkeypatch.setattr(
            annex_editions, "editions", lambda later=changed: (*held, Edition(next_one, next_one, later))
        )
        monkeypatch.setattr(catalogue, "edition", lambda: next_one)
        assert still_holds(opinion, on=date(2026, 11, 20)) is counts


def test_a_binding_opinion_names_its_provision():
    assert opinion_gaps({"is_binding": True})[0]["pointer"] == "/provision"
    assert opinion_gaps({"is_binding": True, "provision": "§ 27 AWG"}) == []


@pytest.mark.django_db
def test_two_officers_answer_and_the_answer_stays_with_the_item():
    exporter = make_exporter()
    filer, first, second = make_filer(exporter), make_officer(), make_officer()
    body = {name: value for name, value in ITEM.items() if name != "item_number"}
    item, _is_new = put_item(exporter=exporter, number="AQ-1", body=body, actor=filer, at=AT)
    asked = make_question(exporter, by=filer)
    opinion = propose_an_opinion(asked, by=first)
    ids = {"question_id": asked.pk, "opinion_id": opinion.pk, "at": AT}
    with pytest.raises(FourEyes):
        approve_opinion(actor=first, **ids)
    with pytest.raises(Pending):
        withdraw_question(question_id=asked.pk, actor=filer, at=AT)
    approve_opinion(actor=second, **ids)

    word = confirmations_of([item])[item.pk]
    assert (word.control_entry, word.reference, word.is_same_item) == ("5A002.a", asked.reference, True)
    assert Notice.objects.filter(kind="classification_answered", organisation=exporter.organisation).exists()
    known = ClassificationQuestion.objects.presented_to
    assert known(make_customs("FR")).filter(pk=asked.pk).exists()
    assert not known(make_officer("FR")).filter(pk=asked.pk).exists()


@pytest.mark.django_db
def test_a_proposal_is_dropped_and_the_question_taken_back():
    exporter = make_exporter()
    filer, officer = make_filer(exporter), make_officer()
    asked = make_question(exporter, by=filer)
    opinion = propose_an_opinion(asked)
    discard_opinion(question_id=asked.pk, opinion_id=opinion.pk, actor=officer, at=AT)
    with pytest.raises(Invalid):
        propose_opinion(question_id=asked.pk, body={**OPINION, "reason": ""}, actor=officer, at=AT)

    assert withdraw_question(question_id=asked.pk, actor=filer, at=AT).status == "withdrawn"
