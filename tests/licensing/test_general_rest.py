"""What a state lays down for general authorisations, and who is registered there, by REST."""

import pytest

from exportctl.core.models import Notice
from licensing.models import GeneralEdition
from tests.factories import AT, machine, make_commissioner, make_filer, make_officer
from tests.licensing.general import NATIONAL, TERMS, make_registration

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("product_clock")]
PATH = "/api/v1/general-editions"
ACT = {"act": "BAnz AT 02.11.2026", "act_on": "2026-11-02", "starts_on": "2026-11-05"}


def test_two_officers_lay_down_a_national_one_and_the_commission_is_told():
    make_commissioner()
    officer, colleague = machine(make_officer()), machine(make_officer())
    gaps = officer.post(PATH, {}).json()["errors"]
    assert {each["pointer"] for each in gaps} == {"/body", "/act", "/act_on", "/starts_on"}
    wrong = officer.post(PATH, {**ACT, "body": {**NATIONAL, "entries": ["9Z999"]}}).json()
    assert [each["pointer"] for each in wrong["errors"]] == ["/body/entries/0"]

    made = officer.post(PATH, {**ACT, "body": {**NATIONAL, "is_example": False}})

    assert (made.status_code, made.json()["code"], made.json()["status"]) == (201, "AGG 99", "proposed")
    one = f"{PATH}/{made.json()['id']}"
    assert officer.get(PATH).json()["results"] == [officer.get(one).json()]
    assert officer.post(f"{one}/approve").json()["code"] == "four_eyes"
    assert machine(make_officer("FR")).get(one).status_code == 404
    assert colleague.post(f"{one}/approve").json()["status"] == "approved"
    assert Notice.objects.filter(kind="national_general_authorisation").exists()
    assert colleague.post(f"{one}/discard").json()["code"] == "wrong_status"


def test_terms_of_one_of_the_union_are_never_less_than_the_regulation_asks_and_may_be_dropped():
    officer = machine(make_officer())
    less = officer.post(PATH, {**ACT, "code": "EU002", "body": {**TERMS, "report_months": "7"}}).json()
    assert [each["pointer"] for each in less["errors"]] == ["/body/report_months"]
    unknown = officer.post(PATH, {**ACT, "code": "EU099", "body": TERMS}).json()
    assert [each["pointer"] for each in unknown["errors"]] == ["/code"]

    made = officer.post(PATH, {**ACT, "code": "EU002", "body": TERMS}).json()

    assert (made["national"], made["body"]["report_months"]) == (False, "6")
    assert officer.post(PATH, {**ACT, "code": "EU002", "body": TERMS}).json()["code"] == "pending"
    assert officer.post(f"{PATH}/{made['id']}/discard").json()["status"] == "discarded"
    assert GeneralEdition.objects.in_force(on=AT.date()).count() == 0


def test_the_authority_lists_its_registrants():
    registration = make_registration()
    officer, path = machine(make_officer()), "/api/v1/general-registrations"

    (row,) = officer.get(path).json()["results"]

    assert (row["reference"], row["code"], row["status"]) == (registration.reference, "EU001", "registered")
    assert row["exporter"]["name"] == "Aquila Systems GmbH"
    assert row["due"] == []
    assert officer.get(f"{path}?status=registered&code=eu001").json()["results"] == [row]
    assert officer.get(f"{path}?status=barred,ended").json()["results"] == []
    assert officer.get(f"{path}?status=gone").status_code == 422
    assert machine(make_officer("FR")).get(path).json()["results"] == []
    assert machine(make_filer(registration.exporter)).get(path).status_code == 404
