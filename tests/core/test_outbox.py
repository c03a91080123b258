"""One outbox for all that is owed: claimed, delivered, repeated for a day, given up, tried again by hand."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.conf import settings as django_settings
from django.core import mail as outbox_of_django
from django.utils.module_loading import import_string

from exportctl.core import mail
from exportctl.core.actions import outbox
from exportctl.core.actions.notices import deliver_notice, owe_notice
from exportctl.core.errors import Forbidden, NotFound
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.rules.heartbeats import SEAL
from exportctl.core.rules.outbox import ATTEMPTS, LEASE, wait_after
from tests.core.conftest import AT, administrator, officer, organisation

DAY = timedelta(days=1)
db = pytest.mark.django_db


def owe() -> Notice:
    owe_notice(
        kind="proposal_waiting",
        organisations=[organisation("authority", "DE")],
        reference="DE-2026-00418",
        path="/cases/DE-2026-00418",
        at=AT,
    )
    return Notice.objects.get()


def rows():
    return Notice.objects.all()


@pytest.fixture
def notice(db):
    officer()
    return owe()


@pytest.fixture
def dead_server(monkeypatch):
    """The mail server refuses; returns the instants at which it was asked."""
    asked = []

    def refuse(*_given):
        asked.append(1)
        raise OSError("connection to relay@mail.example refused")

    monkeypatch.setattr(mail, "deliver", refuse)
    return asked


def fail_for_good(notice) -> list:
    """Try whenever it is due, until it is given up. Returns the instants of the attempts."""
    at, tried = AT, []
    while notice.gave_up_at is None:
        deliver_notice(notice_id=notice.pk, at=AT, machine_at=at)
        notice.refresh_from_db()
        tried.append(at)
        at = notice.next_attempt_at or at
    return tried


def test_the_waits_double_up_to_four_hours_and_end_after_a_day():
    waits = [wait_after(attempt) for attempt in range(1, ATTEMPTS)]

    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert all(second in (2 * first, timedelta(hours=4)) for first, second in pairwise(waits))
    assert DAY <= sum(waits, timedelta()) <= DAY + timedelta(hours=1)
    assert wait_after(ATTEMPTS) is None


@db
def test_a_dead_mail_server_is_tried_for_a_day_then_given_up_with_its_last_words(notice, dead_server):
    tried = fail_for_good(notice)

    assert len(dead_server) == len(tried) == ATTEMPTS
    assert DAY <= tried[-1] - tried[0] <= DAY + timedelta(hours=1)
    assert notice.gave_up_at == tried[-1]
    assert notice.failure == "OSError: connection to refused", "no address is kept"
    assert list(Notice.objects.given_up()) == [notice]
    assert not Notice.objects.due(at=AT + 365 * DAY).exists()


@db
def test_between_two_attempts_nothing_is_tried(notice, dead_server):
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT)
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT + timedelta(seconds=59))

    assert len(dead_server) == 1
    assert list(Notice.objects.failing()) == [notice]
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT + timedelta(seconds=60))
    assert len(dead_server) == 2


@db
def test_a_row_in_other_hands_is_left_alone_until_the_lease_ends(notice):
    first = outbox.claim(rows=rows(), machine_at=AT)
    second = outbox.claim(rows=rows(), machine_at=AT + LEASE / 2)
    third = outbox.claim(rows=rows(), machine_at=AT + LEASE)

    assert (first, second, third) == ([notice], [], [notice])
    assert third[0].attempts == 2


@db
def test_a_worker_killed_after_it_claimed_repeats_the_same_message_after_the_lease(notice, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(outbox, "record_delivery", _killed)
        with pytest.raises(KeyboardInterrupt):
            deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT)
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT + LEASE / 2)
    assert len(outbox_of_django.outbox) == 1

    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT + LEASE)

    first, second = outbox_of_django.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert not Notice.objects.undelivered().exists()


def _killed(**_given):
    raise KeyboardInterrupt


@db
def test_a_row_over_which_every_worker_dies_is_given_up_too(notice):
    at = AT
    while claimed := outbox.claim(rows=rows(), machine_at=at):
        assert claimed[0].attempts <= ATTEMPTS
        at += LEASE

    notice.refresh_from_db()
    assert (notice.attempts, notice.gave_up_at) == (ATTEMPTS, at)


@db
def test_a_slow_worker_that_fails_does_not_disturb_who_took_over(notice):
    slow = outbox.claim(rows=rows(), machine_at=AT)
    outbox.claim(rows=rows(), machine_at=AT + LEASE)

    outbox.postpone(rows=slow, machine_at=AT + LEASE, failure="too late")

    notice.refresh_from_db()
    assert (notice.failure, notice.next_attempt_at) == ("", AT + 2 * LEASE)


@db
def test_what_was_delivered_in_the_end_was_not_given_up(notice, dead_server):
    slow = outbox.claim(rows=rows(), machine_at=AT - LEASE)
    fail_for_good(notice)

    outbox.record_delivery(rows=slow, columns={"delivered_at": AT})

    notice.refresh_from_db()
    assert (notice.delivered_at, notice.gave_up_at, notice.failure) == (AT, None, "")


@db
def test_who_administers_has_it_tried_again_from_the_start_and_that_is_audited(
    notice, dead_server, monkeypatch
):
    tried = fail_for_good(notice)
    actor = administrator()

    outbox.send_again(rows=rows().filter(pk=notice.pk), actor=actor, at=AT)

    notice.refresh_from_db()
    assert (notice.attempts, notice.gave_up_at) == (0, None)
    assert list(Notice.objects.due(at=tried[-1])) == [notice]
    event = AuditEvent.objects.about(notice).last()
    assert (event.event, event.actor, event.facts) == ("send_again", actor, {"kind": "notice"})


@db
def test_one_that_waits_for_its_next_attempt_can_be_tried_at_once(notice, dead_server):
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT)
    assert not Notice.objects.due(at=AT).exists()

    outbox.send_again(rows=rows(), actor=administrator(), at=AT)

    assert list(Notice.objects.due(at=AT)) == [notice]


@db
def test_nothing_is_sent_again_that_is_not_stuck_nor_by_anybody_else(notice, dead_server):
    with pytest.raises(NotFound):
        outbox.send_again(rows=rows(), actor=administrator(), at=AT)
    deliver_notice(notice_id=notice.pk, at=AT, machine_at=AT)
    with pytest.raises(Forbidden):
        outbox.send_again(rows=rows(), actor=officer(email="other@authority.example"), at=AT)


@pytest.mark.race
def test_a_row_that_another_connection_holds_is_skipped(cloned_database, second_connection):
    notice = owe()
    other = second_connection()
    other.cursor().execute("SELECT 1 FROM core_notice WHERE id = %s FOR UPDATE", [str(notice.pk)])

    while_held = outbox.claim(rows=rows(), machine_at=AT)
    other.rollback()

    assert while_held == []
    assert outbox.claim(rows=rows(), machine_at=AT) == [notice]


SWEEPS = [sweep for path in django_settings.SWEEPS if (sweep := import_string(path)) != SEAL]


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.name)
def test_beat_comes_by_as_often_as_the_monitor_expects(sweep):
    """The sealer has a process and a loop of its own."""
    (entry,) = [
        entry
        for entry in django_settings.CELERY_BEAT_SCHEDULE.values()
        if entry["task"].rpartition(".")[2] == sweep.name
    ]

    assert entry["schedule"] == sweep.every.total_seconds()
