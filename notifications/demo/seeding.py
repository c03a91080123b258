"""Seeding a demonstration: people first, then 400 days of history; all of it or nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from controllist.actions.annex import load_annex
from exportctl.core import clock
from exportctl.core.models import Notice
from licensing.models import Exporter
from notifications.demo.content import cases, read
from notifications.demo.desks import plan_desk_work
from notifications.demo.people import settle_people
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

HISTORY = timedelta(days=410)  # a little more than the oldest step


@transaction.atomic
def seed_demo() -> int:
    """Replay the history unless it is there already. Returns the number of steps played."""
    if Exporter.objects.exists():
        return 0
    clock.reset()
    present = clock.now()
    started = clock.move_to(present - HISTORY)
    load_annex()
    replay = Replay(people=settle_people(at=started - timedelta(days=1)), present=present)
    eori = {given["key"]: given["eori"] for given in read("exporters")["exporters"]}
    exporters = {row.eori: row for row in Exporter.objects.select_related("organisation")}
    stories = {key: Story(case, replay, exporters[eori[case["exporter"]]]) for key, case in cases().items()}
    for story in stories.values():
        story.tell()
    plan_desk_work(replay, stories)
    played = replay.run()
    clock.reset()
    _tell_no_old_news(before=present - timedelta(days=1))
    return played


def _tell_no_old_news(*, before: datetime) -> None:
    """What was owed in the history was sent in the history: nobody gets 400 days of mail on the first day."""
    Notice.objects.filter(created_at__lt=before).update(delivered_at=F("created_at"))
