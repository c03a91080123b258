"""Amended, extended, corrected under one number; renewed, split, issued anew under others; as its holder asks."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from exportctl.core.errors import Invalid, Pending
from exportctl.core.models import Notice
from exportctl.core.next_steps import lines
from exportctl.core.queries.todos import todos
from licensing.actions.authorisation_changes import approve_change, propose_change
from licensing.actions.authorisations import surrender
from licensing.actions.change_requests import ask_for_change, withdraw_change_request
from licensing.actions.denial_reviews import approve_review, propose_review
from licensing.actions.match_releases import confirm_match, release_match
from licensing.actions.watch_lists import watch_name
from licensing.actions.write_offs import record_write_off
from licensing.errors import MatchOpen, NamesExporter, NotValid, QuantityExceeded
from licensing.models import (
    Authorisation,
    ChangeRequest,
    Denial,
    Document,
    Exporter,
    LineBalance,
    PartyMatch,
    StateConsultation,
)
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
    machine,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
    make_proposal,
    organisation,
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


def asked_for(authorisation, kind):
    """What its holder asks for."""
    filer = make_filer(authorisation.holder)
    said = {"kind": kind, "reason": "The ship is late.", "actor": filer, "at": AT + DAY}
    return ask_for_change(authorisation_id=authorisation.pk, **said)


@pytest.mark.parametrize(
    ("kind", "because", "acts"),
    [
        ("renew", None, ["refuse"]),
        ("extend", None, ["refuse"]),
        ("renew", "It was asked for two years ahead.", []),
        ("amend", None, []),
        ("reissue", None, []),
    ],
)
def test_declining_a_further_time_is_a_refusal_unless_no_export_is_refused_by_it(kind, because, acts):
    authorisation = make_authorisation()
    asked = asked_for(authorisation, kind)

    carry_out(authorisation, "decline", change_request=asked.pk, no_denial_because=because)

    assert [denial.act for denial in Denial.objects.all()] == acts
    assert Notice.objects.filter(kind="denial_notified").exists() == bool(acts)


def test_a_refused_renewal_outlives_what_is_done_to_the_first_and_falls_away_once_it_is_granted():
    authorisation = make_authorisation()
    carry_out(authorisation, "decline", change_request=asked_for(authorisation, "renew").pk)
    carry_out(authorisation, "suspend")
    carry_out(authorisation, "reinstate")
    refused = Denial.objects.get(act="refuse")
    assert (refused.status, refused.ground) == ("valid", GROUNDS)

    carry_out(authorisation, "renew", valid_until="2029-05-31", at=AT + 5 * DAY)

    refused.refresh_from_db()
    assert refused.status == "revoked"


def test_the_reasons_for_refusing_a_further_time_name_no_exporter():
    authorisation = make_authorisation()
    said = {"grounds": f"{authorisation.holder.legal_name} is late.", "actor": make_officer(), "at": AT + DAY}

    with pytest.raises(NamesExporter):
        propose_change(
            authorisation_id=authorisation.pk,
            event="decline",
            change_request=asked_for(authorisation, "renew").pk,
            **said,
        )


def test_the_page_asks_for_a_hearing_before_a_further_time_is_refused(client, product_clock):
    product_clock.at = AT + DAY
    authorisation = make_authorisation()
    asked = asked_for(authorisation, "renew")
    client.force_login(make_officer())
    path = f"{authorisation.get_absolute_url()}/propose/decline?request={asked.pk}"
    assert "no export is refused" in client.get(path).content.decode()
    assert client.post(path, {"grounds": GROUNDS}).status_code == 422
    heard = {"grounds": GROUNDS, "hearing_held_on": "2026-11-03"}

    assert client.post(path, heard).status_code == 302

    change = authorisation.changes.get()
    assert change.hearing == {"held_on": "2026-11-03"}
    client.force_login(make_officer())
    shown = client.get(f"{authorisation.get_absolute_url()}/changes/{change.pk}")
    assert "refuses its holder a further time" in shown.content.decode()


def waiting(user, at):
    return [line.todo.kind.code for line in lines(todos(user, at=at), at=at)]


def test_a_suspension_that_ends_with_its_authorisation_is_assessed_for_good(client, product_clock):
    authorisation = make_authorisation(valid_for_months=1)
    carry_out(authorisation, "suspend")
    denial, officer = Denial.objects.get(), make_officer()
    assert "assess_suspension" not in waiting(officer, AT + 10 * DAY)
    over = AT + 60 * DAY
    assert waiting(officer, over).count("assess_suspension") == 1
    product_clock.at = over
    client.force_login(officer)
    assert "Give the final assessment" in client.get(denial.get_absolute_url()).content.decode()
    assert denial.is_valid  # until then (Article 16(2))

    review = propose_review(denial_id=denial.pk, outcome="renew", actor=officer, at=over)
    approve_review(denial_id=denial.pk, review_id=review.pk, actor=make_officer(), at=over)

    assert Denial.objects.to_assess(on=over.date()).count() == 0
    assert Notice.objects.filter(kind="denial_renewed").exists()


def test_one_that_is_given_back_while_it_is_suspended_is_assessed_as_well():
    authorisation = make_authorisation()
    carry_out(authorisation, "suspend")
    said = {"reason": "Sold.", "actor": make_filer(authorisation.holder), "at": AT + 2 * DAY}

    surrender(authorisation_id=authorisation.pk, **said)

    assert Denial.objects.to_assess(on=(AT + 2 * DAY).date()).get().act == "suspend"


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


ACTS = {
    "renew": {"valid_until": "2029-05-31"},
    "extend": {"valid_until": "2029-05-31"},
    "reissue": {},
    "amend": {"lines": [{"line": 1, "quantity": "90"}]},
}


def watch(name, *, at=AT + DAY):
    officer = make_officer()
    said = {"name": name, "reason": "Paid for by somebody else.", "actor": officer, "at": at}
    return watch_name(authority=organisation("authority"), **said)


def settle(hit, how, *, at=AT + DAY):
    how(request_id=hit.request_id, match_id=hit.pk, reason="Looked up.", actor=make_officer(), at=at)


@pytest.mark.parametrize("event", [*ACTS])
def test_what_lets_it_live_on_is_compared_with_the_lists_anew(event):
    authorisation = make_authorisation()
    watch(authorisation.case.end_user.name)
    assert not PartyMatch.objects.exists()  # nothing is decided about it
    change = propose(authorisation, event, **ACTS[event])
    hit = PartyMatch.objects.open().get(request=authorisation.request)
    assert Notice.objects.filter(kind="party_match_new").exists()
    said = {"authorisation_id": authorisation.pk, "change_id": change.pk, "at": AT + DAY}
    with pytest.raises(MatchOpen):
        approve_change(actor=make_officer(), **said)

    settle(hit, confirm_match)  # of a watch list: it bars nothing

    approve_change(actor=make_officer(), **said)


def test_a_name_that_is_listed_while_a_renewal_waits_is_found():
    authorisation = make_authorisation()
    change = propose(authorisation, "renew", **ACTS["renew"])

    watch(authorisation.case.end_user.name)

    hit = PartyMatch.objects.open().get(request=authorisation.request)
    officer = authorisation.case.assigned_to
    assert "settle_match" in waiting(officer, AT + DAY)
    with pytest.raises(MatchOpen):
        approve_change(
            authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY
        )
    settle(hit, release_match)
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY)


def test_a_party_is_compared_by_the_name_that_two_officers_gave_it_and_both_are_shown(client):
    authorisation = make_authorisation()
    name = authorisation.case.end_user.name
    watch(f"{name} Krasnaya")

    propose(authorisation, "amend", end_user={"name": f"{name} Krasnaya"})

    hits = PartyMatch.objects.open().filter(request=authorisation.request)
    hit = max(hits, key=lambda hit: hit.score)
    assert (float(hit.score), hit.party.name, hit.amended_name) == (1, name, f"{name} Krasnaya")
    officer = make_officer()
    client.force_login(officer)
    path = authorisation.case.get_absolute_url()
    for page in (f"{path}/due-diligence", f"{path}/party-matches/{hit.pk}"):
        text = client.get(page).content.decode()
        assert f'amended to <span translate="no">{name} Krasnaya</span>' in text
    listed = (
        machine(officer)
        .get(f"/api/v1/requests/{authorisation.case.reference}/party-matches")
        .json()["results"]
    )
    assert (name, f"{name} Krasnaya") in {(each["party"], each["amended_name"]) for each in listed}


def test_a_hit_of_a_denial_that_officers_confirm_takes_a_new_request():
    authorisation = make_authorisation()
    other = {**BODY["items"][0], "model": "NX-41"}  # not the same item: nobody compares it by itself
    french = make_taken_individual(exporter=make_exporter("FR"), items=[other], end_user=BODY["end_user"])
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    change = propose(authorisation, "renew", **ACTS["renew"])
    for hit in PartyMatch.objects.open().filter(request=authorisation.request):
        settle(hit, confirm_match)
    assert not StateConsultation.objects.filter(request=authorisation.request).exists()

    with pytest.raises(Invalid, match=r"denied by: FR"):
        approve_change(
            authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY
        )


def test_the_second_officer_sees_the_hits_beside_the_proposal(client, product_clock):
    product_clock.at = AT + DAY
    authorisation = make_authorisation()
    watch(authorisation.case.end_user.name)
    change = propose(authorisation, "renew", **ACTS["renew"])
    client.force_login(make_officer())
    path = f"{authorisation.get_absolute_url()}/changes/{change.pk}"

    assert "Like a name on a list" in client.get(path).content.decode()
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Release or confirm each hit" in refused.content.decode()


def test_nothing_is_granted_for_a_further_time_where_the_same_was_denied_since():
    authorisation = make_authorisation()
    same = {name: BODY[name] for name in ("items", "end_user")}
    french = make_taken_individual(exporter=make_exporter("FR"), **same)
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))

    for event in ("renew", "extend"):
        with pytest.raises(Invalid, match=r"denied by: FR"):
            propose(authorisation, event, valid_until="2029-05-31")
    change = propose(authorisation, "amend", lines=[{"line": 1, "quantity": "90"}])
    for hit in PartyMatch.objects.open().filter(request=authorisation.request):
        settle(hit, confirm_match)
    approve_change(authorisation_id=authorisation.pk, change_id=change.pk, actor=make_officer(), at=AT + DAY)
    assert fresh(authorisation).version.number == 2


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


def test_it_is_continued_because_of_a_measure_alone():
    """Without one the letter would promise what nothing stands for."""
    authorisation = make_authorisation()

    with pytest.raises(Invalid) as refused:
        propose_change(
            authorisation_id=authorisation.pk, event="continue", grounds="x", actor=make_officer(), at=AT
        )

    assert [each["pointer"] for each in refused.value.errors] == ["/event"]
