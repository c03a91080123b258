"""A round of a sweep: each step by itself, each failure said, and a sweep is late while something stumbles."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from exportctl.core.models import Heartbeat
from exportctl.core.sweeps import try_each
from licensing import tasks


def test_what_stumbles_keeps_nothing_after_it_waiting_and_is_raised_in_the_end(caplog):
    done = []

    def act(number):
        done.append(number)
        return 6 // number

    with pytest.raises(ZeroDivisionError):
        try_each(act, [1, 0, 2, 0, 3])

    assert done == [1, 0, 2, 0, 3]
    assert len(caplog.records) == 2
    assert try_each(act, [1, 2]) == [6, 3]


def test_a_round_whose_time_is_over_ends_at_once():
    done = []

    def act(number):
        done.append(number)
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        try_each(act, [1, 2])

    assert done == [1]


@pytest.mark.django_db
def test_a_step_of_the_reminders_that_stumbles_stops_no_other_and_the_monitor_shows_the_sweep_as_late(
    monkeypatch,
):
    done = []

    def stumble(*, at):
        raise RuntimeError("a row that nobody foresaw")

    monkeypatch.setattr(tasks, "remind_of_questions", stumble)
    monkeypatch.setattr(tasks, "sweep_sandboxes", lambda *, before: done.append(before))

    with pytest.raises(RuntimeError):
        tasks.send_reminders()

    assert len(done) == 1
    assert not Heartbeat.objects.filter(sweep=tasks.REMINDERS.name).exists()
    monkeypatch.setattr(tasks, "remind_of_questions", lambda *, at: 0)
    tasks.send_reminders()
    assert Heartbeat.objects.filter(sweep=tasks.REMINDERS.name).exists()
