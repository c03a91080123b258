"""Forms from data: no text is markup, the day is the one given, every script is set, what is enclosed comes out."""

from datetime import UTC, datetime
from io import BytesIO
from threading import Thread

import pytest
from pypdf import PdfReader
from typst import TypstError

from exportctl.core.typesetter import Enclosure, typeset

AT = datetime(2026, 11, 25, 9, 0, 0, 315509, tzinfo=UTC)
FACTS = Enclosure("facts.json", '{"a": 1}', description="DE-A-2026-0001")
TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#let enclosure = json(bytes(sys.inputs.enclosure))
#set document(title: "A form", date: auto)
#set text(font: "IBM Plex Sans")
#pdf.attach(
  enclosure.name, bytes(enclosure.content),
  relationship: "data", mime-type: enclosure.media_type, description: enclosure.description,
)
#d.words
"""


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "form.typ"
    file.write_text(TEMPLATE)
    return file


def read(pdf):
    return PdfReader(BytesIO(pdf))


def test_texts_are_never_markup(template):
    words = '#panic() *strong* $x$ <label> \\ @ref #read("/etc/passwd") //'

    page = read(typeset(template, {"words": words}, at=AT, enclosure=FACTS)).pages[0]

    assert page.extract_text().strip() == words


@pytest.mark.parametrize("words", ["Müller & Søn", "Ξένος", "Привет", "Ď\u0301"])
def test_every_script_is_set(template, words):
    page = read(typeset(template, {"words": words}, at=AT, enclosure=FACTS)).pages[0]

    assert page.extract_text().strip()[0] == words[0]


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x9f", "\u02f9", "\U0001d165", "\U0010ffff", "\u0378"])
def test_a_sign_without_a_font_is_written_as_its_number(template, sign):
    page = read(typeset(template, {"words": f"a{sign}b"}, at=AT, enclosure=FACTS)).pages[0]

    assert page.extract_text().strip() in (
        f"a[U+{ord(sign):04X}]b",
        f"a{sign}b",
    )  # a system may have a font for it


def test_a_template_that_is_wrong_says_so(template):
    template.write_text(TEMPLATE + "#nowhere")

    with pytest.raises(TypstError, match="unknown variable: nowhere"):
        typeset(template, {"words": "a\x07"}, at=AT, enclosure=FACTS)


def test_it_is_an_archive_file_of_that_instant_and_the_same_twice(template):
    first, second = (typeset(template, {"words": "A"}, at=AT, enclosure=FACTS) for _turn in range(2))

    assert first == second
    about = read(first)
    assert about.metadata.creation_date == AT.replace(microsecond=0)
    assert (
        b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
        in about.xmp_metadata.stream.get_data()
    )
    assert about.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_is_enclosed_comes_out_as_it_went_in(template):
    attached = read(typeset(template, {"words": "A"}, at=AT, enclosure=FACTS)).attachments

    assert attached == {"facts.json": [b'{"a": 1}']}


def test_threads_typeset_at_the_same_time(template):
    made = []
    threads = [
        Thread(target=lambda n=n: made.append(typeset(template, {"words": f"{n}"}, at=AT, enclosure=FACTS)))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(read(pdf).pages[0].extract_text().strip() for pdf in made) == ["0", "1", "2", "3"]
