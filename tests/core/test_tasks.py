from datetime import timedelta

import pytest
from django.core import mail

from controllist import tasks as list_tasks
from exportctl.core import clock, tasks
from exportctl.core.actions.files import receive_file
from exportctl.core.api.calls import RECORDS_LIVE
from exportctl.core.models import File, Heartbeat, IdempotencyRecord, Notice
from exportctl.core.rules.files import Status
from exportctl.core.rules.heartbeats import FILES
from licensing import tasks as licensing_tasks
from tests.core.conftest import AT, officer, organisation
from tests.core.hostile_files import HOSTILE
from tests.core.test_files import PDF, upload
from tests.core.test_notices import owe

pytestmark = pytest.mark.django_db


def test_a_drain_sends_what_is_owed_and_only_once():
    officer()
    owe(organisation("authority", "DE"))
    owe(organisation("authority", "FR"), kind="proposal_returned")

    tasks.drain_notices(from_a_newer_release=True)
    tasks.drain_notices()

    assert [message.to for message in mail.outbox] == [["officer@authority.example"]]
    assert Notice.objects.filter(delivered_at=None).count() == 0


def test_quarantined_files_are_judged():
    receive_file(uploaded=upload("offer.pdf", PDF), by=officer(), at=AT)
    tasks.scan_files()
    assert File.objects.get().status == Status.CLEAN


def test_one_damaged_file_holds_up_nobody():
    sender, (damaged, _finding) = officer(), HOSTILE["damaged.docx"]
    for name, content in (("damaged.docx", damaged), ("offer.pdf", PDF)):
        receive_file(uploaded=upload(name, content), by=sender, at=AT)

    tasks.scan_files()

    assert dict(File.objects.values_list("name", "status")) == {
        "damaged.docx": "rejected",
        "offer.pdf": "clean",
    }


def test_a_scanner_that_is_away_stops_nothing(settings):
    settings.FILE_SCANNER = "exportctl.core.scanning.ClamdScanner"
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    receive_file(uploaded=upload("offer.pdf", PDF), by=officer(), at=AT)

    tasks.scan_files()

    file = File.objects.get()
    assert (file.status, file.attempts) == (Status.QUARANTINED, 0)  # none is spent on a scanner that is away
    assert Heartbeat.objects.filter(sweep=FILES.name).exists()


@pytest.mark.parametrize(
    "task",
    [
        tasks.deliver_events_to_receivers,
        tasks.send_password_links,
        tasks.purge_idempotency_records,
        licensing_tasks.remind_of_general_authorisations,
        licensing_tasks.compare_with_list,
        licensing_tasks.renew_search,
        list_tasks.set_edition,
    ],
    ids=lambda task: task.name.rpartition(".")[2],
)
def test_a_sweep_with_nothing_to_do_tells_the_monitor_that_it_came_by(task):
    task()

    assert Heartbeat.objects.filter(sweep=task.name.rpartition(".")[2]).exists()


def test_answers_are_forgotten_after_thirty_days():
    user, now = officer(), clock.now()
    for key, age in (
        ("old", RECORDS_LIVE + timedelta(minutes=1)),
        ("young", RECORDS_LIVE - timedelta(minutes=1)),
    ):
        IdempotencyRecord.objects.create(user=user, key=key, path="/", body_hash="", created_at=now - age)

    tasks.purge_idempotency_records()

    assert IdempotencyRecord.objects.get().key == "young"
