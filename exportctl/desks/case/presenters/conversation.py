"""Questions, messages and notes of a case in one stream: what is open first, then the latest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.presenters.information_requests import question_threads
from exportctl.desks.case.presenters.messages import threads
from exportctl.desks.case.presenters.notes import notes
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import Message

ALL, QUESTIONS, MESSAGES, NOTES = "all", "questions", "messages", "notes"


@dataclass(frozen=True)
class Piece:
    """One question with its answers, one thread of messages, or one note."""

    kind: str
    at: datetime  # of the last that happened in it
    what: Any
    waits: bool = False
    who: str = ""  # wrote the last message, as the reader may know it
    last: Message | None = None


def conversation(page: CasePage, show: str = ALL) -> dict[str, Any]:
    """The stream, or one kind of it; and the ways to the others with their numbers. Notes are the officers' alone."""
    kinds = _kinds(page)
    show = show if show in kinds else ALL
    pieces = [piece for kind in kinds if show in (ALL, kind) for piece in _READERS[kind](page)]
    pieces.sort(key=lambda piece: (piece.waits, piece.at), reverse=True)
    return {"pieces": pieces, "show": show, "views": _views(page, kinds, show)}


def _kinds(page: CasePage) -> dict[str, int]:
    counts = {QUESTIONS: len(page.questions), MESSAGES: page.thread_count}
    return counts | {NOTES: page.note_count} if page.is_officer else counts


def _views(page: CasePage, kinds: dict[str, int], show: str) -> list[dict[str, Any]]:
    labels = {
        ALL: _("Everything"),
        QUESTIONS: _("Questions"),
        MESSAGES: _("Messages"),
        NOTES: _("Notes"),
    }
    here = reverse("desks:case_tab", args=[page.request.reference, "conversation"])
    counts = {ALL: sum(kinds.values()), **kinds}
    return [
        {
            "url": here if key == ALL else f"{here}?show={key}",
            "label": labels[key],
            "count": count,
            "current": key == show,
        }
        for key, count in counts.items()
    ]


def _questions(page: CasePage) -> Iterator[Piece]:
    for thread in question_threads(page):
        latest = thread.entries[-1].at if thread.entries else thread.question.asked_at
        yield Piece(QUESTIONS, latest, thread, waits=thread.question.is_open and page.is_asking)


def _messages(page: CasePage) -> Iterator[Piece]:
    written = Prefetch("messages", Message.objects.select_related("written_by"))
    for thread in threads(page).prefetch_related(written):
        last = list(thread.messages.all())[-1]
        new: int = getattr(thread, "unread", 0)
        who = author(page, last.written_by, last.side)
        yield Piece(MESSAGES, last.written_at, thread, waits=bool(new), who=who, last=last)


def _notes(page: CasePage) -> Iterator[Piece]:
    for note in notes(page):
        yield Piece(NOTES, note.written_at, note)


_READERS = {QUESTIONS: _questions, MESSAGES: _messages, NOTES: _notes}
