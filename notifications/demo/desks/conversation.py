"""What exporters and authorities write to each other: threads, partial answers, more time, officers' notes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from licensing.actions import answer_extensions, information_requests, messages, notes, reminders
from licensing.models import InformationRequest
from licensing.rules.messages import Side
from notifications.demo.content import read
from notifications.demo.replay import Replay
from notifications.demo.stories import Story


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    """Each line of the content on its day, by whoever it names."""
    said = read("conversation")
    threads: dict[tuple[str, str], Any] = {}
    for given in said["messages"]:
        _plan(replay, stories, given, lambda story, at, given=given: _write(story, at, given, threads))
    for given in said["notes"]:
        _plan(replay, stories, given, lambda story, at, given=given: _note(story, at, given))
    for given in said["questions"]:
        _plan(
            replay, stories, given, lambda story, at, given=given: _QUESTIONS[given["act"]](story, at, given)
        )
    for days_ago in (9, 6, 3):
        replay.plan(replay.office_hour(days_ago, key="reminders"), _remind)


def _plan(replay: Replay, stories: Mapping[str, Story], given: Mapping[str, Any], act: Any) -> None:
    story = stories[given["case"]]
    at = replay.office_hour(given["days_ago"], key=f"{given['case']} {given['key']}")
    replay.plan(at, lambda when: act(story, when))


def _write(story: Story, at: datetime, given: Mapping[str, Any], threads: dict[tuple[str, str], Any]) -> None:
    assert story.request
    side = Side(given["side"])
    actor = story.filer if side == Side.EXPORTER else story.desk("officer")
    known = threads.get((given["case"], given["subject"]))
    if known:
        messages.write_message(thread_id=known, side=side, text=given["text"], actor=actor, at=at)
        return
    written = messages.open_thread(
        request_id=story.request.pk,
        side=side,
        subject=given["subject"],
        text=given["text"],
        actor=actor,
        at=at,
    )
    threads[given["case"], given["subject"]] = written.thread_id


def _note(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    assert story.request
    called = [story.desk(name).pk for name in given["mentions"]]
    written = notes.write_note(
        request_id=story.request.pk, text=given["text"], mentions=called, actor=story.desk(given["by"]), at=at
    )
    if given.get("struck"):
        notes.strike_note(note_id=written.pk, actor=story.desk(given["by"]), at=at)


def _in_part(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    information_requests.answer_in_part(
        answer=given["text"], missing=given["missing"], actor=story.filer, at=at, **_open(story)
    )


def _more_time(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    day = (at + timedelta(days=given["days"])).date()
    answer_extensions.ask_respite(due_on=day, reason=given["text"], actor=story.filer, at=at, **_open(story))


def _grant(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    pending = _question(story).pending_respite
    assert pending
    assert pending.due_on
    answer_extensions.grant_respite(due_on=pending.due_on, actor=story.desk("officer"), at=at, **_open(story))


def _ask(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    story.ask(at, given["text"])


def _take_back(story: Story, at: datetime, given: Mapping[str, Any]) -> None:
    information_requests.withdraw_question(
        because=given["text"], actor=story.desk("officer"), at=at, **_open(story)
    )


def _remind(at: datetime) -> None:
    reminders.remind_of_questions(at=at)


_QUESTIONS = {
    "part": _in_part,
    "more_time": _more_time,
    "grant": _grant,
    "ask": _ask,
    "take_back": _take_back,
}


def _question(story: Story) -> InformationRequest:
    assert story.request
    return story.request.information_requests.open().get()


def _open(story: Story) -> dict[str, Any]:
    asked = _question(story)
    return {"request_id": asked.request_id, "information_id": asked.pk}
