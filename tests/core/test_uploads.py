"""What is found in a file, by its structure alone: hostile kinds, honest kinds."""

import random
import time

import pytest

from exportctl.core.rules import uploads
from exportctl.core.rules.uploads import Finding
from tests.core.honest_files import HONEST
from tests.core.hostile_files import HOSTILE
from tests.core.made_files import docx, pdf, stream

CLOSE = {
    "marked": ("RESTREINT UE", "EU RESTRICTED//PAGE 1/5", "COUNCIL OF THE EUROPEAN UNION  EU SECRET  12/26")
}


def found_in(name: str, data: bytes) -> tuple[str, str]:
    try:
        media_type = uploads.media_type_of(data, name)
    except uploads.Refused as refused:
        return refused.finding, refused.detail
    judgement = uploads.judge(data, name, media_type)
    return judgement.finding, judgement.detail


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_found_out(name):
    data, finding = HOSTILE[name]
    assert found_in(name, data)[0] == finding


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken(name):
    assert found_in(name, HONEST[name]) == ("", "")


def test_there_are_enough_of_both():
    assert len(HOSTILE) >= 63
    assert len(HONEST) >= 40


@pytest.mark.parametrize("seed", range(8))
def test_chance_in_a_scan_is_no_program(seed):
    octets = random.Random(seed).randbytes(300_000) + b"/JS (x) /Launch"
    assert found_in("scan.pdf", pdf(stream(octets, b"/Subtype /Image /Width 9 /Height 9"))) == ("", "")


@pytest.mark.parametrize(
    "data",
    [
        docx(more={"word/a.xml": "<" * 1_000_000}),
        docx(more={"word/a.xml": "<a>" * 300_000}),
        docx(more={"word/a.xml": "<a/>" + "<" * 500_000}),
        pdf(words="((" * 200_000),
        pdf(after=b"%%EOF" * 200_000),
        pdf(b"[" * 100_000),
    ],
    ids=["angles", "nesting", "tail", "words", "ends", "arrays"],
)
def test_no_file_takes_its_check_long(data):
    began = time.process_time()
    found_in("x.pdf" if data.startswith(b"%PDF") else "x.docx", data)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("line", CLOSE["marked"])
def test_a_marking_may_have_its_labels_beside_it(line):
    assert uploads.marking_in([line]) == " ".join(line.split())


@pytest.mark.parametrize("text", ["Our secret uses", "confidential offer", "EU-wide restrictions", "vsnfdx"])
def test_ordinary_words_are_no_marking(text):
    assert uploads.marking_in([text]) == ""


def test_the_finding_says_what_it_was():
    assert found_in("x.txt", b"Page 1\nEU RESTRICTED\n") == (Finding.MARKED, "EU RESTRICTED")
    assert found_in("x.docx", docx(more={"word/media/tool.exe": b"x"})) == (Finding.PROGRAM, "tool.exe")


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("C:\\temp\\offer.pdf", "offer.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  .hidden.pdf ", "hidden.pdf"),
        ("", "file"),
        ("nul.pdf", "_nul.pdf"),
        ("console.pdf", "console.pdf"),
        ('ab"c<d>.pdf', "abcd.pdf"),
        ("é" * 300 + ".pdf", "é" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, clean):
    assert uploads.clean_name(given) == clean


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbfa", "utf-8-sig"),
        ("ä".encode("utf-16"), "utf-16"),
        ("ä".encode(), "utf-8"),
        ("Größe".encode("cp1252"), "cp1252"),
        ("größe ä".encode()[:-1], "utf-8"),
    ],
)
def test_a_text_says_how_it_is_written(data, encoding):
    assert uploads.encoding_of(data) == encoding
