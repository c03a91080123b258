"""After a change of record two officers issue the company's live authorisations anew, all with one press."""

import pytest
from django.test import Client

from exportctl.core.errors import FourEyes, Invalid, WrongStatus
from exportctl.core.models import Notice
from licensing.actions.authorisation_changes import propose_change
from licensing.actions.conflicts import declare_conflict
from licensing.actions.record_reissues import approve_reissues, discard_reissues, propose_reissues
from licensing.actions.registration_answers import approve_registration, verify_number
from licensing.actions.registrations import request_change
from licensing.errors import MatchOpen
from licensing.models import Authorisation, AuthorisationChange, Document, Registration
from licensing.queries.record_reissues import outdated_papers, to_reissue
from licensing.queries.registrations import record_before
from licensing.rules.registrations import is_printed_anew
from tests.database import in_thread, wait_for_waiter
from tests.factories import AT, DAY, HOUR, machine, make_exporter, make_filer, make_officer
from tests.licensing.granted import make_authorisation, mrn, write_off
from tests.licensing.test_authorisations import carry_out

THEN = AT + 2 * DAY


@pytest.mark.parametrize(
    ("before", "after", "anew"),
    [
        ({"legal_name": "A", "eori": "DE1"}, {"legal_name": "B", "eori": "DE1"}, True),
        ({"legal_name": "A", "eori": "DE1"}, {"legal_name": "A", "eori": "DE2"}, True),
        ({"legal_name": "A", "address": "1 Ring"}, {"legal_name": "A", "address": "2 Ring"}, True),
        ({"legal_name": "A"}, {"legal_name": "A", "trade_name": "Alpha"}, False),
        ({}, {"legal_name": "A"}, False),  # the first registration changes nothing
    ],
)
def test_what_a_paper_says_of_its_holder_lets_it_be_issued_anew(before, after, anew):
    assert is_printed_anew(before, after) is anew


OTHER = {"name": "Rural Clinic", "address": "3 Hill Road, Pune", "country": "IN", "kind": "other"}


def renamed(exporter, officer) -> Registration:
    body = {**record_before(exporter), "declares_goods": True, "legal_name": "Aquila Systems SE"}
    body.setdefault("contacts", [{"name": "Nora", "email": "nora@aquila.example", "phone": "+49 1"}])
    given = {"actor": make_filer(exporter), "at": AT + DAY}
    change = request_change(exporter_id=exporter.pk, body=body, reason="Converted.", **given)
    return approve_registration(registration_id=change.pk, actor=officer, at=AT + DAY + HOUR)


@pytest.mark.django_db
def test_each_paper_gets_its_number_its_rest_and_its_letter(product_clock):
    exporter, officer, second = make_exporter(), make_officer(), make_officer()
    one, two = make_authorisation(exporter), make_authorisation(exporter)
    idle = make_authorisation(exporter, end_user=OTHER)  # whose suspension is a denial: no hit of the others
    write_off(one, "10", mrn=mrn(1), at=AT + HOUR)
    carry_out(idle, "suspend", at=AT + HOUR)
    change = renamed(exporter, officer)
    assert set(outdated_papers(change, at=THEN)) == {one, two, idle}
    assert set(to_reissue(change, at=THEN)) == {one, two}

    ids = {"registration_id": change.pk, "actor": officer, "at": THEN}
    with pytest.raises(Invalid) as refused:
        propose_reissues(authorisation_ids=[idle.pk], grounds="", **ids)
    assert {each["pointer"] for each in refused.value.errors} == {"/authorisations", "/grounds"}
    propose_reissues(authorisation_ids=[one.pk, two.pk], grounds="Another name.", **ids)
    with pytest.raises(FourEyes):
        approve_reissues(**ids)
    assert not to_reissue(change, at=THEN).exists()

    product_clock.at = THEN
    client = Client()
    client.force_login(second)
    page = client.get(f"/registrations/{change.pk}/authorisations").content.decode()
    assert "once it is reinstated" in page
    assert "Registered name" in page
    assert "Address of the seat" not in page  # it did not change
    assert client.post(f"/registrations/{change.pk}/authorisations", {"approve": "1"}).status_code == 302
    done = client.get(f"/registrations/{change.pk}/authorisations").content.decode()
    assert Authorisation.objects.get(predecessor=one).reference in done
    assert "If a second officer approves it" not in done

    further = Authorisation.objects.with_balances().get(predecessor=one)
    assert further.balance_of[1].balance.left == 90
    assert Authorisation.objects.get(pk=one.pk).status == "replaced"
    assert further.holder.legal_name == "Aquila Systems SE"
    letters = Document.objects.filter(kind="decision_letter", about__in=change.reissues.values("pk"))
    assert letters.count() == 2
    assert (
        Notice.objects.filter(kind="authorisation_reissued", organisation=exporter.organisation).count() == 2
    )
    assert list(outdated_papers(change, at=THEN)) == [idle]
    with pytest.raises(WrongStatus):
        approve_reissues(**{**ids, "actor": second})


@pytest.mark.django_db
def test_none_is_issued_anew_while_a_party_is_like_a_name_on_a_list():
    exporter, officer = make_exporter(), make_officer()
    one, denied = make_authorisation(exporter), make_authorisation(exporter)
    carry_out(denied, "suspend", at=AT + HOUR)
    change = renamed(exporter, officer)
    ids = {"registration_id": change.pk, "at": THEN}
    propose_reissues(authorisation_ids=[one.pk], grounds="Another name.", actor=officer, **ids)

    with pytest.raises(MatchOpen, match=one.case.reference):
        approve_reissues(actor=make_officer(), **ids)


@pytest.mark.django_db
def test_one_of_which_something_else_waits_is_left_out_and_what_waits_can_be_dropped(product_clock):
    exporter, officer = make_exporter(), make_officer()
    one, busy = make_authorisation(exporter), make_authorisation(exporter)
    propose_change(authorisation_id=busy.pk, event="suspend", grounds="A tip.", actor=officer, at=AT + HOUR)
    change = renamed(exporter, officer)

    product_clock.at = THEN
    client = Client()
    client.force_login(officer)
    address = f"/registrations/{change.pk}/authorisations"
    offered = client.get(address).content.decode()
    assert "Registered name: Aquila Systems GmbH, now Aquila Systems SE" in offered
    sent = {"authorisations": [str(one.pk)], "grounds": "Another name."}
    assert client.post(address, sent).status_code == 302
    assert client.get(f"/registrations/{change.pk}").status_code == 200
    assert AuthorisationChange.objects.pending().get(authorisation=one).registration == change
    assert discard_reissues(registration_id=change.pk, actor=officer, at=THEN) == 1
    assert list(to_reissue(change, at=THEN)) == [one]

    declare_conflict(request_id=one.request_id, reason="My cousin.", actor=officer, at=THEN)
    shown = client.get(address).content.decode()
    assert (busy.reference in shown, one.reference in shown) == (True, False)


@pytest.mark.django_db
def test_a_change_of_what_no_paper_says_issues_nothing_anew():
    exporter, officer = make_exporter(), make_officer()
    make_authorisation(exporter)
    body = {**record_before(exporter), "declares_goods": True, "owner": "Aquila Holding"}
    body["contacts"] = [{"name": "Nora", "email": "nora@aquila.example", "phone": "+49 1"}]
    change = request_change(
        exporter_id=exporter.pk, body=body, reason="Sold.", actor=make_filer(exporter), at=AT + DAY
    )
    if change.status != "approved":
        verify_number(registration_id=change.pk, how="EORI page", actor=officer, at=AT + DAY)
        change = approve_registration(registration_id=change.pk, actor=officer, at=AT + DAY + HOUR)

    assert not outdated_papers(change, at=THEN).exists()
    with pytest.raises(WrongStatus):
        propose_reissues(registration_id=change.pk, authorisation_ids=[], grounds="x", actor=officer, at=THEN)


@pytest.mark.django_db
def test_over_rest_all_that_can_be_is_proposed_at_once_and_a_colleague_approves(product_clock):
    exporter, officer, second = make_exporter(), make_officer(), make_officer()
    one, two = make_authorisation(exporter), make_authorisation(exporter)
    idle = make_authorisation(exporter, end_user=OTHER)  # whose suspension is a denial: no hit of the others
    carry_out(idle, "suspend", at=AT + HOUR)
    change = renamed(exporter, officer)
    product_clock.at = THEN
    address = f"/api/v1/registrations/{change.reference}/reissues"
    first, other = machine(officer), machine(second)
    shown = first.get(address).json()
    assert {each["reference"]: each["may_be_reissued"] for each in shown["authorisations"]} == {
        one.reference: True,
        two.reference: True,
        idle.reference: False,
    }
    for body, pointers in (
        ({}, ["/grounds"]),
        ({"grounds": "x", "authorisations": [one.reference, "DE-A-2020-0001"]}, ["/authorisations/1"]),
        ({"grounds": "x", "authorisations": [idle.reference]}, ["/authorisations"]),
    ):
        refused = first.post(address, body)
        assert (refused.status_code, [each["pointer"] for each in refused.json()["errors"]]) == (
            422,
            pointers,
        )

    proposed = first.post(address, {"grounds": "Another name."})
    assert proposed.status_code == 201
    assert [each["status"] for each in proposed.json()["reissues"]] == ["proposed", "proposed"]
    assert first.post(f"{address}/approve").status_code == 403
    assert other.post(f"{address}/discard").json()["reissues"][0]["status"] == "discarded"
    named = {"grounds": "Another name.", "authorisations": [one.reference]}
    assert first.post(address, named, headers={"Idempotency-Key": "a"}).status_code == 201
    assert first.post(address, named, headers={"Idempotency-Key": "a"}).status_code == 201  # the same call
    approved = other.post(f"{address}/approve")
    assert approved.status_code == 200
    further = Authorisation.objects.get(predecessor=one)
    last = next(each for each in approved.json()["reissues"] if each["status"] == "approved")
    assert (last["authorisation"], last["replaced_by"]) == (one.reference, further.reference)
    assert other.post(f"{address}/approve").json()["code"] == "wrong_status"
    assert machine(make_filer(exporter)).get(address).status_code == 403
    assert machine(make_officer("FR")).get(address).status_code == 404


@pytest.mark.race
@pytest.mark.parametrize("act", ["propose", "approve"])
def test_two_officers_at_once_issue_each_paper_anew_once(cloned_database, second_connection, act):
    exporter, officer = make_exporter(), make_officer()
    paper = make_authorisation(exporter)
    change = renamed(exporter, officer)
    one, two = make_officer(), make_officer()
    given = {"registration_id": change.pk, "at": THEN}
    if act == "approve":
        propose_reissues(authorisation_ids=[paper.pk], grounds="Another name.", actor=officer, **given)
    acts = {
        "propose": lambda by: propose_reissues(
            authorisation_ids=[paper.pk], grounds="Another name.", actor=by, **given
        ),
        "approve": lambda by: approve_reissues(actor=by, **given),
    }
    holder = second_connection()
    holder.cursor().execute("SELECT 1 FROM licensing_registration WHERE id = %s FOR UPDATE", [str(change.pk)])

    quick = in_thread(lambda: acts[act](one))
    wait_for_waiter(cloned_database)
    slow = in_thread(lambda: acts[act](two))
    wait_for_waiter(cloned_database, count=2)
    holder.rollback()

    assert quick.exception(60) is None
    assert isinstance(slow.exception(60), Invalid if act == "propose" else WrongStatus)
    assert AuthorisationChange.objects.filter(authorisation=paper).count() == 1
    assert Authorisation.objects.filter(predecessor=paper).count() == (act == "approve")
