"""Drafts that two colleagues work on, with evidence at its question."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core.actions.files import scan_file
from exportctl.core.scanning import ScannerAway
from notifications.actions.attachments import save_answer
from notifications.actions.notifications import save_fields
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

DRAFT = "aquila-draft-mediation"
SENT = "aquila-halo-gateway"
COLLEAGUE = "colleague@aquila.example"
QUESTION = "opaque_roles"
CHART = """Delivery chain, as told by the buyer on 12 October

1. Aquila Systems GmbH sells to Nile Valley Communications, Cairo.
2. A trading company in Dubai pays; its part in the delivery is not explained.
3. The network operator that will run the mediation function is not named.
"""


ORGANISATION = """Organisation of the Gulf Networks Directorate, 12 March 2026

Page 4, translated by the exporter

  Ministry of Interior
  +-- Directorate for Networks (the end user)
      +-- Network operations
      +-- Fraud prevention (the department that ordered)
      +-- Requests of the security departments
"""


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    story = stories[DRAFT]

    def end_use(at: datetime) -> None:
        assert story.notification
        said = (
            "Interception on the order of a court, for one mobile network. The operator is to be named later."
        )
        fields = {"/end_use": said, "/planned_on": (at + timedelta(days=150)).date().isoformat()}
        save_fields(
            notification_id=story.notification.pk,
            fields=fields,
            loaded={},
            actor=replay.people[COLLEAGUE],
            at=at,
        )

    def evidence(at: datetime) -> None:
        assert story.notification
        start = f"/red_flags/{QUESTION}"
        said = "A trading company pays, and nobody says why. See the chart of the delivery chain."
        save_answer(
            notification_id=story.notification.pk,
            question=QUESTION,
            fields={f"{start}/answer": "yes", f"{start}/evidence": said},
            loaded={},
            added=SimpleUploadedFile("delivery-chain.txt", CHART.encode(), "text/plain"),
            actor=story.filer,
            at=at,
        )

    _organisation(replay, stories[SENT])
    replay.plan(story.on(3, "end use"), end_use)
    replay.plan(story.on(1, "evidence"), evidence)


def _organisation(replay: Replay, story: Story) -> None:
    """The chart that the exporter sends along as evidence, checked before the case is opened."""
    sent = story.on(story.case["submitted_days_ago"], "submit")

    def attach(at: datetime) -> None:
        assert story.notification
        uploaded = SimpleUploadedFile("organisation-chart.txt", ORGANISATION.encode(), "text/plain")
        save_answer(
            notification_id=story.notification.pk,
            question="security_service",
            fields={},
            loaded={},
            added=uploaded,
            actor=story.filer,
            at=at,
        )

    def check(at: datetime) -> None:
        assert story.notification
        for attachment in story.notification.attachments.all():
            with suppress(ScannerAway):  # then it waits, as any file does
                scan_file(file_id=attachment.file_id, at=at)

    replay.plan(sent - timedelta(hours=19), attach)
    replay.plan(sent - timedelta(hours=18), check)
