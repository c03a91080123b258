"""Drafts that two colleagues work on, with evidence at its question."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from notifications.actions.attachments import save_answer
from notifications.actions.notifications import save_fields
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

DRAFT = "aquila-draft-mediation"
COLLEAGUE = "colleague@aquila.example"
QUESTION = "opaque_roles"
CHART = """Delivery chain, as told by the buyer on 12 October

1. Aquila Systems GmbH sells to Nile Valley Communications, Cairo.
2. A trading company in Dubai pays; its part in the delivery is not explained.
3. The network operator that will run the mediation function is not named.
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

    replay.plan(story.on(3, "end use"), end_use)
    replay.plan(story.on(1, "evidence"), evidence)
