"""The Commission's monitor: what waits, what failed, what was given up, and what was started again."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.module_loading import import_string
from django.utils.translation import override

from controllist.actions.entry_changes import propose_delisting
from controllist.models import EditionPaper
from exportctl.core import clock
from exportctl.core.actions.files import receive_file
from exportctl.core.models import AuditEvent, DigestLine, Heartbeat, Notice, PasswordLink
from exportctl.core.queries import monitoring
from exportctl.core.rules.heartbeats import PURGE, is_starting
from licensing.actions import consultations
from licensing.actions.consulted_bodies import add_body
from licensing.actions.end_use_statements import send_link
from licensing.models import BodyMail, Document, EndUseStatementLink
from notifications.queries.outbox import OUTBOXES
from tests import factories
from tests.controllist.listing import make_entry
from tests.controllist.test_entry_changes import OFF, about
from tests.factories import AT, DAY, HOUR
from tests.requesting import make_request_draft

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def case():
    """A case of which something of every kind is owed."""
    request = factories.make_taken_request()
    body = add_body(
        authority=request.authority,
        kind="technical",
        name="Technical Institute",
        email="desk@body.example",
        language="en",
        actor=request.assigned_to,
        at=AT + HOUR,
    )
    consultations.ask_body(
        request_id=request.pk,
        body_id=body.pk,
        question="Is it one?",
        parts=["item"],
        due_on=(AT + 9 * DAY).date(),
        actor=request.assigned_to,
        at=AT + 2 * HOUR,
    )
    return request


def _statement_link() -> EndUseStatementLink:
    draft = make_request_draft(end_use_statement={"waived": False})
    return send_link(
        request_id=draft.request_id, email="asha@hospital.example", actor=draft.created_by, at=AT
    )


def stuck(outbox: str, request, **columns):
    """One row of the kind that failed."""
    row = {
        "messages": lambda: Notice.objects.order_by("pk")[0],
        "digests": lambda: DigestLine.objects.create(
            notice=Notice.objects.order_by("pk")[0], person=request.assigned_to, owed_at=AT
        ),
        "password-links": lambda: PasswordLink.objects.create(person=request.assigned_to, owed_at=AT),
        "body-mails": lambda: BodyMail.objects.get(),
        "statement-links": _statement_link,
        "documents": lambda: Document.objects.get(request=request, kind="receipt"),
        "editions": lambda: EditionPaper.objects.create(edition=1, language="en"),
        "files": lambda: receive_file(
            uploaded=SimpleUploadedFile("notes.txt", b"Hello"), by=request.submitted_by, at=clock.now()
        ),
    }[outbox]()
    type(row).objects.filter(pk=row.pk).update(attempts=3, failure="OSError: no route to host", **columns)
    row.refresh_from_db()
    return row


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


@pytest.mark.parametrize("outbox", OUTBOXES)
def test_what_was_given_up_is_shown_with_its_error_and_tried_again_by_a_button(case, outbox):
    row = stuck(outbox, case, gave_up_at=clock.machine_now() - timedelta(hours=3))
    key = case.assigned_to.pk if outbox == "digests" else row.pk
    address = f"/monitor/{outbox}/{key}/send-again"
    client = signed_in(factories.make_commissioner())

    page = client.get("/monitor").content.decode()
    answer = client.post(address, follow=True)

    assert address in page
    assert "OSError: no route to host" in page
    assert "It is tried again within a minute." in answer.content.decode()
    assert type(row).objects.due(at=clock.machine_now()).filter(pk=row.pk).exists()
    assert AuditEvent.objects.about(row).last().event == "send_again"
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("outbox", OUTBOXES)
def test_what_failed_is_shown_with_its_next_try_and_is_nothing_that_needs_somebody(case, outbox):
    with_nothing = _wrong(case)
    stuck(outbox, case, next_attempt_at=clock.machine_now() + timedelta(hours=2))

    page = signed_in(factories.make_commissioner()).get("/monitor").content.decode()

    assert "OSError: no route to host" in page
    assert "tried 3 times" in page
    assert "next try" in page
    assert _wrong(case) <= with_nothing


def _wrong(_case) -> int:
    return signed_in(factories.make_commissioner()).get("/monitor").context["wrong"]


def test_the_monitor_quotes_no_case(case):
    for outbox in ("body-mails", "documents"):
        stuck(outbox, case, gave_up_at=clock.machine_now())

    page = signed_in(factories.make_commissioner()).get("/monitor").content.decode()

    for secret in (case.reference, "Technical Institute", "desk@body.example", "Aquila"):
        assert secret not in page


def test_of_an_unknown_kind_nothing_is_tried_again(case):
    client = signed_in(factories.make_commissioner())

    assert client.post(f"/monitor/parcels/{case.pk}/send-again").status_code == 404


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"gave_up_at": AT}, "could not be sent, and is not tried any more"),
        ({"next_attempt_at": AT}, "could not be sent so far"),
    ],
)
def test_the_officer_reads_that_a_body_was_not_reached(case, columns, sentence):
    client = signed_in(case.assigned_to)
    address = f"/cases/{case.reference}/decision"
    assert sentence not in client.get(address).content.decode()

    mail = stuck("body-mails", case, **columns)

    assert sentence in client.get(address).content.decode()
    BodyMail.objects.filter(pk=mail.pk).update(delivered_at=AT)
    assert sentence not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"gave_up_at": AT}, "Could not be written"),
        ({"next_attempt_at": AT}, "Delayed; tried again by itself"),
    ],
)
def test_the_officer_and_the_exporter_read_that_a_letter_is_missing(case, columns, sentence):
    filer = factories.make_filer(case.exporter)
    address = f"/cases/{case.reference}/documents"

    stuck("documents", case, **columns)
    pages = [signed_in(reader).get(address).content.decode() for reader in (case.assigned_to, filer)]

    assert all(sentence in page for page in pages)
    assert not any("OSError" in page for page in pages)


def test_every_sweep_is_watched(case):
    sweeps = [import_string(path) for path in django_settings.SWEEPS]
    with override("en"):
        labels = [str(sweep.label) for sweep in sweeps]
    now = clock.machine_now()
    Heartbeat.objects.bulk_create(Heartbeat(sweep=sweep.name, at=now) for sweep in sweeps)

    page = signed_in(factories.make_commissioner()).get("/monitor").content.decode()

    assert len(sweeps) == 19
    assert all(label in page for label in labels)


def test_the_monitor_says_what_was_started_again(case, settings, tmp_path):
    settings.EXPORTCTL_HOME = tmp_path
    client = signed_in(factories.make_commissioner())
    assert "started again" not in client.get("/monitor").content.decode()
    rows = [
        {"process": "beat", "times": 3, "last_at": "2026-11-29T09:59:57+00:00", "ended": 1},
        {"process": "web", "times": 1, "last_at": "2026-11-29T10:01:02+00:00", "ended": -9},
    ]

    (tmp_path / "restarts.json").write_text(json.dumps(rows))
    page = " ".join(client.get("/monitor").content.decode().split())

    assert "beat: 3 times, last Sun 29 Nov 2026, 10:59" in page
    assert "web: once, Sun 29 Nov 2026, 11:01" in page
    (tmp_path / "restarts.json").write_text("{half")
    assert client.get("/monitor").status_code == 200


def test_in_the_first_minutes_nothing_of_before_is_a_problem(case, monkeypatch):
    """A first start has letters and files of a long history to make, and no job has run yet."""
    now = clock.now()
    Document.objects.filter(request=case).update(file=None, created_at=now - 400 * DAY)
    client = signed_in(factories.make_commissioner())

    monkeypatch.setattr(monitoring, "set_up_at", lambda: clock.machine_now() - timedelta(minutes=1))
    first = " ".join(client.get("/monitor").content.decode().split())
    monkeypatch.setattr(monitoring, "set_up_at", lambda: clock.machine_now() - DAY)
    later = " ".join(client.get("/monitor").content.decode().split())

    assert "it works through them in the first minutes" in first
    assert 'id="problems"' not in first
    assert ">late<" not in first
    assert "not yet" in first
    assert 'id="problems"' in later
    assert "Receipts and letters not made" in later


@pytest.mark.parametrize(("minutes", "starting"), [(0, True), (29, True), (30, False), (-1, False)])
def test_an_instance_starts_for_half_an_hour_after_its_tables_were_changed(minutes, starting):
    at = clock.machine_now()

    assert is_starting(set_up_at=at - timedelta(minutes=minutes), at=at) is starting
    assert not is_starting(set_up_at=None, at=at)


@pytest.mark.parametrize(("minutes", "starting"), [(31, True), (179, True), (180, False)])
def test_what_comes_every_hour_need_not_have_come_after_half_of_one(minutes, starting):
    at = AT

    assert is_starting(set_up_at=at - timedelta(minutes=minutes), at=at, sweep=PURGE) is starting


def test_what_cannot_be_undone_comes_first_and_the_machinery_last():
    proposer, approver = factories.make_commissioner(), factories.make_commissioner()
    propose_delisting(**about(make_entry(), proposer, OFF))

    page = signed_in(approver).get("/monitor").content.decode()

    places = ["a removal cannot be undone", "Open procedures by", "How the system runs"]
    assert [page.index(each) for each in places] == sorted(page.index(each) for each in places)
    assert page.count(">CS-0001<") == 1


def test_all_that_waits_for_the_reader_is_there_and_what_the_reader_proposed_waits_for_another():
    reader, colleague = factories.make_commissioner(), factories.make_commissioner()
    propose_delisting(**about(make_entry(), colleague, OFF))
    propose_delisting(**about(make_entry(), colleague, OFF))
    propose_delisting(**about(make_entry(), reader, OFF))

    page = signed_in(reader).get("/monitor").content.decode()

    band, also = page.split("Also waiting for you")
    also, own = also.split("Proposed by you: another officer approves it")
    assert sorted(
        code for code in ("CS-0001", "CS-0002", "CS-0003") for part in (band, also) if code in part
    ) == [
        "CS-0001",
        "CS-0002",
    ]
    assert ["CS-0001" in own, "CS-0003" in own] == [False, True]


def test_of_a_problem_the_first_rows_stand_there_and_the_others_are_folded(case, monkeypatch):
    monkeypatch.setattr(monitoring, "set_up_at", lambda: clock.machine_now() - DAY)
    owed = Document.objects.filter(request=case)
    then = clock.now() - 9 * DAY
    owed.update(file=None, created_at=then)
    for _letter in range(7):
        Document.objects.create(
            request=case, kind="decision_letter", name="Letter", about=uuid4(), created_at=then
        )

    page = signed_in(factories.make_commissioner()).get("/monitor").content.decode()

    assert "Receipts and letters not made" in page
    assert f"{owed.count() - 5} more" in page
