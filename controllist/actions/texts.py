"""Editorial texts of entries: one officer of the Commission writes, another reads and publishes (guarantee G11)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from controllist.models import ControlListEntry, EntryText
from controllist.queries.texts import open_text
from controllist.rules.texts import LANGUAGES, TEXT, Event, TextWords
from exportctl.core import access, locks
from exportctl.core.actions.acts import require_other_officer
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound, StaleState
from exportctl.core.models import User
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition


@transaction.atomic
def save_text(
    *, entry_id: UUID, language: str, words: TextWords, revision: int, actor: User, at: datetime
) -> EntryText:
    """Keep the draft of an entry's text; `revision` is the one the writer saw, 0 for none.

    Raises StaleState when a colleague saved in between, WrongStatus while it is being read.
    """
    entry = _held_entry(entry_id, actor, at)
    if language not in LANGUAGES:
        raise NotFound
    held = open_text(entry=entry, language=language)
    if revision != (held.revision if held else 0):
        raise StaleState()
    if held is None:
        made = EntryText.objects.create(
            entry=entry,
            language=language,
            written_by=actor,
            written_at=at,
            writers=[actor.pk],
            **_columns(words),
        )
        record(
            made,
            "create",
            machine=TEXT,
            actor=actor,
            at=at,
            target=TEXT.initial,
            entry=entry.code,
            language=language,
        )
        return made
    TEXT.step(held.status, Event.SEND)  # only a draft is written on
    changes = {
        **_columns(words),
        "revision": held.revision + 1,
        "written_by": actor,
        "written_at": at,
        "writers": sorted({*held.writers, actor.pk}),
    }
    EntryText.objects.filter(pk=held.pk).update(**changes)
    held.refresh_from_db()
    return held


@transaction.atomic
def send_text(
    *, entry_id: UUID, language: str, words: TextWords, revision: int, actor: User, at: datetime
) -> EntryText:
    """Save the draft and put it to the second reader. Raises Invalid for a text that lacks something."""
    _check(words)
    saved = save_text(
        entry_id=entry_id, language=language, words=words, revision=revision, actor=actor, at=at
    )
    _step(saved, Event.SEND, actor, at)
    owe_notice(
        kind="text_waiting",
        organisations=commission(),
        reference=saved.entry.code,
        path=saved.get_absolute_url(),
        at=at,
    )
    return saved


@transaction.atomic
def publish_text(*, entry_id: UUID, language: str, revision: int, actor: User, at: datetime) -> EntryText:
    """Who wrote none of it publishes the very words they read. Raises FourEyes, StaleState."""
    held = _held_text(entry_id, language, revision, actor, at)
    own = _("You wrote in this text yourself. A colleague who did not has to read it.")
    require_other_officer(act=held, actor=actor, message=own)
    published = EntryText.objects.filter(entry=held.entry, language=language, version__isnull=False)
    changes = {"published_by": actor, "published_at": at, "version": published.count() + 1}
    _step(held, Event.PUBLISH, actor, at, changes)
    return held


@transaction.atomic
def return_text(
    *, entry_id: UUID, language: str, revision: int, comment: str, actor: User, at: datetime
) -> EntryText:
    """Back to the writer, with a comment."""
    if not comment.strip():
        said = _("Say what should change.")
        raise Invalid(said, errors=[error("/comment", said)])
    held = _held_text(entry_id, language, revision, actor, at)
    _step(held, Event.RETURN, actor, at, {"comment": comment})
    return held


@transaction.atomic
def discard_text(*, entry_id: UUID, language: str, actor: User, at: datetime) -> EntryText:
    """Drop the draft; what is published stays."""
    entry = _held_entry(entry_id, actor, at)
    held = open_text(entry=entry, language=language)
    if held is None:
        raise NotFound
    _step(held, Event.DISCARD, actor, at)
    return held


def _held_entry(entry_id: UUID, actor: User, at: datetime) -> ControlListEntry:
    """The entry, locked, so that its texts are written one after the other."""
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    entry: ControlListEntry | None = locks.lock_for_update(ControlListEntry.objects.filter(pk=entry_id))
    if entry is None:
        raise NotFound
    return entry


def _held_text(entry_id: UUID, language: str, revision: int, actor: User, at: datetime) -> EntryText:
    entry = _held_entry(entry_id, actor, at)
    held = open_text(entry=entry, language=language)
    if held is None:
        raise NotFound
    if held.revision != revision:
        raise StaleState()
    return held


def _step(
    text: EntryText, event: Event, actor: User, at: datetime, changes: dict[str, Any] | None = None
) -> None:
    facts = {"entry": text.entry.code, "language": text.language, "revision": text.revision}
    transition(text, event, machine=TEXT, actor=actor, at=at, changes=changes, **facts)


def _columns(words: TextWords) -> dict[str, Any]:
    return {
        "title": words.title,
        "description": words.description,
        "covered": list(words.covered),
        "not_covered": list(words.not_covered),
    }


def _check(words: TextWords) -> None:
    missing = [
        error(f"/{field}", said)
        for field, said in (
            ("title", _("Give the title.")),
            ("description", _("Write the description.")),
        )
        if not getattr(words, field).strip()
    ]
    if missing:
        raise Invalid(errors=missing)
