"""A form that arrived after its session had ended, or before its sender said for whom, waits for an hour."""

from dataclasses import dataclass
from time import time
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from exportctl.core.rules.resubmission import LIFE, keepable

KEY = "unsent"
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)
NOT_WORDS = ("next", "form_number")  # of the frame's own forms, and of every form


@dataclass(frozen=True)
class Unsent:
    """Where it was to go, and what was written; `files` counts those that have to be chosen again.

    `for_whom`: it waited for the person to say in whose name they act, and not for them to sign in.
    """

    path: str
    fields: list[list[str]]
    files: int
    for_whom: bool = False

    @property
    def readable(self) -> list[tuple[str, str]]:
        """Names of fields as words, and what was written; empty fields say nothing."""
        return [
            (_words(name), value) for name, value in self.fields if value.strip() and name not in NOT_WORDS
        ]

    @property
    def has_words(self) -> bool:
        """Did somebody write a sentence, or only press a button?"""
        return any(" " in value.strip() for _name, value in self.readable)


def _words(name: str) -> str:
    return name.rpartition("-")[2].replace("_", " ").capitalize()


def of(request: HttpRequest) -> Unsent | None:
    """What this very request tried to send, as far as it can be read and may be kept."""
    try:
        sent = request.POST
    except UNREADABLE:
        return None
    pairs = [(name, str(value)) for name, values in sent.lists() for value in values]
    fields = keepable(request.path, pairs)
    return None if fields is None else Unsent(request.get_full_path(), fields, len(request.FILES))


def store(request: HttpRequest, unsent: Unsent, *, person: str, for_whom: bool = False) -> None:
    """Store a form in this browser's session for `person`, who has to sign in or choose first; nobody else sees it."""
    request.session[KEY] = {
        "path": unsent.path,
        "fields": unsent.fields,
        "files": unsent.files,
        "for_whom": for_whom,
        "until": time() + LIFE,
        "person": person,
    }


def stored_form(request: HttpRequest) -> Unsent | None:
    """The form stored in this browser for whoever is signed in now; None after an hour, or for somebody else."""
    stored: dict[str, Any] | None = request.session.get(KEY)
    if not stored or stored["until"] < time():
        return None
    if stored["person"] != str(request.user.pk):
        return None
    return Unsent(stored["path"], stored["fields"], stored["files"], stored.get("for_whom", False))


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def comes_from_here(request: HttpRequest) -> bool:
    """Did a page of this very site send it? Browsers say so; without a word it is not believed."""
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
