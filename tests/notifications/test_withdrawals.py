"""Taking a refusal back while the window is open; what was joined to it keeps its window."""

import pytest
from django.test import Client

from exportctl.core.models import Notice
from licensing.actions.requests import take_request
from notifications.actions.positions import record_position
from notifications.actions.withdrawals import discard_withdrawal
from notifications.models import LinkedRefusal, ObjectionProcedure, Position
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_delegate,
    make_exporter,
    make_officer,
    make_procedure,
    make_proposal,
    make_refusal,
)

pytestmark = pytest.mark.django_db

GROUNDS = {"grounds": "The end user turned out to be another."}


def post(user, path, body=None):
    return machine(user).post(f"/api/v1/procedures/{path}", body or {}, content_type="application/json")


def withdraw(procedure):
    state = str(procedure.notifying_state_id)
    act = post(make_officer(state), f"{procedure.reference}/withdrawals", GROUNDS)
    return act, post(make_officer(state), f"{procedure.reference}/withdrawals/{act.json()['id']}/approve")


def test_two_officers_withdraw_and_the_case_is_under_review_again(product_clock):
    procedure = make_procedure()
    record_position(procedure_id=procedure.pk, actor=make_delegate("FR"), stance="agree")

    act, done = withdraw(procedure)

    assert (act.status_code, act.json()["status"]) == (201, "proposed")
    assert (done.status_code, done.json()["status"], done.json()["outcome"]) == (200, "withdrawn", None)
    procedure.request.refresh_from_db()
    assert procedure.request.status == "under_review"
    assert Position.objects.count() == 1
    assert Notice.objects.filter(kind="procedure_withdrawn").count() == 28
    assert Notice.objects.get(kind="refusal_withdrawn").organisation.kind == "exporter"


def test_the_case_goes_on_telling_of_the_window_to_both_sides(product_clock):
    procedure = make_procedure()
    withdraw(procedure)

    for reader in (make_officer(), procedure.request.submitted_by):
        browser = Client()
        browser.force_login(reader, "allauth.account.auth_backends.AuthenticationBackend")
        page = browser.get(f"/cases/{procedure.request.reference}").content.decode()
        assert "The refusal was withdrawn while the window was open; the case is under review again." in page


def test_whoever_proposed_does_not_approve(product_clock):
    procedure, officer = make_procedure(), make_officer()
    act = post(officer, f"{procedure.reference}/withdrawals", GROUNDS).json()

    answer = post(officer, f"{procedure.reference}/withdrawals/{act['id']}/approve")

    assert (answer.status_code, answer.json()["code"]) == (403, "four_eyes")


def test_one_waits_at_a_time(product_clock):
    procedure = make_procedure()
    post(make_officer(), f"{procedure.reference}/withdrawals", GROUNDS)

    answer = post(make_officer(), f"{procedure.reference}/withdrawals", GROUNDS)

    assert (answer.status_code, answer.json()["code"]) == (409, "pending")


def test_a_procedure_that_reads_closed_is_withdrawn_no_more(product_clock):
    procedure = make_procedure()
    product_clock.at = procedure.closes_at

    answer = post(make_officer(), f"{procedure.reference}/withdrawals", GROUNDS)

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_status")


@pytest.mark.parametrize(
    ("make", "status"), [(lambda: make_officer("FR"), 404), (lambda: make_delegate("FR"), 403)]
)
def test_nobody_but_the_notifying_authority_withdraws(product_clock, make, status):
    assert post(make(), f"{make_procedure().reference}/withdrawals", GROUNDS).status_code == status


def test_grounds_are_needed(product_clock):
    answer = post(make_officer(), f"{make_procedure().reference}/withdrawals", {"grounds": " "})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/grounds")


def test_a_new_refusal_of_the_item_names_the_withdrawn_procedure(product_clock):
    procedure = make_procedure()
    withdraw(procedure)

    product_clock.at += DAY
    request = take_request(
        request_id=procedure.request_id, actor=procedure.request.assigned_to, at=product_clock.at
    )
    again = approve(make_proposal(request, at=product_clock.at), at=product_clock.at + DAY)

    assert ObjectionProcedure.objects.get(reference=again.procedure).after_withdrawn == procedure


def test_linked_refusals_get_a_window_of_their_own_in_the_same_transaction(product_clock):
    procedure = make_procedure("DE")
    french = make_refusal(make_exporter("FR", name="Boréale SAS"), at=AT + DAY)
    italian = make_refusal(make_exporter("IT", name="Cobalto S.p.A."), at=AT + 2 * DAY)
    assert (french.because, italian.because) == ("procedure_open", "procedure_open")

    withdraw(procedure)

    opened = ObjectionProcedure.objects.get(status="open")
    assert (opened.notifying_state_id, opened.after_withdrawn) == ("FR", procedure)
    assert LinkedRefusal.objects.get(decision__request__authority__member_state="IT").procedure == opened


def test_a_withdrawal_that_is_discarded_leaves_the_window_open_and_makes_room(product_clock):
    procedure = make_procedure()
    act = post(make_officer(), f"{procedure.reference}/withdrawals", GROUNDS).json()
    given = {"procedure_id": procedure.pk, "actor": make_officer(), "at": AT + 2 * DAY}

    discard_withdrawal(**given, withdrawal_id=act["id"])

    procedure.refresh_from_db()
    assert procedure.status == "open"
    settled = post(make_officer(), f"{procedure.reference}/withdrawals/{act['id']}/approve")
    assert (settled.status_code, settled.json()["code"]) == (409, "wrong_status")
    assert post(make_officer(), f"{procedure.reference}/withdrawals", GROUNDS).status_code == 201
