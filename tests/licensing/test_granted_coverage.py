"""Is a declared line covered by what was granted? Items, destination, parties, what is left."""

import pytest

from licensing.actions.screenings import ask
from licensing.errors import NotForThis
from licensing.rules.granted_parties import Parties, other_party
from tests.factories import AT, DAY, make_customs, make_exporter, make_filer
from tests.licensing.granted import make_authorisation, write_off

PARTIES = Parties(end_users=("State Hospitals Trust",), consignees=("Rural Clinic",))


@pytest.mark.parametrize(
    ("role", "name", "is_other"),
    [
        ("consignee", "", False),
        ("consignee", "Rural Clinic Ltd.", False),
        ("consignee", "State Hospitals Trust", False),
        ("consignee", "Harbour Trading", True),
        ("end_user", "State Hospital Trust", False),
        ("end_user", "Rural Clinic", True),
    ],
)
def test_another_party_is_told_by_its_role(role, name, is_other):
    assert other_party(role, name, PARTIES) is is_other
    assert not other_party(role, name, Parties())


def test_a_destination_for_which_a_global_paper_names_nobody_is_open_to_any_end_user():
    parties = Parties(end_users=("Hospital do Norte",), consignees=("Rural Clinic",), open_in=("CL",))

    assert other_party("end_user", "Harbour Office", parties.at("BR"))
    assert not other_party("end_user", "Harbour Office", parties.at("CL"))
    assert other_party("end_user", "Harbour Office", parties.at(""))  # nobody says where it goes
    assert other_party("consignee", "Harbour Office", parties.at("CL"))


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
    assert "names other parties: State Hospitals Trust" in named["why"]
    assert result(control_entry="5A002.a.1")["verdict"] == "covered"
    assert result(control_entry="5A002")["verdict"] == "authorisation_required"
    assert result(reader=make_filer(make_exporter()))["verdict"] == "authorisation_required"
    assert result(reader=None)["authorisation"] is None
    assert result(exporter_eori=exporter.eori)["verdict"] == "covered"
    assert (
        result(exporter_eori=make_exporter().eori)["verdict"] == "authorisation_required"
    )  # not the holder's goods

    write_off(authorisation, "100", by=make_customs(), at=at)
    used_up = result()
    assert used_up["verdict"] == "authorisation_required"
    assert f"{authorisation.reference} has 0 pieces left" in used_up["why"]


@pytest.mark.django_db
def test_a_write_off_for_somebody_else_is_refused_with_both_names():
    authorisation = make_authorisation()

    assert write_off(authorisation, "1", end_user="State Hospitals Trust").created
    with pytest.raises(NotForThis, match="Harbour Trading"):
        write_off(authorisation, "1", mrn="26DE1234567890ABC2", end_user="Harbour Trading")
    with pytest.raises(NotForThis, match="State Hospitals Trust"):
        write_off(authorisation, "1", mrn="26DE1234567890ABC2", consignee="Harbour Trading")
