"""Other bodies are asked, advise once a round, and are asked again when the conditions change."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from exportctl.core.actions.files import receive_file, store_file
from exportctl.core.errors import Forbidden, Invalid, NotFound, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, File, Notice, User
from licensing.actions import consultations
from licensing.actions.advice import give_advice, record_advice
from licensing.actions.amendments import amend
from licensing.actions.body_mails import deliver_body_mail
from licensing.actions.conditions import draft_conditions
from licensing.actions.consulted_bodies import add_body, change_body, retire_body
from licensing.actions.requests import withdraw_request
from licensing.errors import ConsultationOpen, NotAssigned
from licensing.models import Advice, BodyMail, Consultation, Document
from licensing.queries.consultations import shared_with, to_be_reminded
from licensing.rules.consultations import ConsultationState, Hindrance, State, hindrance
from licensing.rules.requests import Outcome
from tests import factories
from tests.factories import AT, DAY, HOUR, machine
from tests.properties import given, st

db = pytest.mark.django_db
ON = AT + DAY
DUE = (AT + 10 * DAY).date()
CONDITIONS = ["Only with a court order."]


def make_body(officer, name="Foreign ministry"):
    return add_body(
        authority=factories.organisation("authority", "DE"),
        kind="foreign_ministry",
        name=name,
        email="desk@ministry.example",
        language="en",
        actor=officer,
        at=AT,
    )


def ask(request, body=None, *, at=ON, **words):
    said = {"question": "CANARY-question", "parts": ["item", "conditions"], "due_on": DUE, **words}
    body = body or make_body(request.assigned_to)
    return consultations.ask_body(
        request_id=request.pk, body_id=body.pk, actor=request.assigned_to, at=at, **said
    )


def draft(request, lines=CONDITIONS, *, at=ON):
    return draft_conditions(request_id=request.pk, conditions=lines, actor=request.assigned_to, at=at)


def advise(asked, *, stance="no_objection", text="", at=ON + HOUR, **words):
    said = {"expected_round": asked.round, "given_by": "A. Winter", **words}
    return give_advice(consultation_id=asked.pk, stance=stance, text=text, at=at, **said)


def again(request, asked, *, at=ON + 2 * HOUR):
    return consultations.ask_again(
        request_id=request.pk,
        consultation_id=asked.pk,
        question="And now?",
        due_on=DUE,
        actor=request.assigned_to,
        at=at,
    )


def grant(request, conditions=CONDITIONS, *, at=ON + DAY, **words):
    return factories.make_proposal(
        request, outcome="grant_with_conditions", conditions=conditions, at=at, **words
    )


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


@given(
    state=st.sampled_from([*State]),
    outcome=st.sampled_from([*Outcome]),
    agreed=st.lists(st.sampled_from("ab"), max_size=2),
    wanted=st.lists(st.sampled_from("ab"), max_size=2),
    late=st.integers(-2, 2),
)
def test_a_proposal_waits_for_a_body_until_its_day_and_for_its_word_on_these_conditions(
    state, outcome, agreed, wanted, late
):
    due = date(2026, 11, 10)
    asked = ConsultationState("Ministry", state, due, tuple(agreed))

    found = hindrance(asked, outcome=outcome, conditions=wanted, today=date(2026, 11, 10 + late))

    granting = outcome in (Outcome.GRANT, Outcome.GRANT_WITH_CONDITIONS)
    assert (found == Hindrance.WAITING) == (state == State.ASKED and late <= 0)
    assert (found == Hindrance.LATE) == (state == State.ASKED and late > 0)
    assert (found == Hindrance.CHANGED) == (state == State.ADVISED and granting and agreed != wanted)


@db
def test_no_proposal_before_the_advice_is_in_or_the_question_dropped():
    request = factories.make_taken_request()
    asked = ask(request)

    with pytest.raises(ConsultationOpen, match="Foreign ministry"):
        factories.make_proposal(request, at=ON + DAY)
    consultations.drop_consultation(
        request_id=request.pk, consultation_id=asked.pk, actor=request.assigned_to, at=ON + DAY
    )

    assert factories.make_proposal(request, at=ON + DAY).pk


@db
def test_silence_past_the_day_lets_a_proposal_pass_with_a_reason_that_is_kept():
    request = factories.make_taken_request()
    ask(request)
    late = ON + 14 * DAY

    with pytest.raises(Invalid) as refused:
        factories.make_proposal(request, at=late)
    made = factories.make_proposal(request, at=late, without_advice="Reminded twice.")

    assert [error["pointer"] for error in refused.value.errors] == ["/without_advice"]
    assert made.without_advice == "Reminded twice."


@db
def test_changed_conditions_have_to_be_confirmed_before_they_are_proposed():
    request = factories.make_taken_request()
    draft(request)
    asked = ask(request)
    advise(asked)
    with pytest.raises(ConsultationOpen, match="ask again"):
        grant(request, ["Other words."])

    draft(request, ["Other words."], at=ON + HOUR)
    asked = again(request, asked)
    with pytest.raises(ConsultationOpen, match="still to come"):
        grant(request, ["Other words."])
    advise(asked, at=ON + 3 * HOUR)

    assert grant(request, ["Other words."]).conditions == ["Other words."]
    assert [(row.round, row.stance) for row in Advice.objects.all()] == [
        (1, "no_objection"),
        (2, "no_objection"),
    ]


@db
def test_a_refusal_needs_no_word_on_conditions():
    request = factories.make_taken_request()
    draft(request)
    advise(ask(request))

    assert factories.make_proposal(request, at=ON + DAY).outcome == "refuse"


@db
def test_drafts_are_versions_and_the_same_words_are_none():
    request = factories.make_taken_request()

    versions = [draft(request, lines).version for lines in (["a"], ["a "], ["a", "b"])]

    assert versions == [1, 1, 2]


@db
def test_advice_is_given_once_a_round_and_never_changed():
    request = factories.make_taken_request()
    asked = ask(request)
    advise(asked, stance="objection", text="No judge is involved.")

    with pytest.raises(WrongStatus):
        advise(asked)
    with pytest.raises(DatabaseError), transaction.atomic():
        Advice.objects.update(text="x")
    again(request, asked)
    with pytest.raises(StaleState):
        advise(asked, expected_round=1)


@db
@pytest.mark.parametrize(
    ("words", "pointer"),
    [({"stance": "objection"}, "/text"), ({"stance": "perhaps", "text": "x"}, "/stance")],
)
def test_advice_needs_a_stance_and_reasons(words, pointer):
    asked = ask(factories.make_taken_request())

    with pytest.raises(Invalid) as refused:
        advise(asked, **words)

    assert [error["pointer"] for error in refused.value.errors] == [pointer]


@db
def test_the_officer_who_has_the_case_asks_and_any_colleague_records():
    request = factories.make_taken_request()
    colleague, stranger = factories.make_officer(), factories.make_officer("FR")
    asked = ask(request)
    recorded = {"request_id": request.pk, "consultation_id": asked.pk, "stance": "no_objection", "text": ""}

    with pytest.raises(NotAssigned):
        draft_conditions(request_id=request.pk, conditions=["x"], actor=colleague, at=ON)
    with pytest.raises(Forbidden):
        record_advice(actor=stranger, given_by="x", at=ON, **recorded)
    given = record_advice(actor=colleague, given_by="By telephone", at=ON, **recorded)

    assert (given.recorded_by, given.given_by) == (colleague, "By telephone")


@db
def test_the_mail_holds_a_link_and_nothing_of_the_case(mailoutbox):
    request = factories.make_taken_request()
    asked = ask(request)
    mail_id = BodyMail.objects.get().pk

    deliver_body_mail(mail_id=mail_id, machine_at=ON)
    deliver_body_mail(mail_id=mail_id, machine_at=ON)

    (mail,) = mailoutbox
    assert mail.to == ["desk@ministry.example"]
    assert asked.get_absolute_url() in mail.body
    for secret in ("CANARY", "Aquila", "Cell site", "Directorate"):
        assert secret not in mail.body + mail.subject


@db
def test_one_reminder_a_round_and_none_after_the_answer(mailoutbox):
    request = factories.make_taken_request()
    asked = ask(request)
    assert not to_be_reminded(at=ON)

    near = AT + 8 * DAY
    for _time in range(2):
        for pk in to_be_reminded(at=near):
            consultations.remind_body(consultation_id=pk, at=near)

    assert BodyMail.objects.filter(kind="reminded").count() == 1
    advise(asked, at=near)
    for mail in BodyMail.objects.due(at=near):
        deliver_body_mail(mail_id=mail.pk, machine_at=near)
    assert not mailoutbox, "what was answered meanwhile is not asked any more"


@db
def test_the_link_shows_the_shared_parts_alone_and_takes_one_answer():
    request = factories.make_taken_request()
    asked = ask(request)
    anybody = Client()

    page = anybody.get(asked.get_absolute_url()).content.decode()
    assert "Cell site simulator" in page
    for hidden in ("Directorate of Public Order", "missing persons", "Aquila", "480000"):
        assert hidden not in page
    wrong = anybody.post(asked.get_absolute_url(), {"stance": "objection", "given_by": "A. Winter"})
    assert (wrong.status_code, "Say why" in wrong.content.decode()) == (422, True)
    sent = anybody.post(asked.get_absolute_url(), {"stance": "no_objection", "given_by": "A. Winter"})

    assert (sent.status_code, sent["Location"]) == (302, asked.get_absolute_url())
    after = anybody.get(asked.get_absolute_url())
    assert "Your advice is recorded" in after.content.decode()
    assert "Cell site simulator" not in after.content.decode()
    assert after["Referrer-Policy"] == "same-origin", "the form has to say where it comes from"
    assert Notice.objects.get(kind="advice_given").organisation == request.authority


@db
def test_a_body_is_told_what_an_officer_recorded_in_its_name(mailoutbox):
    request = factories.make_taken_request()
    asked = ask(request)
    BodyMail.objects.all().update(delivered_at=ON)
    record_advice(
        request_id=request.pk,
        consultation_id=asked.pk,
        stance="objection",
        text="CANARY-advice",
        given_by="By telephone",
        actor=request.assigned_to,
        at=ON + HOUR,
    )

    deliver_body_mail(mail_id=BodyMail.objects.get(kind="recorded").pk, machine_at=ON + HOUR)

    (mail,) = mailoutbox
    assert "advice is recorded in your name" in mail.subject
    assert "CANARY" not in mail.body + mail.subject
    assert request.assigned_to.email in mail.body, "an office that doubts the message knows whom to call"
    page = Client().get(asked.get_absolute_url()).content.decode()
    assert "The authority recorded this advice in your name" in page
    assert "CANARY-advice" in page


@db
def test_a_body_that_is_asked_again_reads_what_it_said_and_what_changed(mailoutbox):
    request = factories.make_taken_request()
    draft(request)
    asked = ask(request)
    advise(asked, stance="objection", text="No judge is involved.")
    draft(request, ["Only with two court orders."], at=ON + HOUR)
    asked = again(request, asked)

    page = Client().get(asked.get_absolute_url()).content.decode()
    deliver_body_mail(mail_id=BodyMail.objects.get(round=2).pk, machine_at=ON + HOUR)

    assert "No judge is involved." in page
    assert "CANARY-question" in page, "the question it answered then"
    assert "<ins>" in page
    assert "you are asked again" in mailoutbox[0].subject


def attach(request, name="brochure.txt", *, kind="attachment", file=None):
    file = file or store_file(content=b"A mast.", name=name, media_type="text/plain", at=AT)
    return Document.objects.create(request=request, kind=kind, name=name, file=file, created_at=AT)


@db
def test_a_document_goes_along_for_as_long_as_the_question_is_open():
    request = factories.make_taken_request()
    shared, other = attach(request), attach(request, "prices.txt")
    asked = ask(request, documents=[shared.pk])
    anybody, path = Client(), f"{asked.get_absolute_url()}/documents/{shared.pk}"

    page = anybody.get(asked.get_absolute_url()).content.decode()
    assert ("brochure.txt" in page, "prices.txt" in page) == (True, False)
    answer = anybody.get(path)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"A mast.")
    assert answer["Content-Disposition"].startswith("attachment")
    assert anybody.get(f"{asked.get_absolute_url()}/documents/{other.pk}").status_code == 404
    tab = signed_in(request.assigned_to).get(f"/cases/{request.reference}/decision").content.decode()
    assert "They may read: brochure.txt." in tab

    advise(asked)
    assert anybody.get(path).status_code == 404


@db
def test_asked_again_a_body_reads_what_is_chosen_anew():
    request = factories.make_taken_request()
    first, second = attach(request), attach(request, "answer.txt")
    asked = ask(request, documents=[first.pk])
    browser = signed_in(request.assigned_to)
    address = f"/cases/{request.reference}/consultations/{asked.pk}/again"

    chosen = browser.get(address).content.decode()
    browser.post(address, {"question": "And now?", "due_on": "2027-12-31", "documents": [second.pk]})

    assert f'value="{first.pk}"' in chosen
    assert "checked" in chosen
    asked.refresh_from_db()
    assert (asked.round, [row.name for row in shared_with(asked)]) == (2, ["answer.txt"])
    assert Client().get(f"{asked.get_absolute_url()}/documents/{first.pk}").status_code == 404


@db
def test_a_letter_and_an_unchecked_file_are_never_shared():
    request = factories.make_taken_request()
    paper = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
    unchecked = receive_file(uploaded=paper, by=request.submitted_by, at=AT)

    body = make_body(request.assigned_to)

    for document in (attach(request, kind="authorisation"), attach(request, file=unchecked)):
        with pytest.raises(Invalid) as refused:
            ask(request, body, documents=[document.pk])
        assert [error["pointer"] for error in refused.value.errors] == ["/documents"]


@db
def test_a_document_of_another_case_is_never_shared():
    request = factories.make_taken_request()
    elsewhere = attach(factories.make_taken_request(request.assigned_to))

    with pytest.raises(Invalid):
        ask(request, documents=[elsewhere.pk])

    assert not Consultation.objects.exists()


@db
def test_a_link_of_an_earlier_round_or_with_another_secret_opens_nothing():
    request = factories.make_taken_request()
    asked = ask(request)
    old = asked.get_absolute_url()
    held = again(request, asked)

    page = Client().get(old)
    assert (page.status_code, "This link belongs to an earlier question" in page.content.decode()) == (
        200,
        True,
    )
    assert "Cell site simulator" not in page.content.decode()
    assert Client().post(old, {"stance": "no_objection", "given_by": "A. Winter"}).status_code == 422
    assert Client().get(held.get_absolute_url()).status_code == 200
    assert Client().get(held.get_absolute_url()[:-2] + "00").status_code == 404
    other = ask(factories.make_taken_request(request.assigned_to), make_body(request.assigned_to, "Lab"))
    assert Client().get(held.get_absolute_url().replace(str(held.pk), str(other.pk))).status_code == 404


@db
def test_the_link_ends_with_the_case():
    request = factories.make_taken_request()
    asked = ask(request)
    withdraw_request(request_id=request.pk, actor=request.submitted_by, at=ON + HOUR)

    page = Client().get(asked.get_absolute_url()).content.decode()
    assert "This question is closed" in page
    assert "Cell site simulator" not in page
    refused = Client().post(asked.get_absolute_url(), {"stance": "no_objection", "given_by": "x"})
    assert refused.status_code == 422
    assert not Advice.objects.exists()
    assert not to_be_reminded(at=AT + 9 * DAY), "it would stand in the way of the others' reminders for ever"


@db
def test_the_exporter_never_learns_who_was_asked_or_what_was_said():
    request = factories.make_taken_request()
    draft(request, ["CANARY-condition"])
    asked = ask(request, make_body(request.assigned_to, "CANARY-ministry"))
    advise(asked, stance="objection", text="CANARY-advice", given_by="CANARY-person")
    factories.approve(factories.make_proposal(request, at=ON + DAY), at=ON + DAY + HOUR)
    browser, caller = signed_in(request.submitted_by), machine(request.submitted_by)

    read = [
        browser.get(f"/cases/{request.reference}{tab}").content.decode()
        for tab in ("", "/flags", "/documents", "/questions", "/decision", "/history")
    ]
    read += [
        caller.get(path).content.decode()
        for path in (f"/api/v1/requests/{request.reference}", "/api/v1/events?after=0")
    ]

    assert not [page for page in read if "CANARY" in page or "onsult" in page]
    elsewhere = browser.get(f"/cases/{request.reference}/consultation", follow=True).content.decode()
    assert "CANARY" not in elsewhere
    assert "CANARY" not in str(AuditEvent.objects.values_list("facts", flat=True))


@db
def test_the_tab_says_that_a_body_is_to_be_asked_again():
    request = factories.make_taken_request()
    draft(request)
    advise(ask(request))
    draft(request, ["Other words."], at=ON + HOUR)

    page = signed_in(request.assigned_to).get(f"/cases/{request.reference}/decision").content.decode()

    assert "To be asked again" in page
    assert "Version 2" in page


@db
def test_a_retired_body_is_not_asked_and_keeps_what_it_said():
    request = factories.make_taken_request()
    body = make_body(request.assigned_to)
    asked = ask(request, body)

    retire_body(body_id=body.pk, actor=request.assigned_to, at=ON)

    with pytest.raises(NotFound):
        ask(factories.make_taken_request(request.assigned_to), body)
    assert Consultation.objects.get(pk=asked.pk).body == body


@db
def test_several_bodies_are_asked_and_asked_again_at_once():
    request = factories.make_taken_request()
    bodies = [make_body(request.assigned_to, name) for name in ("Ministry", "Laboratory")]
    browser = signed_in(request.assigned_to)
    address = f"/cases/{request.reference}/consultation"
    given = {"question": "Who decides?", "parts": ["item"], "due_on": "2027-12-31"}

    assert (
        browser.post(f"{address}/ask", {**given, "body": [str(each.pk) for each in bodies]}).status_code
        == 302
    )
    asked = list(Consultation.objects.all())
    chosen = [str(each.pk) for each in asked]
    browser.post(
        f"{address}/again", {"question": "And now?", "due_on": "2027-12-31", "consultations": chosen}
    )

    rows = Consultation.objects.order_by("body__name")
    assert [(row.body.name, row.round, row.question) for row in rows] == [
        ("Laboratory", 2, "And now?"),
        ("Ministry", 2, "And now?"),
    ]


@db
def test_of_several_bodies_all_are_asked_or_none():
    request = factories.make_taken_request()
    bodies = [make_body(request.assigned_to, name) for name in ("Ministry", "Laboratory")]
    ask(request, bodies[1])

    with pytest.raises(Invalid) as refused:
        consultations.ask_bodies(
            request_id=request.pk,
            body_ids=[each.pk for each in bodies],
            question="Who decides?",
            parts=["item"],
            due_on=DUE,
            actor=request.assigned_to,
            at=ON,
        )
    assert "asked already" in str(refused.value.errors)

    assert Consultation.objects.count() == 1


@db
def test_amount_and_value_are_shown_where_they_are_shared():
    request = factories.make_taken_request()
    asked = ask(request, parts=["item", "amount", "parties"])

    page = Client().get(asked.get_absolute_url()).content.decode()

    assert "480,000 EUR" in page.replace("\u202f", ",").replace("\xa0", " ")
    assert "Planned for" in page


@db
def test_a_body_that_answered_can_be_let_be_and_what_it_said_stays():
    request = factories.make_taken_request()
    draft(request)
    asked = ask(request)
    advise(asked, stance="objection", text="No judge.")
    with pytest.raises(ConsultationOpen):
        grant(request, ["Other words."])
    consultations.drop_consultation(
        request_id=request.pk, consultation_id=asked.pk, actor=request.assigned_to, at=ON + DAY
    )

    assert grant(request, ["Other words."]).pk
    assert Advice.objects.get().text == "No judge."
    page = signed_in(request.assigned_to).get(f"/cases/{request.reference}/decision").content.decode()
    assert "No judge." in page
    assert "No judge." in Client().get(asked.get_absolute_url()).content.decode()


@db
def test_a_body_attaches_files_which_are_judged_and_which_no_exporter_sees():
    request = factories.make_taken_request()
    asked = ask(request)
    paper = SimpleUploadedFile("opinion.txt", b"We tested it.")
    said = {"stance": "no_objection", "given_by": "A. Winter"}

    wrong = Client().post(
        asked.get_absolute_url(), {**said, "files": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}
    )
    assert wrong.status_code == 422
    assert not Advice.objects.exists()
    sent = Client().post(asked.get_absolute_url(), {**said, "files": paper})

    assert sent.status_code == 302
    document = Document.objects.get(nature="advice")
    assert (document.kind, document.about, document.file.status) == (
        "office",
        Advice.objects.get().pk,
        "quarantined",
    )
    assert document.file.uploaded_by is None
    assert "opinion.txt" in Client().get(asked.get_absolute_url()).content.decode()
    officer = signed_in(request.assigned_to)
    assert "opinion.txt" in officer.get(f"/cases/{request.reference}/decision").content.decode()
    exporter = machine(factories.make_filer(request.exporter))
    assert (
        "opinion.txt" not in exporter.get(f"/api/v1/requests/{request.reference}/documents").content.decode()
    )


@db
def test_a_closed_question_takes_no_file():
    request = factories.make_taken_request()
    asked = ask(request)
    advise(asked)
    before = File.objects.count()

    again = {"uploads": [SimpleUploadedFile("opinion.txt", b"Again.")]}
    with pytest.raises(WrongStatus):
        advise(asked, **again)
    recorded = {"stance": "no_objection", "text": "", "given_by": "By letter", "actor": request.assigned_to}
    with pytest.raises(WrongStatus):
        record_advice(request_id=request.pk, consultation_id=asked.pk, at=ON + DAY, **recorded, **again)

    assert File.objects.count() == before


@db
def test_an_entry_is_corrected_and_what_is_owed_goes_to_the_new_address(mailoutbox):
    request = factories.make_taken_request()
    body = make_body(request.assigned_to)
    make_body(request.assigned_to, "Laboratory")
    asked = ask(request, body)
    entry = {"kind": "technical", "email": "new@ministry.example", "language": "de"}

    with pytest.raises(Invalid):
        change_body(body_id=body.pk, name="Laboratory", actor=request.assigned_to, at=ON, **entry)
    page = signed_in(request.assigned_to).post(f"/consulted-bodies/{body.pk}", {"name": "Institute", **entry})

    assert page.status_code == 302
    deliver_body_mail(mail_id=BodyMail.objects.get(consultation=asked).pk, machine_at=ON)
    assert mailoutbox[0].to == ["new@ministry.example"]
    retire_body(body_id=body.pk, actor=request.assigned_to, at=ON)
    with pytest.raises(WrongStatus):
        change_body(body_id=body.pk, name="Other", actor=request.assigned_to, at=ON, **entry)


@db
def test_who_is_still_to_advise_is_written_to_whenever_the_exporter_corrects_the_case(mailoutbox):
    """An unsent mail tells of both corrections; who has advised is asked again by the officer instead."""
    request = factories.make_taken_request()
    asked, advised = ask(request), ask(request, make_body(request.assigned_to, "Laboratory"))
    advise(advised)
    corrected = BodyMail.objects.filter(kind="corrected")

    for number in (3, 4):
        amend_to(request, quantity=str(number))
    deliver_body_mail(mail_id=corrected.get(consultation=asked).pk, machine_at=ON + DAY)
    amend_to(request, quantity="5")

    assert [mail.consultation_id for mail in corrected] == [asked.pk, asked.pk]
    (mail,) = mailoutbox
    assert "corrected what you are asked about" in mail.subject
    assert asked.get_absolute_url() in mail.body
    assert "CANARY" not in mail.body + mail.subject


def amend_to(request, **body):
    amend(request_id=request.pk, body=body, reason="Counted anew.", actor=request.submitted_by, at=ON + DAY)


@db
def test_a_body_that_presses_twice_reads_what_it_said_and_no_error():
    asked = ask(factories.make_taken_request())
    said = {"stance": "conditions", "text": "Only at sea.", "given_by": "A. Winter"}

    answers = [Client().post(asked.get_absolute_url(), said) for _press in range(2)]
    other = Client().post(asked.get_absolute_url(), {**said, "text": "Never."})

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, asked.get_absolute_url())
    }
    assert other.status_code == 422
    assert Advice.objects.get().text == "Only at sea."
