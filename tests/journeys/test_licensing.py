"""What an authority's export work leads through, each in a browser: refused in part, undercut, split, signed, held …"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from playwright.sync_api import expect

from exportctl.core import clock
from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import Seat
from licensing.actions.denials import enter_denial
from licensing.actions.documents import render_document
from licensing.actions.end_use_statements import send_link
from licensing.actions.information_requests import answer_information
from licensing.actions.letterheads import approve_letterhead, propose_letterhead
from licensing.actions.match_releases import confirm_match
from licensing.actions.party_matches import match_parties
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.actions.requests import take_request
from licensing.models import (
    Authorisation,
    Denial,
    Document,
    EndUseStatement,
    Exporter,
    GeneralRegistration,
    InformationRequest,
    PartyMatch,
    Registration,
    SharedRequirement,
    StateConsultation,
)
from tests.journeys import acting
from tests.journeys.acting import CUSTOMS, EXPORTER, OFFICER, SECOND
from tests.requesting import GLOBAL, make_individual_body


def main(person: Any) -> Any:
    return expect(person.page.locator("main"))


def in_days(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def test_a_line_is_refused_after_a_hearing_served_and_contested(people: Any) -> None:
    request = acting.taken()
    case = f"/cases/{request.reference}"
    officer = people(OFFICER)
    officer.open(f"{case}/ask")
    officer.fill(question="We intend to refuse line 2: its keys unlock other links.", due_on=in_days(20))
    officer.tick("is_hearing")
    officer.look("hearing")
    officer.press("Send the question")
    asked = InformationRequest.objects.get(request=request)
    answer_information(
        request_id=request.pk,
        information_id=asked.pk,
        answer="They serve this network alone.",
        actor=acting.account(EXPORTER),
        at=clock.now(),
    )
    officer.open(f"{case}/propose")
    officer.tick("outcome", "grant")
    officer.choose(legal_basis="annex_i")
    officer.fill(grounds="Line 1 is harmless; the keys of line 2 are not.")
    officer.page.locator("input[name=granted][value='2']").uncheck()
    assert officer.page.locator("[name=hearing_held_on]").input_value()
    officer.press("Propose to a second officer")
    second = people(SECOND)
    second.open(f"{case}/decision")
    second.follow("Approve or return")
    main(second).to_contain_text("The exporter was heard on")
    second.tick("read")
    second.press("Approve the grant")
    assert Denial.objects.get(request=request).act == "refuse"
    serve(officer, request)
    officer.open(f"{case}/remedies")
    officer.tick("kind", "court")
    officer.tick("suspensive", "no")
    officer.fill(body="Administrative Court", lodged_on=in_days(0), lodged_by="Aquila")
    officer.press("Record it")
    main(officer).to_contain_text("Administrative Court")
    officer.look("remedies")


def serve(officer: Any, request: Any) -> None:
    """By hand, today, by the rule that two officers store first."""
    said = {"actor": acting.account(OFFICER), "at": clock.now()}
    rule = propose_letterhead(
        authority=request.authority, reason="x", post_rule="slip", service_law="VwZG § 5", **said
    )
    approve_letterhead(change_id=rule.pk, actor=acting.account(SECOND), at=clock.now())
    letter = Document.objects.filter(request=request, kind="decision_letter").latest("created_at")
    render_document(document_id=letter.pk, at=clock.now(), machine_at=clock.machine_now())
    officer.open(f"/cases/{request.reference}/letters/{letter.pk}")
    officer.tick("way", "registered_post")
    officer.fill(addressee="Aquila Systems GmbH", sent_on=in_days(0))
    officer.press("Record as sent")
    officer.tick("came", "served")
    officer.fill(served_on=in_days(0))
    officer.press("Record what came of it")
    main(officer).to_contain_text("Served")


def test_a_denial_of_a_state_outside_is_asked_about_on_paper_before_a_grant(people: Any) -> None:
    leave("MT")
    request = acting.taken()
    item = request.line
    enter_denial(
        authority=request.authority,
        state="MT",
        paper_number="MT/7",
        paper_on=in_days(-20),
        decided_on=in_days(-30),
        act="refuse",
        legal_basis="annex_i",
        name=item.name,
        manufacturer=item.manufacturer,
        model=item.model,
        control_entry=item.control_entry,
        destination="IN",
        end_user="City Hospital",
        actor=acting.account(OFFICER),
        at=clock.now(),
    )
    question = StateConsultation.objects.get(request=request)
    officer = people(OFFICER)
    officer.open(f"/consultations/{question.pk}")
    officer.look("question-to-malta")
    officer.open(f"/consultations/{question.pk}/sent")
    officer.fill(number="DE-88", on=in_days(0))
    officer.press("Enter it")
    officer.open(f"/consultations/{question.pk}/paper")
    officer.tick("answer", "no")
    officer.fill(paper_number="MT/8", paper_on=in_days(0))
    officer.press("Enter it")
    with transaction.atomic():
        match_parties(request=request, at=clock.now())
    for match in PartyMatch.objects.open().filter(request=request):
        confirm_match(
            request_id=request.pk,
            match_id=match.pk,
            reason="The same hospital; Malta does not mind.",
            actor=acting.account(OFFICER),
            at=clock.now(),
        )
    acting.approved(acting.proposed(request))
    officer.open(f"/cases/{request.reference}/decision")
    main(officer).to_contain_text("The export is authorised")
    officer.look("granted-all-the-same")


def leave(state: str) -> None:
    """Nobody of that state works here any more."""
    seats = Seat.objects.live(at=clock.now()).filter(content_object__member_state=state)
    for seat in seats.filter(content_object__kind="authority"):
        remove_seat(seat_id=seat.pk, at=clock.now())


def test_a_global_authorisation_is_split_because_its_holder_asks(people: Any) -> None:
    at = clock.now() - timedelta(hours=1)
    draft = acting.draft_of({**GLOBAL, "items": GLOBAL["items"][1:]}, at=at)
    submit_request_draft(draft_id=draft.pk, actor=acting.account(EXPORTER), at=at)
    request = take_request(request_id=draft.request_id, actor=acting.account(OFFICER), at=at)
    first = Authorisation.objects.get(reference=acting.approved(acting.proposed(request)).authorisation)
    me = people(EXPORTER)
    me.open(f"/authorisations/{first.reference}/ask-for-change")
    me.tick("kind", "split")
    me.fill(reason="Two forwarders, two declarations.")
    me.press("Send to the authority")
    asked = first.change_requests.get()
    officer = people(OFFICER)
    officer.open(f"/authorisations/{first.reference}/propose/split?request={asked.pk}")
    officer.fill(grounds="As its holder asks.", line_1_quantity="30")
    officer.look("split")
    officer.press("Propose to split it")
    second = people(SECOND)
    second.open(f"/authorisations/{first.reference}")
    second.follow("Approve or discard")
    second.press("Split the authorisation")
    me.open(f"/authorisations/{first.reference}")
    main(me).to_contain_text("In its place")
    left = sorted(each.balances.get().balance.left for each in first.successors.all())
    assert left == [30, 70]


def test_a_general_authorisation_from_the_check_to_the_report(people: Any) -> None:
    me = people(EXPORTER)
    me.open("/general-authorisations?control_entry=2B001&destination=CH")
    registered = GeneralRegistration.objects.filter(exporter=acting.aquila(), code="EU001").first()
    if registered is None:
        me.follow("Register your company for it")
        me.press("Register")
        registered = GeneralRegistration.objects.get(exporter=acting.aquila(), code="EU001")
    me.look("registered")
    page = registered.get_absolute_url()
    me.open(f"{page}/first-use")
    me.fill(on=in_days(0))
    me.press("Notify it")
    me.open("/demo/clock")
    me.fill(day=in_days(240))
    me.press("Go there")
    me.open(f"{page}/reports")
    me.page.locator("input[name=period]").first.check()
    me.tick("way", "nil")
    me.press("Report it")
    assert registered.reports.count() >= 1
    me.look("reported")


def test_an_end_user_signs_from_abroad(people: Any) -> None:
    draft = acting.draft_of(make_individual_body(end_use_statement={"waived": False}))
    link = send_link(
        request_id=draft.request_id,
        email="asha.rao@hospital.example",
        actor=acting.account(EXPORTER),
        at=clock.now(),
        language="en",
    )
    abroad = people("", width=320)
    abroad.open(link.get_absolute_url())
    abroad.look("invitation")
    abroad.press("Read the statement")
    main(abroad).to_contain_text("Network encryptor")
    abroad.fill(name="Asha Rao", function="Director of procurement", organisation="City Hospital")
    abroad.tick("confirmed")
    abroad.look("statement")
    abroad.press("Sign the statement")
    assert EndUseStatement.objects.get(request=draft.request_id).name == "Asha Rao"
    me = people(EXPORTER)
    me.open(f"/requests/{draft.reference}/end-use-statement")
    main(me).to_contain_text("Asha Rao")


def test_an_export_that_customs_keep_back_is_released_by_silence(people: Any) -> None:
    authorisation = acting.granted()
    customs = people(CUSTOMS)
    customs.open(f"/customs-holds/new?authorisation={authorisation.reference}")
    customs.fill(
        mrn="26DE99000000000001", customs_office="DE004851", reason="Another consignee on the freight paper."
    )
    customs.tick("ground", "not_taken_into_account")
    customs.press("Keep it back and ask the authority")
    page = customs.page.url.removeprefix(customs.site.url)
    customs.look("kept-back")
    customs.open("/demo/clock")
    customs.fill(day=in_days(30))
    customs.press("Go there")
    customs.open(page)
    main(customs).to_contain_text("Released")
    customs.look("released")


def test_a_company_registers_and_gets_its_first_authorisation(people: Any) -> None:
    somebody = people("")
    somebody.open("/register")
    somebody.choose(member_state="DE")
    somebody.fill(
        legal_name="Weserlicht Optik GmbH",
        eori="DE4711009",
        address="Am Wall 4, 28195 Bremen",
        name="Karla Behrens",
        email="colleague@aquila.example",
    )
    somebody.page.locator("input[name=declares_goods]").first.check()
    somebody.look("register")
    somebody.press("Continue")
    registration = Registration.objects.get(body__legal_name="Weserlicht Optik GmbH")
    karla = people("colleague@aquila.example")
    karla.open(f"{registration.get_absolute_url()}/confirm")
    karla.press("Yes: confirm and send")
    officer = people(OFFICER)
    officer.open(f"{registration.get_absolute_url()}/verify")
    officer.fill(how="The Commission’s EORI page, today.")
    officer.page.locator("main form button").first.click()
    officer.open(registration.get_absolute_url())
    officer.press("Approve")
    company = Exporter.objects.get(legal_name="Weserlicht Optik GmbH")
    assert company.is_approved
    actor, at = acting.account("colleague@aquila.example"), clock.now()
    draft = create_request_draft(exporter=company, body=make_individual_body(), actor=actor, at=at)
    submit_request_draft(draft_id=draft.pk, actor=actor, at=at)
    request = take_request(request_id=draft.request_id, actor=acting.account(OFFICER), at=clock.now())
    first = acting.approved(acting.proposed(request)).authorisation
    officer.open(f"/authorisations/{first}")
    main(officer).to_contain_text("Weserlicht Optik GmbH")


def test_a_new_embargo_suspends_what_it_meets(people: Any) -> None:
    authorisation = acting.granted()
    commission = people("commission@demo.example")
    commission.open("/measures/new")
    commission.choose(kind="prohibition", country="IN")
    commission.fill(act="Act (invented)", title="No item goes there.", applies_from=in_days(-1))
    commission.press("Enter the rule")
    rule = commission.page.url.removeprefix(commission.site.url)
    commission.fill(act="Act (invented)", act_on=in_days(-1))
    commission.press("Propose it")
    other = people("commission2@demo.example")
    other.open(rule)
    other.press("Confirm the rule")
    officer = people(OFFICER)
    officer.open(rule)
    main(officer).to_contain_text(authorisation.reference)
    officer.page.get_by_label(authorisation.reference, exact=True).check()
    officer.tick("event", "suspend")
    officer.fill(grounds="The rule forbids it.", hearing_waived="It leaves tomorrow otherwise.")
    officer.look("embargo")
    officer.press("Propose it, with a letter each")
    second = people(SECOND)
    second.open(rule)
    second.press("Carry out what is ticked")
    customs = people(CUSTOMS)
    customs.open(f"/authorisations/{authorisation.reference}")
    main(customs).to_contain_text("Suspended")
    customs.look("suspended")


def test_a_requirement_of_a_state_outside_goes_from_its_paper_to_the_own_customs_and_ends_with_another(
    people: Any,
) -> None:
    leave("MT")
    officer = people(OFFICER)
    officer.open("/requirements")
    officer.follow("Enter one from its paper")
    officer.choose(state="MT", destination="KE")
    officer.tick("letter", "b")
    officer.fill(
        paper_number="MT/21", received_on=in_days(0), imposed_on=in_days(-10), name="Signal recorder"
    )
    officer.look("requirement-on-paper")
    officer.press("Enter the requirement")
    officer.press("Pass on to your customs")
    main(officer).to_contain_text("Passed on to them")
    officer.look("requirement-of-malta")
    shared = SharedRequirement.objects.get(paper__number="MT/21")
    customs = people(CUSTOMS, width=320)
    customs.open(shared.get_absolute_url())
    main(customs).to_contain_text("Signal recorder")
    customs.look("requirement-for-customs")
    narrow = people(OFFICER, width=320)
    narrow.open("/requirements/enter")
    narrow.look("requirement-on-paper-narrow")

    officer.follow("Enter its end")
    officer.fill(paper_number="MT/22", lifted_on=in_days(0))
    officer.press("Enter its end")
    main(officer).to_contain_text("Lifted")
