"""A request for an export authorisation on its exporter's side; what the authority does is that of every case."""

from datetime import datetime

from exportctl.demo.scene import Story
from licensing.actions.request_drafts import create_request_draft, submit_request_draft


def draft(story: Story, at: datetime) -> None:
    body = dict(story.case["request"])
    story.draft = create_request_draft(exporter=story.exporter, body=body, actor=story.filer, at=at)


def submit(story: Story, at: datetime) -> None:
    story.request = submit_request_draft(draft_id=story.draft.pk, actor=story.filer, at=at)
