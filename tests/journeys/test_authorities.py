"""What the law asks of an authority beside its everyday: heard before revoked, longer than two years, no EORI."""

from datetime import timedelta
from typing import Any

from exportctl.core import clock
from licensing.actions.effective_days import begin_due_acts
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.actions.requests import take_request
from licensing.models import Authorisation, Denial, Exporter, Registration
from tests.journeys import acting
from tests.journeys.acting import CUSTOMS, EXPORTER, OFFICER, SECOND
from tests.journeys.test_licensing import in_days, main, serve
from tests.requesting import make_individual_body


def test_a_revocation_is_heard_before_served_and_counts_from_its_service(people: Any) -> None:
    authorisation = acting.granted()
    case, page = f"/cases/{authorisation.request.reference}", f"/authorisations/{authorisation.reference}"
    officer = people(OFFICER)
    officer.open(f"{page}/propose/revoke")
    officer.fill(grounds="The end user was taken over by the armed forces.")
    officer.press("Propose to revoke it")
    main(officer).to_contain_text("Give the day of the hearing, or the reason why there was none.")
    officer.look("revoke")
    officer.follow("Write to the holder")
    officer.follow("Write a message")
    officer.fill(
        subject="Hearing", text="We intend to revoke the authorisation: the end user was taken over."
    )
    officer.press("Send to the exporter")
    holder = people(EXPORTER)
    holder.open(f"{case}/conversation")
    main(holder).to_contain_text("We intend to revoke the authorisation")
    officer.open(f"{page}/propose/revoke")
    officer.fill(grounds="The end user was taken over by the armed forces.", hearing_held_on=in_days(0))
    officer.tick("holds_from", "service")
    officer.press("Propose to revoke it")
    second = people(SECOND)
    second.open(page)
    second.follow("Approve or discard")
    main(second).to_contain_text("heard")
    second.press("Revoke the authorisation")
    customs = people(CUSTOMS)
    customs.open(page)
    main(customs).to_contain_text("Valid")  # its letter is not served yet
    denials = Denial.objects.filter(change__authorisation=authorisation)
    assert {denial.act for denial in denials} == {"revoke"}  # one for each line
    serve(officer, authorisation.request)
    begin_due_acts(at=clock.now())  # as a worker does every minute
    customs.open(page)
    main(customs).to_contain_text("Revoked")
    holder.open(page)
    main(holder).to_contain_text("Revoked")
    holder.look("revoked")


def test_a_large_project_lasts_longer_than_four_years_only_because_it_does(people: Any) -> None:
    body = {
        **make_individual_body(),
        "kind": "large_project",
        "form": "individual",
        "project": {"name": "Port"},
    }
    request = taken(body, at=clock.now() - timedelta(hours=1))
    officer = people(OFFICER)
    officer.open(f"/cases/{request.reference}/propose")
    officer.tick("outcome", "grant")
    officer.choose(legal_basis="annex_i")
    officer.fill(grounds="The port is built in six phases.", valid_for_months="72")
    officer.press("Propose to a second officer")
    main(officer).to_contain_text("unless the duration of the project justifies more")
    officer.look("longer")
    officer.fill(longer_because="Six building phases of a year each.")
    officer.press("Propose to a second officer")
    second = people(SECOND)
    second.open(f"/cases/{request.reference}/decision")
    second.follow("Approve or return")
    main(second).to_contain_text("Six building phases")
    second.tick("read")
    second.press("Approve the grant")
    authorisation = Authorisation.objects.get(request=request)
    assert authorisation.valid_until.year == clock.now().year + 6


def test_a_company_without_an_eori_registers_and_one_from_outside_the_union_asks_where_its_items_lie(
    people: Any,
) -> None:
    somebody = people("")
    somebody.open("/register")
    somebody.page.locator("summary", has_text="Its seat is outside the Union").click()
    somebody.choose(member_state="DE", established_in="CH")
    somebody.fill(
        legal_name="Alpenlicht Optik AG",
        address="Bahnhofstrasse 1, 8001 Zürich",
        name="Anna Alpen",
        email="colleague@aquila.example",
    )
    somebody.tick("declares_goods", "False")
    somebody.press("Continue")
    main(somebody).to_contain_text("Give the number under which your state knows the company")
    somebody.look("register")
    somebody.fill(other_number="CHE-123.456.789")
    somebody.press("Continue")
    registration = Registration.objects.get(body__legal_name="Alpenlicht Optik AG")
    anna = people("colleague@aquila.example")
    anna.open(f"{registration.get_absolute_url()}/confirm")
    main(anna).to_contain_text("Switzerland")
    anna.press("Yes: confirm and send")
    officer = people(OFFICER)
    officer.open(f"{registration.get_absolute_url()}/verify")
    officer.fill(how="The register of companies of the canton, today.")
    officer.page.locator("main form button").first.click()
    officer.open(registration.get_absolute_url())
    main(officer).to_contain_text("Seat outside the Union")
    officer.look("registration")
    officer.press("Approve")
    company, actor = (
        Exporter.objects.get(other_number="CHE-123.456.789"),
        acting.account("colleague@aquila.example"),
    )
    at = clock.now()
    draft = create_request_draft(
        exporter=company, body=make_individual_body(location="FR"), actor=actor, at=at
    )
    anna.open(f"/requests/{draft.reference}/check")
    main(anna).to_contain_text("the authority where the items lie is competent")
    request = submit_request_draft(draft_id=draft.pk, actor=actor, at=clock.now())
    french = people("officer.fr@demo.example")
    french.open(f"/cases/{request.reference}")
    main(french).to_contain_text("Alpenlicht Optik AG")


def test_the_roster_names_who_decides_an_urgent_case(people: Any) -> None:
    request = acting.taken()
    head, second = people(OFFICER), people(SECOND)
    head.open("/team/duty-roster")
    main(head).to_contain_text("Martin Hoffmann")  # of the demonstration
    head.look("roster")
    head.open(f"/cases/{request.reference}/urgent")
    head.fill(due_on=in_days(3), reason="A field hospital waits for it.")
    head.press("Put it first")
    main(head).to_contain_text("May be waived, each with a reason")
    head.look("urgent")
    acting.proposed(request)
    second.open("/inbox")
    main(second).to_contain_text(request.reference)
    phone = people(OFFICER, width=320)
    phone.open("/team/duty-roster")
    phone.look("roster-phone")


def taken(body: dict[str, Any], *, at: Any) -> Any:
    draft = acting.draft_of(body, at=at)
    submit_request_draft(draft_id=draft.pk, actor=acting.account(EXPORTER), at=at)
    return take_request(request_id=draft.request_id, actor=acting.account(OFFICER), at=at)
