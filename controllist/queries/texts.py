"""Editorial texts: the one a reader sees, the versions before it, and what the Commission still has to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from controllist.models import ControlListEntry, EntryText
from controllist.queries.changes import Difference
from controllist.rules.entries import Status as EntryStatus
from controllist.rules.texts import LANGUAGES, OPEN, Status

FIELDS = ("title", "description", "covered", "not_covered")
LANGUAGE_NAMES = {"en": _("English"), "de": _("German"), "fr": _("French")}
_OPEN = [status.value for status in OPEN]


@dataclass(frozen=True)
class Version:
    """A published text and what it changed against the one before it in its language."""

    text: EntryText
    language: Any
    differences: list[Difference]  # none for the first


@dataclass(frozen=True)
class Cell:
    """One language of one entry, for the Commission."""

    language: str
    name: Any
    published: EntryText | None
    open: EntryText | None


def published_texts(entries: Iterable[UUID], language: str) -> dict[UUID, EntryText]:
    """By entry, the latest text in that language, in one query. No language stands in for another."""
    texts = EntryText.objects.filter(
        status=Status.PUBLISHED.value, language=language, entry_id__in=list(entries)
    )
    return {text.entry_id: text for text in texts.order_by("entry_id", "-version").distinct("entry_id")}


def open_text(*, entry: ControlListEntry, language: str) -> EntryText | None:
    """The draft of an entry's text, or the one that is being read."""
    texts = EntryText.objects.filter(entry=entry, language=language, status__in=_OPEN)
    return texts.select_related("entry", "written_by").first()


def waiting_texts() -> QuerySet[EntryText]:
    """What waits for a second reader, the oldest first."""
    texts = EntryText.objects.filter(status=Status.PROPOSED.value).select_related("entry", "written_by")
    return texts.order_by("written_at", "pk")


def versions(entry: ControlListEntry) -> list[Version]:
    """Every published text of an entry, newest first, each beside the one before it."""
    texts = list(
        EntryText.objects.filter(entry=entry, status=Status.PUBLISHED.value).order_by("language", "version")
    )
    known: dict[str, EntryText] = {}
    published = []
    for text in texts:
        before = known.get(text.language)
        changed = differences(before, text) if before else []
        published.append(Version(text, LANGUAGE_NAMES[text.language], changed))
        known[text.language] = text
    # The order of publication is each language's own numbering; across languages the instant decides.
    return sorted(
        published, key=lambda version: (version.text.published_at, version.text.version), reverse=True
    )


def differences(before: EntryText | None, after: EntryText) -> list[Difference]:
    """What a text changes, field by field; against nothing it is all new."""
    pairs = [(field, _text(before, field) if before else "", _text(after, field)) for field in FIELDS]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def all_texts() -> list[tuple[ControlListEntry, list[Cell]]]:
    """For the Commission: each entry of the list with the state of its text in every language."""
    entries = list(ControlListEntry.objects.exclude(status=EntryStatus.DELISTED.value))
    published: dict[tuple[UUID, str], EntryText] = {}
    opened: dict[tuple[UUID, str], EntryText] = {}
    shown = Q(status=Status.PUBLISHED.value) | Q(status__in=_OPEN)
    for text in EntryText.objects.filter(shown).select_related("written_by").order_by("version"):
        place = published if text.status == Status.PUBLISHED else opened
        place[text.entry_id, text.language] = text
    return [
        (
            entry,
            [
                Cell(
                    code,
                    LANGUAGE_NAMES[code],
                    published.get((entry.pk, code)),
                    opened.get((entry.pk, code)),
                )
                for code in LANGUAGES
            ],
        )
        for entry in entries
    ]


def _text(text: EntryText, field: str) -> str:
    value = getattr(text, field)
    return value if isinstance(value, str) else "\n".join(value)
