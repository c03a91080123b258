"""A request for an export authorisation on its exporter's side; what the authority does is that of every case."""

from datetime import datetime, timedelta

from exportctl.demo.scene import Story
from licensing.actions.end_use_statements import open_link, send_link, sign_statement
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.actions.urgency import set_urgent
from licensing.models import EndUseStatementLink


def draft(story: Story, at: datetime) -> None:
    body = dict(story.case["request"])
    story.draft = create_request_draft(exporter=story.exporter, body=body, actor=story.filer, at=at)


def send_statement_link(story: Story, at: datetime) -> None:
    link = story.case["statement_link"]
    request = story.draft.request_id
    send_link(request_id=request, email=link["email"], language=link["language"], actor=story.filer, at=at)


def open_statement(story: Story, at: datetime) -> None:
    open_link(link_id=_link(story).pk, at=at)


def sign(story: Story, at: datetime) -> None:
    link, signer = _link(story), story.case["statement_link"]["signed"]
    sign_statement(link_id=link.pk, digest=link.digest, language=link.language, at=at, **signer)


def _link(story: Story) -> EndUseStatementLink:
    return EndUseStatementLink.objects.usable().get(request=story.draft.request_id)


def put_first(story: Story, at: datetime) -> None:
    urgent = story.case["urgent"]
    day = at.date() + timedelta(days=urgent["within_days"])
    set_urgent(request_id=story.request.pk, due_on=day, reason=urgent["reason"], actor=story.officer, at=at)


def submit(story: Story, at: datetime) -> None:
    story.request = submit_request_draft(draft_id=story.draft.pk, actor=story.filer, at=at)
