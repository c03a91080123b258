from datetime import UTC, date, datetime

import pytest

from exportctl.core.actions.loading import load_reference
from exportctl.core.actions.reference import approve_change, discard_change, propose_change
from exportctl.core.errors import Forbidden, FourEyes, Invalid, NotFound, WrongStatus
from exportctl.core.models import MemberState, Notice, Organisation, PopulationSet, PublicHoliday
from exportctl.core.queries.reference import calendar_of, calendars, member_states, populations_on
from tests.core.conftest import AT, administrator, officer
from tests.union import PEOPLE, calendar

pytestmark = pytest.mark.django_db


def test_the_union_is_there_once():
    again = load_reference()

    assert again == {"member states": 0, "population sets": 0, "calendar years": 0, "organisations": 0}
    assert MemberState.objects.count() == 27
    kinds = [
        Organisation.objects.filter(kind=kind).count() for kind in ("authority", "delegation", "customs")
    ]
    assert kinds == [27, 27, 27]
    assert Organisation.objects.get(kind="commission").member_state is None


def test_the_newest_set_that_has_begun_counts():
    chosen, people = populations_on(date(2026, 11, 24))
    before, old_people = populations_on(date(2024, 12, 31))

    assert (chosen.name, people) == ("2025", PEOPLE)
    assert before.name == "2017"
    assert old_people["DE"] != people["DE"]


def test_before_the_first_set_there_is_no_answer():
    with pytest.raises(NotFound):
        populations_on(date(2016, 12, 31))


def test_stored_calendars_are_those_of_an_independent_source():
    assert calendars() == {code: calendar(code) for code in sorted(PEOPLE)}


def test_all_calendars_take_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(calendars()) == 27


def test_an_unknown_state_is_named():
    with pytest.raises(NotFound, match="XX"):
        calendar_of("XX")


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("en", "Austria", "Sweden"), ("de", "Belgien", "Zypern"), ("fr", "Allemagne", "Tchéquie")],
)
def test_states_are_in_the_order_of_the_readers_language(language, first, last):
    from django.utils.translation import override

    with override(language):
        names = [state.name for state in member_states()]

    assert (names[0], names[-1]) == (first, last)


# --- four eyes


HOLIDAY = {"calendar": "FR", "on": "2027-03-04", "names": {"en": "A day", "de": "Ein Tag", "fr": "Un jour"}}


def propose(actor, **payload):
    return propose_change(
        kind="holiday_added", payload={**HOLIDAY, **payload}, reason="Announced today.", actor=actor, at=AT
    )


def test_a_holiday_is_added_by_two():
    one, two = administrator(), administrator("two@commission.example")

    change = propose(one)
    assert not PublicHoliday.objects.filter(calendar="FR", on="2027-03-04").exists()
    approve_change(change_id=change.pk, actor=two, at=AT)

    assert date(2027, 3, 4) in calendar_of("FR").holidays
    assert Notice.objects.get().kind == "reference_change_waiting"


def test_nobody_approves_their_own_change():
    one = administrator()
    change = propose(one)

    with pytest.raises(FourEyes):
        approve_change(change_id=change.pk, actor=one, at=AT)
    assert date(2027, 3, 4) not in calendar_of("FR").holidays


def test_a_discarded_change_cannot_be_approved():
    one, two = administrator(), administrator("two@commission.example")
    change = discard_change(change_id=propose(one).pk, actor=one, at=AT)

    with pytest.raises(WrongStatus):
        approve_change(change_id=change.pk, actor=two, at=AT)


def test_an_officer_of_an_authority_changes_no_reference_data():
    with pytest.raises(Forbidden):
        propose(officer())


@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        ({"on": "2031-03-04"}, "/on"),
        ({"on": "2027-07-14"}, "/on"),
        ({"on": "tomorrow"}, "/on"),
        ({"names": {"en": "A day"}}, "/names/de"),
        ({"calendar": "France"}, "/calendar"),
    ],
)
def test_a_wrong_holiday_is_refused_where_it_is_wrong(payload, pointer):
    with pytest.raises(Invalid) as refused:
        propose(administrator(), **payload)
    assert pointer in [error["pointer"] for error in refused.value.errors]


def test_a_new_population_set_needs_every_state():
    one, two = administrator(), administrator("two@commission.example")
    payload = {"name": "2027", "starts_on": "2027-01-01", "source": "Official Journal", "figures": PEOPLE}

    figures = {code: people for code, people in PEOPLE.items() if code != "MT"}

    with pytest.raises(Invalid) as refused:
        propose_change(
            kind="population_set", payload={**payload, "figures": figures}, reason="New", actor=one, at=AT
        )
    change = propose_change(kind="population_set", payload=payload, reason="New", actor=one, at=AT)
    approve_change(change_id=change.pk, actor=two, at=AT)

    assert [error["pointer"] for error in refused.value.errors] == ["/figures/MT"]
    assert populations_on(date(2027, 1, 1))[0] == PopulationSet.objects.get(name="2027")
    assert populations_on(date(2026, 12, 31))[0].name == "2025"


def test_two_proposals_of_one_day_add_it_once():
    one, two = administrator(), administrator("two@commission.example")
    first, second = propose(one), propose(one)
    approve_change(change_id=first.pk, actor=two, at=datetime(2026, 11, 24, 10, tzinfo=UTC))

    with pytest.raises(Invalid):
        approve_change(change_id=second.pk, actor=two, at=AT)
