"""Holders' reports: deducted as a write-off, once by the holder's own reference, taken back by a counter-entry."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exportctl.core import clock
from exportctl.core.errors import Invalid, NotFound
from licensing.actions.holder_reports import report_several, report_transmission, take_report_back
from licensing.errors import AlreadyWrittenOff, NotValid, QuantityExceeded
from licensing.models import Authorisation, WriteOff
from tests.factories import AT, DAY, machine, make_customs, make_exporter, make_filer, make_officer
from tests.licensing.granted import make_authorisation, write_off

pytestmark = pytest.mark.django_db
ROW = {
    "line": 1,
    "quantity": "40",
    "unit": "pieces",
    "on": "2026-11-04",
    "recipient": "State Hospitals Trust",
    "own_reference": "TX-1",
}


def report(authorisation, *, at=AT + DAY, **changes):
    filer = make_filer(authorisation.holder)
    return report_transmission(authorisation_id=authorisation.pk, actor=filer, at=at, **ROW | changes)


def left(authorisation):
    return Authorisation.objects.with_balances().get(pk=authorisation.pk).balance_of[1].balance.left


def test_it_is_deducted_once_and_never_more_than_is_left():
    authorisation = make_authorisation()

    assert (report(authorisation).created, report(authorisation).created) == (True, False)
    assert left(authorisation) == 60
    with pytest.raises(AlreadyWrittenOff):
        report(authorisation, quantity="41")
    write_off(authorisation, "50")  # customs and holder share the balance
    with pytest.raises(QuantityExceeded):
        report(authorisation, own_reference="TX-2", quantity="11")
    with pytest.raises(NotValid):
        report(authorisation, own_reference="TX-2", quantity="1", on="2026-11-02")
    with pytest.raises(Invalid):
        report(authorisation, own_reference="TX-2", quantity="1", on="2026-12-24")


def test_a_table_is_deducted_whole_or_not_at_all_and_a_report_taken_back():
    authorisation = make_authorisation()
    said = {
        "authorisation_id": authorisation.pk,
        "actor": make_filer(authorisation.holder),
        "at": AT + DAY,
    }
    with pytest.raises(Invalid, match="3"):
        report_several(rows=[(2, ROW), (3, ROW | {"own_reference": "TX-2", "quantity": "61"})], **said)
    assert left(authorisation) == 100
    with CaptureQueriesContext(connection) as queries:
        report_several(rows=[(2, ROW), (3, ROW | {"own_reference": "TX-2", "quantity": "60"})], **said)
    locked = [
        each["sql"] for each in queries if 'FOR NO KEY UPDATE OF "licensing_linebalance"' in each["sql"]
    ]
    assert len(locked) == 1  # all of its lines at once, in one order for everybody
    first = WriteOff.objects.get(own_reference="TX-1")
    take_report_back(report_id=first.pk, actor=said["actor"], at=AT + DAY, reason="Typed twice.")
    assert left(authorisation) == 40
    assert report(authorisation).created  # its reference is free again
    with pytest.raises(NotFound):
        take_report_back(report_id=write_off_of_customs(), actor=said["actor"], at=AT)


def write_off_of_customs():
    return write_off(make_authorisation(make_exporter())).write_off.pk


def test_over_rest_it_is_the_holders_and_idempotent():
    authorisation = make_authorisation(at=clock.now() - DAY)
    holder = machine(make_filer(authorisation.holder))
    path = f"/api/v1/authorisations/{authorisation.reference}/reports"
    body = ROW | {"on": clock.now().date().isoformat(), "value": None}

    first, again = holder.post(path, body), holder.post(path, body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["left"] == "60"
    assert holder.post(path, body | {"quantity": "41"}).json()["code"] == "already_written_off"
    assert holder.post(path, {}).status_code == 422
    for reader, status in ((make_officer(), 403), (make_customs(), 403), (make_officer("FR"), 404)):
        assert machine(reader).post(path, body).status_code == status
    (entry,) = holder.get(f"/api/v1/authorisations/{authorisation.reference}/ledger").json()["results"]
    assert (entry["own_reference"], entry["mrn"]) == ("TX-1", "")
