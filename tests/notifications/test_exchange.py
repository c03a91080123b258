"""What authorities say to each other, what a delegation notes for itself, and what is released: who reads it."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from exportctl.core.errors import Forbidden, NotFound
from exportctl.core.models import AuditEvent, Notice
from licensing.errors import NamesExporter
from licensing.models import Document
from notifications.actions.contributions import ask_authority, reply
from notifications.actions.instructions import note_instruction
from notifications.actions.releases import release_part
from notifications.errors import AlreadyReleased, Closed, NamesHidden
from notifications.models import Contribution, Instruction, Release
from notifications.queries.contributions import threads
from notifications.queries.dossiers import dossier_of
from tests import factories
from tests.factories import machine, make_commissioner, make_delegate, make_officer, make_procedure

pytestmark = pytest.mark.django_db

EXPORTER = "Aquila Systems"
NOTE = "Canary: Paris wants an objection."


def ask(procedure, clock, *, by=None, text="Is a court order needed?"):
    return ask_authority(procedure_id=procedure.pk, text=text, actor=by or make_delegate("FR"), at=clock.at)


def say(question, clock, *, by, text="Yes, after thirty days."):
    return reply(
        procedure_id=question.procedure_id, question_id=question.pk, text=text, actor=by, at=clock.at
    )


def release(procedure, clock, part, *, by=None, reason="Two delegations asked.", **more):
    actor = by or make_officer("DE")
    return release_part(procedure_id=procedure.pk, part=part, reason=reason, actor=actor, at=clock.at, **more)


def page(user, path):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser.get(path)


def told(kind):
    return {notice.organisation.short_name for notice in Notice.objects.filter(kind=kind)}


# --- questions --------------------------------------------------------------------------------


def test_a_question_its_answer_and_an_addition_form_a_thread_in_the_order_of_the_acts(product_clock):
    procedure = make_procedure()
    question = ask(procedure, product_clock)
    say(question, product_clock, by=make_officer("DE"))
    say(question, product_clock, by=make_delegate("NL"), text="We know the decree.")

    (thread,) = threads(procedure)

    assert [said.state for said in (thread.question, *thread.replies)] == ["FR", "DE", "NL"]
    assert [said.is_answer for said in thread.replies] == [True, False]
    assert thread.is_answered


def test_whoever_is_concerned_is_told_and_nobody_of_their_own_words(product_clock):
    question = ask(make_procedure(), product_clock)
    say(question, product_clock, by=make_delegate("NL"))
    say(question, product_clock, by=make_officer("DE"))

    assert told("procedure_question") == {"BAFA"}
    assert told("procedure_addition") == {"Delegation FR", "BAFA"}
    assert told("procedure_answer") == {"Delegation FR", "Delegation NL"}


@pytest.mark.parametrize("state", ["DE"])
def test_the_notifying_state_s_own_delegation_does_not_ask(product_clock, state):
    with pytest.raises(Forbidden):
        ask(make_procedure(), product_clock, by=make_delegate(state))


@pytest.mark.parametrize("who", [make_commissioner, lambda: make_officer("FR")])
def test_the_commission_and_other_authorities_do_not_speak(product_clock, who):
    question = ask(make_procedure(), product_clock)

    with pytest.raises(Forbidden):
        say(question, product_clock, by=who())


def test_a_reply_to_another_procedure_s_question_finds_none(product_clock):
    question = ask(make_procedure(), product_clock)
    item = {**factories.NOTIFICATION["item"], "model": "Other"}
    other = make_procedure(item=item)

    with pytest.raises(NotFound):
        reply(
            procedure_id=other.pk,
            question_id=question.pk,
            text="x",
            actor=make_officer("DE"),
            at=product_clock.at,
        )


def test_questions_end_with_the_procedure_and_stay_readable(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    ask(procedure, product_clock, by=delegate)
    product_clock.at = procedure.closes_at

    with pytest.raises(Closed, match="nothing is added"):
        ask(procedure, product_clock, by=delegate)

    shown = page(delegate, f"/procedures/{procedure.reference}/questions")
    assert "Is a court order needed?" in shown.content.decode()


@pytest.mark.parametrize("text", ["It is AQUILA-SYSTEMS.", "Does aquila systems gmbh train them?"])
def test_the_authority_does_not_say_a_hidden_name(product_clock, text):
    question = ask(make_procedure(), product_clock)

    with pytest.raises(NamesHidden) as refused:
        say(question, product_clock, by=make_officer("DE"), text=text)

    assert "quila" not in str(refused.value.message)
    assert Contribution.objects.count() == 1


def test_a_delegations_guess_is_not_confirmed_by_a_refusal(product_clock):
    ask(make_procedure(), product_clock, text="Is it Aquila Systems?")

    assert Contribution.objects.count() == 1


def test_a_released_name_may_be_said(product_clock):
    procedure = make_procedure()
    release(procedure, product_clock, "exporter")

    question = ask(procedure, product_clock)
    say(question, product_clock, by=make_officer("DE"), text="Aquila Systems trains the operators.")

    assert Contribution.objects.count() == 2


def test_what_was_said_is_neither_changed_nor_deleted(product_clock):
    question = ask(make_procedure(), product_clock)

    for change in (
        lambda: Contribution.objects.filter(pk=question.pk).update(text="x"),
        lambda: Contribution.objects.filter(pk=question.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_the_trail_of_a_question_holds_no_words(product_clock):
    question = ask(make_procedure(), product_clock)

    event = AuditEvent.objects.get(event="contribute")
    assert event.facts == {"state": "FR", "contribution": question.pk, "about": None}


def test_the_page_keeps_what_was_typed_when_it_is_refused(product_clock):
    procedure = make_procedure()
    question = ask(procedure, product_clock)
    browser = Client()
    browser.force_login(make_officer("DE"), "allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post(
        f"/procedures/{procedure.reference}/questions/{question.pk}", {"text": "Aquila Systems makes it."}
    )

    assert answer.status_code == 422
    assert "Aquila Systems makes it." in answer.content.decode()


# --- instructions -----------------------------------------------------------------------------


def test_an_instruction_is_read_by_its_own_delegation_alone(product_clock):
    procedure, mine, colleague = make_procedure(), make_delegate("FR"), make_delegate("FR")
    note_instruction(procedure_id=procedure.pk, text=NOTE, actor=mine, at=product_clock.at)
    places = ["", "/dossier", "/questions", "/similar", "/record", "/instructions", "/evidence", "/table.csv"]
    strangers = [
        make_delegate("NL"),
        make_delegate("DE"),
        make_officer("DE"),
        make_officer("FR"),
        make_commissioner(),
    ]

    for stranger in strangers:
        for place in places:
            assert (
                "Canary" not in page(stranger, f"/procedures/{procedure.reference}{place}").content.decode()
            )
        for path in (
            f"/api/v1/procedures/{procedure.reference}",
            f"/api/v1/procedures/{procedure.reference}/evidence",
        ):
            assert "Canary" not in machine(stranger).get(path).content.decode()

    assert "Canary" in page(colleague, f"/procedures/{procedure.reference}/instructions").content.decode()
    assert "Canary" in page(colleague, f"/procedures/{procedure.reference}").content.decode()


def test_whoever_takes_the_position_reads_the_last_instruction_first(product_clock):
    procedure, mine, other = make_procedure(), make_delegate("FR"), make_delegate("NL")
    for text in ("Wait.", "Ask first, record nothing before the answer."):
        note_instruction(procedure_id=procedure.pk, text=text, actor=mine, at=product_clock.at)

    words = "Your instruction: “Ask first, record nothing before the answer.”"
    for path in ("", "/dossier"):
        assert words in page(mine, f"/procedures/{procedure.reference}{path}").content.decode()
        assert "Ask first" not in page(other, f"/procedures/{procedure.reference}{path}").content.decode()


def test_what_a_state_asked_stands_beside_its_position_with_the_answer(product_clock):
    procedure, mine = make_procedure(), make_delegate("FR")
    question = ask(procedure, product_clock, by=mine)
    ask(procedure, product_clock, by=make_delegate("NL"), text="Who makes it?")
    place = f"/procedures/{procedure.reference}"

    waiting = page(mine, place).content.decode()
    say(question, product_clock, by=make_officer("DE"))
    answered = page(mine, place).content.decode()

    assert "Is a court order needed?" in waiting
    assert "Waits for an answer" in waiting
    assert "Yes, after thirty days." in answered
    assert "Waits for an answer" not in answered
    assert "Who makes it?" not in answered


def test_an_instruction_is_in_no_evidence_no_feed_and_no_trail_of_its_own_delegation_either(product_clock):
    procedure, mine = make_procedure(), make_delegate("FR")
    note_instruction(procedure_id=procedure.pk, text=NOTE, actor=mine, at=product_clock.at)

    for path in (
        f"/api/v1/procedures/{procedure.reference}",
        f"/api/v1/procedures/{procedure.reference}/evidence",
    ):
        assert "Canary" not in machine(mine).get(path).content.decode()
    assert "Canary" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))
    assert "Canary" not in str(list(Notice.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("who", [lambda: make_delegate("DE"), lambda: make_officer("DE"), make_commissioner])
def test_who_takes_no_part_keeps_no_instruction(product_clock, who):
    with pytest.raises(Forbidden):
        note_instruction(procedure_id=make_procedure().pk, text="x", actor=who(), at=product_clock.at)

    assert not Instruction.objects.exists()


# --- releases ---------------------------------------------------------------------------------


def test_nothing_hidden_is_on_any_page_of_another_state_until_it_is_released(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    places = ["", "/dossier", "/questions", "/similar", "/record", "/evidence"]

    everything = "".join(
        page(delegate, f"/procedures/{procedure.reference}{place}").content.decode() for place in places
    )

    for hidden in (EXPORTER, "bulk identification", "undetectable", "480000"):
        assert hidden not in everything
    assert "exporter, doubt, evidence, price" in everything


def test_each_part_is_released_by_itself_and_the_rest_stays_named_as_hidden(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    release(procedure, product_clock, "doubt")

    shown = page(delegate, f"/procedures/{procedure.reference}/dossier").content.decode()

    assert "bulk identification" in shown
    assert "Two delegations asked." in shown
    assert "exporter, evidence, price" in shown
    assert EXPORTER not in shown
    assert "undetectable" not in shown


def test_a_release_is_made_once_told_to_all_and_on_the_trail_without_words(product_clock):
    procedure = make_procedure()
    made = release(procedure, product_clock, "evidence")

    with pytest.raises(AlreadyReleased):
        release(procedure, product_clock, "evidence")

    assert (
        Notice.objects.filter(kind="procedure_released").count() == 28
    )  # 26 delegations, authority, Commission
    event = AuditEvent.objects.get(event="release")
    assert event.facts == {"release": made.pk, "part": "evidence", "document": None}


def test_words_that_name_a_hidden_exporter_are_not_released(product_clock):
    procedure = make_procedure(doubt="The buyer asked Aquila Systems for bulk identification.")

    with pytest.raises(NamesExporter, match="Release the exporter first"):
        release(procedure, product_clock, "doubt")
    with pytest.raises(NamesExporter, match="Rephrase"):
        release(procedure, product_clock, "evidence", reason="Aquila Systems agrees.")
    release(procedure, product_clock, "exporter")
    release(procedure, product_clock, "doubt")

    assert Release.objects.count() == 2


@pytest.mark.parametrize("who", [lambda: make_delegate("DE"), lambda: make_officer("FR"), make_commissioner])
def test_only_the_notifying_authority_s_officer_releases(product_clock, who):
    with pytest.raises(Forbidden):
        release(make_procedure(), product_clock, "doubt", by=who())


def test_nothing_is_released_after_the_close(product_clock):
    procedure = make_procedure()
    product_clock.at = procedure.closes_at

    with pytest.raises(Closed):
        release(procedure, product_clock, "doubt")


def test_a_letter_of_the_case_is_no_file_that_can_be_released(product_clock):
    procedure = make_procedure()
    letter = Document.objects.filter(request=procedure.request, kind="receipt").get()

    with pytest.raises(NotFound):
        release(procedure, product_clock, "file", document_id=letter.pk)


def test_a_release_is_never_taken_back(product_clock):
    made = release(make_procedure(), product_clock, "doubt")

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Release.objects.filter(pk=made.pk).delete()


def test_the_answer_of_rest_is_the_same_before_and_after_a_release(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    caller, path = machine(delegate), f"/api/v1/procedures/{procedure.reference}"
    before = caller.get(path).json()

    release(procedure, product_clock, "exporter")

    assert caller.get(path).json() == before


def test_the_officer_sees_exactly_what_would_be_seen_before_releasing_it(product_clock):
    procedure, officer = make_procedure(), make_officer("DE")

    shown = page(officer, f"/procedures/{procedure.reference}/release/doubt").content.decode()

    assert "bulk identification" in shown
    assert "cannot be taken back" in shown
    assert not dossier_of(procedure).released
