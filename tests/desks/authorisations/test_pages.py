"""The pages of an authorisation: its holder's, its authority's, customs', and the one that everybody may read."""

from datetime import date

import pytest
from django.test import Client

from exportctl.core import clock
from licensing.models import Authorisation, ChangeRequest, LineBalance, WriteOff
from tests.factories import (
    DAY,
    approve,
    machine,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
    make_proposal,
)
from tests.licensing.granted import MRN, make_authorisation, mrn, write_off
from tests.requesting import GLOBAL, INDIVIDUAL, make_taken

pytestmark = pytest.mark.django_db
FORM = {"mrn": MRN, "line": "1", "deducted": "40", "customs_office": "DE004851", "destination": "IN"}
CONFIRMED = {"confirmed": "1"}


@pytest.fixture
def exporter():
    return make_exporter()


@pytest.fixture
def authorisation(exporter):
    return make_authorisation(exporter, at=clock.now() - DAY)


def browser(user):
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(user, path):
    return browser(user).get(path).content.decode()


def test_its_holder_reads_what_was_granted_what_is_left_and_the_ledger(exporter, authorisation):
    write_off(authorisation, "85", at=clock.now())

    html = page(make_filer(exporter), authorisation.get_absolute_url())

    for expected in ("100 pieces", "85 pieces", "15 pieces", MRN, "Give the authorisation back"):
        assert expected in html
    assert "More than 80" in html


def test_a_list_finds_by_number_holder_and_item(exporter, authorisation):
    filer = make_filer(exporter)

    for words in (authorisation.reference, "encryptor", exporter.legal_name):
        assert authorisation.reference in page(filer, f"/authorisations?q={words}")
    assert authorisation.reference not in page(filer, "/authorisations?q=camera")
    assert authorisation.reference not in page(filer, "/authorisations?view=over")
    assert browser(filer).get("/authorisations?export=csv").status_code == 200


def test_the_ledger_is_a_table_to_take_along(exporter, authorisation):
    write_off(authorisation, "40", at=clock.now())

    table = page(make_filer(exporter), f"{authorisation.get_absolute_url()}?export=csv")

    assert MRN in table
    assert "60" in table


SOLD_ON = {"grounds": "Sold on.", "hearing_waived": "The items would leave."}


def test_two_officers_suspend_it_and_the_page_says_who(exporter, authorisation):
    first, second = make_officer(), make_officer()
    path = authorisation.get_absolute_url()

    browser(first).post(f"{path}/propose/suspend", SOLD_ON)
    change = authorisation.changes.get()
    own = browser(first).post(f"{path}/changes/{change.pk}", {"approve": "1"})
    assert own.status_code == 422
    browser(second).post(f"{path}/changes/{change.pk}", {"approve": "1"})

    for_officer, for_holder = page(first, path), page(make_filer(exporter), path)
    assert "Sold on." in for_officer
    assert "Sold on." in for_holder
    assert str(second) in for_officer
    assert str(second) not in for_holder


def test_a_proposal_is_discarded_on_its_page(authorisation):
    path = authorisation.get_absolute_url()
    browser(make_officer()).post(f"{path}/propose/revoke", SOLD_ON)
    change = authorisation.changes.get()

    browser(make_officer()).post(f"{path}/changes/{change.pk}", {"discard": "1"})

    change.refresh_from_db()
    assert change.status == "discarded"


def test_reasons_are_asked_for(authorisation):
    answer = browser(make_officer()).post(
        f"{authorisation.get_absolute_url()}/propose/annul", {"grounds": ""}
    )
    assert answer.status_code == 422
    assert not authorisation.changes.exists()


def test_its_holder_gives_it_back(exporter, authorisation):
    browser(make_filer(exporter)).post(
        f"{authorisation.get_absolute_url()}/surrender", {"reason": "Order lost."}
    )

    assert Authorisation.objects.get().status == "surrendered"
    assert "Order lost." in page(make_officer(), authorisation.get_absolute_url())


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaced"])
def test_customs_find_it_by_its_number_however_it_is_typed(authorisation, typed):
    number = authorisation.reference
    said = {"lower": number.lower(), "spaced": number.replace("-", " ")}.get(typed, typed.format(number))

    answer = browser(make_customs()).post("/authorisations/find", {"reference": said})

    assert (answer.status_code, answer.headers["Location"]) == (302, authorisation.get_absolute_url())


def test_customs_check_write_off_and_reverse(authorisation):
    client, path = browser(make_customs()), authorisation.get_absolute_url()

    checked = client.post(f"{path}/write-off", FORM).content.decode()
    assert "60 pieces" in checked
    assert "Nothing is deducted yet" in checked
    changed = client.post(f"{path}/write-off", {**FORM, "change": "1"})
    assert (changed.status_code, MRN in changed.content.decode()) == (200, True)
    assert not WriteOff.objects.exists()

    client.post(f"{path}/write-off", {**FORM, **CONFIRMED})
    taken = WriteOff.objects.get()
    assert LineBalance.objects.get().used == 40

    client.post(f"{path}/write-offs/{taken.pk}", {"reason": "Wrong declaration."})
    assert LineBalance.objects.get().used == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"deducted": "101"}, "100 left"),
        ({"mrn": "26DE"}, "two digits"),
        ({"destination": "CN"}, "not for CN"),
        ({"destination": ""}, "Destination of the declaration: this answer is missing"),
        ({"line": ""}, "error-summary"),
        ({"deducted": "many"}, "digits"),
    ],
)
def test_what_cannot_be_written_off_is_said_in_the_form(authorisation, said, words):
    answer = browser(make_customs()).post(f"{authorisation.get_absolute_url()}/write-off", {**FORM, **said})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not WriteOff.objects.exists()


def test_a_unit_is_asked_for_only_where_a_line_has_none():
    request = make_taken(GLOBAL)  # a category without a unit, and pieces
    terms = {"icp": {"weighed": "Audited in March."}}
    proposal = make_proposal(request, outcome="grant", legal_basis="annex_i", terms=terms)
    client, number = browser(make_customs()), approve(proposal, at=clock.now()).authorisation

    def write(line, **said):
        whole = {**FORM, **CONFIRMED, "line": line, "end_user": "City Hospital", **said}
        return client.post(f"/authorisations/{number}/write-off", whole)

    assert write("1").status_code == 422  # in what?
    assert "granted in pieces" in write("2", unit="kg").content.decode()
    assert not WriteOff.objects.exists()
    assert write("2").status_code == 302
    assert write("1", unit="kg").status_code == 302


def test_where_the_paper_names_several_end_users_the_declaration_says_which():
    terms = {"icp": {"weighed": "Audited in March."}}
    proposal = make_proposal(make_taken(GLOBAL), outcome="grant", legal_basis="annex_i", terms=terms)
    number = approve(proposal, at=clock.now()).authorisation
    client, path = browser(make_customs()), f"/authorisations/{number}/write-off"

    answer = client.post(path, {**FORM, "line": "2"})
    assert answer.status_code == 422
    assert "End user of the declaration: this answer is missing" in answer.content.decode()
    other = client.post(path, {**FORM, "line": "2", "end_user": "Delta Security Services"})
    assert "was granted for the end user City Hospital" in other.content.decode()
    assert not WriteOff.objects.exists()
    open_to_any = client.post(path, {**FORM, **CONFIRMED, "line": "2", "destination": "cl"})
    assert open_to_any.status_code == 302


def test_a_value_is_asked_for_where_a_line_limits_it_and_what_is_left_of_it_is_shown():
    lines = [{"line": 1, "quantity": "100", "value": "12000.00"}]
    proposal = make_proposal(
        make_taken(INDIVIDUAL), outcome="grant", legal_basis="annex_i", terms={"lines": lines}
    )
    number = approve(proposal, at=clock.now()).authorisation
    client, path = browser(make_customs()), f"/authorisations/{number}/write-off"

    assert "Value: this answer is missing" in client.post(path, FORM).content.decode()
    checked = client.post(path, {**FORM, "worth": "4000"}).content.decode()
    assert "60 pieces · 8,000 EUR" in checked


def test_customs_see_their_own_write_offs_alone(authorisation):
    write_off(authorisation, by=make_customs("FR"), mrn=mrn(1), at=clock.now())
    write_off(authorisation, by=make_customs("DE"), mrn=mrn(2), at=clock.now())

    html = page(make_customs("DE"), authorisation.get_absolute_url())

    assert mrn(2) in html
    assert mrn(1) not in html


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_public_page_names_no_party(authorisation, language):
    answer = Client().get(f"/authorisations/{authorisation.token}", headers={"Accept-Language": language})

    html = answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert authorisation.reference in html
    for hidden in (authorisation.holder.legal_name, authorisation.holder.eori, "Hospitals", "encryptor"):
        assert hidden not in html


def test_a_token_that_nobody_gave_is_nothing(authorisation):
    assert Client().get(f"/authorisations/{'A' * 22}").status_code == 404


@pytest.mark.parametrize(
    ("day", "words"), [("", "Give the new last day."), ("2026-11-26", "after the last day")]
)
def test_an_extension_names_a_day_after_the_one_that_stands(exporter, authorisation, day, words):
    me, path = browser(make_filer(exporter)), f"{authorisation.get_absolute_url()}/ask-for-change"
    asked = {"kind": "extend", "reason": "The ship is late.", "last_day": day}

    refused = me.post(path, asked)
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert not ChangeRequest.objects.exists()

    me.post(path, {**asked, "last_day": "2029-06-01"})
    wish = ChangeRequest.objects.get()
    assert (wish.reason, wish.last_day) == ("The ship is late.", date(2029, 6, 1))
    officer, page = browser(make_officer()), authorisation.get_absolute_url()
    assert "New last day: 1 June 2029" in officer.get(page).content.decode()
    assert "1 June 2029" in officer.get(f"{page}/change-requests/{wish.pk}").content.decode()
    proposing = officer.get(f"{page}/propose/extend?request={wish.pk}").content.decode()
    assert 'value="2029"' in proposing or "2029-06-01" in proposing


def test_by_rest_a_day_is_asked_for_with_an_extension_alone(exporter, authorisation):
    me = machine(make_filer(exporter))
    path = f"/api/v1/authorisations/{authorisation.reference}/change-requests"
    wish = {"kind": "extend", "reason": "The ship is late.", "last_day": "2029-06-01"}
    for wrong in ({"kind": "renew"}, {"last_day": "2026-11-26"}):
        refused = me.post(path, wish | wrong).json()
        assert (refused["code"], refused["errors"][0]["pointer"]) == ("invalid", "/last_day")

    assert me.post(path, wish).json()["last_day"] == "2029-06-01"
