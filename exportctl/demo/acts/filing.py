"""Drafts that two colleagues work on, with evidence at its question; and a correction of what was sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from exportctl.demo.scene import Story
from licensing.actions import amendments
from licensing.actions.drafts import save_answer, save_fields
from notifications.models import CatchAllNotification

COLLEAGUE = "colleague@aquila.example"
END_USE = "Interception on the order of a court, for one mobile network. The operator is to be named later."
QUESTION = "opaque_roles"
EVIDENCE = "A trading company pays, and nobody says why. See the chart of the delivery chain."
CHAIN = """Delivery chain, as told by the buyer on 12 October

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


def amend(story: Story, at: datetime, *, body: Mapping[str, str], reason: str) -> None:
    """The exporter corrects what was sent."""
    amendments.amend(request_id=story.request.pk, body=body, reason=reason, actor=story.filer, at=at)


def save_end_use(story: Story, at: datetime) -> None:
    planned_on = (at + timedelta(days=150)).date().isoformat()
    save_fields(
        model=CatchAllNotification,
        draft_id=story.notification.pk,
        fields={"/end_use": END_USE, "/planned_on": planned_on},
        loaded={},
        actor=story.people[COLLEAGUE],
        at=at,
    )


def save_evidence(story: Story, at: datetime) -> None:
    start = f"/red_flags/{QUESTION}"
    fields = {f"{start}/answer": "yes", f"{start}/evidence": EVIDENCE}
    _attach(story, at, QUESTION, fields, name="delivery-chain.txt", text=CHAIN)


def attach_chart(story: Story, at: datetime) -> None:
    """The chart that the exporter sends along as evidence."""
    _attach(story, at, "security_service", {}, name="organisation-chart.txt", text=ORGANISATION)


def scan_attachments(story: Story, at: datetime) -> None:
    """Checked before the case is opened; without a scanner a file waits, as any does."""
    for attachment in story.notification.attachments.all():
        scan_file(file_id=attachment.file_id, at=at, machine_at=clock.machine_now())


def _attach(
    story: Story, at: datetime, question: str, fields: dict[str, str], *, name: str, text: str
) -> None:
    save_answer(
        model=CatchAllNotification,
        draft_id=story.notification.pk,
        question=question,
        fields=fields,
        loaded={},
        upload=SimpleUploadedFile(name, text.encode(), "text/plain"),  # type: ignore[arg-type]  # its size is a property
        actor=story.filer,
        at=at,
    )
