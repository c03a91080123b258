"""Denials: filed with what denies, told to every other authority and the Commission, read by officers alone."""

from datetime import UTC, date, datetime

import pytest

from exportctl.core.errors import FourEyes, Invalid, NotFound, Pending
from exportctl.core.models import Notice
from exportctl.desks.authorisations.presenters.consequences import TITLES, if_carried_out
from licensing.actions.denial_reviews import approve_review, discard_review, propose_review
from licensing.actions.denials import deny_no_more, enter_denial, file_denials
from licensing.actions.information_requests import ask_information
from licensing.actions.request_drafts import withdraw_request_draft
from licensing.errors import NamesExporter
from licensing.models import Denial, RequestDraft
from licensing.queries.denials import denies, show_denial
from licensing.rules.authorisations import Event
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_commissioner,
    make_customs,
    make_delegate,
    make_exporter,
    make_filer,
    make_officer,
    make_proposal,
    organisation,
)
from tests.licensing.granted import make_authorisation
from tests.licensing.test_authorisations import carry_out
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db
GROUNDS = "The hospital is run by the ministry that intercepts its patients."


def denied(**words):
    """What the refusal of a request of two lines led to."""
    request = make_taken_individual()
    approve(make_proposal(request, legal_basis="annex_i", grounds=GROUNDS, **words))
    return list(Denial.objects.filter(request=request).order_by("line"))


def test_a_refusal_is_a_denial_of_each_line_told_to_the_other_authorities_and_the_commission():
    first, second = denied()

    assert (first.reference, first.act, first.decided_on) == ("DE-D-2026-0001", "refuse", date(2026, 11, 4))
    assert (first.review_due_on, first.ground) == (date(2029, 11, 4), GROUNDS)
    assert (first.line, second.line, second.name) == (1, 2, "Key management station")
    assert [(party.role, party.name) for party in first.parties.all()] == [("end_user", "City Hospital")]
    told = Notice.objects.filter(kind="denial_notified")
    assert {notice.reference for notice in told} == {first.reference}  # once for the decision
    states = {str(notice.organisation.member_state_id or "EU") for notice in told}
    assert (len(states), "DE" in states, "EU" in states) == (27, False, True)
    assert not Notice.objects.filter(kind__startswith="denial", organisation__kind="exporter").exists()


def test_a_grant_of_one_line_denies_the_other():
    (denial,) = denied(outcome="grant", terms={"lines": [{"line": 1}]})

    assert (denial.line, denial.act) == (2, "refuse")
    assert denial.request.authorisations.get().version.lines.get().number == 1


def test_what_rests_on_no_law_is_no_denial():
    request = make_taken_individual()
    approve(make_proposal(request, legal_basis="eu_list", grounds=GROUNDS))

    assert not Denial.objects.exists()


def test_the_refusal_of_an_item_that_nobody_listed_stands_in_the_same_register():
    approve(make_proposal(legal_basis="article_5"))

    denial = Denial.objects.get()
    assert denial.act == "not_to_be_authorised"
    deny_no_more(decision=denial.decision, actor=denial.decision.approver, at=AT + 3 * DAY)
    denial.refresh_from_db()
    assert (denial.is_valid, denial.review_due_on) == (False, None)


def test_words_that_name_the_exporter_reach_no_other_state():
    exporter = make_exporter(name="Nordwind Instruments GmbH")
    request = make_taken_individual(exporter=exporter)

    with pytest.raises(NamesExporter) as refused:
        make_proposal(
            request,
            outcome="grant",
            legal_basis="annex_i",
            grounds="Nordwind Instruments GmbH delivers too much.",
            terms={"lines": [{"line": 1}]},
        )

    assert [each["pointer"] for each in refused.value.errors] == ["/grounds"]


def test_a_suspension_is_a_denial_until_what_ends_it():
    authorisation = carry_out(make_authorisation(), "suspend")
    suspended = Denial.objects.get()
    assert (suspended.act, suspended.ground) == ("suspend", "The end user passes the goods on.")

    carry_out(authorisation, "revoke", at=AT + 2 * DAY)

    assert [(each.act, each.is_valid) for each in Denial.objects.order_by("reference")] == [
        ("suspend", False),
        ("revoke", True),
    ]


def test_it_is_notified_on_the_day_on_which_it_was_decided_there_even_at_midnight():
    (denial,) = denied(outcome="grant", terms={"lines": [{"line": 1}]})
    denial.notified_at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past midnight in Berlin

    assert show_denial(denial)["notified_on"] == "2026-07-02"


def test_two_officers_review_it_and_from_the_third_time_on_say_why():
    denial = denied()[0]
    first, second = make_officer(), make_officer()
    for year in (1, 2):
        said = {"denial_id": denial.pk, "outcome": "renew", "actor": first, "at": AT + year * 1000 * DAY}
        review = propose_review(**said)
        with pytest.raises(Pending):
            propose_review(**said)
        with pytest.raises(FourEyes):
            approve_review(denial_id=denial.pk, review_id=review.pk, actor=first, at=AT)
        approve_review(denial_id=denial.pk, review_id=review.pk, actor=second, at=AT + year * 1000 * DAY)
    denial.refresh_from_db()
    assert denial.review_due_on == date(2035, 4, 25)

    with pytest.raises(Invalid):
        propose_review(denial_id=denial.pk, outcome="renew", actor=first, at=AT)
    amended = propose_review(
        denial_id=denial.pk, outcome="amend", ground="Other words.", reason="Why.", actor=first, at=AT
    )
    discard_review(denial_id=denial.pk, review_id=amended.pk, actor=second, at=AT)
    revoked = propose_review(denial_id=denial.pk, outcome="revoke", actor=first, at=AT)
    assert not approve_review(denial_id=denial.pk, review_id=revoked.pk, actor=second, at=AT).is_valid
    with pytest.raises(NotFound):
        propose_review(denial_id=denial.pk, outcome="renew", actor=make_filer(), at=AT)


def test_officers_of_every_state_read_it_and_for_everybody_else_there_is_none():
    denial = denied()[0]
    answer = machine(make_officer("FR")).get(f"/api/v1/denials/{denial.reference}").json()

    assert answer["classification"] == "5A002.a"
    assert {name: answer[name] for name in ("state", "act", "valid", "destination", "ground")} == {
        "state": "DE",
        "act": "refuse",
        "valid": True,
        "destination": "IN",
        "ground": GROUNDS,
    }
    assert answer["parties"][0]["name"] == "City Hospital"
    found = machine(make_officer("FR")).get("/api/v1/denials?q=city&state=DE&valid=true").json()["results"]
    assert {each["reference"] for each in found} == {"DE-D-2026-0001", "DE-D-2026-0002"}
    holder = make_filer(denial.request.exporter)
    for stranger in (holder, make_delegate(), make_customs(), make_commissioner()):
        for path in ("denials", f"denials/{denial.reference}"):
            assert machine(stranger).get(f"/api/v1/{path}").status_code == 404


def test_another_states_paper_is_entered_once():
    entered = {
        "authority": organisation("authority"),
        "state": "MT",
        "paper_number": "MT/2026/4",
        "paper_on": "2026-10-01",
        "act": "refuse",
        "decided_on": "2026-09-28",
        "legal_basis": "annex_i",
        "name": "Network encryptor",
        "manufacturer": "Nordwind Instruments",
        "model": "NX-40",
        "destination": "IN",
        "end_user": "City Hospital",
        "actor": make_officer(),
        "at": AT,
    }
    denial = enter_denial(**entered)

    assert (denial.reference, denial.member_state_id, denial.review_due_on) == (
        "MT-D-2026-0001",
        "MT",
        date(2029, 10, 1),
    )
    assert show_denial(denial)["notified_on"] == "2026-10-01"  # its paper's day, whenever it was entered
    with pytest.raises(Invalid):
        enter_denial(**entered)
    for wrong in ({"paper_on": "2026-12-24"}, {"decided_on": "2026-10-02"}):
        with pytest.raises(Invalid):
            enter_denial(**entered | {"paper_number": "MT/2026/5"} | wrong)


def test_filing_twice_is_refused_by_the_database():
    denial = denied()[0]
    with pytest.raises(Exception, match="denial_once_per_line_and_act"):
        file_denials(decision=denial.decision, actor=denial.decision.approver, at=AT)


@pytest.mark.parametrize("is_hearing", [True, False])
def test_whoever_withdraws_after_the_hearing_is_denied_all_the_same(is_hearing):
    request = make_taken_individual()
    said = {"question": "We intend to refuse: diversion.", "due_on": date(2026, 11, 20), "at": AT + DAY}
    ask_information(request_id=request.pk, is_hearing=is_hearing, actor=make_officer(), **said)
    if is_hearing:
        named = {**said, "question": f"{request.exporter.legal_name} diverts."}
        with pytest.raises(NamesExporter):
            ask_information(request_id=request.pk, is_hearing=True, actor=make_officer(), **named)
    draft = RequestDraft.objects.get(request=request)

    withdraw_request_draft(draft_id=draft.pk, actor=request.submitted_by, at=AT + 2 * DAY)

    acts = list(Denial.objects.filter(request=request).values_list("act", "ground"))
    assert acts == [("not_to_be_authorised", said["question"])] * (2 if is_hearing else 0)


@pytest.mark.parametrize(("legal_basis", "told"), [("annex_i", True), ("eu_list", False)])
def test_before_they_approve_officers_read_that_other_states_are_notified(client, legal_basis, told):
    request = make_taken_individual()
    proposal = make_proposal(request, legal_basis=legal_basis, grounds="Diversion.")

    assert denies(proposal, request=request) is told
    client.force_login(make_officer())
    page = client.get(f"{request.get_absolute_url()}/proposals/{proposal.pk}").content.decode()
    assert ("are notified of what is refused" in page) is told
    assert "Not recorded (Article 15(1))" in page


def test_before_an_authorisation_ends_officers_read_who_is_notified():
    authorisation = make_authorisation()

    said = {event: " ".join(map(str, if_carried_out(authorisation, event, on=AT.date()))) for event in TITLES}

    assert [event for event, text in said.items() if "are notified" in text] == ["suspend", "revoke", "annul"]
    assert "told of its end" in said[Event.REINSTATE]


def test_by_rest_two_officers_review_their_own_denial_and_other_states_cannot():
    denial = denied()[0]
    first, second = machine(make_officer()), machine(make_officer())
    page = f"/api/v1/denials/{denial.reference}"

    made = first.post(
        f"{page}/reviews", {"outcome": "amend", "ground": "Shorter."}, content_type="application/json"
    )

    assert (made.status_code, made.json()["number"]) == (201, 1)
    one = f"{page}/reviews/{made.json()['id']}"
    assert first.post(f"{one}/approve").json()["code"] == "four_eyes"
    assert machine(make_officer("FR")).get(f"{page}/reviews").status_code == 403
    assert second.post(f"{one}/approve").json()["ground"] == "Shorter."
    assert [each["status"] for each in first.get(f"{page}/reviews").json()] == ["approved"]
    lacks = first.post(f"{page}/reviews", {"outcome": "amend"}, content_type="application/json").json()
    assert [each["pointer"] for each in lacks["errors"]] == ["/ground"]
