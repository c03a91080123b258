"""What exporters and authorities write to each other: threads, partial answers, more time, officers' notes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from exportctl.demo.scene import Story
from licensing.actions import answer_extensions, information_requests, messages, notes, reminders
from licensing.rules.messages import Side


def write(story: Story, at: datetime, *, row: Mapping[str, str]) -> None:
    """The first message about a subject opens its thread."""
    side = Side(row["side"])
    given: dict[str, Any] = {
        "side": side,
        "text": row["text"],
        "actor": story.filer if side == Side.EXPORTER else story.officer,
        "at": at,
    }
    if known := story.threads.get(row["subject"]):
        messages.write_message(thread_id=known, **given)
        return
    written = messages.open_thread(request_id=story.request.pk, subject=row["subject"], **given)
    story.threads[row["subject"]] = written.thread_id


def note(story: Story, at: datetime, *, row: Mapping[str, Any]) -> None:
    author, called = story.desk(row["by"]), [story.desk(name).pk for name in row["mentions"]]
    written = notes.write_note(
        request_id=story.request.pk, text=row["text"], mentions=called, actor=author, at=at
    )
    if row.get("struck"):
        notes.strike_note(note_id=written.pk, actor=author, at=at)


def answer_in_part(story: Story, at: datetime, *, text: str, missing: str) -> None:
    information_requests.answer_in_part(
        request_id=story.request.pk,
        information_id=story.question.pk,
        answer=text,
        missing=missing,
        actor=story.filer,
        at=at,
    )


def more_time(story: Story, at: datetime, *, text: str, due_on: date) -> None:
    answer_extensions.ask_answer_extension(
        request_id=story.request.pk,
        information_id=story.question.pk,
        due_on=due_on,
        reason=text,
        actor=story.filer,
        at=at,
    )


def grant_time(story: Story, at: datetime) -> None:
    """The day that was wished for."""
    question = story.question
    pending = question.pending_extension
    if pending is None or pending.due_on is None:
        raise RuntimeError(f"nobody asked for more time in {story.case['key']}")
    answer_extensions.grant_answer_extension(
        request_id=story.request.pk,
        information_id=question.pk,
        due_on=pending.due_on,
        actor=story.officer,
        at=at,
    )


def take_back(story: Story, at: datetime, *, text: str) -> None:
    information_requests.withdraw_question(
        request_id=story.request.pk,
        information_id=story.question.pk,
        because=text,
        actor=story.officer,
        at=at,
    )


def bring_to_mind(story: Story, at: datetime) -> None:
    """The sweep's reminder of an open question, shortly before its day or once that has passed."""
    if not reminders.remind(information_id=story.question.pk, at=at):
        raise RuntimeError(f"no reminder is due in {story.case['key']} at {at:%Y-%m-%d %H:%M}")
