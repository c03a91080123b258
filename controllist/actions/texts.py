"""Editorial texts of entries: one officer of the Commission writes, another reads and publishes (guarantee G11)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from controllist.actions.disclosures import refuse_names
from controllist.models import ControlListEntry, EntryText
from controllist.queries.texts import open_text
from controllist.rules.texts import LANGUAGES, TEXT, Event, TextWords
from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import require_other_officer
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
    """Save the draft of an entry's text; `revision` is the one the writer saw, 0 for none.

    Raises StaleState when a colleague saved in between, WrongStatus while it is being read.
    """
    entry = _lock_entry(entry_id, actor, at)
    if language not in LANGUAGES:
        raise NotFound
    text = open_text(entry=entry, language=language)
    if revision != (text.revision if text else 0):
        raise StaleState()
    if text is None:
        text = EntryText.objects.create(
            entry=entry,
            language=language,
            written_by=actor,
            written_at=at,
            writers=[actor.pk],
            **_columns(words),
        )
        record(
            text,
            "create",
            machine=TEXT,
            actor=actor,
            at=at,
            target=TEXT.initial,
            entry=entry.code,
            language=language,
        )
        return text
    TEXT.step(text.status, Event.SEND)  # only a draft is written on
    changes = {
        **_columns(words),
        "revision": text.revision + 1,
        "written_by": actor,
        "written_at": at,
        "writers": sorted({*text.writers, actor.pk}),
    }
    EntryText.objects.filter(pk=text.pk).update(**changes)
    text.refresh_from_db()
    return text


@transaction.atomic
def send_text(
    *, entry_id: UUID, language: str, words: TextWords, revision: int, actor: User, at: datetime
) -> EntryText:
    """Save the draft and put it to the second reader. Raises Invalid for a text that lacks something, NamesCompany."""
    _check(words)
    saved = save_text(
        entry_id=entry_id, language=language, words=words, revision=revision, actor=actor, at=at
    )
    _refuse_names(saved)
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
    """Publish revision `revision` of a text, by an officer who wrote none of it. Raises FourEyes, StaleState."""
    text = _lock_text(entry_id, language, revision, actor, at)
    own = _("You wrote in this text yourself. A colleague who did not has to read it.")
    require_other_officer(act=text, actor=actor, message=own)
    published = EntryText.objects.filter(entry=text.entry, language=language, version__isnull=False)
    changes = {"published_by": actor, "published_at": at, "version": published.count() + 1}
    _step(text, Event.PUBLISH, actor, at, changes)
    return text


@transaction.atomic
def return_text(
    *, entry_id: UUID, language: str, revision: int, comment: str, actor: User, at: datetime
) -> EntryText:
    """Return a text to its writer with a comment. Raises Invalid without one, StaleState."""
    if not comment.strip():
        message = _("Say what should change.")
        raise Invalid(message, errors=[error("/comment", message)])
    text = _lock_text(entry_id, language, revision, actor, at)
    _step(text, Event.RETURN, actor, at, {"comment": comment})
    return text


@transaction.atomic
def discard_text(*, entry_id: UUID, language: str, actor: User, at: datetime) -> EntryText:
    """Drop the draft; what is published stays."""
    entry = _lock_entry(entry_id, actor, at)
    text = open_text(entry=entry, language=language)
    if text is None:
        raise NotFound
    _step(text, Event.DISCARD, actor, at)
    return text


def _lock_entry(entry_id: UUID, actor: User, at: datetime) -> ControlListEntry:
    """The entry, locked, so that its texts are written one after the other."""
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    entry: ControlListEntry | None = locks.lock_for_update(ControlListEntry.objects.filter(pk=entry_id))
    if entry is None:
        raise NotFound
    return entry


def _lock_text(entry_id: UUID, language: str, revision: int, actor: User, at: datetime) -> EntryText:
    entry = _lock_entry(entry_id, actor, at)
    text = open_text(entry=entry, language=language)
    if text is None:
        raise NotFound
    if text.revision != revision:
        raise StaleState()
    return text


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


def _refuse_names(text: EntryText) -> None:
    lists = {"covered": text.covered, "not_covered": text.not_covered}
    texts = {"/title": text.title, "/description": text.description}
    texts |= {f"/{field}": "\n".join(lines) for field, lines in lists.items()}
    refuse_names(entry=text.entry, texts=texts)


def _check(words: TextWords) -> None:
    missing = [
        error(f"/{field}", message)
        for field, message in (
            ("title", _("Give the title.")),
            ("description", _("Write the description.")),
        )
        if not getattr(words, field).strip()
    ]
    if missing:
        raise Invalid(errors=missing)
