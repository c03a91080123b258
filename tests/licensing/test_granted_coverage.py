"""Is a declared line covered by what was granted? Items, destination, parties, what is left."""

from decimal import Decimal

import pytest

from licensing.actions.screenings import ask
from licensing.errors import NotForThis
from licensing.rules.granted_coverage import GrantedLine, Obstacle, Parties, obstacle
from tests.factories import AT, DAY, make_customs, make_exporter, make_filer
from tests.licensing.granted import make_authorisation, write_off

GRANTED = GrantedLine("5A002.a", "Aquila Systems", "AQ-10", Decimal(60), "pieces")
PARTIES = Parties(end_users=("State Hospitals Trust",), consignees=("Rural Clinic",))


@pytest.mark.parametrize(
    ("line", "against"),
    [
        ({"manufacturer": "aquila systems", "model": "AQ 10"}, None),
        ({"manufacturer": "Aquila Systems", "model": "AQ-11", "control_entry": "5A002.a"}, Obstacle.ITEM),
        ({"control_entry": "5A002.a"}, None),
        ({"control_entry": "5a002.a.1"}, None),
        ({"control_entry": "5A002"}, Obstacle.ITEM),
        ({"control_entry": "5A002.a", "consignee": "Rural Clinic Ltd."}, None),
        ({"control_entry": "5A002.a", "consignee": "State Hospitals Trust"}, None),
        ({"control_entry": "5A002.a", "consignee": "Harbour Trading"}, Obstacle.CONSIGNEE),
        ({"control_entry": "5A002.a", "end_user": "Rural Clinic"}, Obstacle.END_USER),
        ({"control_entry": "5A002.a", "quantity": "60", "unit": "pieces"}, None),
        ({"control_entry": "5A002.a", "quantity": "60.5", "unit": "pieces"}, Obstacle.QUANTITY),
        ({"control_entry": "5A002.a", "quantity": "1", "unit": "kg"}, Obstacle.QUANTITY),
    ],
)
def test_what_stands_against_it_is_named(line, against):
    assert obstacle(line, lines=[GRANTED], goes_there=True, parties=PARTIES) == against


def test_another_destination_is_not_covered_and_without_parties_none_is_compared():
    line = {"control_entry": "5A002.a", "end_user": "Anybody"}
    assert obstacle(line, lines=[GRANTED], goes_there=False, parties=PARTIES) == Obstacle.DESTINATION
    assert obstacle(line, lines=[GRANTED], goes_there=True, parties=Parties()) is None


@pytest.mark.django_db
def test_a_screening_with_the_holders_key_is_covered_and_says_what_was_not_compared():
    exporter = make_exporter()
    authorisation = make_authorisation(exporter)
    filer, at = make_filer(exporter), AT + DAY
    line = {"id": "1", "control_entry": "5A002.a", "destination": "IN"}

    def result(reader=filer, **said):
        return ask(lines=[line | said], user=reader, at=at).results[0]

    plain = result()
    assert (plain["verdict"], plain["authorisation"]) == ("covered", authorisation.reference)
    assert "parties were not compared" in plain["why"]
    assert "parties were not compared" not in result(end_user="State Hospitals Trust")["why"]
    assert result(reader=make_customs(), exporter_eori=exporter.eori)["verdict"] == "covered"
    for said in (
        {"destination": "AE"},
        {"end_user": "Harbour Trading"},
        {"quantity": "101", "unit": "pieces"},
    ):
        assert result(**said)["verdict"] == "authorisation_required"
    named = result(end_user="Harbour Trading", authorisation=authorisation.reference)
    assert "another end user" in named["why"]
    assert result(reader=make_filer(make_exporter()))["verdict"] == "authorisation_required"
    assert result(reader=None)["authorisation"] is None


@pytest.mark.django_db
def test_a_write_off_for_somebody_else_is_refused_with_both_names():
    authorisation = make_authorisation()

    assert write_off(authorisation, "1", end_user="State Hospitals Trust").created
    with pytest.raises(NotForThis, match="Harbour Trading"):
        write_off(authorisation, "1", mrn="26DE1234567890ABC2", end_user="Harbour Trading")
    with pytest.raises(NotForThis, match="State Hospitals Trust"):
        write_off(authorisation, "1", mrn="26DE1234567890ABC2", consignee="Harbour Trading")
