import io
import os
import socket
import stat
import threading
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from exportctl.core.actions import files, outbox
from exportctl.core.actions.files import FileRefused, path_of, receive_file, scan_file, store_file
from exportctl.core.models import AuditEvent, File, Notice
from exportctl.core.rules import uploads
from exportctl.core.rules.files import DEATHS, REASONS, Status
from exportctl.core.scanning import TEST_VIRUS, ClamdScanner, ScannerAway
from exportctl.core.views.files import send
from tests.core.conftest import AT, officer
from tests.core.honest_files import HONEST
from tests.core.hostile_files import HOSTILE
from tests.core.made_files import encrypted_pdf, pdf

PDF = pdf()


def scan(file: File, *, machine_at: datetime = AT) -> None:
    """One check of the file, which is then as it is stored."""
    scan_file(file_id=file.pk, at=AT, machine_at=machine_at)
    file.refresh_from_db()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", content)
    made._name = name  # as it came in: SimpleUploadedFile itself would clean it
    return made


@pytest.fixture
def user(db):
    return officer()


def receive(user, name="offer.pdf", content=PDF) -> File:
    return receive_file(uploaded=upload(name, content), by=user, at=AT)


@pytest.mark.parametrize("name", ["offer.pdf", "contract.docx", "photo.JPG", "notiz.txt"])
def test_known_documents_are_taken(user, name):
    file = receive(user, name, HONEST[name])
    scan(file)

    assert file.media_type == uploads.KINDS[os.path.splitext(name)[1].lower()]
    assert (file.status, file.finding, file.next_attempt_at) == (Status.CLEAN, "", None)


def test_whatever_is_wrong_at_first_sight_is_refused_with_its_reason(user):
    before = stored()
    for name in (
        "empty.pdf",
        "tool.exe",
        "page.txt",
        "bomb.docx",
        "cut.docx",
        "locked_by_word.docx",
        "huge.png",
    ):
        content, finding = HOSTILE[name]
        with pytest.raises(FileRefused) as refused:
            receive(user, name, content)
        assert str(refused.value) == str(REASONS[finding])

    assert not File.objects.exists()
    assert stored() == before


def test_a_pdf_that_asks_for_a_password_is_refused_at_its_upload(user):
    with pytest.raises(FileRefused, match="password"):
        receive(user, "Vertrag.pdf", encrypted_pdf(user="geheim"))
    receive(user, "read_only.pdf", encrypted_pdf(user=""))


@pytest.mark.parametrize(
    "name", ["script_escaped.pdf", "damaged.docx", "template.docx", "marked.pdf", "many_pages.pdf"]
)
def test_what_takes_a_closer_look_is_found_by_the_check(user, name):
    content, finding = HOSTILE[name]
    file = receive(user, name, content)
    scan(file)

    withheld = finding == uploads.Finding.MARKED
    assert file.status == (Status.WITHHELD if withheld else Status.REJECTED)
    assert (file.finding, file.reason) == (finding, REASONS[finding])
    assert Notice.objects.get().kind == ("file_withheld" if withheld else "file_rejected")


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

    scan(file)

    assert (file.status, file.finding) == (Status.REJECTED, "infected")
    assert Notice.objects.get().kind == "file_rejected"


# --- Files that the check cannot finish


@pytest.fixture
def judgements(monkeypatch):
    """What the judging process answers, or raises, from now on."""
    answers: list[object] = []

    def judged(*_where: object, **_what: object) -> uploads.Judgement:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(files, "judged", judged)
    return answers


HEAVY = uploads.Judgement(uploads.Finding.TOO_HEAVY)


def test_a_check_that_took_too_long_is_tried_once_more(user, judgements):
    judgements += [HEAVY, uploads.Judgement()]
    file = receive(user)

    scan(file)
    assert (file.status, file.attempts) == (Status.QUARANTINED, 1)

    scan(file, machine_at=AT + timedelta(minutes=2))
    assert file.status == Status.CLEAN


def test_a_file_that_takes_too_long_twice_ends_as_itself(user, judgements):
    judgements += [HEAVY]
    file = receive(user)
    scan(file)
    scan(file, machine_at=AT + timedelta(minutes=2))

    assert (file.status, file.finding) == (Status.REJECTED, "too_heavy")


def test_a_file_that_kills_its_worker_every_time_ends_as_itself(user, judgements):
    judgements += [uploads.Judgement()]
    file = receive(user)
    File.objects.filter(pk=file.pk).update(attempts=DEATHS)  # claimed, and never heard of again

    scan(file)

    assert (file.status, file.finding) == (Status.REJECTED, "too_heavy")


def test_a_file_whose_bytes_are_gone_says_so(user):
    file = receive(user)
    path_of(file=file).unlink()

    scan(file)

    assert (file.status, file.finding) == (Status.REJECTED, "missing")


def test_a_file_that_fails_lets_the_others_pass_first(user, judgements):
    judgements += [RuntimeError("no judgement"), uploads.Judgement()]
    poison, honest = receive(user), receive(user)
    scan(poison)

    later = AT + timedelta(hours=1)
    assert [row.pk for row in File.objects.in_turn(at=AT)] == [honest.pk]
    assert [row.pk for row in File.objects.in_turn(at=later)] == [honest.pk, poison.pk]
    assert poison.failure.startswith("RuntimeError")


def test_two_workers_never_hold_the_same_file(user, judgements):
    judgements += [uploads.Judgement()]
    file = receive(user)
    assert outbox.claim(rows=File.objects.filter(pk=file.pk), machine_at=AT)
    assert not outbox.claim(rows=File.objects.filter(pk=file.pk), machine_at=AT + timedelta(minutes=4))
    assert outbox.claim(rows=File.objects.filter(pk=file.pk), machine_at=AT + timedelta(minutes=5))


def test_scanning_twice_changes_nothing(user):
    file = receive(user)
    scan(file)
    scan(file)

    assert [event.event for event in AuditEvent.objects.about(file)] == ["receive", "pass"]


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
            command = stream.read(6)
            if command == b"zPING\0":
                line.sendall(b"PONG\0")
                return
            assert command + stream.read(4) == b"zINSTREAM\0"
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


def test_clamd_is_there_when_it_answers(clamd):
    assert ClamdScanner().is_there()


@pytest.mark.parametrize("address", ["127.0.0.1:1", "", "scanner"])
def test_clamd_that_does_not_answer_is_not_there(settings, address):
    settings.CLAMD_ADDRESS = address
    assert not ClamdScanner().is_there()


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

    scan(file)

    assert (file.status, file.attempts) == (Status.QUARANTINED, 1)
    assert file.next_attempt_at > AT


@pytest.mark.django_db
def test_an_upload_that_cannot_be_judged_at_once_waits_in_quarantine(monkeypatch):
    def away(_path, **_facts):
        raise RuntimeError("no judgement: no memory for another process")

    monkeypatch.setattr(files, "judged", away)

    assert receive(officer(), content=encrypted_pdf(user="geheim")).status == Status.QUARANTINED
