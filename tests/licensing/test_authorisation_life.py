"""Amended, extended, corrected under one number; renewed, split, issued anew under others; as its holder asks."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from exportctl.core.errors import Invalid, Pending
from exportctl.core.models import Notice
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.change_requests import ask_for_change, withdraw_change_request
from licensing.actions.write_offs import record_write_off
from licensing.errors import NotValid, QuantityExceeded
from licensing.models import Authorisation, ChangeRequest, Denial, Document, Exporter, LineBalance
from licensing.queries.authorisation_letters import law_of
from licensing.queries.authorisation_versions import versions_of
from licensing.queries.authorisations import opens_case
from licensing.queries.papers import code_data, paper_of
from licensing.queries.verification import faults
from licensing.rules.authorisations import Event
from licensing.rules.requests import Form
from tests.factories import (
    AT,
    DAY,
    approve,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
    make_proposal,
)
from tests.licensing.granted import BODY, make_authorisation, mrn, write_off
from tests.requesting import GLOBAL, make_taken, make_taken_individual

pytestmark = pytest.mark.django_db
GROUNDS = "The order was enlarged."


def propose(authorisation, event, *, at=AT + DAY, **terms):
    said = {"grounds": GROUNDS, "actor": make_officer(), "at": at}
    return propose_change(authorisation_id=authorisation.pk, event=event, **said, **terms)


def fresh(authorisation):
    return Authorisation.objects.with_balances().get(pk=authorisation.pk)


def carry_out(authorisation, event, *, at=AT + DAY, **terms):
    change = propose(authorisation, event, at=at, **terms)
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=at)
    return fresh(authorisation)


def test_amending_keeps_the_number_and_adds_a_version():
    authorisation = make_authorisation()
    write_off(authorisation, "40")

    amended = carry_out(
        authorisation,
        "amend",
        lines=[{"line": 1, "quantity": "120"}],
        end_user={"address": "2 Park Road"},
    )

    assert (amended.reference, amended.version.number) == (authorisation.reference, 2)
    balance = amended.balance_of[1].balance
    assert (balance.granted, balance.used, balance.left) == (120, 40, 80)
    newest, first = versions_of(amended)
    assert [each.member for each in newest.differences] == ["end_user_address", "quantity"]
    assert first.differences == []
    paper = paper_of(amended.version.pk)
    assert (paper.consignee.address, paper.data["end_user"] or paper.data["consignee"]) != ("", None)
    assert code_data(paper)["version"] == 2
    owed = Document.objects.filter(request=authorisation.request, kind="authorisation").order_by("created_at")
    assert [each.name for each in owed] == ["DE-A-2026-0001.pdf", "DE-A-2026-0001-2.pdf"]
    assert Notice.objects.get(kind="authorisation_amended").organisation == amended.holder.organisation
    assert not Denial.objects.exists()
    assert [fault for fault in faults() if amended.reference in fault] == []


def test_a_substantial_limitation_is_notified_and_outlives_a_suspension():
    authorisation = make_authorisation()

    limited = carry_out(authorisation, "amend", lines=[{"line": 1, "quantity": "10"}], substantial=True)
    carry_out(limited, "suspend")
    carry_out(limited, "reinstate")

    assert {each.act: each.status for each in Denial.objects.all()} == {
        "limit": "valid",
        "suspend": "revoked",
    }


def test_what_is_written_off_meanwhile_is_asked_again_when_the_second_officer_approves():
    authorisation = make_authorisation()
    change = propose(authorisation, "amend", lines=[{"line": 1, "quantity": "30"}])
    write_off(authorisation, "40")

    with pytest.raises(Invalid):
        approve_change(
            authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY
        )
    assert fresh(authorisation).version.number == 1


def test_a_declaration_is_measured_by_the_version_of_its_day():
    authorisation = make_authorisation()
    shortened = carry_out(authorisation, "amend", valid_until="2026-11-10", at=AT + 5 * DAY)
    later = AT + 20 * DAY

    assert write_off(shortened, at=later, accepted_on="2026-11-10", mrn=mrn(1)).created
    with pytest.raises(NotValid):
        write_off(shortened, at=later, accepted_on="2026-11-11", mrn=mrn(2))
    corrected = carry_out(make_authorisation(), "correct", valid_until="2026-11-06", at=AT + 2 * DAY)
    with pytest.raises(NotValid):
        write_off(corrected, at=later, accepted_on="2026-11-07", mrn=mrn(3))


def test_extending_gives_a_later_last_day():
    extended = carry_out(make_authorisation(valid_for_months=1), "extend", valid_until="2027-06-30")

    assert (extended.valid_until, extended.version.number) == (date(2027, 6, 30), 2)


def test_renewing_moves_what_is_left_to_another_number_once():
    authorisation, customs = make_authorisation(), make_customs()
    write_off(authorisation, "40", by=customs)

    renewed = carry_out(authorisation, "renew", valid_until="2029-05-31", at=AT + 5 * DAY)

    assert renewed.status == "replaced"
    (further,) = (fresh(each) for each in renewed.successors.all())
    assert (further.predecessor, further.valid_from, further.valid_until) == (
        renewed,
        date(2026, 11, 8),
        date(2029, 5, 31),
    )
    assert further.balance_of[1].balance.left == 60
    assert renewed.balance_of[1].balance.left == 0
    # What was declared before goes to the new number, where the rest is.
    late = {"by": customs, "at": AT + 6 * DAY, "accepted_on": "2026-11-06"}
    for accepted_on in ("2026-11-06", "2026-11-09"):
        with pytest.raises(NotValid, match=further.reference):
            write_off(renewed, "1", mrn=mrn(5), by=customs, at=AT + 6 * DAY, accepted_on=accepted_on)
    assert write_off(further, "1", mrn=mrn(6), **late).created
    with pytest.raises(QuantityExceeded):
        write_off(further, "60", mrn=mrn(7), **late)
    assert [fault for fault in faults() if further.reference in fault] == []


def test_a_split_is_asked_for_by_its_holder_and_shares_what_is_left():
    exporter = make_exporter()
    authorisation = make_authorisation(exporter)
    write_off(authorisation, "10")
    parts = [{"lines": [{"line": 1, "quantity": "50"}]}]
    with pytest.raises(Invalid) as refused:
        propose(authorisation, "split", parts=parts)
    assert [each["pointer"] for each in refused.value.errors] == ["/change_request"]

    asked = ask_for_change(
        authorisation_id=authorisation.pk,
        kind="split",
        reason="Two ports.",
        actor=make_filer(exporter),
        at=AT + DAY,
    )
    carry_out(authorisation, "split", parts=parts, change_request=asked.pk)

    shared = [fresh(each).balance_of[1].granted for each in authorisation.successors.order_by("reference")]
    assert shared == [50, 40]
    assert LineBalance.objects.get(authorisation=authorisation).moved == 90
    asked.refresh_from_db()
    assert asked.status == "carried_out"


def test_what_is_asked_for_is_declined_by_two_officers_or_taken_back():
    exporter = make_exporter()
    authorisation, filer = make_authorisation(exporter), make_filer(exporter)
    said = {"authorisation_id": authorisation.pk, "actor": filer, "at": AT + DAY}
    asked = ask_for_change(kind="extend", reason="The ship is late.", **said)
    with pytest.raises(Pending):
        ask_for_change(kind="renew", reason="Again.", **said)
    with pytest.raises(Invalid):
        propose(authorisation, "decline")

    carry_out(authorisation, "decline", change_request=asked.pk)

    assert ChangeRequest.objects.get().status == "declined"
    assert fresh(authorisation).status == "valid"
    letter = Document.objects.get(kind="decision_letter", request=authorisation.request)
    assert letter.name == f"{authorisation.reference}-decline.pdf"
    again = ask_for_change(kind="renew", reason="Again.", **said)
    withdraw_change_request(change_request_id=again.pk, **said)
    assert not ChangeRequest.objects.waiting().exists()


def test_a_global_one_with_quantity_limits_is_split_if_its_holder_asks():
    exporter = make_exporter()
    request = make_taken(GLOBAL, exporter=exporter)
    approve(make_proposal(request, outcome="grant", legal_basis="annex_i"), at=AT + DAY)
    authorisation = Authorisation.objects.get(request=request)
    asked = ask_for_change(
        authorisation_id=authorisation.pk,
        kind="split",
        reason="Two ports.",
        actor=make_filer(exporter),
        at=AT + 2 * DAY,
    )

    with pytest.raises(Invalid) as refused:
        propose(authorisation, "decline", at=AT + 2 * DAY, change_request=asked.pk)

    assert [each["pointer"] for each in refused.value.errors] == ["/change_request"]


def test_nothing_is_granted_for_a_further_time_where_the_same_was_denied_since():
    authorisation = make_authorisation()
    same = {name: BODY[name] for name in ("items", "end_user")}
    french = make_taken_individual(exporter=make_exporter("FR"), **same)
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))

    for event in ("renew", "extend"):
        with pytest.raises(Invalid, match=r"denied by: FR"):
            propose(authorisation, event, valid_until="2029-05-31")
    assert carry_out(authorisation, "amend", lines=[{"line": 1, "quantity": "90"}]).version.number == 2


@pytest.mark.parametrize(
    ("event", "form", "law"),
    [
        ("revoke", "individual", "Article 16(1)"),
        ("extend", "individual", "Article 12(3)"),
        ("split", "global", "Article 12(4)"),
        ("split", "individual", "The law of the authority."),
        ("decline", "individual", "The law of the authority."),
    ],
)
def test_a_letter_names_the_provision_of_the_act(event, form, law):
    assert law in str(law_of(Event(event), form=Form(form)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE licensing_linebalance SET granted = 1000",
        "UPDATE licensing_linebalance SET moved = 5",
        "UPDATE licensing_authorisation SET status = 'valid'",
        "DELETE FROM licensing_movedrest",
        "UPDATE licensing_changerequest SET kind = 'renew'",
    ],
)
def test_no_forgery_passes_the_database(statement):
    exporter = make_exporter()
    authorisation = make_authorisation(exporter)
    ask_for_change(
        authorisation_id=authorisation.pk,
        kind="split",
        reason="Two ports.",
        actor=make_filer(exporter),
        at=AT + DAY,
    )
    carry_out(authorisation, "renew", valid_until="2029-05-31")

    with (
        pytest.raises(DatabaseError, match=r"permission denied|ledger|overdrawn|audit|settled"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_deduction_of_the_replaced_one_names_where_the_rest_is():
    authorisation = make_authorisation()
    carry_out(authorisation, "reissue")

    with pytest.raises(NotValid) as refused:
        record_write_off(
            authorisation_id=authorisation.pk,
            mrn=mrn(1),
            line=1,
            quantity="1",
            unit="pieces",
            customs_office="DE004851",
            actor=make_customs(),
            at=AT + DAY,
        )
    assert refused.value.extra["authorisation_status"] == "replaced"


def test_what_is_left_passes_on_to_the_legal_successor_of_its_holder():
    authorisation = make_authorisation()
    write_off(authorisation, "40")
    elsewhere = make_exporter("FR")
    Exporter.objects.filter(pk=elsewhere.pk).update(other_number="HRB 1")
    for number in ("DE000000", elsewhere.eori, "HRB 1"):
        with pytest.raises(Invalid):
            propose(authorisation, "reissue", successor=number)
    successor = make_exporter()
    Exporter.objects.filter(pk=successor.pk).update(other_number="HRB 1")

    replaced = carry_out(authorisation, "reissue", successor="HRB 1")  # of this state, as of another one

    further = Authorisation.objects.with_balances().get(predecessor=authorisation)
    assert (replaced.status, further.holder) == ("replaced", successor)
    assert further.balance_of[1].balance.left == 60
    assert Notice.objects.get(kind="authorisation_passed_on").organisation == successor.organisation
    assert opens_case(further, make_filer(authorisation.holder))
    assert not opens_case(further, make_filer(successor))
