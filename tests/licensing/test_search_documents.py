import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core.models import AuditEvent
from licensing.actions.advice import give_advice
from licensing.actions.conditions import draft_conditions
from licensing.actions.consultations import ask_body
from licensing.actions.consulted_bodies import add_body
from licensing.actions.search_documents import each_written_once, rebuild_search
from licensing.actions.tags import tag_requests, untag_requests
from licensing.models import CaseSearch, SearchWord
from licensing.queries.search import search
from licensing.rules.search import VERSION
from licensing.tasks import renew_search
from notifications.actions.assessments import assess_flag
from notifications.models import CatchAllNotification
from notifications.rules.red_flags import current_version, question_keys
from tests import factories
from tests.factories import AT, DAY, HOUR
from tests.replayed import refuse_replays

pytestmark = pytest.mark.django_db


def item(**words):
    return {**factories.NOTIFICATION["item"], **words}


def references(found):
    return [hit.case.reference for hit in found.hits]


def test_a_case_is_found_by_its_item_its_parties_and_its_doubt_without_accents():
    officer = factories.make_officer()
    made = factories.make_submitted_request(
        item=item(name="Überwachungskamera Łódź"), doubt="Journalists are watched."
    )

    for question in [
        "uberwachung",
        "ÜBERWACHUNG lodz",
        "public order",
        "aquila",
        "journalist",
        made.reference,
    ]:
        assert references(search(officer, question)) == [made.reference], question


def test_every_word_has_to_be_there():
    officer = factories.make_officer()
    factories.make_submitted_request()

    assert search(officer, "simulator submarine").total == 0


def test_a_hit_says_where_it_was_found():
    officer = factories.make_officer()
    factories.make_submitted_request(doubt="Bulk identification in city centres.")

    (hit,) = search(officer, "bulk").hits

    label, pieces = hit.places[0]
    assert str(label) == "The doubt"
    assert [piece.text for piece in pieces if piece.hit] == ["Bulk"]


def test_a_typing_error_leads_to_the_word_that_was_meant():
    officer = factories.make_officer()
    factories.make_submitted_request()

    assert search(officer, "simulater").instead == "simulator"
    assert search(officer, "zzzzzz").instead == ""


def test_questions_answers_and_grounds_are_found_as_soon_as_they_are_written():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)
    asked = factories.ask(request, at=AT + DAY, question="Who runs the helicopters?")
    assert references(search(officer, "helicopters")) == [request.reference]

    factories.answer(asked, at=AT + DAY + HOUR)
    assert references(search(officer, "rescue")) == [request.reference]

    request.refresh_from_db()
    factories.make_proposal(request, grounds="Blankets for everybody.")
    assert references(search(officer, "blankets")) == [request.reference]


def test_codes_numbers_files_conditions_advice_and_assessments_are_found_by_officers():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)
    number = CatchAllNotification.objects.get(request=request).reference
    assess_flag(
        request_id=request.pk,
        question=question_keys(current_version())[0],
        verdict="sign",
        reason="Xylophone delivery.",
        actor=officer,
        at=AT + DAY,
    )
    draft_conditions(request_id=request.pk, conditions=["Only zinc cases."], actor=officer, at=AT + DAY)
    body = add_body(
        authority=request.authority,
        kind="technical",
        name="Laboratory",
        email="lab@example.eu",
        language="en",
        actor=officer,
        at=AT,
    )
    asked = ask_body(
        request_id=request.pk,
        body_id=body.pk,
        question="Well?",
        parts=["item"],
        due_on=(AT + 10 * DAY).date(),
        actor=officer,
        at=AT + DAY,
    )
    give_advice(
        consultation_id=asked.pk,
        expected_round=1,
        stance="objection",
        text="Quartz inside.",
        given_by="A",
        at=AT + DAY,
        uploads=[SimpleUploadedFile("walnut-report.txt", b"Measured.")],
    )

    declared = ["85176200", "8517 62 00", number, number.lower()]
    for question in [*declared, "xylophone", "zinc", "quartz", "walnut"]:
        assert references(search(officer, question)) == [request.reference], question
    filer = factories.make_filer(request.exporter)
    assert references(search(filer, number)) == [request.reference]
    for question in ["xylophone", "zinc", "quartz", "walnut"]:
        assert not references(search(filer, question)), question


def test_a_tag_is_found_while_it_is_on_the_case():
    officer = factories.make_officer()
    request = factories.make_submitted_request()

    tag_requests(request_ids=[request.pk], label="embassy asked", actor=officer, at=AT + HOUR)
    assert references(search(officer, "embassy")) == [request.reference]

    untag_requests(request_ids=[request.pk], label="Embassy asked", actor=officer, at=AT + DAY)
    assert search(officer, "embassy").total == 0


def test_nobody_finds_what_they_may_not_know_of():
    exporter = factories.make_exporter()
    filer = factories.make_filer(exporter)
    officer = factories.make_officer()
    request = factories.make_taken_request(officer, exporter=exporter, by=filer)
    factories.make_proposal(request, grounds="Blankets for everybody.")
    tag_requests(request_ids=[request.pk], label="embassy", actor=officer, at=AT + DAY)

    assert references(search(filer, "simulator")) == [request.reference]
    for question in ["blankets", "embassy"]:
        assert search(filer, question).total == 0, question
    for stranger in [
        factories.make_officer("FR"),
        factories.make_filer(factories.make_exporter(name="Borealis Optik GmbH")),
        factories.make_delegate("FR"),
        factories.make_commissioner(),
    ]:
        found = search(stranger, "simulator")
        assert (found.total, found.hits) == (0, [])
        assert search(stranger, "simulater").instead == ""


def test_an_exporters_hit_shows_no_internal_text():
    exporter = factories.make_exporter()
    filer = factories.make_filer(exporter)
    request = factories.make_taken_request(exporter=exporter, by=filer)
    factories.make_proposal(request, grounds="The simulator watches everybody.")

    (hit,) = search(filer, "simulator").hits

    assert all("watches" not in piece.text for _label, pieces in hit.places for piece in pieces)


def test_a_draft_is_not_searched():
    factories.make_notification()

    assert not CaseSearch.objects.exists()


def test_rebuilding_makes_what_the_actions_made():
    officer = factories.make_officer()
    request = factories.make_taken_request(officer)
    factories.ask(request, at=AT + DAY)
    before = list(CaseSearch.objects.values_list("pk", "whole", "declared"))
    words = set(SearchWord.objects.values_list("word", flat=True))
    CaseSearch.objects.update(whole="", declared="")

    assert rebuild_search() == 1

    assert list(CaseSearch.objects.values_list("pk", "whole", "declared")) == before
    assert set(SearchWord.objects.values_list("word", flat=True)) == words


def test_searching_leaves_no_trace():
    officer = factories.make_officer()
    factories.make_submitted_request()
    before = AuditEvent.objects.count()

    search(officer, "simulator")

    assert AuditEvent.objects.count() == before


def test_many_acts_in_a_row_write_a_document_once_and_at_their_end():
    refuse_replays()
    officer = factories.make_officer()
    with each_written_once():
        request = factories.make_submitted_request()
        tag_requests(request_ids=[request.pk], label="embassy asked", actor=officer, at=AT + HOUR)
        assert not CaseSearch.objects.exists()

    assert references(search(officer, "embassy")) == [request.reference]


def test_acts_that_failed_write_no_document():
    refuse_replays()

    def fail():
        with each_written_once():
            factories.make_submitted_request()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert not CaseSearch.objects.exists()


def test_what_an_earlier_version_of_the_rules_wrote_is_written_anew_by_a_sweep(monkeypatch):
    request = factories.make_submitted_request()
    document = CaseSearch.objects.filter(request=request)
    assert document.get().version == VERSION
    renew_search()
    document.update(whole="", version=VERSION - 1)

    renew_search()

    assert "simulator" in str(document.get().whole)
    assert document.get().version == VERSION
