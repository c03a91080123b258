"""Statements that many people share: each reads what is theirs, now, and what is given for this one question."""

from uuid import uuid4

import pytest

from exportctl.core.models import User
from exportctl.core.queries import statements
from exportctl.core.queries.statements import _texts, rows_of
from licensing.models import AuthorisationRequest
from tests.factories import AT, DAY, HOUR, make_officer, make_taken_request

pytestmark = pytest.mark.django_db


def mine(user, *, since=None, reference=None, name="mine", at=AT):
    def build(**values):
        cases = AuthorisationRequest.objects.visible_to(user).select_related("exporter")
        cases = cases.filter(reference=values["reference"]) if values["reference"] else cases
        return (cases.filter(submitted_at__gte=at - since) if since else cases).order_by("reference")

    return rows_of(user, name, build, at=at, reference=reference)


def test_two_people_of_the_same_kind_share_the_words_and_not_the_rows(django_assert_num_queries):
    first, second = make_officer("DE"), make_officer("FR")
    case, other = make_taken_request(first), make_officer("DE")
    assert mine(first) == [case]
    assert mine(second) == []
    held = len(_texts)
    assert mine(other) == [case]
    assert len(_texts) == held
    with django_assert_num_queries(1):
        (found,) = mine(other)
        assert found.exporter.legal_name


def test_a_value_that_is_given_is_another_each_time_and_none_is_another_question():
    officer = make_officer("DE")
    first, second = make_taken_request(officer), make_taken_request(officer)
    for case in (first, second, first):
        assert mine(officer, reference=case.reference) == [case]
    assert mine(officer, reference="none") == []
    assert mine(officer) == [first, second]


def test_instants_go_with_the_time_of_asking():
    officer = make_officer("DE")
    case = make_taken_request(officer)
    assert mine(officer, since=DAY, name="since", at=case.submitted_at + HOUR / 4) == [case]
    assert mine(officer, since=DAY, name="since", at=case.submitted_at + 2 * DAY) == []


def test_values_are_read_as_tuples_and_what_nothing_answers_asks_nothing(django_assert_num_queries):
    officer = make_officer("DE")
    people = User.objects.filter(pk=officer.pk)
    rows = rows_of(officer, "names", lambda: people.values_list("name", "is_active"), at=AT)
    assert rows == [(officer.name, True)]
    with django_assert_num_queries(0):
        assert rows_of(officer, "nobody", lambda: people.filter(pk__in=[]), at=AT) == []


def test_a_key_of_somebody_else_is_refused_and_so_is_a_value_that_the_words_hide():
    officer = make_officer("DE")
    with pytest.raises(ValueError, match="not in tuple"):
        rows_of(officer, "another's", lambda: User.objects.filter(pk=uuid4()), at=AT)
    with pytest.raises(TypeError, match="text"):
        rows_of(officer, "hidden", lambda text: User.objects.filter(name__icontains=text), at=AT, text="a")


def test_whoever_read_the_inbox_at_this_very_instant_leaves_the_instant_to_the_others():
    first, second = make_officer("DE"), make_officer("DE")
    first.inbox_read_at, second.inbox_read_at = AT, AT - DAY
    case = make_taken_request(first, at=AT - HOUR)

    def until_now(user):
        cases = AuthorisationRequest.objects.visible_to(user)
        return rows_of(user, "until now", lambda: cases.filter(submitted_at__lte=AT), at=AT)

    assert until_now(first) == [case]
    assert until_now(second) == [case]


def test_what_was_written_for_an_hour_that_is_over_is_forgotten(monkeypatch):
    monkeypatch.setattr(statements, "HOURS_HELD", 2)
    officer = make_officer("DE")
    for hours, name in ((0, "one"), (1, "two"), (1, "three"), (0, "one"), (2, "four")):
        mine(officer, name=name, at=AT + hours * HOUR)

    hours = {named[0] for named in _texts}
    assert hours == {AT, AT + 2 * HOUR}
    assert [named[1] for named in _texts][-2:] == ["one", "four"]
