import io
import os
import socket
import stat
import threading
import zipfile
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from exportctl.core.actions.files import FileRefused, path_of, receive_file, scan_file, store_file
from exportctl.core.models import AuditEvent, File, Notice
from exportctl.core.rules import uploads
from exportctl.core.rules.files import Status
from exportctl.core.scanning import TEST_VIRUS, ClamdScanner, ScannerAway
from exportctl.core.views.files import send
from tests.core.conftest import AT, officer

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = (
    bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de") + b"IDAT" + b"\0" * 40
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\0" * 40 + bytes.fromhex("ffd9")


def archive(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return held.getvalue()


DOCX = archive(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w:t>Hello</w:t>"})
XLSX = archive(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<workbook/>"})
ODT = archive(**{"mimetype": uploads.ODT.encode(), "content.xml": b"<office/>"})
ODS = archive(**{"mimetype": uploads.ODS.encode(), "content.xml": b"<office/>"})

HONEST = {
    "offer.pdf": PDF,
    "photo.png": PNG,
    "photo.JPG": JPEG,
    "contract.docx": DOCX,
    "prices.xlsx": XLSX,
    "letter.odt": ODT,
    "prices.ods": ODS,
    "notes.txt": "Größe: 10 µm\n".encode(),
    "table.csv": b"a,b\n1,2\n",
}
MACROS = archive(**{"word__document.xml": b"<w/>", "word__vbaProject.bin": b"x"})
BOMB = archive(**{"word__document.xml": b"\0" * 60_000_000})
HOSTILE = {
    "empty.pdf": b"",
    "program.exe": b"MZ\x90\0" * 20,
    "program.pdf": b"MZ\x90\0" * 20,
    "page.pdf": b"<html><script>alert(1)</script>",
    "page.html": b"<html></html>",
    "page.txt": b"\n <html><script>alert(1)</script>",
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "script.txt": b"#!/bin/sh\nrm -rf /\n",
    "binary.txt": b"a\0b",
    "latin.txt": "Größe".encode("latin-1"),
    "rich.txt": b"{\\rtf1 hello}",
    "postscript.txt": b"%!PS-Adobe",
    "acts.pdf": PDF.replace(b"<<>>", b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", 1),
    "starts.pdf": PDF.replace(b"<<>>", b"<< /S /Launch /F (cmd.exe) >>", 1),
    "parcel.pdf": PDF.replace(b"<<>>", b"<< /Type /EmbeddedFile >>", 1),
    "macros.docx": MACROS,
    "macros.docm": MACROS,
    "bomb.docx": BOMB,
    "parcel.docx": archive(**{"word__document.xml": b"<w/>", "word__media__virus.exe": b"MZ"}),
    "nested.xlsx": archive(**{"xl__workbook.xml": b"<w/>", "more.zip": b"PK"}),
    "cut.docx": DOCX[: len(DOCX) // 2],
    "table.docx": XLSX,
    "text.ods": ODT,
    "plain.zip": archive(**{"a.txt": b"a"}),
    "plain.docx": archive(**{"a.txt": b"a"}),
    "photo.jpg": PNG,
    "noending": PDF,
    "double.pdf.exe": PDF,
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", content)
    made._name = name  # as it came in: SimpleUploadedFile itself would clean it
    return made


@pytest.fixture
def user(db):
    return officer()


def receive(user, name="offer.pdf", content=PDF) -> File:
    return receive_file(uploaded=upload(name, content), by=user, at=AT)


@pytest.mark.parametrize("name", HONEST)
def test_known_documents_are_taken(user, name):
    file = receive(user, name, HONEST[name])
    scan_file(file_id=file.pk, at=AT)
    file.refresh_from_db()

    assert file.media_type == uploads.KINDS[os.path.splitext(name)[1].lower()]
    assert file.status == Status.CLEAN


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(user, name):
    before = stored()
    with pytest.raises(FileRefused) as refused:
        receive(user, name, HOSTILE[name])

    assert str(refused.value)
    assert not File.objects.exists()
    assert stored() == before


def stored() -> set[str]:
    return {str(path) for path in settings.FILES_ROOT.rglob("*") if path.is_file()}


def test_a_file_over_the_limit_is_refused(user, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BYTES", len(PDF) - 1)
    with pytest.raises(FileRefused, match="larger"):
        receive(user)


def test_bytes_lie_under_a_random_name_for_our_eyes_only(user):
    file = receive(user, "../../etc/passwd.pdf")
    path = path_of(file=file)

    assert file.name == "passwd.pdf"
    assert path.is_relative_to(settings.FILES_ROOT)
    assert "passwd" not in str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == PDF


def test_what_is_in_quarantine_cannot_be_opened(user):
    file = receive(user)

    with pytest.raises(Http404):
        send(file)


def test_a_clean_file_is_a_download_and_nothing_else(user):
    file = store_file(content=PDF, name="letter.pdf", media_type=uploads.PDF, at=AT)

    response = send(file)

    assert response["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF


def test_the_test_virus_is_found_and_told(user):
    file = receive(user, "notes.txt", TEST_VIRUS)

    scan_file(file_id=file.pk, at=AT)

    file.refresh_from_db()
    assert (file.status, file.finding) == (Status.REJECTED, "infected")
    assert Notice.objects.get().kind == "file_rejected"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("EU-CONFIDENTIAL annex.pdf", PDF),
        ("vs-nfd.pdf", PDF),
        ("notes.txt", "Einstufung: VS – NUR FÜR DEN DIENSTGEBRAUCH".encode()),
        ("notes.txt", b"RESTREINT\nUE/EU RESTRICTED"),
        ("note.docx", archive(**{"word__document.xml": b"<w:t>SECRET UE</w:t>"})),
    ],
)
def test_classified_material_is_rejected(user, name, content):
    file = receive(user, name, content)

    scan_file(file_id=file.pk, at=AT)

    file.refresh_from_db()
    assert (file.status, file.finding) == (Status.REJECTED, "marked")


@pytest.mark.parametrize("text", ["Our secret uses", "confidential offer", "EU-wide restrictions", "vsnfdx"])
def test_ordinary_words_are_no_marking(text):
    assert uploads.marking_in(text) == ""


def test_scanning_twice_changes_nothing(user):
    file = receive(user)
    scan_file(file_id=file.pk, at=AT)
    scan_file(file_id=file.pk, at=AT)

    assert [event.event for event in AuditEvent.objects.about(file)] == ["receive", "pass"]


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("C:\\temp\\offer.pdf", "offer.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  .hidden.pdf ", "hidden.pdf"),
        ("", "file"),
        ('ab"c<d>.pdf', "abcd.pdf"),
        ("é" * 300 + ".pdf", "é" * 146 + ".pdf"),
    ],
)
def test_names_are_cleaned(given, clean):
    assert uploads.clean_name(given) == clean


# --- ClamAV


@pytest.fixture
def clamd(settings):
    """Speaks clamd's INSTREAM with whoever connects; `said` is what it answers, `heard` the bytes it got."""
    server = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    fake = SimpleNamespace(said="stream: OK", heard=b"")

    def serve():
        line, _address = server.accept()
        with line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := int.from_bytes(stream.read(4), "big"):
                fake.heard += stream.read(size)
            line.sendall(fake.said.encode() + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield fake
    server.close()


def test_clamd_is_asked_and_believed(clamd):
    clamd.said = "stream: Win.Test.EICAR_HDB-1 FOUND"
    assert ClamdScanner().infection(io.BytesIO(b"x" * 100_000)) == "Win.Test.EICAR_HDB-1"
    assert clamd.heard == b"x" * 100_000


def test_clean_is_what_clamd_calls_ok(clamd):
    assert ClamdScanner().infection(io.BytesIO(b"x")) == ""


def test_an_answer_that_is_none_leaves_the_file_in_quarantine(clamd):
    clamd.said = "INSTREAM size limit exceeded. ERROR"
    with pytest.raises(ScannerAway):
        ClamdScanner().infection(io.BytesIO(b"x"))


def test_without_a_scanner_a_file_waits(user, settings):
    settings.FILE_SCANNER = "exportctl.core.scanning.ClamdScanner"
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    file = receive(user)

    with pytest.raises(ScannerAway):
        scan_file(file_id=file.pk, at=AT)

    file.refresh_from_db()
    assert file.status == Status.QUARANTINED
