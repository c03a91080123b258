"""Letters: PDF/A-3u with the same facts inside, in the exporter's language, fetched from nowhere."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from exportctl.core import clock, glyphs, pdf, signing
from exportctl.core.actions.files import path_of
from exportctl.core.models import AuditEvent
from exportctl.core.pdf import available
from exportctl.core.rules import uploads
from licensing import letters, tasks
from licensing.actions.documents import render_document
from licensing.models import Document
from licensing.rules.catalogue import edition
from licensing.tasks import render_documents
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not available(), reason="WeasyPrint's libraries (Pango) are not installed"),
]
LATER = AT + timedelta(days=3)


def rendered(document: Document) -> PdfReader:
    render_document(document_id=document.pk, at=LATER, machine_at=LATER)
    document.refresh_from_db()
    assert document.file is not None
    return PdfReader(BytesIO(path_of(file=document.file).read_bytes()))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def decision_letter(*, language="en", **proposal) -> Document:
    exporter = factories.make_exporter(language=language)
    made = factories.make_proposal(factories.make_taken_request(exporter=exporter), **proposal)
    factories.approve(made)
    return Document.objects.get(request=made.request, kind="decision_letter")


def test_a_receipt_is_owed_by_submission_and_rendered_once():
    request = factories.make_submitted_request()
    receipt = Document.objects.get(request=request)

    text = words(rendered(receipt))
    first = receipt.file_id
    render_document(document_id=receipt.pk, at=LATER, machine_at=LATER)
    receipt.refresh_from_db()

    assert receipt.kind == "receipt"
    assert receipt.file_id == first
    assert request.reference in text
    assert "national law of Germany" in text
    assert "counted here as 30" in text
    # Tuesday 3 November 2026 and thirty working days; no German holiday lies between.
    assert "Tuesday 15 December 2026" in text


def test_a_letter_is_an_archive_file_that_readers_can_hear():
    reader = rendered(decision_letter())

    catalog = reader.trailer["/Root"]
    metadata = catalog["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="U"' in metadata
    assert catalog["/MarkInfo"]["/Marked"].value
    assert catalog["/Lang"] == "en"
    assert reader.metadata.title.endswith("The export is refused")


def test_a_refusal_says_its_reasons_its_regime_and_that_the_remedy_is_told_separately():
    text = words(rendered(decision_letter()))

    assert "The export is refused" in text
    assert "known for bulk surveillance of journalists" in text
    assert "European Parliament, January 2018, as its press release describes it, not in force" in text
    assert "The authority will inform you of the remedy separately." in text


def test_conditions_are_numbered_and_no_other_state_is_asked():
    conditions = ["Report each use once a quarter.", "No transfer to another body."]
    text = words(rendered(decision_letter(outcome="grant_with_conditions", conditions=conditions)))

    assert "The export is authorised with conditions" in text
    assert all(condition in text for condition in conditions)
    assert "This decision is not put to the other Member States." in text


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (
            {"legal_basis": "article_4"},
            "(Article 4(1) of Regulation",
        ),
        (
            {"legal_basis": "article_5"},
            "(Article 5(1) of Regulation",
        ),
        ({"legal_basis": "article_4", "outcome": "authorisation_required"}, "(Article 4(2) of Regulation"),
        (
            {"legal_basis": "article_9", "outcome": "authorisation_required"},
            "is required for this export. Without",
        ),
    ],
)
def test_a_letter_names_the_provision_of_the_requirement_that_it_imposes(terms, says):
    text = words(rendered(decision_letter(**terms)))

    assert says in text
    assert "Articles 4(2) and 5(2)" not in text


def test_that_nothing_is_required_says_by_which_edition_and_until_when(client):
    document = decision_letter(outcome="no_authorisation_required", grounds="None of Annex I.")
    reader = rendered(document)
    (data,) = [json.loads(content) for content in reader.attachments["decision.json"]]

    assert data["holds_until"] == "2027-11-03"
    text = words(reader)
    assert "It holds until 3 November 2027" in text
    assert "Annex I as of" in text
    assert data["edition"] == edition().isoformat()
    client.force_login(document.request.submitted_by)
    page = client.get(f"/cases/{document.request.reference}/decision").content.decode()
    assert "It holds until 3 November 2027" in page


def test_the_facts_travel_inside_signed_by_this_instance():
    document = decision_letter()
    attached = rendered(document).attachments

    (data,) = [json.loads(content) for content in attached["decision.json"]]

    assert data == signing.sign(data)
    assert data["reference"] == document.request.reference
    assert data["outcome"] == "refuse"
    assert data["in_force"] is False
    assert data["content_hash"] == document.request.proposals.get().content_hash


@pytest.mark.parametrize(
    ("language", "country", "day"),
    [
        ("de", "Vereinigte Arabische Emirate", "4. November 2026"),
        ("fr", "Émirats arabes unis", "4 novembre 2026"),
    ],
)
def test_the_language_is_the_exporters(language, country, day):
    reader = rendered(decision_letter(language=language))

    assert reader.trailer["/Root"]["/Lang"] == language
    assert country in words(reader)
    assert day in words(reader)


def test_a_demonstration_says_so_on_every_page(monkeypatch):
    document = decision_letter(grounds="\n\n".join(["A long paragraph of reasons. " * 20] * 12))
    monkeypatch.setattr(clock, "is_demonstration", lambda: True)

    reader = rendered(document)

    assert len(reader.pages) > 1
    assert all("Demonstration. Invented data." in page.extract_text() for page in reader.pages)


def test_outside_a_demonstration_there_is_no_such_word():
    assert "Demonstration" not in words(rendered(decision_letter()))


def test_it_is_set_in_our_fonts():
    for page in rendered(decision_letter(language="en")).pages:
        fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
        assert fonts
        assert all("Plex" in font for font in fonts), fonts


NAMES = "وزارة الداخلية 内务部 МВД 経済産業省 국방부 Υπουργείο"


def receipt_of(name: str) -> Document:
    end_user = {**factories.NOTIFICATION["end_user"], "name": name}
    return Document.objects.get(request=factories.make_submitted_request(end_user=end_user))


@pytest.mark.skipif(bool(glyphs.missing_letters(NAMES)), reason="fonts-wqy-microhei is not installed")
def test_names_of_the_world_are_read_in_a_letter():
    text = words(rendered(receipt_of(NAMES)))
    assert "内务部" in text
    assert "[U+" not in text


def test_a_letter_that_no_font_has_is_written_as_its_number_and_told_before():
    assert glyphs.missing_letters("A 𓀀 \u200b") == "𓀀"
    assert glyphs.legible("A 𓀀") == "A [U+13000]"
    assert "A [U+13000]" in words(rendered(receipt_of("A 𓀀")))


def test_our_own_letters_may_be_sent_to_us_again():
    receipt = receipt_of("Ministry")
    rendered(receipt)
    data = path_of(file=receipt.file).read_bytes()
    assert uploads.media_type_of(data, receipt.name) == uploads.PDF
    assert uploads.judge(data, receipt.name, uploads.PDF) == uploads.Judgement()


@pytest.mark.parametrize(
    "address", ["https://example.org/x.css", "file:///etc/passwd", "bundled:../../settings.py"]
)
def test_the_renderer_fetches_nothing_but_our_fonts(address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf._fetcher().fetch(address)


def test_words_of_a_case_are_never_read_as_markup():
    text = words(rendered(decision_letter(grounds='<img src="https://example.org/x.png"> & <b>bold</b>')))

    assert '<img src="https://example.org/x.png"> & <b>bold</b>' in text


def test_a_letter_that_fails_says_what_went_wrong_without_quoting_the_case_and_is_written_later(monkeypatch):
    receipt = Document.objects.get(request=factories.make_submitted_request())

    with monkeypatch.context() as broken:
        broken.setattr(letters, "render", lambda *_given, **_named: {}["Directorate of Roads"])
        render_document(document_id=receipt.pk, at=LATER, machine_at=LATER)
    receipt.refresh_from_db()
    failure, file = receipt.failure, receipt.file
    render_document(document_id=receipt.pk, at=LATER, machine_at=receipt.next_attempt_at)
    receipt.refresh_from_db()

    assert (failure, file) == ("KeyError", None)
    assert receipt.file is not None
    assert (receipt.failure, receipt.next_attempt_at) == ("", None)


def test_without_the_libraries_the_queue_waits(monkeypatch):
    request = factories.make_submitted_request()
    monkeypatch.setattr(tasks, "available", lambda: False)

    render_documents()

    receipt = Document.objects.get(request=request)
    assert receipt.file is None
    assert receipt.attempts == 0


def test_the_worker_takes_up_every_owed_letter():
    first = factories.make_submitted_request()
    second = factories.make_submitted_request(at=AT + HOUR)

    render_documents()

    owed = Document.objects.filter(request__in=[first, second])
    assert owed.count() == 2
    assert not owed.filter(file=None).exists()
    assert AuditEvent.objects.filter(machine="file", event="pass").count() == 2


def test_two_refusals_of_one_case_are_two_letters():
    """A withdrawn refusal's letter stays; the next decision gets its own."""
    made = factories.make_proposal()
    factories.approve(made)

    assert Document.objects.filter(request=made.request, kind="decision_letter").count() == 1
    assert Document.objects.get(request=made.request, kind="decision_letter").about == made.decision.pk
    assert made.request.proposals.get().settled_at == AT + DAY + HOUR


def test_a_pile_of_letters_leaves_its_worker_to_others_in_between(monkeypatch):
    """The newest first; the next sweep goes on with the rest."""
    requests = [factories.make_submitted_request(at=AT + number * HOUR) for number in range(3)]
    seconds = iter(range(0, 1000, 4))
    monkeypatch.setattr(clock, "machine_now", lambda: AT + DAY + timedelta(seconds=next(seconds)))
    made = []
    monkeypatch.setattr(tasks, "render_document", lambda *, document_id, **_at: made.append(document_id))

    render_documents()

    owed = Document.objects.filter(request__in=requests).order_by("-created_at")
    assert 0 < len(made) < 3
    assert made == list(owed.values_list("pk", flat=True)[: len(made)])
