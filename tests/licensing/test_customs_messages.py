"""Many write-offs in one call, each answered by itself; what an office sent is in its log and can be sent again."""

import json

import pytest
from django.test import Client

from controllist.actions.entry_changes import propose_review
from exportctl.core import clock
from exportctl.core.models import Notice
from licensing.actions.list_impacts import compare_again, editions_to_compare
from licensing.models import CustomsMessage, ListImpact, WriteOff
from licensing.queries.list_impacts import Wanted, impact_of
from tests.controllist.listing import CLOSED, agreed, make_entry
from tests.controllist.test_entry_changes import approve
from tests.controllist.test_reviews import CONFIRMED
from tests.factories import make_commissioner, make_customs, make_exporter, make_filer, make_key
from tests.licensing.granted import MRN, make_authorisation, make_decided_request

pytestmark = pytest.mark.django_db
LINE = {"line": 1, "quantity": "60", "unit": "pieces", "customs_office": "DE004851"}


def test_each_of_many_is_carried_out_or_refused_by_itself_and_logged(client: Client):
    authorisation = make_authorisation()
    customs, other = make_customs(), make_customs("FR")
    headers = {"Authorization": f"Bearer {make_key(customs)}"}
    line = {**LINE, "mrn": MRN, "authorisation": authorisation.reference.lower()}
    lines = [
        {"id": "a", **line},
        {"id": "b", **line},
        {"id": "c", **line, "mrn": MRN[:-1] + "2"},
        {"id": "d", **line, "authorisation": "DE-A-2026-9999"},
        {"id": "e", **line, "quantity": "many"},
        7,
    ]

    def send(address: str, body: object = None, **given):
        return client.post(address, body, content_type="application/json", headers=given or headers)

    results = send("/api/v1/write-offs", {"lines": lines}).json()["results"]
    one = send(
        f"/api/v1/authorisations/{authorisation.reference}/write-offs", {**LINE, "mrn": MRN[:-1] + "3"}
    )
    dry = send("/api/v1/write-offs?dry_run=true", {"lines": [{**lines[2], "quantity": "10"}]}).json()
    messages = client.get("/api/v1/customs-messages?status=refused", headers=headers).json()["results"]
    again = send(f"/api/v1/customs-messages/{messages[0]['id']}/replay").json()

    assert [each["status"] for each in results] == [201, 200, 409, 404, 422, 422]
    assert results[0]["write_off"]["left"] == "40"
    assert results[2]["problem"]["code"] == "quantity_exceeded"
    assert results[4]["problem"]["errors"][0]["pointer"] == "/lines/4/quantity"
    assert WriteOff.objects.count() == 1
    assert (dry["results"][0]["status"], dry["results"][0]["write_off"]["id"]) == (200, None)
    assert (one.status_code, len(messages), messages[0]["status"]) == (409, 1, 409)
    assert messages[0]["answer"]["code"] == "quantity_exceeded"
    assert (again["status"], again["replay_of"]) == (409, messages[0]["id"])
    assert CustomsMessage.objects.count() == 4

    strange = {"Authorization": f"Bearer {make_key(other)}"}
    assert client.get("/api/v1/customs-messages", headers=strange).json()["results"] == []
    assert send(f"/api/v1/customs-messages/{messages[0]['id']}/replay", **strange).status_code == 404
    filer = {"Authorization": f"Bearer {make_key(make_filer(make_exporter('IT')))}"}
    assert send("/api/v1/write-offs", {"lines": lines}, **filer).status_code == 403


def test_what_no_database_takes_is_answered_and_logged_all_the_same(client: Client):
    authorisation = make_authorisation()
    headers = {"Authorization": f"Bearer {make_key(make_customs())}"}
    line = {**LINE, "mrn": MRN, "authorisation": authorisation.reference}
    lines = [line, {"id": "\0\ud800", "\0": [1]}, {**line, "quantity": 7.5}]
    body = json.dumps({"lines": lines}).replace("7.5", "1e400")
    deep = '{"lines": ' + "[" * 400 + "]" * 400 + "}"

    def send(text: str):
        return client.post("/api/v1/write-offs", text, content_type="application/json", headers=headers)

    statuses = [each["status"] for each in send(body).json()["results"]]

    assert statuses == [201, 422, 422]
    assert send(deep).status_code == 200
    logged = CustomsMessage.objects.get(body__lines__1__id="\ufffd\ufffd")
    assert logged.body["lines"][2]["quantity"] == "inf"
    assert logged.answer["results"][0]["status"] == 201


def test_after_an_edition_everybody_concerned_is_told_once_and_the_commission_reads_numbers():
    authorisation = make_authorisation()
    make_decided_request(make_exporter("FR"))  # granted without a paper, and open no more
    before = impact_of([Wanted("Encryptor", "Aquila Systems AG", ("AQ 10",))]).numbers

    make_entry(manufacturer="Aquila Systems", models=["AQ-10"])
    (edition,) = editions_to_compare()
    impact = compare_again(edition=edition, at=CLOSED)
    compare_again(edition=edition, at=CLOSED)

    assert before == {"items": 0, "catalogues": 0, "open_requests": 0, "authorisations": 1, "exporters": 1}
    assert impact is not None
    assert (impact.authorisations, impact.exporters, ListImpact.objects.count()) == (1, 1, 1)
    notices = Notice.objects.filter(kind="items_listed")
    assert {each.organisation_id for each in notices} == {
        authorisation.holder_id,
        authorisation.authority_id,
    }
    assert notices.count() == 2
    assert editions_to_compare() == []


def test_a_review_changes_nothing_of_what_is_covered_and_tells_nobody():
    authorisation = make_authorisation()
    first, second = make_commissioner(), make_commissioner()
    entry = make_entry(by=agreed("AE"), manufacturer="Aquila Systems", models=["AQ-10"])
    for edition in editions_to_compare():
        compare_again(edition=edition, at=entry.changed_at)
    told = Notice.objects.filter(organisation=authorisation.holder_id).count()

    change = propose_review(
        basis=CONFIRMED, entry_id=entry.pk, edition=entry.edition, actor=first, at=clock.now()
    )
    reviewed = approve(change, second)
    compare_again(edition=reviewed.edition, at=reviewed.changed_at)

    assert editions_to_compare() == []
    assert Notice.objects.filter(organisation=authorisation.holder_id).count() == told
