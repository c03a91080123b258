"""A company registers itself: nobody learns who has an account, and it sends once an officer approved it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core import access, clock
from exportctl.core.actions.notices import deliver_notice
from exportctl.core.errors import Forbidden, Invalid, NotFound, Pending, WrongStatus
from exportctl.core.models import Notice, Organisation, Seat, User
from exportctl.core.queries.todos import todos
from exportctl.core.rules.permissions import Permission
from licensing.actions import registration_answers as answers
from licensing.actions import registration_papers as papers
from licensing.actions import registrations as actions
from licensing.actions.general_registrations import register_for_general
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.errors import Incomplete, NotRegistered
from licensing.models import Exporter, Registration
from licensing.queries.registrations import duplicates, record_before, unregistered
from licensing.rules.registrations import DAYS_TO_CONFIRM
from tests import factories
from tests.factories import AT, HOUR, machine, organisation, withhold
from tests.licensing.test_registrations_rule import COMPANY
from tests.requesting import GLOBAL, make_request_draft

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PERSON = {"email": "nora@nova.example", "name": "Nora Neu", "language": "en"}


def seen(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def officer():
    return factories.make_officer("DE")


@pytest.fixture
def entered(officer):
    organisation("authority", "DE")
    return actions.enter_registration(body=COMPANY, at=AT, **PERSON)


@pytest.fixture
def sent(entered):
    return actions.confirm_registration(registration_id=entered.pk, actor=seen(entered.person), at=AT + HOUR)


def by(user, registration, **given):
    return {"registration_id": registration.pk, "actor": user, "at": AT + 2 * HOUR, **given}


def approved(registration, officer):
    answers.verify_number(**by(officer, registration, how="The Commission's page"))
    return answers.approve_registration(**by(officer, registration))


def test_nothing_begins_before_the_owner_of_the_address_has_confirmed_it(entered, officer):
    person = seen(entered.person)

    assert (person.has_usable_password(), Exporter.objects.count()) == (False, 0)
    assert not Registration.objects.handled_by(officer).exists()
    assert [each.kind.code for each in todos(person, at=AT)] == ["confirm_registration"]
    (notice,) = Notice.objects.filter(person=person)
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=clock.machine_now())
    (message,) = mail.outbox
    assert message.to == ["nora@nova.example"]
    assert "/accounts/password/reset/key/" in message.body
    with pytest.raises(NotFound):
        actions.confirm_registration(registration_id=entered.pk, actor=factories.make_filer(), at=AT)
    actions.decline_registration(registration_id=entered.pk, actor=person, at=AT)
    assert not Registration.objects.handled_by(officer).exists()


def test_what_nobody_confirms_is_erased_after_its_days(entered):
    last = AT + timedelta(days=DAYS_TO_CONFIRM)
    actions.erase_unconfirmed(registration_id=entered.pk, at=last)
    assert Registration.objects.get().body == entered.body

    actions.erase_unconfirmed(registration_id=entered.pk, at=last + HOUR)

    erased = Registration.objects.get()
    assert (erased.status, erased.body) == ("withdrawn", {})
    assert not list(todos(seen(entered.person), at=last + HOUR))


def test_the_page_says_the_same_whether_or_not_an_address_has_an_account(client, officer):
    known = factories.make_filer()
    form = {**COMPANY, "declares_goods": "True", "name": "N. Neu"}

    answers = [
        client.post("/register", {**form, "email": address})["Location"]
        for address in (known.email, "nobody@nova.example")
    ]
    wrong = client.post("/register", {**form, "email": known.email, "eori": "4711", "legal_name": ""})

    assert answers == ["/register/entered"] * 2
    assert wrong.status_code == 422
    assert Registration.objects.count() == 2
    assert client.get("/register").status_code == client.get("/register/entered").status_code == 200


def test_before_approval_a_company_drafts_and_is_told_why_it_cannot_send(sent, officer):
    person = seen(sent.person)
    draft = make_request_draft(sent.exporter, by=person, at=AT + HOUR)

    with pytest.raises(NotRegistered) as refused:
        submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 2 * HOUR)
    assert sent.reference in str(refused.value.message)
    assert not access.has_seat(person, Permission.MANAGE)
    with pytest.raises(WrongStatus):  # nobody has looked the number up
        answers.approve_registration(**by(officer, sent))
    approved(sent, officer)
    exporter = Exporter.objects.get(pk=sent.exporter_id)
    assert (exporter.eori, exporter.is_approved, unregistered(exporter)) == ("DE4711", True, "")
    assert submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR).submitted_at
    assert access.has_seat(seen(person), Permission.MANAGE)


def test_what_was_typed_while_a_colleague_answered_comes_back(sent, officer):
    answers.ask_about_registration(**by(officer, sent, question="Which of the two?"))
    person = seen(sent.person)
    browser = Client()
    browser.force_login(person, BACKEND)
    actions.answer_registration(**by(person, sent, body=COMPANY, answer="The first."))
    place = f"/registrations/{sent.pk}/answer"
    form = {**COMPANY, "declares_goods": "True", "answer": "The second one, in Kiel"}
    for name in ("sites", "contacts", "agents"):
        form |= {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}

    opened = browser.get(place)
    late = browser.post(place, form)

    assert opened.status_code == 302
    assert late.status_code == 422
    assert "The second one, in Kiel" in late.content.decode()


def test_an_officer_asks_back_and_the_answer_is_looked_up_anew(sent, officer):
    answers.verify_number(**by(officer, sent, how="By telephone"))
    answers.ask_about_registration(**by(officer, sent, question="Which of the two?"))
    person = seen(sent.person)

    assert "asked you something" in unregistered(sent.exporter)
    with pytest.raises(WrongStatus):
        answers.approve_registration(**by(officer, sent))
    with pytest.raises(Incomplete):
        actions.answer_registration(**by(person, sent, body={**COMPANY, "eori": ""}, answer="This."))
    answered = actions.answer_registration(
        **by(person, sent, body={**COMPANY, "eori": "DE4712"}, answer="This.")
    )
    assert (answered.status, answered.number_verified_at) == ("sent", None)
    answers.verify_number(**by(officer, sent, how="By telephone"))
    answers.ask_about_registration(**by(officer, sent, question="And its register?"))
    other = {**COMPANY, "eori": "DE4712", "other_number": "HRB 4711"}
    answered = actions.answer_registration(**by(person, sent, body=other, answer="HRB 4711."))
    assert answered.number_verified_at is None
    for stranger in (factories.make_officer("FR"), factories.make_filer()):
        with pytest.raises(NotFound):
            answers.refuse_registration(**by(stranger, sent, reason="No."))
    with pytest.raises(Forbidden):
        answers.approve_registration(**by(person, sent))


def test_whom_it_may_double_is_shown_by_number_and_by_name(sent, officer):
    same_name = factories.make_exporter("DE", name="NOVA OPTIK AG")
    same_number = factories.make_exporter("FR", name="Autre SAS")
    Exporter.objects.filter(pk=same_number.pk).update(eori="DE4711")
    factories.make_exporter("DE", name="Novalis GmbH")
    factories.make_exporter("FR", name="Nova Optik SARL")  # another state

    shown = {each.exporter.pk: (each.same_number, each.same_name) for each in duplicates(sent)}

    assert shown == {same_name.pk: (False, True), same_number.pk: (True, False)}
    with pytest.raises(Invalid):  # the number is another company's
        approved(sent, officer)


def test_two_who_wait_with_the_same_number_are_shown_to_one_another(sent):
    body = {**COMPANY, "legal_name": "Ganz Anders GmbH"}
    body.pop("trade_name", None)
    entered = actions.enter_registration(body=body, at=AT, email="a@anders.example", name="A", language="en")
    later = actions.confirm_registration(registration_id=entered.pk, actor=seen(entered.person), at=AT + HOUR)

    (shown,) = duplicates(later)
    assert (shown.exporter, shown.number, shown.same_number) == (sent.exporter, COMPANY["eori"], True)
    assert [each.exporter for each in duplicates(sent)] == [later.exporter]


def test_a_refused_company_may_register_anew(sent, officer):
    answers.refuse_registration(**by(officer, sent, reason="The address is a letter box."))
    person = seen(sent.person)

    assert "was refused or withdrawn" in unregistered(sent.exporter)
    again = actions.request_change(
        exporter_id=sent.exporter_id, body=COMPANY, reason="", actor=person, at=AT + 3 * HOUR
    )
    assert (again.status, again.is_change) == ("sent", False)
    actions.withdraw_registration(**by(person, again))


def test_a_change_is_a_version_and_the_old_record_counts_till_it_is_approved(sent, officer):
    approved(sent, officer)
    person = seen(sent.person)
    given = {"exporter_id": sent.exporter_id, "actor": person, "at": AT + 4 * HOUR}
    renamed = {**COMPANY, "legal_name": "Nova Optik AG"}

    with pytest.raises(Invalid):
        actions.request_change(body=COMPANY, reason="", **given)
    free = actions.request_change(body={**COMPANY, "contacts": [{"name": "Nora"}]}, reason="", **given)
    assert (free.status, Exporter.objects.get().contact) == ("approved", "Nora")
    with pytest.raises(Invalid):
        actions.request_change(body=renamed, reason="", **given)
    change = actions.request_change(body=renamed, reason="Converted.", **given)
    with pytest.raises(Pending):
        actions.request_change(body=renamed, reason="Converted.", **given)
    assert Exporter.objects.get().legal_name == "Nova Optik GmbH"
    paper = SimpleUploadedFile("extract.txt", b"An extract.", "text/plain")
    papers.add_papers(**by(person, change, uploads=[paper]))
    answers.approve_registration(**by(officer, change))  # the number is the old one
    assert Exporter.objects.get().legal_name == "Nova Optik AG"
    assert Organisation.objects.get(pk=sent.exporter_id).name == "Nova Optik AG"
    assert change.papers.count() == 1
    with pytest.raises(WrongStatus):
        papers.add_papers(**by(person, change, uploads=[paper]))


def test_what_its_authority_corrects_stays_when_an_older_change_is_approved(sent, officer):
    approved(sent, officer)
    person = seen(sent.person)
    exporter = Exporter.objects.get()
    Exporter.objects.filter(pk=exporter.pk).update(contact="Otto Alt")
    body = {**record_before(Exporter.objects.get()), "legal_name": "Nova Optik AG"}
    change = actions.request_change(
        exporter_id=exporter.pk, body=body, reason="Converted.", actor=person, at=AT + 3 * HOUR
    )
    Exporter.objects.filter(pk=exporter.pk).update(address="Am Kanal 5")

    answers.approve_registration(**by(officer, change))

    exporter.refresh_from_db()
    assert (exporter.legal_name, exporter.address, exporter.contact) == (
        *("Nova Optik AG", "Am Kanal 5"),
        "Otto Alt",
    )


def test_whoever_has_left_the_company_reads_its_registration_no_more(sent):
    Seat.objects.filter(user=sent.person).update(ends_at=AT + 2 * HOUR)

    assert not Registration.objects.visible_to(seen(sent.person)).exists()


def test_nobodys_mailbox_is_filled_by_registrations(client, officer):
    form = {**COMPANY, "declares_goods": "True", "name": "N. Neu", "email": "victim@nova.example"}

    sent = [client.post("/register", form).status_code for _time in range(6)]

    assert sent == [302] * 5 + [422]


def test_a_change_is_sent_though_one_of_its_papers_is_refused(client, sent, officer):
    approved(sent, officer)
    client.force_login(seen(sent.person), BACKEND)
    form = {**COMPANY, "declares_goods": "True", "owner": "A fund", "reason": "Sold."}
    for name in ("sites", "contacts", "agents"):
        form |= {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
    paper = SimpleUploadedFile("extract.exe", b"MZ\x90\x00")

    page = client.post("/company/change", {**form, "papers": paper}, follow=True)

    assert (page.status_code, Registration.objects.open().count()) == (200, 1)
    assert len(page.context["messages"]) == 2


def test_a_paper_that_was_withheld_is_released_by_an_officer_and_by_nobody_else(sent, officer):
    company, desk = Client(), Client()
    company.force_login(seen(sent.person), BACKEND)
    desk.force_login(officer, BACKEND)
    page = f"/registrations/{sent.pk}"
    company.post(f"{page}/papers", {"papers": SimpleUploadedFile("extract.txt", b"EU RESTRICTED\n")})
    paper = sent.papers.get()
    withhold(paper.file, at=AT)
    release = f"{page}/papers/{paper.pk}/release"
    assert "EU RESTRICTED" in company.get(page).content.decode()
    assert company.get(release).status_code == 404

    assert f"{paper.pk}/release" in desk.get(page).content.decode()
    assert desk.post(release, {"sure": "1"})["Location"] == page

    assert company.get(f"{page}/papers/{paper.pk}").status_code == 200


def test_who_signs_in_by_the_mail_is_led_to_what_they_have_to_confirm(client, entered):
    client.force_login(seen(entered.person), BACKEND)
    assert client.get("/home")["Location"] == "/inbox"
    assert f"/registrations/{entered.pk}" in client.get("/inbox").content.decode()
    actions.decline_registration(registration_id=entered.pk, actor=seen(entered.person), at=AT + HOUR)
    assert client.get("/home")["Location"] == "/"


def test_the_pages_from_the_mail_to_the_approval(entered, officer):
    company, desk = Client(), Client()
    company.force_login(seen(entered.person), BACKEND)
    desk.force_login(officer, BACKEND)
    page = f"/registrations/{entered.pk}"

    assert "Do you register Nova Optik GmbH?" in company.get(page, follow=True).content.decode()
    assert company.post(f"{page}/confirm")["Location"] == page
    assert "is not registered yet" in company.get("/company").content.decode()
    assert "Nova Optik GmbH" in desk.get("/registrations").content.decode()
    assert desk.post(f"{page}/ask", {"question": "Since when?"}).status_code == 302
    form = {**COMPANY, "declares_goods": "True", "answer": "Since May."}
    for name in ("sites", "contacts", "agents"):
        form |= {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
    form |= {
        "contacts-0-name": "Nora Neu",
        "papers": SimpleUploadedFile("x.txt", b"Since May.", "text/plain"),
    }
    assert company.get(f"{page}/answer").status_code == 200
    assert company.post(f"{page}/answer", form)["Location"] == page
    assert desk.post(f"{page}/verify", {"how": ""}).status_code == 422
    desk.post(f"{page}/verify", {"how": "The Commission's page"})
    desk.post(f"{page}/approve")
    record = company.get("/company").content.decode()
    assert "Nora Neu" in record
    assert "is not registered yet" not in record
    changed = company.post("/company/change", {**form, "papers": [], "owner": "A fund", "reason": "Sold."})
    assert "A fund" in company.get(changed["Location"]).content.decode()
    assert company.get("/company/change").status_code == 200


def test_a_company_established_in_no_member_state_asks_where_the_items_are_for_individual_ones_alone(
    officer, client
):
    organisation("authority", "FR")
    form = {**COMPANY, "declares_goods": "True", "established_in": "US", "name": "N. Neu"}
    assert client.post("/register", {**form, "email": "nora@nova.example"}).status_code == 302
    entered = Registration.objects.get()
    actions.confirm_registration(registration_id=entered.pk, actor=seen(entered.person), at=AT + HOUR)
    approved(Registration.objects.get(), officer)
    exporter, person = Exporter.objects.get(), seen(entered.person)
    assert (exporter.established_in, record_before(exporter)["established_in"]) == ("US", "US")

    with pytest.raises(Invalid) as refused:
        create_request_draft(exporter=exporter, body=GLOBAL, actor=person, at=AT + 3 * HOUR)
    assert [each["pointer"] for each in refused.value.errors] == ["/kind"]
    draft = make_request_draft(exporter, by=person, at=AT + 3 * HOUR, location="FR")
    sent = submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR)
    assert str(sent.authority.member_state_id) == "FR"
    assert not sent.state_consultations.exists()  # the items lie where it is decided
    with pytest.raises(Invalid):
        register_for_general(exporter_id=exporter.pk, code="EU001", actor=person, at=AT + 3 * HOUR)


def test_by_rest_an_officer_asks_looks_up_and_approves_and_the_company_answers_and_changes_its_record(
    sent, officer
):
    desk, company = machine(officer), machine(factories.make_filer(sent.exporter))
    page = f"/api/v1/registrations/{sent.reference}"

    def post(caller, act, **body):
        return caller.post(f"{page}/{act}", body, content_type="application/json")

    (listed,) = desk.get("/api/v1/registrations?status=sent").json()["results"]
    assert (listed["reference"], listed["body"]["legal_name"]) == (sent.reference, sent.company)
    assert post(desk, "approve").json()["code"] == "wrong_status"  # nobody looked the number up
    assert post(desk, "ask", question="Since when?").json()["status"] == "asked"
    assert post(company, "answer").json()["code"] == "invalid"
    answered = post(company, "answer", answer="Since May.", body={"owner": "A fund"}).json()
    assert (answered["status"], answered["body"]["owner"]) == ("sent", "A fund")
    assert post(desk, "verify", how="The Commission's page").json()["number_verified_at"]
    assert post(company, "approve").status_code == 403

    assert post(desk, "approve").json()["status"] == "approved"

    change = {"body": {"owner": None, "trade_name": "Nova"}, "reason": "Bought back."}
    made = company.post("/api/v1/registrations", change, content_type="application/json")
    assert (made.status_code, made.json()["status"]) == (201, "sent")
    assert "owner" not in made.json()["body"]
    wrong = company.post("/api/v1/registrations", {"body": {"sites": [{}]}}, content_type="application/json")
    assert wrong.status_code in (409, 422)
    assert machine(factories.make_officer("FR")).get(page).status_code == 404
    other = f"/api/v1/registrations/{made.json()['reference']}"
    assert company.post(f"{other}/withdraw").json()["status"] == "withdrawn"
    assert company.get("/api/v1/registrations").json()["results"][0]["status"] == "withdrawn"


def test_by_rest_what_is_wrong_in_a_change_is_named_by_its_place_in_it(sent, officer):
    approved(sent, officer)
    company = machine(factories.make_filer(sent.exporter))

    refused = company.post(
        "/api/v1/registrations", {"body": {"address": None}, "reason": "x"}, content_type="application/json"
    ).json()

    assert [each["pointer"] for each in refused["errors"]] == ["/body/address"]
