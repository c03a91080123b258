"""A procedure as machines read it: to whom, with which members, and never with the exporter's name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.actions.closing import close_due
from notifications.actions.positions import record_position
from tests.factories import (
    NOTIFICATION,
    machine,
    make_commissioner,
    make_customs,
    make_delegate,
    make_filer,
    make_officer,
    make_procedure,
)

pytestmark = pytest.mark.django_db

MEMBERS = {
    "reference", "regime", "in_force", "status", "outcome", "rule_set", "notifying_state", "opened_at",
    "closes_at", "due", "tally", "item", "destination", "end_user", "grounds", "decision",
}  # fmt: skip
TALLY = {
    "objecting", "states", "states_needed", "population", "population_needed", "population_total",
    "majority_reached",
}  # fmt: skip


def get(user, path=""):
    return machine(user).get(f"/api/v1/procedures{path}")


def test_it_has_the_members_that_others_rely_on(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    record_position(
        procedure_id=procedure.pk, actor=delegate, stance="object", grounds=["other"], reason="Too wide."
    )

    shown = get(delegate, f"/{procedure.reference}").json()

    assert set(shown) == MEMBERS
    assert set(shown["tally"]) == TALLY
    assert shown["regime"] == "European Parliament, January 2018, as its press release describes it"
    assert (shown["in_force"], shown["status"], shown["outcome"]) == (False, "open", None)
    assert (shown["tally"]["objecting"], shown["tally"]["states_needed"]) == (["FR"], 15)
    assert len(shown["due"]) == 26
    assert shown["closes_at"] == max(shown["due"].values())
    assert set(shown["item"]) == {"name", "manufacturer", "model", "functions", "cn_code", "description"}
    assert shown["end_user"] == {name: NOTIFICATION["end_user"][name] for name in ("name", "country", "kind")}


def test_no_name_stands_in_it_but_the_dossiers(product_clock):
    procedure = make_procedure()
    exporter = procedure.request.exporter

    text = get(make_delegate("FR"), f"/{procedure.reference}").content.decode()
    evidence = get(make_delegate("FR"), f"/{procedure.reference}/evidence").content.decode()

    for secret in (exporter.legal_name, exporter.eori, NOTIFICATION["doubt"], NOTIFICATION["value"]):
        assert secret not in text
        assert secret not in evidence


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: make_delegate("FR"), 200),
        (lambda: make_delegate("DE"), 200),
        (make_commissioner, 200),
        (make_officer, 200),
        (lambda: make_officer("FR"), 404),
        (make_filer, 404),
        (make_customs, 404),
        (lambda: None, 401),
    ],
)
def test_who_may_know_of_it(product_clock, make, status):
    procedure, user = make_procedure(), make()

    assert get(user, f"/{procedure.reference}").status_code == status
    assert get(user, f"/{procedure.reference}/evidence").status_code == status


def test_the_list_is_each_readers_own_and_nobody_elses(product_clock):
    make_procedure()

    assert len(get(make_officer()).json()["results"]) == 1
    assert get(make_officer("FR")).json()["results"] == []
    assert get(make_filer()).status_code == get(make_customs()).status_code == 404
    assert get(None).status_code == 401


def test_lists_are_filtered_by_what_the_status_reads(product_clock):
    closed, delegate = make_procedure(), make_delegate("FR")
    make_procedure("FR", item={**NOTIFICATION["item"], "model": "NW-400"})
    product_clock.at = closed.closes_at

    unswept = get(delegate, "?status=closed").json()["results"]
    close_due(at=closed.closes_at)
    swept = get(delegate, "?status=closed,withdrawn").json()["results"]

    assert closed.reference in [row["reference"] for row in unswept]
    assert [row["reference"] for row in unswept] == [row["reference"] for row in swept]
    assert get(delegate, "?status=asleep").status_code == 422


def test_a_longer_list_takes_no_more_queries(product_clock):
    delegate, caller = make_delegate("FR"), machine(make_delegate("FR"))

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert caller.get("/api/v1/procedures").status_code == 200
        return len(captured)

    make_procedure()
    caller.get("/api/v1/procedures")
    one = queries()
    for number in range(4):
        procedure = make_procedure(item={**NOTIFICATION["item"], "model": f"NW-{number}"})
        record_position(procedure_id=procedure.pk, actor=delegate, stance="agree")

    assert queries() == one
