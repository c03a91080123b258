"""The paper of an authorisation: its form, its seal, the code on it; without a key there is none."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from exportctl.core import clock
from exportctl.core.pdf import available
from licensing import letters, papers, seals
from licensing.actions.documents import render_document
from licensing.models import Document
from licensing.queries.letters import letter_of
from licensing.queries.papers import paper_of
from tests.factories import AT, make_exporter
from tests.licensing.granted import BODY, make_authorisation
from tests.licensing.test_authorisations import GROUNDS, carry_out
from verifier.checking import check

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not available(), reason="Pango is not installed"),
]


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """An instance that makes its seals itself, as a demonstration does."""
    monkeypatch.setattr(settings, "SEAL_KEYS", tmp_path)
    monkeypatch.setattr(seals, "is_made_here", lambda: True)
    return tmp_path


def several(count):
    item = BODY["items"][0]
    return [{**deepcopy(item), "name": f"Network encryptor {n}"} for n in range(1, count + 1)]


def owed(authorisation):
    return Document.objects.get(about=authorisation.version.pk)


def pages_of(pdf):
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf):
    return "\n".join(pages_of(pdf))


def status_of(pdf):
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
    with ThreadPoolExecutor(
        1
    ) as apart:  # it runs an event loop, and a browser of this worker may run one here
        return embedded, apart.submit(validate_pdf_signature, embedded, context).result()


def test_the_paper_is_the_form_of_annex_iii_sealed_as_of_the_decision(keys):
    authorisation = make_authorisation(conditions=["Report each shipment."])

    pdf = papers.render(owed(authorisation))

    words = text_of(pdf)
    for expected in ("EXPORT OF DUAL-USE ITEMS", authorisation.reference, "5A002.a", "Report each shipment."):
        assert expected in words
    embedded, status = status_of(pdf)
    assert status.intact
    assert status.coverage.name == "ENTIRE_FILE"
    assert embedded.self_reported_timestamp == AT
    assert [path.name for path in keys.glob("seal-*")] == ["seal-DE.p12"]


def test_it_is_written_in_its_holders_language_whatever_the_worker_speaks(keys):
    authorisation = make_authorisation(make_exporter(language="de"))

    words = text_of(papers.render(owed(authorisation)))

    for expected in ("100 Stück", "2. November 2028", "Indien"):
        assert expected in words


def test_a_changed_byte_breaks_the_seal(keys):
    pdf = bytearray(papers.render(owed(make_authorisation())))
    at = pdf.find(b"/Title")
    pdf[at + 10] ^= 1

    _embedded, status = status_of(bytes(pdf))

    assert not status.bottom_line


@pytest.mark.parametrize(
    ("count", "says"), [(2, "See 1 attachment (1 bis)."), (12, "See 2 attachments (1 bis).")]
)
def test_more_than_one_line_goes_on_sheets_1_bis_and_the_first_says_how_many_pages(keys, count, says):
    authorisation = make_authorisation(items=several(count))

    first, *others = pages_of(papers.render(owed(authorisation)))

    assert says in first
    attached = [page for page in others if "Description of the items" in page]
    assert len(attached) == int(says.split()[1])
    assert all(part in page for part in ("bis", "Exporter", authorisation.reference) for page in attached)
    for n in range(1, count + 1):
        assert sum(f"{n}. Network encryptor {n}," in page for page in attached) == 1


def test_a_long_description_goes_on_over_the_pages(keys):
    items = several(3)
    items[1]["description"] = " ".join(f"sign{n}" for n in range(900))

    pages = [page.count("sign") for page in pages_of(papers.render(owed(make_authorisation(items=items))))]

    assert sum(pages) > 900
    assert max(pages) < 700  # what is below the edge of a page counts as its text, too


def test_a_long_code_stays_in_its_box(keys):
    from pypdf import PdfReader

    items = several(1)
    items[0]["control_entry"] = "DE-5A901.a.1.b.2.c.3.d.4"
    pdf = papers.render(owed(make_authorisation(items=items)))
    lines = PdfReader(BytesIO(pdf)).pages[0].extract_text(extraction_mode="layout").splitlines()

    assert not any("5A901.a.1.b.2.c.3.d.4" in line for line in lines)


def test_without_a_key_there_is_no_paper_and_the_row_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "SEAL_KEYS", tmp_path)
    monkeypatch.setattr(seals, "is_made_here", lambda: False)
    document = owed(make_authorisation())

    render_document(document_id=document.pk, at=clock.now(), machine_at=clock.machine_now())

    document.refresh_from_db()
    assert (document.file, document.failure) == (None, "SealMissing")


def test_what_rests_on_no_law_is_never_this_form(keys):
    words = text_of(papers.render(owed(make_authorisation(legal_basis="eu_list"))))

    assert "EXPORT OF DUAL-USE ITEMS" not in words
    for expected in ("not in force", "State Hospitals Trust, 1 Park Road, India"):
        assert expected in words


def test_the_code_is_checked_offline_and_names_no_party():
    authorisation = make_authorisation()
    code = papers.code_text(paper_of(authorisation.version.pk))

    result = check(code.encode())

    assert result.valid
    assert authorisation.reference in result.title
    assert f"/authorisations/{authorisation.token}#" in code
    other = "A" if code[-9] != "A" else "B"
    assert not check((code[:-9] + other + code[-8:]).encode()).valid
    assert "Hospitals" not in code


def test_the_attached_facts_are_signed(keys):
    from pypdf import PdfReader

    authorisation = make_authorisation()
    reader = PdfReader(BytesIO(papers.render(owed(authorisation))))
    attached = reader.attachments["authorisation.json"][0]

    assert json.loads(attached)["holder"]["eori"] == authorisation.holder.eori
    assert check(attached).valid


def test_a_later_day_changes_nothing_on_the_paper(keys):
    authorisation = make_authorisation()

    render_document(document_id=owed(authorisation).pk, at=AT + timedelta(days=400), machine_at=AT)

    assert owed(authorisation).file.media_type == "application/pdf"


@pytest.mark.parametrize("event", ["suspend", "revoke", "annul", "reinstate"])
def test_its_holder_gets_a_letter_with_reasons_and_remedy(event):
    authorisation = make_authorisation()
    if event == "reinstate":
        authorisation = carry_out(authorisation)
    carry_out(authorisation, event)

    change = authorisation.changes.get(event=event)
    words = text_of(letters.render(Document.objects.get(about=change.pk), at=AT))

    for expected in (authorisation.reference, GROUNDS, "4 November 2026"):
        assert expected in words
    assert ("Legal remedies" in words) == (event != "reinstate")


def test_the_letter_of_a_grant_names_the_number_of_what_it_gave():
    given = make_authorisation()

    letter = letter_of(Document(request=given.request, kind="decision_letter", about=given.decision_id))

    assert letter.data["authorisation"] == given.reference
    assert given.reference in render_to_string("letters/request/meaning.html", {"letter": letter})
