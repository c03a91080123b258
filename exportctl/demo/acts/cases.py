"""The course of a case: drafted, submitted, taken, asked about, proposed, approved."""

from datetime import date, datetime, timedelta

from exportctl.demo.content import read
from exportctl.demo.scene import Story, rehearsing
from licensing.actions import decisions, information_requests, proposals, requests
from licensing.actions.pending_acts import approve_pending_act, perform
from licensing.models import PendingAct, Proposal
from licensing.rules.pending_acts import SoloAct
from licensing.rules.requests import ProposalState
from notifications.actions import notifications as filing


def draft(story: Story, at: datetime) -> None:
    case = story.case
    body = dict(case["notification"])
    if case["stage"] != "draft":
        body["planned_on"] = (at + timedelta(days=case["planned_in_days"])).date().isoformat()
    story.notification = filing.create_draft(exporter=story.exporter, body=body, actor=story.filer, at=at)


def submit(story: Story, at: datetime) -> None:
    story.request = filing.submit(notification_id=story.notification.pk, actor=story.filer, at=at)


def withdraw(story: Story, at: datetime) -> None:
    filing.withdraw(notification_id=story.notification.pk, actor=story.filer, at=at)


def take(story: Story, at: datetime) -> None:
    requests.take_request(request_id=story.request.pk, actor=story.officer, at=at)


def close(story: Story, at: datetime) -> None:
    words = dict(story.case["closing"])
    if before := words.pop("warned_days_before", None):
        words["warned_on"] = (at - timedelta(days=before)).date()
    with rehearsing():
        perform(act=SoloAct.CLOSE_REQUEST, about=story.request.pk, given=words, actor=story.officer, at=at)


def approve_closing(story: Story, at: datetime) -> None:
    waits = PendingAct.objects.pending().get(about=story.request.pk)
    approve_pending_act(pending_id=waits.pk, actor=story.second, at=at)


def ask(story: Story, at: datetime, *, question: str, due_on: date) -> None:
    officer = story.officer
    information_requests.ask_information(
        request_id=story.request.pk, question=question, due_on=due_on, actor=officer, at=at
    )


def answer(story: Story, at: datetime, *, answer: str) -> None:
    information_requests.answer_information(
        request_id=story.request.pk,
        information_id=story.question.pk,
        answer=answer,
        actor=story.filer,
        at=at,
    )


def propose(story: Story, at: datetime) -> None:
    officer, words = story.officer, dict(story.case["proposal"])
    if heard := words.get("hearing"):
        day = (at - timedelta(days=heard["days_before"])).date()
        words["hearing"] = {"held_on": day.isoformat()}
    proposals.propose(request_id=story.request.pk, actor=officer, at=at, **words)


def send_back(story: Story, at: datetime) -> None:
    comments = read("plan")["comments"]["return"]
    proposals.return_proposal(
        request_id=story.request.pk,
        proposal_id=_waiting(story).pk,
        comment=comments[len(story.case["key"]) % len(comments)],
        actor=story.second,
        at=at,
    )


def approve(story: Story, at: datetime) -> None:
    waiting = _waiting(story)
    decisions.approve_proposal(
        request_id=story.request.pk,
        proposal_id=waiting.pk,
        content_hash=waiting.content_hash,
        actor=story.second,
        at=at,
    )


def _waiting(story: Story) -> Proposal:
    return story.request.proposals.get(status=ProposalState.PROPOSED.value)
